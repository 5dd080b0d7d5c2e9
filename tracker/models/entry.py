"""An entry: the cumulative figure a department reports for one target and month."""

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import EntryState
from tracker.models.fields import figure, is_month, month, together
from tracker.models.people import Department, User
from tracker.models.target import Target


class EntryQuerySet(models.QuerySet["Entry"]):
    def accepted(self) -> Self:
        """What the public sees."""
        return self.filter(state=EntryState.ACCEPTED)

    def open(self) -> Self:
        """Everything not yet accepted."""
        return self.exclude(state=EntryState.ACCEPTED)

    def with_people(self) -> Self:
        """With everything a line about an entry names."""
        return self.select_related(
            "target__area", "target__report__policy", "department", "submitted_by", "reviewed_by"
        )


class Entry(models.Model):
    """The figure to date (not the month's own amount), with what was done, what stands in the way, what comes next.

    Three different things: `value` 0; no value yet; and `is_uncounted`, the statement that there is none this month.

    `version` counts corrections of one month's figure: each is a row of its own, and the highest accepted one
    counts. `row_version` counts saves of this row, so that two editors notice one another.
    """

    target = models.ForeignKey(Target, models.PROTECT, verbose_name=_("target"), related_name="entries")
    month = month(verbose_name=_("month"))
    version = models.PositiveSmallIntegerField(_("version"), default=1, validators=[MinValueValidator(1)])
    value = figure(verbose_name=_("cumulative figure to date"), null=True, blank=True)
    progress = models.TextField(_("progress"), blank=True)
    problems = models.TextField(_("problems"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    claims_completion = models.BooleanField(_("claims completion"), default=False)
    is_uncounted = models.BooleanField(_("not counted this month"), default=False)
    explanation = models.TextField(_("why the figure is unusual"), blank=True)
    correction_reason = models.TextField(_("reason of the correction"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=EntryState, default=EntryState.DRAFT)
    row_version = models.PositiveIntegerField(default=1)

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("department"), related_name="entries")
    saved_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("saved by"), related_name="+")
    saved_at = models.DateTimeField(_("saved at"))
    first_submitted_at = models.DateTimeField(_("first submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("submitted by"), null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("reviewed by"), null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering: ClassVar = ["target", "month", "version"]
        indexes: ClassVar = [models.Index(fields=["state", "month"], name="entry_by_state_and_month")]
        constraints: ClassVar = [
            is_month("entry", "month"),
            together("entry", "submitted_by", "submitted_at"),
            together("entry", "reviewed_by", "reviewed_at"),
            models.UniqueConstraint(fields=["target", "month", "version"], name="entry_version_once"),
            models.UniqueConstraint(
                fields=["target", "month"],
                condition=~Q(state=EntryState.ACCEPTED),
                name="entry_one_open_version_a_month",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EntryState.DRAFT, EntryState.RETURNED])
                | Q(value__isnull=False, is_uncounted=False)
                | Q(value__isnull=True, is_uncounted=True),
                name="entry_submitted_has_a_figure_or_says_there_is_none",
            ),
            models.CheckConstraint(
                condition=Q(state=EntryState.DRAFT) | Q(submitted_at__isnull=False),
                name="entry_past_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=Q(is_uncounted=False) | Q(value__isnull=True), name="entry_uncounted_has_no_figure"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[EntryState.ACCEPTED, EntryState.RETURNED]) | Q(reviewed_at__isnull=False),
                name="entry_decided_has_a_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | Q(state=EntryState.DRAFT) | ~Q(correction_reason=""),
                name="entry_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.ACCEPTED) | ~Q(reviewed_by=models.F("submitted_by")),
                name="entry_not_accepted_by_its_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.code} {self.month:%Y-%m} v{self.version}"
