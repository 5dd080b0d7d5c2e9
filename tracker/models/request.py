"""A request for change: a lead department asks for more time, another figure, or a stop."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import RequestKind, RequestState
from tracker.models.fields import figure, is_month, month, together
from tracker.models.people import Department, User
from tracker.models.revision import Revision
from tracker.models.target import Target


class ChangeRequestQuerySet(models.QuerySet["ChangeRequest"]):
    def open(self) -> Self:
        """Those a supervisor has yet to decide."""
        return self.filter(state=RequestState.OPEN)

    def with_people(self) -> Self:
        """With everything a line about a request names."""
        return self.select_related(
            "target__area", "target__report__policy", "target__lead", "department", "asked_by", "decided_by", "revision"
        )


class ChangeRequest(models.Model):
    """What is asked, why, on which document's ground, with the progress so far; and what was decided.

    `key` comes with the form, so that a form sent twice asks once. A granted request has become a public revision.
    """

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    target = models.ForeignKey(Target, models.PROTECT, verbose_name=_("target"), related_name="requests")
    kind = models.CharField(_("kind"), max_length=16, choices=RequestKind)
    value_asked = figure(verbose_name=_("figure asked for"), null=True, blank=True)
    due_asked = month(verbose_name=_("due month asked for"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    document = models.CharField(_("document"), max_length=200)
    progress = models.TextField(_("progress so far"))
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("department"), related_name="requests")
    asked_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("asked by"), related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    state = models.CharField(_("state"), max_length=12, choices=RequestState, default=RequestState.OPEN)
    decided_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("decided by"), null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision_reason = models.TextField(_("reason of the decision"), blank=True)
    revision = models.OneToOneField(
        Revision, models.PROTECT, verbose_name=_("revision"), null=True, blank=True, related_name="request"
    )
    row_version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for change")
        verbose_name_plural = _("requests for change")
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            is_month("changerequest", "due_asked"),
            together("changerequest", "decided_by", "decided_at"),
            models.UniqueConstraint(
                fields=["target"], condition=Q(state=RequestState.OPEN), name="changerequest_one_open_a_target"
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.ADJUST, value_asked__isnull=False, due_asked__isnull=True)
                | Q(kind=RequestKind.POSTPONE, value_asked__isnull=True, due_asked__isnull=False)
                | Q(kind=RequestKind.SUSPEND, value_asked__isnull=True, due_asked__isnull=True),
                name="changerequest_asks_for_what_its_kind_says",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RequestState.GRANTED, RequestState.REFUSED]) | Q(decided_at__isnull=False),
                name="changerequest_decided_has_a_decider",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.GRANTED, revision__isnull=False)
                | (~Q(state=RequestState.GRANTED) & Q(revision__isnull=True)),
                name="changerequest_granted_is_a_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.code} {self.get_kind_display()}"
