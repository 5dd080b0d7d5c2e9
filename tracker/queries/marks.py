"""A target's months as a strip: the light of each, and what has to be said beside it."""

from dataclasses import dataclass
from datetime import date

from tracker.queries.standings import Standing
from tracker.rules.facts import Verdict
from tracker.rules.months import span


@dataclass(frozen=True)
class MarkedMonth:
    """One month of a target's year: its verdict; whether its figure came late or was corrected.

    `made_good`: the month a lag that held then had been caught up, None where it was not or there was none.
    """

    verdict: Verdict
    is_late: bool
    is_corrected: bool
    made_good: date | None


def marked_months(standing: Standing) -> list[MarkedMonth]:
    """Every month of the report's year up to the one judged. No query."""
    late = set(standing.late)
    corrected = {each.month for each in standing.filings if each.version > 1}
    good = {month: each.made_good for each in standing.arrears for month in span(each.first, each.last)}
    return [
        MarkedMonth(
            verdict,
            is_late=month in late,
            is_corrected=month in corrected,
            made_good=good.get(month),
        )
        for verdict in standing.course
        for month in [verdict.month]
    ]
