"""How much is expected by a month and how much is done: exact fractions, never rounded, never a float."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.choices import Kind
from tracker.rules.facts import Facts
from tracker.rules.months import due_months, number


def as_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal of 28 digits, to be rounded for showing; judging stays with the fraction."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def expected_share(facts: Facts, month: date) -> Fraction:
    """The share of 1 expected by the end of `month`: the plan's last point reached, else months elapsed."""
    if month < facts.start:
        return Fraction(0)
    if month >= facts.due:
        return Fraction(1)
    if facts.plan:
        reached = [point.share for point in facts.plan if point.month <= month]
        return Fraction(reached[-1]) if reached else Fraction(0)
    return Fraction(number(month) - number(facts.start) + 1, number(facts.due) - number(facts.start) + 1)


def done_share(facts: Facts, figure: Decimal) -> Fraction:
    """The share of 1 that `figure` fills; may be above 1 and, for a level that fell, below 0.

    All or nothing where the baseline lies at or above the target: there is no way between to measure.
    """
    base = Fraction(facts.baseline or 0) if facts.kind == Kind.LEVEL else Fraction(0)
    distance = Fraction(facts.low) - base
    if distance <= 0:
        return Fraction(1) if figure >= facts.low else Fraction(0)
    return (Fraction(figure) - base) / distance


def missed_periods(facts: Facts, month: date) -> int:
    """How many due periods have passed since the last accepted figure."""
    latest = facts.latest
    return sum(
        1
        for due in due_months(facts.start, facts.due, facts.cadence, until=month)
        if latest is None or due > latest.month
    )
