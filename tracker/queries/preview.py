"""The light an entry would give if it were accepted, beside the one that stands."""

from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.models import Entry, Target
from tracker.queries.standings import ledger, policy_of
from tracker.rules.facts import Figure, Verdict
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
    report = entry.target.report
    ((target, history, _accepted, _revisions),) = ledger(
        report, Target.objects.of(report).filter(pk=entry.target_id)
    ).rows
    policy = policy_of(report)
    figures = {figure.month: figure for figure in history.facts.figures}
    figures[entry.month] = Figure(entry.month, entry.value or Decimal(0), entry.claims_completion)
    ordered = tuple(figures[month] for month in sorted(figures))
    after = History(replace(history.facts, figures=ordered), history.changes).judge(policy, entry.month)
    before = history.judge(policy, entry.month)
    unit = target.unit_name
    return Preview(before, after, explain(before, policy, unit), explain(after, policy, unit))
