"""Marks with their paint as attributes, at places in units: for files that no stylesheet reaches."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.charts.marks import Bar, Dot, Label, Mark, Place, Stroke, corners
from tracker.charts.shapes import ROUND, Outline
from tracker.charts.svg import join, number, points, said
from tracker.charts.theme import LIGHT_THEME

DASHES = {"dash": "7 5", "dot": "2 4", "bridge": "5 4", "longdash": "14 5", "dashdot": "8 4 2 4"}
THICK, THIN, GRID = 2.5, 1.5, 1


class Box(NamedTuple):
    """Where a drawing lies: its left and top edge, its width, and how many units an em has."""

    left: float
    top: float
    width: float
    em: float

    def at(self, place: Place) -> tuple[float, float]:
        """A place in units."""
        return self.left + self.width * float(place[0]) / 100, self.top + self.em * float(place[1])


def mark_svg(mark: Mark, box: Box) -> SafeString:
    """One mark."""
    if isinstance(mark, Bar):
        return _bar(mark, box)
    if isinstance(mark, Stroke):
        return _stroke(mark, box)
    return _dot(mark, box) if isinstance(mark, Dot) else _label(mark, box)


def _bar(bar: Bar, box: Box) -> SafeString:
    x, y = box.at((bar.x, bar.y))
    paint = LIGHT_THEME[bar.colour]
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"{}/>',
        *(number(x), number(y), number(box.width * float(bar.width) / 100), number(box.em * float(bar.height))),
        LIGHT_THEME["card"] if bar.is_hollow else paint,
        paint if bar.is_hollow else LIGHT_THEME["card"],
        said(bar.cells),
    )


def _stroke(stroke: Stroke, box: Box) -> SafeString:
    dash = DASHES.get(stroke.dash, "")
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}"{}{}/>',
        points(box.at(place) for place in corners(stroke)),
        LIGHT_THEME[stroke.colour],
        GRID if stroke.colour == "line" else THIN if stroke.is_thin else THICK,
        format_html(' stroke-dasharray="{}"', dash) if dash else "",
        said(stroke.cells),
    )


def _dot(dot: Dot, box: Box) -> SafeString:
    x, y = box.at((dot.x, dot.y))
    size = box.em * float(dot.size)
    return format_html(
        '<g transform="translate({} {})"{}>{}</g>',
        number(x),
        number(y),
        said(dot.cells),
        join(_outline(outline, size, LIGHT_THEME[dot.colour]) for outline in dot.shape),
    )


def _outline(outline: Outline, size: float, paint: str) -> SafeString:
    fill, stroke = ("none", paint) if outline.width else (paint, "none")
    painted = format_html('fill="{}" stroke="{}" stroke-width="{}"', fill, stroke, number(size * outline.width))
    if len(outline.points) >= ROUND:
        return format_html('<circle r="{}" {}/>', number(size * (outline.points[0][0] - 0.5)), painted)
    return format_html(
        '<{} points="{}" {}/>',
        "polyline" if outline.width else "polygon",
        points(_around(outline.points, size)),
        painted,
    )


def _around(corners_at: Sequence[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    return [(size * (x - 0.5), size * (y - 0.5)) for x, y in corners_at]


def _label(label: Label, box: Box) -> SafeString:
    x, y = box.at((label.x, label.y))
    return format_html(
        '<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="{}" stroke="{}" stroke-width="3"'
        ' stroke-linejoin="round" paint-order="stroke">{}</text>',
        *(number(x), number(y), number(box.em), LIGHT_THEME[label.colour], label.anchor, LIGHT_THEME["card"]),
        f"{label.lead} {label.text}".strip(),
    )
