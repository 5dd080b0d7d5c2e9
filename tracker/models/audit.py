"""The audit chain: one record an action, each sealed with the hash of the one before."""

import hashlib
import json
from datetime import UTC
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64


class AuditRecord(models.Model):
    """Who did what to which thing, when, and what stood before and after.

    Sample data keeps a chain of its own (`is_sample`), so that removing it leaves the real chain whole.
    Names are kept as text: a record must read the same after a person or department is gone.
    """

    is_sample = models.BooleanField(_("sample"), default=False)
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    by = models.CharField(_("by"), max_length=150)
    by_name = models.CharField(_("name"), max_length=301)
    action = models.CharField(_("action"), max_length=40)
    subject = models.CharField(_("subject"), max_length=40)
    subject_key = models.CharField(_("key"), max_length=200)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    previous_hash = models.CharField(_("previous hash"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("audit record")
        verbose_name_plural = _("audit records")
        ordering: ClassVar = ["is_sample", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["is_sample", "number"], name="audit_number_once"),
            models.UniqueConstraint(fields=["is_sample", "previous_hash"], name="audit_chain_never_forks"),
        ]
        indexes: ClassVar = [models.Index(fields=["subject", "subject_key"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject_key}"

    def seal(self) -> str:
        """The SHA-256 of everything in the record and of the hash before it."""
        content = [
            self.is_sample,
            self.number,
            self.at.astimezone(UTC).isoformat(),
            self.by,
            self.by_name,
            self.action,
            self.subject,
            self.subject_key,
            self.before,
            self.after,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
