"""The score of a department for a quarter: how near its targets are, how much came in time, how much held at once.

Exact fractions; rounded only where they are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.choices import Light
from tracker.rules.facts import Facts, Verdict

ONE, NOTHING = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Weights:
    """Points for results, for reporting in time, and for figures accepted at once; together 100."""

    results: int = 80
    on_time: int = 10
    first_time: int = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: `got` of `of`, worth `weight` points. `of` is 0 where there was nothing to judge."""

    weight: int
    got: Fraction
    of: int

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1; None where there was nothing to judge."""
        return self.got / self.of if self.of else None

    @property
    def points(self) -> Fraction | None:
        """What the part adds to the score."""
        return None if self.share is None else self.weight * self.share


@dataclass(frozen=True, slots=True)
class Score:
    """A department's parts; `total` is out of 100, None where nothing was in scope (不参评).

    A part with nothing to judge is left out, and the others count for the whole.
    """

    results: Part
    on_time: Part
    first_time: Part

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        """The three in their order."""
        return self.results, self.on_time, self.first_time

    @property
    def total(self) -> Fraction | None:
        """The score."""
        if not self.results.of:
            return None
        judged = [part for part in self.parts if part.of]
        weight = sum(part.weight for part in judged)
        points = sum((part.points or NOTHING for part in judged), NOTHING)
        return 100 * points / weight if weight else None


def quality(verdict: Verdict) -> Fraction | None:
    """How near a target is to where it should be, from 0 to 1; None where it is out of scope.

    min(1, done ÷ expected); of a rate value ÷ target; over a cap 2 − value ÷ cap; outside a band by the nearer edge.
    """
    if not verdict.light.is_in_scope:
        return None
    latest = verdict.facts.latest
    if latest is None or verdict.light == Light.NO_DATA:
        return NOTHING
    if verdict.done is not None and verdict.expected is not None:
        return _clamp(verdict.done / verdict.expected) if verdict.expected > 0 else ONE
    return _of_line(verdict.facts, latest.value)


def _of_line(facts: Facts, value: Decimal) -> Fraction:
    if facts.is_cap:
        return ONE if value <= facts.value else _over(value, facts.value)
    if facts.is_band and value > facts.high:
        return _over(value, facts.high)
    return ONE if value >= facts.low else _under(value, facts.low)


def _under(value: Decimal, line: Decimal) -> Fraction:
    return _clamp(Fraction(value) / Fraction(line)) if line > 0 else NOTHING


def _over(value: Decimal, line: Decimal) -> Fraction:
    return _clamp(2 - Fraction(value) / Fraction(line)) if line > 0 else NOTHING


def _clamp(share: Fraction) -> Fraction:
    return max(NOTHING, min(ONE, share))


def score(
    qualities: Sequence[Fraction], *, due: int, on_time: int, decided: int, first_time: int, weights: Weights
) -> Score:
    """The score from the qualities of a department's targets in scope and the counts of what it filed.

    `decided`: entries a supervisor decided on; `first_time`: those accepted without having been sent back. Where
    something was due and nothing was decided on, nothing held at once.
    """
    asked = decided or due
    return Score(
        Part(weights.results, sum(qualities, NOTHING), len(qualities)),
        Part(weights.on_time, Fraction(on_time), due),
        Part(weights.first_time, Fraction(first_time), asked),
    )
