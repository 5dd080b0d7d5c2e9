"""What became of a promise once its year is closed."""

from fractions import Fraction

from tracker.choices import Light, Outcome
from tracker.rules.facts import Verdict

NEARLY = Fraction(9, 10)


def outcome(verdict: Verdict) -> Outcome | None:
    """The outcome at the close; None while the target's due month is still open."""
    if verdict.light == Light.SUSPENDED:
        return Outcome.CHANGED
    if verdict.month < verdict.facts.due:
        return None
    if verdict.facts.latest is None or verdict.light == Light.NO_DATA:
        return Outcome.UNVERIFIABLE
    if verdict.done is not None:
        return _of_share(verdict.done)
    if verdict.missed:
        return Outcome.UNVERIFIABLE
    return Outcome.KEPT if verdict.light == Light.DONE else Outcome.MISSED


def _of_share(done: Fraction) -> Outcome:
    if done > 1:
        return Outcome.EXCEEDED
    if done == 1:
        return Outcome.KEPT
    return Outcome.NEARLY_KEPT if done >= NEARLY else Outcome.MISSED
