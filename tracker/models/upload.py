"""A file that was sent in, a department's month or the task table: kept as it came, filed as a whole or not at all."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import Act
from tracker.models.fields import is_month, month
from tracker.models.people import Department, User
from tracker.models.report import Report


def upload_path(upload: "Upload", _name: str) -> str:
    """Where the file lies: named by its key alone."""
    return f"uploads/{upload.key.hex}"


class Upload(models.Model):
    """A workbook or CSV file for one department and month, or for a report's task table.

    What it would change is computed anew each time it is looked at; only that it was filed is kept (`filed_at`).
    """

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department"), null=True, blank=True, related_name="uploads"
    )
    month = month(verbose_name=_("month"), null=True, blank=True)
    report = models.ForeignKey(
        Report, models.PROTECT, verbose_name=_("work report"), null=True, blank=True, related_name="uploads"
    )
    file = models.FileField(_("file"), upload_to=upload_path, max_length=100)
    name = models.TextField(_("file name"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(User, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("at"))
    filed_at = models.DateTimeField(_("filed at"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            is_month("upload", "month"),
            models.CheckConstraint(
                condition=Q(department__isnull=False, month__isnull=False, report__isnull=True)
                | Q(department__isnull=True, month__isnull=True, report__isnull=False),
                name="upload_is_a_month_or_a_task_table",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def act(self) -> Act:
        """What opening and filing it is, for the permission matrix."""
        return Act.USE_TABLE if self.report_id else Act.USE_UPLOAD
