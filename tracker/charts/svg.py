"""Drawings in plain SVG: stacked bars, bullets and lines. Classes only, no style: the stylesheet colours them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.rules.pace import as_decimal
from tracker.rules.words import grouped

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 12, 28
LATIN = 0x2E7F


@dataclass(frozen=True, slots=True)
class Line:
    """A line through (position, value), positions from 0. A `stepped` one holds its value to the next position."""

    css: str
    points: Sequence[tuple[int, Fraction]]
    marks: bool = False
    stepped: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values and positions lie in the drawing."""

    low: Fraction
    high: Fraction
    positions: int

    def x(self, position: int) -> str:
        """The place of a position, from the left edge of the axis to the right one."""
        return _text(LEFT + Fraction((WIDTH - LEFT - RIGHT) * position, max(1, self.positions - 1)))

    def y(self, value: Fraction) -> str:
        """The place of a value, upside down as drawings are."""
        return _text(TOP + (HEIGHT - TOP - BOTTOM) * (self.high - value) / (self.high - self.low))


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


def lines(
    drawn: Sequence[Line],
    labels: Sequence[str],
    label: str,
    band: Sequence[tuple[int, Fraction, Fraction]] = (),
) -> SafeString:
    """Lines over a common axis of `labels`, scaled from 0 (or the lowest value) to the highest.

    `band`: a hatched area of (position, lowest, highest).
    """
    values = [value for line in drawn for _x, value in line.points]
    grid = grid_values(min([Fraction(0), *values]), max([Fraction(0), *values]))
    frame = Frame(grid[0], grid[-1], len(labels))
    return format_html(
        '<svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        _axes(frame, grid, labels),
        _hatched(frame, band),
        format_html_join(
            "",
            '<polyline class="{}" points="{}"/>',
            ((line.css, _path(frame, line)) for line in drawn),
        ),
        format_html_join(
            "",
            '<circle class="{}" cx="{}" cy="{}" r="3.5"/>',
            ((line.css, frame.x(i), frame.y(value)) for line in drawn if line.marks for i, value in line.points),
        ),
    )


def _hatched(frame: Frame, band: Sequence[tuple[int, Fraction, Fraction]]) -> SafeString:
    if not band:
        return SafeString()
    there = [f"{frame.x(position)},{frame.y(high)}" for position, _low, high in band]
    back = [f"{frame.x(position)},{frame.y(low)}" for position, low, _high in reversed(band)]
    return format_html(
        '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse">'
        '<path class="hatch-line" d="M0 7L7 0"/></pattern></defs><polygon fill="url(#hatch)" points="{}"/>',
        " ".join(there + back),
    )


def _path(frame: Frame, line: Line) -> str:
    corners: list[tuple[int, Fraction]] = []
    for position, value in line.points:
        if line.stepped and corners:
            corners.append((position, corners[-1][1]))
        corners.append((position, value))
    return " ".join(f"{frame.x(position)},{frame.y(value)}" for position, value in corners)


def _axes(frame: Frame, grid: Sequence[Fraction], labels: Sequence[str]) -> SafeString:
    step = max(1, (len(labels) + 5) // 6)
    return format_html(
        "{}{}",
        format_html_join(
            "",
            '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="tick end" x="{}" y="{}" dy="4">{}</text>',
            ((LEFT, WIDTH - RIGHT, frame.y(v), frame.y(v), LEFT - 6, frame.y(v), _number(v)) for v in grid),
        ),
        format_html_join(
            "",
            '<text class="tick middle" x="{}" y="{}">{}</text>',
            ((frame.x(i), HEIGHT - 8, text) for i, text in enumerate(labels) if i % step == 0),
        ),
    )


def stacked(rows: Sequence[tuple[str, Sequence[tuple[str, int]]]], label: str) -> SafeString:
    """One bar a row, each cut into (class, count) pieces on the scale of the longest row."""
    longest = max([1, *(sum(count for _css, count in pieces) for _name, pieces in rows)])
    height, left = 30, 190
    unit = Fraction(WIDTH - left - RIGHT, longest)
    shapes: list[tuple[object, ...]] = []
    for index, (_name, pieces) in enumerate(rows):
        start = Fraction(0)
        for css, count in pieces:
            if count:
                shapes.append(
                    (css, _text(left + start * unit), index * height + 4, _text(unit * count - 1), height - 8)
                )
            start += count
    return format_html(
        '<svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        WIDTH,
        max(1, len(rows)) * height,
        label,
        format_html_join(
            "",
            '<text class="tick end" x="{}" y="{}">{}</text>',
            ((left - 8, index * height + 20, fitting(name)) for index, (name, _pieces) in enumerate(rows)),
        ),
        format_html_join("", '<rect class="fill-{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>', shapes),
    )


def fitting(name: str, room: int = 30) -> str:
    """A name cut to the room beside a bar; Han characters take twice the room of Latin ones."""
    taken = 0
    for index, letter in enumerate(name):
        taken += 2 if ord(letter) > LATIN else 1
        if taken > room:
            return f"{name[: index - 1].rstrip()}…"
    return name


def _text(value: Fraction) -> str:
    """A coordinate with one decimal."""
    return f"{as_decimal(value):.1f}"


def _number(value: Fraction) -> str:
    """An axis number; grid values are round, so their decimals end."""
    return grouped(as_decimal(value))
