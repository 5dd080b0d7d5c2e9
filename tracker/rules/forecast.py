"""Where a target would end if it went on as it has: a median slope, never a promise."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from statistics import median

from tracker.rules.facts import Facts
from tracker.rules.months import number
from tracker.rules.pace import as_decimal

LEAST_POINTS = 4


@dataclass(frozen=True, slots=True)
class Forecast:
    """The figure expected at the due month, with the range the observed months span, from `points` figures."""

    month: date
    value: Decimal
    low: Decimal
    high: Decimal
    points: int


def forecast(facts: Facts) -> Forecast | None:
    """Extend the accepted figures to the due month.

    The slope is the median of the slopes between every two figures (Theil-Sen); the range is made of the
    slowest and the fastest step between neighbouring figures. None with fewer than four figures, for a line
    to hold, or when the due month is reached.
    """
    figures = facts.figures
    latest = facts.latest
    if latest is None or len(figures) < LEAST_POINTS or not facts.has_share or latest.month >= facts.due:
        return None
    points = [(number(figure.month), Fraction(figure.value)) for figure in figures]
    slopes = [(later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in combinations(points, 2)]
    steps = [(later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in pairwise(points)]
    ahead = number(facts.due) - points[-1][0]
    return Forecast(
        month=facts.due,
        value=round(as_decimal(points[-1][1] + median(slopes) * ahead), 2),
        low=round(as_decimal(points[-1][1] + min(steps) * ahead), 2),
        high=round(as_decimal(points[-1][1] + max(steps) * ahead), 2),
        points=len(points),
    )
