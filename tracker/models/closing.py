"""A closing: what became of a promise, stated by the lead department and accepted by the supervision office."""

from typing import ClassVar, Self
from uuid import uuid4

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import ClosingReason, ClosingState, Outcome
from tracker.models.coded import by_language
from tracker.models.fields import figure, is_month, month, together
from tracker.models.people import Department, User
from tracker.models.target import Target


class ClosingQuerySet(models.QuerySet["Closing"]):
    def accepted(self) -> Self:
        """What the public sees."""
        return self.filter(state=ClosingState.ACCEPTED)

    def with_people(self) -> Self:
        """With everything a line about a closing names."""
        return self.select_related(
            "target__area",
            "target__report__policy",
            "target__lead",
            "department",
            "drafted_by",
            "submitted_by",
            "returned_by",
            "accepted_by__department",
        )


class Closing(models.Model):
    """One target's outcome as the office states it, beside the one computed; final once accepted.

    `computed`, `value`, `value_month` and `done_share` are what was computed when it was written, as of the end of
    `month`; with the acceptance they are a publication: stored, never computed anew. `done_share` is of 1, as
    text, and empty where there is none. `department` is the lead that wrote it, None where no department leads.
    """

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    target = models.OneToOneField(Target, models.PROTECT, verbose_name=_("target"), related_name="closing")
    state = models.CharField(_("state"), max_length=12, choices=ClosingState, default=ClosingState.DRAFT)
    computed = models.CharField(_("outcome computed"), max_length=16, choices=Outcome)
    value = figure(verbose_name=_("last accepted figure"), null=True, blank=True)
    value_month = month(verbose_name=_("month of that figure"), null=True, blank=True)
    done_share = models.CharField(_("share done"), max_length=40, blank=True)
    month = month(verbose_name=_("closed as of"))

    outcome = models.CharField(_("outcome stated"), max_length=16, choices=Outcome)
    difference_reason = models.TextField(_("why it differs from what is computed"), blank=True)
    reason_kind = models.CharField(_("kind of reason"), max_length=16, choices=ClosingReason, blank=True)
    statement = models.TextField(_("closing statement"), blank=True)
    statement_en = models.TextField(_("English closing statement"), blank=True)
    document = models.CharField(_("supporting document"), max_length=200, blank=True)
    evidence_title = models.CharField(_("title of the evidence"), max_length=200, blank=True)
    evidence_url = models.CharField(
        _("address of the evidence"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )

    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department"), null=True, blank=True, related_name="closings"
    )
    drafted_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("drafted by"), related_name="+")
    drafted_at = models.DateTimeField(_("drafted at"))
    submitted_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("submitted by"), null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    returned_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("sent back by"), null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(_("sent back at"), null=True, blank=True)
    return_reason = models.TextField(_("why it was sent back"), blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("accepted by"), null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("year's close")
        verbose_name_plural = _("year's closes")
        ordering: ClassVar = ["target"]
        constraints: ClassVar = [
            is_month("closing", "month"),
            is_month("closing", "value_month"),
            together("closing", "value", "value_month"),
            together("closing", "submitted_by", "submitted_at"),
            together("closing", "returned_by", "returned_at"),
            together("closing", "accepted_by", "accepted_at"),
            models.CheckConstraint(
                condition=Q(state=ClosingState.DRAFT) | Q(submitted_at__isnull=False),
                name="closing_past_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClosingState.RETURNED) | (Q(returned_at__isnull=False) & ~Q(return_reason="")),
                name="closing_sent_back_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=ClosingState.ACCEPTED, accepted_at__isnull=False)
                | (~Q(state=ClosingState.ACCEPTED) & Q(accepted_at__isnull=True)),
                name="closing_accepted_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True)
                | (~Q(accepted_by=F("submitted_by")) & ~Q(accepted_by=F("drafted_by"))),
                name="closing_not_accepted_by_its_author",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ClosingState.DRAFT, ClosingState.RETURNED]) | ~Q(statement=""),
                name="closing_handed_in_has_a_statement",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ClosingState.DRAFT, ClosingState.RETURNED])
                | Q(outcome=F("computed"))
                | ~Q(difference_reason=""),
                name="closing_that_differs_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ClosingState.DRAFT, ClosingState.RETURNED])
                | Q(outcome__in=[Outcome.EXCEEDED, Outcome.KEPT])
                | ~Q(reason_kind=""),
                name="closing_not_kept_has_a_kind_of_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.code} {self.get_outcome_display()}"

    @property
    def stated(self) -> Outcome:
        """The outcome stated, with its word and shape."""
        return Outcome(self.outcome)

    @property
    def of_figures(self) -> Outcome:
        """The outcome computed, with its word and shape."""
        return Outcome(self.computed)

    @property
    def differs(self) -> bool:
        """Whether the office states another outcome than is computed."""
        return self.outcome != self.computed

    @property
    def words(self) -> str:
        """The statement in the reader's language; the Chinese one where it is not translated."""
        return by_language(self.statement, self.statement_en or self.statement)

    @property
    def department_title(self) -> str:
        """The name the department bore when it handed the closing in; empty where none leads."""
        return self.department.title_at(self.submitted_at) if self.department else ""
