"""A reminder slip (催办): a department is told that a figure is due, behind or overdue."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import Slip
from tracker.models.fields import is_month, month
from tracker.models.people import Department, User
from tracker.models.target import Target


class Reminder(models.Model):
    """One slip for one target and month; `by` is empty where the daily run sent it, `word` what a supervisor added.

    `mailed_at` is empty until the mail has gone out: a run that could not send is made good by the next.
    """

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    target = models.ForeignKey(Target, models.PROTECT, verbose_name=_("target"), related_name="reminders")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("department"), related_name="reminders")
    month = month(verbose_name=_("month"))
    slip = models.CharField(_("slip"), max_length=8, choices=Slip)
    word = models.TextField(_("word"), blank=True)
    sent_on = models.DateField(_("sent on"))
    by = models.ForeignKey(User, models.PROTECT, verbose_name=_("by"), null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("at"))
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            is_month("reminder", "month"),
            models.UniqueConstraint(
                fields=["target", "month", "slip", "sent_on"],
                condition=Q(by__isnull=True),
                name="reminder_once_a_day_by_the_daily_run",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.code} {self.month:%Y-%m} {self.get_slip_display()}"
