"""The lines of one target's year: figures, pace, target with revisions, forecast; a value or none for each month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from tracker.choices import Kind
from tracker.queries.standings import Standing
from tracker.rules.facts import Facts
from tracker.rules.months import span
from tracker.rules.pace import as_decimal, expected_share


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a value, or None, for each month.

    A `stepped` one holds until it changes, a `marked` one has dots, a `labelled` one its last value at its end.
    """

    name: str
    colour: str
    values: Sequence[Decimal | None]
    dash: str = "solid"
    is_stepped: bool = False
    is_marked: bool = False
    is_labelled: bool = False


def months_of(standing: Standing) -> list[date]:
    """The report's year, and on to the due month, the original one too."""
    report = standing.target.report
    return list(span(report.first_month, max(standing.facts.due, standing.original.due, report.last_month)))


def reported(standing: Standing, months: Sequence[date]) -> Series:
    """The accepted figures."""
    by_month = {figure.month: figure.value for figure in standing.facts.figures}
    return Series(_("Reported"), "accent", [by_month.get(month) for month in months], is_marked=True, is_labelled=True)


def pace(standing: Standing, months: Sequence[date]) -> list[Series]:
    """The figure that would be on pace; none for a line to hold."""
    if not standing.facts.has_share:
        return []
    return [Series(_("Pace"), "soft", [_pace(standing, month) for month in months], "dash")]


def _pace(standing: Standing, month: date) -> Decimal | None:
    """The figure that would be on pace in `month`, by the terms in force then."""
    facts = standing.history.at(min(month, standing.month))
    if month < facts.start:
        return None
    base = Fraction(facts.baseline or 0) if facts.kind == Kind.LEVEL else Fraction(0)
    wanted = base + expected_share(facts, month) * (Fraction(facts.low) - base)
    return round(as_decimal(wanted), 2)


def promised(standing: Standing, months: Sequence[date]) -> list[Series]:
    """The target, or a band's edges, as it stood in each month; the original beside it where it was changed."""
    terms = [standing.history.at(min(month, standing.month)) for month in months]
    found = []
    for name, original_name, read in _edges(standing.facts):
        values, original = [read(each) for each in terms], read(standing.original)
        found.append(Series(name, "ink", values, is_stepped=True, is_labelled=True))
        if any(value != original for value in values):
            found.append(Series(original_name, "soft", [original] * len(months), "dot"))
    return found


def _edges(facts: Facts) -> list[tuple[str, str, Callable[[Facts], Decimal]]]:
    if facts.is_band:
        return [
            (_("Lower edge"), _("Original lower edge"), lambda each: each.low),
            (_("Upper edge"), _("Original upper edge"), lambda each: each.high),
        ]
    name = _("Cap") if facts.is_cap else _("Target")
    return [(name, _("Original cap") if facts.is_cap else _("Original target"), lambda each: each.low)]


def forecasts(standing: Standing, months: Sequence[date]) -> list[Series]:
    """Where it would end if it went on so, slowest and fastest too: from the last figure to the due month."""
    guess, latest = standing.forecast, standing.facts.latest
    if guess is None or latest is None:
        return []
    found = []
    for name, end, dash in (
        (_("Forecast"), guess.value, "longdash"),
        (_("Forecast, slowest"), guess.low, "dashdot"),
        (_("Forecast, fastest"), guess.high, "dashdot"),
    ):
        ends = {latest.month: latest.value, guess.month: end}
        values = [ends.get(month) for month in months]
        found.append(Series(name, "no-data", values, dash, is_labelled=dash == "longdash"))
    return found
