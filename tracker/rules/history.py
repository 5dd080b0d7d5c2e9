"""A target's whole history, and what of it held at the end of any month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.choices import Light, RevisionKind
from tracker.rules.facts import Facts, Policy, Verdict
from tracker.rules.lights import judge
from tracker.rules.months import month_of, span


@dataclass(frozen=True, slots=True)
class Change:
    """An approved revision: what stood before it. It holds from the month of its decision."""

    kind: RevisionKind
    decided_on: date
    value_before: Decimal | None
    value_high_before: Decimal | None
    due_before: date


@dataclass(frozen=True, slots=True)
class History:
    """The facts as they stand after every change, with all figures; changes in the order decided."""

    facts: Facts
    changes: Sequence[Change] = ()

    def at(self, month: date) -> Facts:
        """The facts as they stood at the end of `month`: later changes undone, later figures left out."""
        facts = self._before(change for change in reversed(self.changes) if month_of(change.decided_on) > month)
        in_force = [
            change.kind
            for change in self.changes
            if month_of(change.decided_on) <= month and change.kind != RevisionKind.CHANGED
        ]
        return replace(
            facts,
            figures=tuple(figure for figure in facts.figures if figure.month <= month),
            suspended=in_force[-1:] == [RevisionKind.SUSPENDED],
        )

    @property
    def original(self) -> Facts:
        """The terms before any change."""
        return self._before(reversed(self.changes))

    def _before(self, changes: Iterable[Change]) -> Facts:
        """The facts with these changes undone, the last one first."""
        facts = self.facts
        for change in changes:
            if change.kind == RevisionKind.CHANGED:
                facts = replace(
                    facts,
                    value=facts.value if change.value_before is None else change.value_before,
                    value_high=change.value_high_before,
                    due=change.due_before,
                )
        return facts

    def judge(self, policy: Policy, month: date) -> Verdict:
        """The verdict at the end of `month`."""
        return judge(self.at(month), policy, month)

    def course(self, policy: Policy, first: date, last: date) -> tuple[Verdict, ...]:
        """A verdict for every month from `first` to `last`."""
        return tuple(self.judge(policy, month) for month in span(first, last))


@dataclass(frozen=True, slots=True)
class Arrears:
    """Months in a row that a target was behind; `made_good` is the month it had caught up, None while it has not."""

    first: date
    last: date
    made_good: date | None


def arrears(course: Sequence[Verdict]) -> tuple[Arrears, ...]:
    """Every stretch behind in a course of months: what was once late stays told after it was caught up."""
    found: list[Arrears] = []
    for verdict in course:
        is_behind = verdict.light in {Light.BEHIND, Light.FAR_BEHIND}
        running = found[-1] if found and found[-1].made_good is None else None
        if is_behind and running:
            found[-1] = replace(running, last=verdict.month)
        elif is_behind:
            found.append(Arrears(verdict.month, verdict.month, None))
        elif running and verdict.light in {Light.ON_PACE, Light.DONE}:
            found[-1] = replace(running, made_good=verdict.month)
    return tuple(found)
