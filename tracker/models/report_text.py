"""The text of a report, kept as it was read, with its SHA-256."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.fields import digest
from tracker.models.people import User
from tracker.models.report import Report


class ReportText(models.Model):
    """One report's text; it never changes, and cannot be taken out once a target hangs on it.

    `parts`: where its headings begin, `[[start, path, heading, is_plan], …]` (see `reading.survey.Part`).
    """

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    report = models.OneToOneField(Report, models.CASCADE, verbose_name=_("work report"), related_name="report_text")
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    name = models.CharField(_("file name"), max_length=200, blank=True)
    parts = models.JSONField(_("parts"), default=list)
    added_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("added by"), related_name="+")
    added_at = models.DateTimeField(_("added at"))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("report's text")
        verbose_name_plural = _("reports' texts")
        ordering: ClassVar = ["-report__year"]

    def __str__(self) -> str:
        return f"{self.report} · {self.sha256[:8]}"

    @property
    def is_whole(self) -> bool:
        """Whether the text still is what was read."""
        return digest(self.text) == self.sha256
