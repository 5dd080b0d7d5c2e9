"""The columns of a target for machines, and of its standing month by month."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tracker.choices import Bucket, Cadence, Comparison, Kind, Light, Outcome
from tracker.exports.columns import Column, Place, Reading, Resource, Type, month_text, notice_column, page_column
from tracker.queries.standings import Standing
from tracker.rules.months import span
from tracker.rules.words import decimal_text, plain

C = Column[Standing]

TERMS = (
    C("value", Type.FIGURE, lambda each: plain(each.facts.value), _("The figure promised, in the unit of the target.")),
    C(
        "value_high",
        Type.FIGURE,
        lambda each: None if each.facts.value_high is None else plain(each.facts.value_high),
        _("The upper figure of a promise “between” two; empty for others."),
        is_nullable=True,
    ),
)
JUDGED = (
    C("light", Type.TEXT, lambda each: str(each.verdict.light), _("The light at the end of the month."), choices=Light),
    C(
        "done_share",
        Type.FIGURE,
        lambda each: decimal_text(each.verdict.done),
        _("Share of the target done, where 1 is all of it; empty for rates, caps and bands, and without a figure."),
        is_nullable=True,
    ),
    C(
        "expected_share",
        Type.FIGURE,
        lambda each: decimal_text(each.verdict.expected),
        _("Share that should be done by then, where 1 is all of it; empty where there is none to expect."),
        is_nullable=True,
    ),
    C(
        "gap",
        Type.FIGURE,
        lambda each: decimal_text(each.verdict.gap),
        _("Expected minus done, in percentage points; below 0 it is ahead."),
        is_nullable=True,
    ),
    C(
        "latest_value",
        Type.FIGURE,
        lambda each: plain(each.facts.latest.value) if each.facts.latest else None,
        _("The last accepted figure to date, in the unit of the target; empty where none was accepted, never 0."),
        is_nullable=True,
    ),
    C(
        "latest_month",
        Type.MONTH,
        lambda each: month_text(each.facts.latest.month) if each.facts.latest else None,
        _("The month of that figure."),
        is_nullable=True,
    ),
)
LEAD = C(
    "lead",
    Type.TEXT,
    lambda each: each.lead.code if each.lead else None,
    _("Code of the department that led it in that month; empty while none is announced."),
    is_nullable=True,
    refers="departments",
)
START = C("start", Type.MONTH, lambda each: month_text(each.facts.start), _("The month work starts."))
DUE = C("due", Type.MONTH, lambda each: month_text(each.facts.due), _("The month by whose end it is due."))
OUTCOME = C(
    "outcome",
    Type.TEXT,
    lambda each: str(each.outcome) if each.outcome else None,
    _("What became of it; empty while the due month is open."),
    is_nullable=True,
    choices=Outcome,
)

COLUMNS: tuple[C, ...] = (
    C("code", Type.TEXT, lambda each: each.target.code, _("Code of the target; never changes.")),
    C("name", Type.TEXT, lambda each: each.target.name, _("Name in Chinese.")),
    C("name_en", Type.TEXT, lambda each: each.target.name_en, _("Name in English.")),
    C("area", Type.TEXT, lambda each: each.target.area.code, _("Code of the task area."), refers="areas"),
    C("kind", Type.TEXT, lambda each: str(each.facts.kind), _("How its figures are to be read."), choices=Kind),
    C(
        "comparison",
        Type.TEXT,
        lambda each: str(each.facts.comparison),
        _("How figure and promise are compared."),
        choices=Comparison,
    ),
    *TERMS,
    C("unit", Type.TEXT, lambda each: each.target.unit, _("Unit of all its figures, in Chinese.")),
    *JUDGED,
    LEAD,
    C(
        "lead_name",
        Type.TEXT,
        lambda each: each.lead.name if each.lead else None,
        _("Name of that department in Chinese."),
        is_nullable=True,
    ),
    C("reason", Type.TEXT, lambda each: _reason(each, "zh-hans"), _("Why the light is what it is, in Chinese.")),
    C("reason_en", Type.TEXT, lambda each: _reason(each, "en"), _("The same in English.")),
    C("section", Type.TEXT, lambda each: each.target.section, _("Section of the report; blank where not given.")),
    C(
        "phrase",
        Type.TEXT,
        lambda each: each.target.phrase,
        _("Phrase of the report that holds the figure; blank where not given."),
    ),
    START,
    DUE,
    C("unit_en", Type.TEXT, lambda each: each.target.unit_en, _("Unit in English.")),
    C(
        "lead_name_en",
        Type.TEXT,
        lambda each: each.lead.name_en if each.lead else None,
        _("Name of the lead department in English."),
        is_nullable=True,
    ),
    C(
        "cooperating",
        Type.TEXT,
        lambda each: " ".join(sorted(each.code for each in each.target.cooperating.all())) or None,
        _("Codes of the cooperating departments, with a space between."),
        is_nullable=True,
    ),
    C("cadence", Type.TEXT, lambda each: str(each.facts.cadence), _("How often a figure is due."), choices=Cadence),
    C(
        "tolerance",
        Type.FIGURE,
        lambda each: None if each.facts.tolerance is None else plain(each.facts.tolerance),
        _("How far to either side of “about” still counts, in the unit of the target; empty for others."),
        is_nullable=True,
    ),
    C(
        "baseline",
        Type.FIGURE,
        lambda each: None if each.target.baseline is None else plain(each.target.baseline),
        _("The figure of the last period."),
        is_nullable=True,
    ),
    C(
        "baseline_unit",
        Type.TEXT,
        lambda each: None if each.target.baseline is None else each.target.baseline_unit or each.target.unit,
        _("The unit the last period was counted in."),
        is_nullable=True,
    ),
    C(
        "baseline_period",
        Type.TEXT,
        lambda each: each.target.baseline_period or None,
        _("Which period that was."),
        is_nullable=True,
    ),
    C(
        "original_value",
        Type.FIGURE,
        lambda each: plain(each.original.value),
        _("The figure promised before any revision; the same where there was none."),
    ),
    C(
        "original_value_high",
        Type.FIGURE,
        lambda each: None if each.original.value_high is None else plain(each.original.value_high),
        _("The upper figure before any revision."),
        is_nullable=True,
    ),
    C("original_due", Type.MONTH, lambda each: month_text(each.original.due), _("The due month before any revision.")),
    C(
        "bucket",
        Type.TEXT,
        lambda each: str(each.bucket),
        _("The group it is counted in by bulletins."),
        choices=Bucket,
    ),
    OUTCOME,
    C(
        "definition",
        Type.TEXT,
        lambda each: each.target.definition or None,
        _("How the figure is counted, in Chinese."),
        is_nullable=True,
    ),
    C(
        "definition_en",
        Type.TEXT,
        lambda each: each.target.definition_en or None,
        _("How the figure is counted, in English."),
        is_nullable=True,
    ),
    C(
        "data_source",
        Type.TEXT,
        lambda each: each.target.data_source or None,
        _("Where the department takes the figure from."),
        is_nullable=True,
    ),
    page_column(lambda each: Place("target", each.target.code)),
    notice_column(),
)


def _reason(standing: Standing, language: str) -> str:
    with override(language):
        return standing.reason


def _listed(page: Reading) -> list[Standing]:
    return with_helpers(page.standings)


def with_helpers(listed: list[Standing]) -> list[Standing]:
    """The same standings with the cooperating departments of their targets at hand: one query."""
    prefetch_related_objects([each.target for each in listed], "cooperating")
    return listed


TARGETS = Resource(
    "targets",
    "targets",
    _("Targets"),
    _("Every quantified promise with its verdict at the end of a month."),
    COLUMNS,
    _listed,
)

STANDINGS = Resource(
    "standings",
    "standings",
    _("Month by month"),
    _("Every target at the end of every closed month, as it is judged today."),
    (
        C("target", Type.TEXT, lambda each: each.target.code, _("Code of the target."), refers="targets"),
        C("month", Type.MONTH, lambda each: month_text(each.month), _("The month judged.")),
        *TERMS,
        DUE,
        *JUDGED,
        OUTCOME,
        LEAD,
        notice_column(),
    ),
    lambda page: [each for month in span(page.months[0], page.month) for each in page.ledger.standings(month)],
    key=("target", "month"),
)
