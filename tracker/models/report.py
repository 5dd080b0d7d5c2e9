"""A year's work report, its task areas, and the policy its targets are judged by."""

from datetime import date
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.choices import Preset
from tracker.models.coded import Coded, CodedQuerySet, by_language

FIRST_YEAR, LAST_YEAR = 1990, 2100
FEW = [MinValueValidator(1), MaxValueValidator(12)]


class ReportQuerySet(CodedQuerySet["Report"]):
    def held(self) -> Self:
        """The reports that hold a target, the newest first."""
        held = self.annotate(last_due=models.Max("targets__due")).filter(last_due__isnull=False)
        return held.select_related("policy").order_by("-year")

    def current(self) -> Self:
        """The newest report that holds a target, as a query of one row."""
        return self.held()[:1]


class Report(Coded):
    """A government work report: the promises of one year."""

    title_zh = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200)
    place = models.CharField(_("place"), max_length=100)
    place_en = models.CharField(_("English place"), max_length=100)
    year = models.PositiveSmallIntegerField(
        _("year"), unique=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    adopted_on = models.DateField(_("adopted on"))
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("work report")
        verbose_name_plural = _("work reports")
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="report_year_is_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return by_language(self.title_zh, self.title_en)

    @property
    def place_name(self) -> str:
        """The place in the reader's language."""
        return by_language(self.place, self.place_en)

    @property
    def first_month(self) -> date:
        """January of the report's year."""
        return date(self.year, 1, 1)

    @cached_property
    def last_month(self) -> date:
        """December of the report's year, or the due month of a target postponed beyond it."""
        known: date | None = self.__dict__.get("last_due")
        due = known or self.targets.aggregate(last=models.Max("due"))["last"]
        return max(date(self.year, 12, 1), due or date.min)


class Area(Coded):
    """A task area of the report; may hold no quantified target."""

    report = models.ForeignKey(Report, models.CASCADE, verbose_name=_("work report"), related_name="areas")
    section = models.CharField(_("section"), max_length=20)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=150)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CodedQuerySet["Area"].as_manager()

    class Meta:
        verbose_name = _("task area")
        verbose_name_plural = _("task areas")
        ordering: ClassVar = ["report", "order"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return by_language(self.name, self.name_en)


def _points(verbose_name: object, default: int) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        verbose_name,  # type: ignore[arg-type]
        max_digits=5,
        decimal_places=2,
        default=default,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )


class Policy(models.Model):
    """The thresholds one report is judged by. Gaps in percentage points."""

    report = models.OneToOneField(Report, models.CASCADE, verbose_name=_("work report"), related_name="policy")
    preset = models.CharField(_("preset"), max_length=16, choices=Preset, default=Preset.TIANJIN)
    behind_over = _points(_("yellow when behind by more than"), 0)
    far_behind_over = _points(_("red when behind by more than"), 30)
    ahead_from = _points(_("ahead of pace from"), 10)
    # xgettext:no-python-format
    cap_margin = _points(_("red when over a cap by more than (% of it)"), 10)
    not_started_months = models.PositiveSmallIntegerField(
        _("red when nothing is done for so many months"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    stale_periods = models.PositiveSmallIntegerField(
        _("a rate counts as not reported after so many missed periods"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    due_day = models.PositiveSmallIntegerField(
        _("day of the month figures are due"),
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
    )
    needs_sign_off = models.BooleanField(
        _("the department's head signs figures off before they are reviewed"), default=False
    )
    remind_before = models.PositiveSmallIntegerField(
        _("days before the due day that a blue reminder is sent"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(14)],
    )
    remind_again = models.PositiveSmallIntegerField(
        _("days after which an overdue figure is reminded of again"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )

    score_results = _points(_("points for results"), 80)
    score_on_time = _points(_("points for reporting in time"), 10)
    score_first_time = _points(_("points for figures accepted at once"), 10)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(far_behind_over__gte=models.F("behind_over")),
                name="policy_red_not_before_yellow",
                violation_error_message=_("The red threshold may not lie below the yellow one."),
            ),
            models.CheckConstraint(
                condition=models.Q(score_results=100 - models.F("score_on_time") - models.F("score_first_time")),
                name="policy_scores_make_100",
                violation_error_message=_("The points of a quarter's score have to make 100 together."),
            ),
            models.CheckConstraint(
                condition=models.Q(due_day__gte=1, due_day__lte=28), name="policy_due_day_in_every_month"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    not_started_months__gte=1, not_started_months__lte=12, stale_periods__gte=1, stale_periods__lte=12
                ),
                name="policy_counts_from_1_to_12",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    remind_before__gte=1, remind_before__lte=14, remind_again__gte=1, remind_again__lte=31
                ),
                name="policy_reminders_within_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.get_preset_display()}"
