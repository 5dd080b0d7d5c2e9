"""Whether what was due was reported, and in time: as the public can know it, from accepted figures only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.choices import Light
from tracker.queries.standings import Standing
from tracker.rules.months import due_months


@dataclass(frozen=True)
class Filings:
    """The due months of some targets: how many were due, and which came late or have nothing accepted."""

    due: int
    late: list[tuple[Standing, list[date]]]
    missing: list[tuple[Standing, list[date]]]

    @property
    def late_count(self) -> int:
        """How many came in after their day."""
        return sum(len(months) for _standing, months in self.late)

    @property
    def missing_count(self) -> int:
        """How many have no accepted figure."""
        return sum(len(months) for _standing, months in self.missing)

    @property
    def on_time(self) -> int:
        """How many came in by their day."""
        return self.due - self.late_count - self.missing_count


def filings(listed: Iterable[Standing], since: date = date.min) -> Filings:
    """The list's due months from `since` up to the month judged; nothing is due of a suspended target. No query."""
    due, late, missing = 0, [], []
    for standing in listed:
        facts = standing.facts
        stopped = {verdict.month for verdict in standing.course if verdict.light == Light.SUSPENDED}
        asked = due_months(facts.start, facts.due, facts.cadence, until=standing.month)
        months = {month for month in asked if month >= since} - stopped
        filed = {each.month for each in standing.filings}
        due += len(months)
        slow = sorted(months.intersection(standing.late))
        silent = sorted(months - filed)
        late += [(standing, slow)] if slow else []
        missing += [(standing, silent)] if silent else []
    return Filings(due, late, missing)
