"""Many verdicts counted: lights, buckets, and the mean of shares, always with how many had data."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tracker.choices import Bucket, Light
from tracker.rules.facts import Policy, Verdict
from tracker.rules.lights import bucket


@dataclass(frozen=True, slots=True)
class Rollup:
    """Counts over a set of verdicts. `completion` is the mean of min(1, c); None where no target has a share."""

    total: int
    in_scope: int
    with_data: int
    with_share: int
    lights: Mapping[Light, int]
    buckets: Mapping[Bucket, int]
    completion: Fraction | None


def capped_shares(verdicts: Iterable[Verdict]) -> list[Fraction]:
    """The done shares that are averaged: of targets in scope that have one, each from 0 to 1."""
    return [
        max(Fraction(0), min(Fraction(1), verdict.done))
        for verdict in verdicts
        if verdict.light.is_in_scope and verdict.done is not None
    ]


def roll_up(verdicts: Iterable[Verdict], policy: Policy) -> Rollup:
    """Count verdicts; rates and caps are counted but never averaged in; suspended ones are out of scope."""
    judged = list(verdicts)
    lights = Counter(verdict.light for verdict in judged)
    scoped = [verdict for verdict in judged if verdict.light.is_in_scope]
    shares = capped_shares(scoped)
    buckets = Counter(bucket(verdict, policy) for verdict in judged)
    return Rollup(
        total=len(judged),
        in_scope=len(scoped),
        with_data=sum(1 for verdict in scoped if verdict.facts.latest is not None),
        with_share=len(shares),
        lights={light: lights[light] for light in Light},
        buckets={each: buckets[each] for each in Bucket},
        completion=sum(shares, Fraction(0)) / len(shares) if shares else None,
    )
