"""The light an entry would give if it were accepted, beside the one that stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.models import Entry, Report, Target
from tracker.queries.standings import ledger, policy_of
from tracker.rules.facts import Figure, Policy, Verdict
from tracker.rules.history import History
from tracker.rules.words import explain


@dataclass(frozen=True)
class Preview:
    """What stands at the end of the entry's month without it and with it."""

    before: Verdict
    after: Verdict
    reason_before: str
    reason_after: str

    @property
    def figure_before(self) -> Decimal | None:
        """The figure in force without the entry."""
        return self.before.facts.latest.value if self.before.facts.latest else None


def preview(entry: Entry) -> Preview:
    """Judge the target at the end of the entry's month, without the entry and with it."""
    return previews([entry])[entry.pk]


def previews(entries: Iterable[Entry]) -> dict[int, Preview]:
    """The preview of each entry by its key. Three queries a report, whatever the number of entries."""
    by_report: dict[Report, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_report[entry.target.report].append(entry)
    found: dict[int, Preview] = {}
    for report, ours in by_report.items():
        targets = Target.objects.of(report).filter(pk__in={entry.target_id for entry in ours})
        rows = {row.target.pk: (row.target, row.history) for row in ledger(report, targets).rows}
        for entry in ours:
            found[entry.pk] = _preview(entry, *rows[entry.target_id], policy_of(report))
    return found


def _preview(entry: Entry, target: Target, history: History, policy: Policy) -> Preview:
    figures = {figure.month: figure for figure in history.facts.figures}
    figures.pop(entry.month, None)
    if entry.value is not None:
        figures[entry.month] = Figure(entry.month, entry.value, entry.claims_completion)
    ordered = tuple(figures[month] for month in sorted(figures))
    after = History(replace(history.facts, figures=ordered), history.changes).judge(policy, entry.month)
    before = history.judge(policy, entry.month)
    unit = target.unit_name
    return Preview(before, after, explain(before, policy, unit), explain(after, policy, unit))
