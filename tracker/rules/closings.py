"""The close of a target's year: what it still wants, and what an outcome that is stated has to come with."""

from tracker.choices import ClosingLack, ClosingState, Outcome
from tracker.rules.facts import Verdict
from tracker.rules.outcomes import outcome

IN_FULL = frozenset({Outcome.EXCEEDED, Outcome.KEPT})
WRITABLE = frozenset({ClosingState.DRAFT, ClosingState.RETURNED})


def needs_reason(stated: Outcome) -> bool:
    """Whether the kind of reason has to be named: for everything not kept in full."""
    return stated not in IN_FULL


def faults(stated: Outcome, computed: Outcome, reason_kind: str, difference_reason: str, statement: str) -> set[str]:
    """The fields that keep a closing from being handed in: lacking, or filled in though there is no use for them."""
    wrong = set()
    if bool(reason_kind) != needs_reason(stated):
        wrong.add("reason_kind")
    if bool(difference_reason.strip()) != (stated != computed):
        wrong.add("difference_reason")
    if not statement.strip():
        wrong.add("statement")
    return wrong


def lacks(verdict: Verdict, state: ClosingState | None, *, figure_waits: bool) -> tuple[ClosingLack, ...]:
    """What the target wants before it is closed, in the order it comes about; `state`: None where nothing is written.

    That the due month has no figure holds nothing up: such a target is closed as it stands.
    """
    if state == ClosingState.ACCEPTED:
        return ()
    computed = outcome(verdict)
    if computed is None:
        return (ClosingLack.NOT_OVER,)
    found = []
    if computed != Outcome.CHANGED and verdict.missed:
        found.append(ClosingLack.NO_FIGURE)
    if figure_waits:
        found.append(ClosingLack.FIGURE_WAITS)
    found.append(ClosingLack.NOT_ACCEPTED if state == ClosingState.SUBMITTED else ClosingLack.NO_STATEMENT)
    return tuple(found)
