"""Panels in SVG for the page: classes only, no style; the stylesheet colours them.

No view box scales the type: places across are in per cent and places downward in ems, so text has the reader's size at
any width. Only strokes of more than two places lie in a box that is stretched, with lines that are not.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.charts.marks import CIRCLE, At, Bar, Dot, Label, Mark, Place, Shape, Stroke, corners
from tracker.charts.shapes import ROUND

LATIN = 0x2E7F
CLOSING, OPENING = "，。；：、）”》%…", "（“《"
HAN_WIDTH, LETTER_WIDTH = Fraction(1), Fraction(56, 100)  # of the size of the type


def panel_svg(marks: Sequence[Mark], height: Fraction, label: str = "") -> SafeString:
    """The marks as one SVG as wide as its place and `height` ems high; for eyes only unless it has a `label`."""
    role = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    strokes = [(mark, corners(mark)) for mark in marks if isinstance(mark, Stroke)]
    return format_html(
        '<svg class="plot" width="100%" height="{}em" {}>{}{}{}{}{}</svg>',
        number(height),
        role,
        join(_bar(mark) for mark in marks if isinstance(mark, Bar)),
        join(_line(stroke, places) for stroke, places in strokes if len(places) == 2),
        _stretched([(stroke, places) for stroke, places in strokes if len(places) > 2], height),
        join(_dot(mark) for mark in marks if isinstance(mark, Dot)),
        join(_label(mark) for mark in marks if isinstance(mark, Label)),
    )


def join(parts: Iterable[SafeString]) -> SafeString:
    """Pieces of SVG one after another."""
    return format_html_join("", "{}", ((part,) for part in parts))


def number(value: Fraction | float) -> str:
    """A coordinate of at most two decimals."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def said(cells: Sequence[At]) -> SafeString:
    """Which cells of the table a mark draws, as an attribute."""
    if not cells:
        return SafeString()
    return format_html(' data-cells="{}"', " ".join(f"{each.row},{each.column}" for each in cells))


def _bar(bar: Bar) -> SafeString:
    return format_html(
        '<rect class="bar {}" x="{}%" y="{}em" width="{}%" height="{}em"{}{}/>',
        f"hollow stroke-{bar.colour}" if bar.is_hollow else f"fill-{bar.colour}",
        number(bar.x),
        number(bar.y),
        number(bar.width),
        number(bar.height),
        said(bar.cells),
        SafeString(' data-cut="1"') if bar.is_cut else "",
    )


def _classes(stroke: Stroke) -> str:
    words = [f"stroke-{stroke.colour}", stroke.dash]
    return " ".join([*words, *(["thin"] if stroke.is_thin else []), *(["stepped"] if stroke.is_stepped else [])])


def _line(stroke: Stroke, places: Sequence[Place]) -> SafeString:
    return format_html(
        '<line class="{}" x1="{}%" y1="{}em" x2="{}%" y2="{}em"{}/>',
        _classes(stroke),
        *(number(part) for place in places for part in place),
        said(stroke.cells),
    )


def _stretched(strokes: Sequence[tuple[Stroke, Sequence[Place]]], height: Fraction) -> SafeString:
    if not strokes:
        return SafeString()
    return format_html(
        '<svg width="100%" height="100%" viewBox="0 0 100 {}" preserveAspectRatio="none">{}</svg>',
        number(height),
        format_html_join(
            "",
            '<polyline class="{}" points="{}"{}/>',
            ((_classes(stroke), points(places), said(stroke.cells)) for stroke, places in strokes),
        ),
    )


def points(places: Iterable[Place | tuple[float, float]]) -> str:
    """Places as the attribute of a polyline."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)


def _dot(dot: Dot) -> SafeString:
    if dot.shape is CIRCLE:
        return format_html(
            '<circle class="fill-{}" cx="{}%" cy="{}em" r="{}em"{}/>',
            dot.colour,
            *(number(part) for part in (dot.x, dot.y, dot.size * Fraction(44, 100))),
            said(dot.cells),
        )
    return format_html(
        '<svg x="{}%" y="{}em" width="{}em" height="{}em" viewBox="0 0 1 1"{}>{}</svg>',
        *(number(part) for part in (dot.x, dot.y, dot.size, dot.size)),
        said(dot.cells),
        shape_svg(dot.shape, dot.colour),
    )


def shape_svg(shape: Shape, colour: str) -> SafeString:
    """A shape around the origin, one unit wide, by class. What is round is a circle."""
    return join(_outline(outline.points, outline.width, colour) for outline in shape)


def _outline(corners_at: Sequence[tuple[float, float]], width: float, colour: str) -> SafeString:
    paint = f"outline stroke-{colour}" if width else f"fill-{colour}"
    thick = format_html(' stroke-width="{}"', number(width)) if width else ""
    if len(corners_at) >= ROUND:
        return format_html('<circle class="{}" r="{}"{}/>', paint, number(corners_at[0][0] - 0.5), thick)
    moved = points((x - 0.5, y - 0.5) for x, y in corners_at)
    if width:
        return format_html('<polyline class="{}" points="{}"{}/>', paint, moved, thick)
    return format_html('<polygon class="{}" points="{}"/>', paint, moved)


def _label(label: Label) -> SafeString:
    lead = format_html('<tspan class="prefix">{} </tspan>', label.lead) if label.lead else ""
    return format_html(
        '<text class="fill-{} {}" x="{}%" y="{}em">{}{}</text>',
        label.colour,
        label.anchor,
        number(label.x),
        number(label.y),
        lead,
        label.text,
    )


def fitting(name: str, room: int = 30) -> str:
    """A name cut to the room beside a bar; Han characters take twice the room of Latin ones."""
    taken = 0
    for index, letter in enumerate(name):
        taken += 2 if ord(letter) > LATIN else 1
        if taken > room:
            return f"{name[: index - 1].rstrip()}…"
    return name


def text_width(text: str) -> Fraction:
    """How wide a text is taken to be, in ems."""
    return sum((HAN_WIDTH if ord(letter) > LATIN else LETTER_WIDTH for letter in text), Fraction(0))


def wrapped(text: str, room: Fraction) -> list[str]:
    """A text in lines of at most `room` ems, broken between words, or between Han characters."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """The text cut wherever a line may end: after a space, and beside a Han character, but for punctuation."""
    found = [""]
    for letter, after in zip(text, [*text[1:], ""], strict=False):
        found[-1] += letter
        beside_han = ord(letter) > LATIN or ord(after or " ") > LATIN
        if letter == " " or (beside_han and after not in CLOSING and letter not in OPENING):
            found.append("")
    return [piece for piece in found if piece]
