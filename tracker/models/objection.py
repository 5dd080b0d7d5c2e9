"""An objection: a department says what is wrong with its score, and the office answers."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import ObjectionState
from tracker.models.fields import together
from tracker.models.issue import Issue
from tracker.models.people import Department, User


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def with_people(self) -> Self:
        """With everything a line about an objection names."""
        return self.select_related("issue__report", "department", "made_by", "answered_by")


class Objection(models.Model):
    """What a department holds against an assessment; the frozen scores stay, the answer stands beside them.

    `key` comes with the form, so that a form sent twice objects once.
    """

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    issue = models.ForeignKey(Issue, models.PROTECT, verbose_name=_("assessment"), related_name="objections")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("department"), related_name="objections")
    text = models.TextField(_("objection"))
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("made by"), related_name="+")
    made_at = models.DateTimeField(_("made at"))
    state = models.CharField(_("state"), max_length=12, choices=ObjectionState, default=ObjectionState.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("answered by"), null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            together("objection", "answered_by", "answered_at"),
            models.CheckConstraint(
                condition=Q(state=ObjectionState.OPEN, answered_at__isnull=True, answer="")
                | (~Q(state=ObjectionState.OPEN) & Q(answered_at__isnull=False) & ~Q(answer="")),
                name="objection_decided_has_an_answer",
            ),
            models.UniqueConstraint(
                fields=["issue", "department"],
                condition=Q(state=ObjectionState.OPEN),
                name="objection_one_open_a_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue} {self.department}"
