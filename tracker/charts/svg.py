"""Drawings in plain SVG: stacked bars, bullets and lines. Classes only, no style: the stylesheet colours them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 12, 28


@dataclass(frozen=True, slots=True)
class Line:
    """A line through (position, value); positions count from 0. `dashed` and `steps` change how it is drawn."""

    css: str
    points: Sequence[tuple[int, Fraction]]
    marks: bool = False


def lines(drawn: Sequence[Line], labels: Sequence[str], label: str) -> SafeString:
    """Lines over a common axis of `labels`, scaled from 0 (or the lowest value) to the highest."""
    values = [value for line in drawn for _x, value in line.points]
    low, high = min([Fraction(0), *values]), max([*values, Fraction(0)])
    high = high if high > low else low + 1
    right = WIDTH - LEFT - RIGHT

    def x(position: int) -> str:
        return _text(LEFT + Fraction(right * position, max(1, len(labels) - 1)))

    def y(value: Fraction) -> str:
        return _text(TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low))

    step = max(1, (len(labels) + 5) // 6)
    grid = [low + (high - low) * quarter / 4 for quarter in range(5)]
    return format_html(
        '<svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        format_html_join(
            "",
            '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="tick end" x="{}" y="{}" dy="4">{}</text>',
            ((LEFT, WIDTH - RIGHT, y(v), y(v), LEFT - 6, y(v), _short(v)) for v in grid),
        ),
        format_html_join(
            "",
            '<text class="tick middle" x="{}" y="{}">{}</text>',
            ((x(i), HEIGHT - 8, text) for i, text in enumerate(labels) if i % step == 0),
        ),
        format_html_join(
            "",
            '<polyline class="{}" points="{}"/>',
            ((line.css, " ".join(f"{x(i)},{y(value)}" for i, value in line.points)) for line in drawn),
        ),
        format_html_join(
            "",
            '<circle class="{}" cx="{}" cy="{}" r="3.5"/>',
            ((line.css, x(i), y(value)) for line in drawn if line.marks for i, value in line.points),
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
            ((left - 8, index * height + 20, name) for index, (name, _pieces) in enumerate(rows)),
        ),
        format_html_join("", '<rect class="fill-{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>', shapes),
    )


def _text(value: Fraction) -> str:
    """A coordinate with one decimal."""
    tenths = round(value * 10)
    return f"{tenths // 10}.{tenths % 10}"


def _short(value: Fraction) -> str:
    """An axis number with at most one decimal."""
    tenths = round(value * 10)
    sign, tenths = ("−", -tenths) if tenths < 0 else ("", tenths)
    return f"{sign}{tenths // 10:,}" + (f".{tenths % 10}" if tenths % 10 else "")
