"""Evidence: where an entry's figure can be checked."""

from pathlib import PurePosixPath
from typing import ClassVar
from uuid import uuid4

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.models.entry import Entry
from tracker.models.people import User


def evidence_path(evidence: "Evidence", _name: str) -> str:
    """Where the file lies: named by its key alone, so that no name from outside reaches the disk."""
    return f"evidence/{evidence.key.hex[:2]}/{evidence.key.hex}"


class Evidence(models.Model):
    """A file or a link that supports an entry's figure; public or for the desk only.

    `name` is the file's own name, `sha256` that of its content. A public item is seen once its entry is accepted.
    """

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, models.CASCADE, verbose_name=_("entry"), related_name="evidence")
    title = models.CharField(_("title"), max_length=200, blank=True)
    url = models.CharField(
        _("address"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    file = models.FileField(_("file"), upload_to=evidence_path, max_length=100, blank=True)
    name = models.TextField(_("file name"), blank=True)
    content_type = models.CharField(_("content type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    is_public = models.BooleanField(_("public"), default=True)
    added_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("added by"), null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"), null=True, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file="")) | (Q(url="") & ~Q(file="") & ~Q(sha256="")),
                name="evidence_is_a_link_or_a_file",
            ),
            models.UniqueConstraint(
                fields=["entry", "sha256"], condition=~Q(sha256=""), name="evidence_file_once_an_entry"
            ),
            models.UniqueConstraint(fields=["entry", "url"], condition=~Q(url=""), name="evidence_link_once_an_entry"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def ending(self) -> str:
        """The file's ending in lower case, such as `pdf`; empty for a link and for a name without a plain one."""
        ending = PurePosixPath(self.name).suffix[1:].lower()
        return ending if ending.isascii() and ending.isalnum() else ""

    @property
    def label(self) -> str:
        """What the item is called: its title, else the file's name or the address."""
        return self.title or self.name or self.url
