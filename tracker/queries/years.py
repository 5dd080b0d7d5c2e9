"""Promises across the years: each line follows a target by its predecessors, with how every year of it ended."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tracker.choices import Carry
from tracker.models import Report, Target
from tracker.queries.standings import Standing, ledger
from tracker.rules.months import last_closed


@dataclass(frozen=True)
class Line:
    """One promise through the years: a standing for each report, the oldest first; None where it has no target."""

    standings: list[Standing | None]

    @property
    def last(self) -> Standing:
        """Its newest target."""
        return next(each for each in reversed(self.standings) if each)

    @property
    def carry(self) -> Carry:
        """What became of it in the newest report."""
        if self.standings[-1] is None:
            return Carry.ENDED
        return Carry.CARRIED if self.last.target.predecessor_id else Carry.NEW


def lines(reports: Iterable[Report], on: date) -> list[Line]:
    """Every promise of the reports, those of the newest first, each at its report's last closed month.

    `reports`: as `held()` gives them. Three queries a report.
    """
    by_report = {report.pk: _standings(report, on) for report in reports}
    known = {key: standing for listed in by_report.values() for key, standing in listed.items()}
    seen: set[int] = set()
    found = []
    for listed in by_report.values():
        for key in listed:
            if key not in seen:
                chain = list(_back(known, key))
                seen |= {each.target.pk for each in chain}
                by_year = {each.target.report_id: each for each in chain}
                found.append(Line([by_year.get(report) for report in reversed(by_report)]))
    return found


def _standings(report: Report, on: date) -> Mapping[int, Standing]:
    month = last_closed(report.first_month, report.last_month, on)
    return {each.target.pk: each for each in ledger(report).standings(month)}


def _back(known: Mapping[int, Standing], key: int | None) -> Iterator[Standing]:
    """A target and its predecessors; one linked in a circle ends where it began."""
    seen: set[int] = set()
    while key is not None and key in known and key not in seen:
        seen.add(key)
        yield known[key]
        key = known[key].target.predecessor_id


def line_of(standing: Standing, on: date) -> list[Standing]:
    """A target's standing among those of its predecessors and successors, the oldest first; empty if it has none.

    Each at its report's last closed month. One query, and three for each other year.
    """
    own = standing.target
    linked = Q(predecessor__isnull=False) | Q(successors__isnull=False)
    rows = Target.objects.filter(linked).distinct().values_list("pk", "predecessor", "report__year", "report")
    family = _family(own.pk, {key: before for key, before, _year, _report in rows})
    if len(family) == 1:
        return []
    reports = {report for key, _before, _year, report in rows if key in family and report != own.report_id}
    found = [standing]
    for report in Report.objects.held().filter(pk__in=reports):
        month = last_closed(report.first_month, report.last_month, on)
        found += ledger(report, Target.objects.of(report).filter(pk__in=family)).standings(month)
    return sorted(found, key=lambda each: (each.target.report.year, each.target.order))


def _family(key: int, before: Mapping[int, int | None]) -> set[int]:
    """A target, those it carries on, and those that carry it on."""
    found = {key}
    earlier = before.get(key)
    while earlier is not None and earlier not in found:
        found.add(earlier)
        earlier = before.get(earlier)
    later = {key}
    while later:
        later = {each for each, its in before.items() if its in later} - found
        found |= later
    return found
