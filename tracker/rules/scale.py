"""Where a figure lies beside the line or band it has to hold: on a scale wide enough for both."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tracker.rules.facts import Facts


class Place(NamedTuple):
    """Positions from 0 to 1. `low` and `high` are the band's edges, or both the line."""

    value: Fraction
    low: Fraction
    high: Fraction


def beside_line(facts: Facts, figure: Decimal) -> Place:
    """The figure and its line with room on both sides."""
    value, low = Fraction(figure), Fraction(facts.low)
    high = Fraction(facts.high) if facts.is_band else low
    first, last = min(value, low), max(value, high)
    room = max(last - first, abs(low) / 5, Fraction(1)) / 2
    start, length = first - room, last - first + 2 * room
    return Place((value - start) / length, (low - start) / length, (high - start) / length)
