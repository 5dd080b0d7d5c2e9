"""A target: one quantified promise of the report, and its plan."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import Cadence, Comparison, Kind, TargetState
from tracker.models.coded import Coded, CodedQuerySet, by_language
from tracker.models.fields import figure, in_order, is_month, month
from tracker.models.people import Department
from tracker.models.report import Area, Report

YEARS_AFTER = 5


class TargetQuerySet(CodedQuerySet["Target"]):
    def of(self, report: Report) -> Self:
        """A report's targets in its order, with area and lead department at hand."""
        return self.filter(report=report).select_related("area", "lead").order_by("order", "code")


class Target(Coded):
    """One quantified promise, its figure in the unit the report writes."""

    report = models.ForeignKey(Report, models.CASCADE, verbose_name=_("work report"), related_name="targets")
    area = models.ForeignKey(Area, models.PROTECT, verbose_name=_("task area"), related_name="targets")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=150)

    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    comparison = models.CharField(_("comparison"), max_length=16, choices=Comparison, default=Comparison.AT_LEAST)
    value = figure(verbose_name=_("target figure"))
    value_high = figure(verbose_name=_("upper figure"), null=True, blank=True, help_text=_("Only for “between”."))
    tolerance = figure(
        verbose_name=_("tolerance"),
        null=True,
        blank=True,
        help_text=_("Only for “about”: how far to either side still counts, in the target's unit."),
    )
    unit = models.CharField(_("unit"), max_length=20)
    unit_en = models.CharField(_("English unit"), max_length=40)

    baseline = figure(verbose_name=_("baseline"), null=True, blank=True)
    baseline_unit = models.CharField(
        _("baseline unit"), max_length=20, blank=True, help_text=_("Only if the report counted it in another unit.")
    )
    baseline_period = models.CharField(_("baseline period"), max_length=40, blank=True)
    baseline_phrase = models.CharField(_("baseline phrase"), max_length=20, blank=True)
    baseline_note = models.CharField(_("baseline note"), max_length=200, blank=True)
    baseline_note_en = models.CharField(_("English baseline note"), max_length=200, blank=True)

    lead = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("lead department"), null=True, blank=True, related_name="leads"
    )
    cooperating = models.ManyToManyField(
        Department, verbose_name=_("cooperating departments"), blank=True, related_name="cooperates"
    )
    start = month(verbose_name=_("start month"))
    due = month(verbose_name=_("due month"))
    cadence = models.CharField(_("reporting cadence"), max_length=16, choices=Cadence, default=Cadence.MONTH)

    definition = models.TextField(_("definition"), blank=True)
    definition_en = models.TextField(_("English definition"), blank=True)
    data_source = models.CharField(_("data source"), max_length=200, blank=True)
    section = models.CharField(_("section of the report"), max_length=40, blank=True)
    phrase = models.CharField(_("phrase of the report"), max_length=20, blank=True)
    phrase_start = models.PositiveIntegerField(_("phrase starts at"), null=True, blank=True, editable=False)
    phrase_end = models.PositiveIntegerField(_("phrase ends at"), null=True, blank=True, editable=False)
    predecessor = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("last year's target"), null=True, blank=True, related_name="successors"
    )

    state = models.CharField(
        _("workflow state"), max_length=20, choices=TargetState, default=TargetState.DRAFT, editable=False
    )
    row_version = models.PositiveIntegerField(default=1, editable=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering: ClassVar = ["order", "code"]
        constraints: ClassVar = [
            is_month("target", "start"),
            is_month("target", "due"),
            in_order("target", "start", "due"),
            models.CheckConstraint(
                condition=Q(comparison=Comparison.BETWEEN, value_high__isnull=False, value_high__gt=F("value"))
                | (~Q(comparison=Comparison.BETWEEN) & Q(value_high__isnull=True)),
                name="target_upper_figure_only_between_and_above",
                violation_error_message=_("“Between” needs an upper figure above the target figure; others need none."),
            ),
            models.CheckConstraint(
                condition=Q(comparison=Comparison.ABOUT, tolerance__isnull=False, tolerance__gte=0)
                | (~Q(comparison=Comparison.ABOUT) & Q(tolerance__isnull=True)),
                name="target_tolerance_only_with_about",
                violation_error_message=_("“About” needs a tolerance; others need none."),
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.RATE) | Q(value__gt=0) | Q(comparison=Comparison.AT_MOST),
                name="target_figure_above_zero_unless_rate_or_cap",
                violation_error_message=_("The target figure must be above 0."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TargetState.DRAFT, TargetState.SUSPENDED]) | Q(lead__isnull=False),
                name="target_assigned_has_a_lead",
                violation_error_message=_("An assigned target needs a lead department."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def clean(self) -> None:
        """The months lie within the report's year and the five after it, and in their order."""
        if self.report_id:
            years = range(self.report.year, self.report.year + YEARS_AFTER + 1)
            wrong = [name for name in ("start", "due") if (day := getattr(self, name)) and day.year not in years]
            message = _("The month has to lie between %(first)s and %(last)s.")
            values = {"first": f"{years[0]}-01", "last": f"{years[-1]}-12"}
            if wrong:
                raise ValidationError({name: ValidationError(message, params=values) for name in wrong})
        if self.start and self.due and self.due < self.start:
            raise ValidationError({"due": _("The due month may not lie before the start month.")})

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return by_language(self.name, self.name_en)

    @property
    def unit_name(self) -> str:
        """The unit in the reader's language."""
        return by_language(self.unit, self.unit_en)

    @property
    def units(self) -> tuple[str, str]:
        """The unit in both languages."""
        return self.unit, self.unit_en

    @property
    def baseline_label(self) -> str:
        """The unit the baseline was counted in; the report's own where it differs from the target's."""
        return self.baseline_unit or self.unit_name

    @property
    def baseline_remark(self) -> str:
        """What sets the baseline apart, in the reader's language."""
        return by_language(self.baseline_note, self.baseline_note_en)

    @property
    def remark(self) -> str:
        """The definition in the reader's language; the other one where it is not translated."""
        ours, other = self.definition, self.definition_en
        return by_language(ours or other, other or ours)


class PlanPoint(models.Model):
    """The share of a target planned to be done by the end of a month."""

    target = models.ForeignKey(Target, models.CASCADE, verbose_name=_("target"), related_name="plan_points")
    month = month(verbose_name=_("month"))
    share = models.DecimalField(
        _("planned share"),
        max_digits=5,
        decimal_places=4,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("From 0 to 1: 0.25 is a quarter of the target."),
    )

    class Meta:
        verbose_name = _("plan point")
        verbose_name_plural = _("plan points")
        ordering: ClassVar = ["target", "month"]
        constraints: ClassVar = [
            is_month("planpoint", "month"),
            models.UniqueConstraint(fields=["target", "month"], name="planpoint_once_a_month"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="planpoint_share_from_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.share}"
