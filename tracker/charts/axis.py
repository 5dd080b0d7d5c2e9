"""Scales: from numbers to places, round numbers for the lines of a grid, and labels kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` on places from `start` to `end`; the middle where there is but one number."""

    low: Fraction
    high: Fraction
    start: Fraction
    end: Fraction

    def at(self, value: Fraction) -> Fraction:
        """The place of a number; beyond the ends for one beyond the scale."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


def grid_values(low: Fraction, high: Fraction) -> list[Fraction]:
    """Round numbers from at most `low` to at least `high`, three to seven of them."""
    length = high - low if high > low else Fraction(1)
    step = Fraction(1)
    while step * 5 < length:
        step *= 10
    while step * 5 / 10 >= length:
        step /= 10
    step = next(part for part in (step / 5, step / 2, step) if part * 5 >= length)
    return [step * index for index in range(floor(low / step), ceil(max(high, low + step) / step) + 1)]


def shown_positions(count: int) -> list[int]:
    """Which of `count` months are named along an axis: all of few, else every third (quarters), sixth, and so on."""
    if count <= 4:
        return list(range(count))
    step = 3 * ceil(count / 15)
    return list(range(step - 1, count, step))


def spread(places: Sequence[Fraction], gap: Fraction, low: Fraction, high: Fraction) -> list[Fraction]:
    """The places moved as little as need be to stand `gap` apart between `low` and `high`, in their order.

    Where there is no room for all at that gap they stand evenly.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    if len(places) > 1:
        gap = min(gap, (high - low) / (len(places) - 1))
    moved = list(places)
    floor_at = low
    for index in order:
        moved[index] = max(places[index], floor_at)
        floor_at = moved[index] + gap
    ceiling = high
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved
