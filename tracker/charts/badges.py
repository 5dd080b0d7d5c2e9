"""Badges: a target or an area in one line, as an SVG of its own that other sites show as a picture.

Colours are presentation attributes, since no stylesheet reaches a picture. Each text is fitted to its estimated width,
so that none leaves the badge whatever font the reader has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts.shapes import SHAPES
from tracker.charts.svg import LATIN, fitting
from tracker.charts.theme import LIGHT_THEME, colour
from tracker.choices import Light, reads_chinese
from tracker.queries.areas import AreaStanding
from tracker.queries.standings import Standing
from tracker.rules.words import grouped, month_words

HEIGHT, EDGE, GAP, BASE = 30, 10, 10, 19.5
SIZE, SMALL = 13, 11
SHAPE, BAR = 13, 72
NAME_ROOM = 48  # letters; a Han character counts for two
NARROW, WIDE = " .,:;!|'()/-–iljtfrI1", "MWmw%@×"
BOLD = 600
FONT = "system-ui, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, WenQuanYi Micro Hei, sans-serif"
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML forbids


@dataclass(frozen=True, slots=True)
class Piece:
    """Something drawn from the left edge `x` on, `width` wide."""

    width: float
    draw: SafeString


def target_badge(standing: Standing, *, is_sample: bool) -> str:
    """A target: name, figure against promise, light, month."""
    light, latest = standing.verdict.light, standing.facts.latest
    name = standing.target.title
    figure = f"{grouped(latest.value) if latest else '–'} / {standing.promise}"
    pieces = [
        _text(fitting(name, NAME_ROOM)),
        _text(figure, weight=BOLD),
        Piece(SHAPE, _shape(light)),
        _text(str(light.label), weight=BOLD),
    ]
    return _badge(pieces, [name, figure, str(light.label)], standing.month, colour(light), is_sample=is_sample)


def area_badge(found: AreaStanding, month: date, *, is_sample: bool) -> str:
    """An area: name, the lights of its targets as a bar, how many are done or on pace, month."""
    counts, name = found.rollup, found.area.title
    kept = counts.lights[Light.DONE] + counts.lights[Light.ON_PACE]
    said = _("%(kept)s of %(scope)s done or on pace") % {"kept": kept, "scope": counts.in_scope}
    if not counts.in_scope:
        said = _("nothing to judge yet") if counts.total else _("no quantified target")
    pieces = [_text(fitting(name, NAME_ROOM))]
    if counts.total:
        pieces.append(Piece(BAR, _bar([(colour(light), counts.lights[light]) for light in Light])))
    pieces.append(_text(said, weight=BOLD))
    return _badge(pieces, [name, said], month, LIGHT_THEME["accent"], is_sample=is_sample)


def _badge(pieces: list[Piece], said: list[str], month: date, edge: str, *, is_sample: bool) -> str:
    when = _("as of %(month)s") % {"month": month_words(month)}
    pieces, said = [*pieces, _text(when, SMALL, fill="soft")], [*said, when]
    if is_sample:
        label = _("Sample data")
        pieces, said = [*pieces, _label(label)], [*said, label]
    places, x = [], float(EDGE + 4)
    for piece in pieces:
        places.append((f"{x:.1f}", piece.draw))
        x += piece.width + GAP
    width = f"{x - GAP + EDGE:.0f}"
    title = _clean(" · ".join(said))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" role="img" lang="{}"'
        ' aria-label="{}" font-family="{}"><title>{}</title>'
        '<rect x="0.5" y="0.5" width="{}" height="{}" rx="5" fill="#ffffff" stroke="{}"/>'
        '<rect x="1" y="1" width="6" height="{}" fill="{}"/>{}</svg>\n',
        *(width, HEIGHT, width, HEIGHT, "zh-Hans" if reads_chinese() else "en"),
        *(title, FONT, title, int(width) - 1, HEIGHT - 1, LIGHT_THEME["line"], HEIGHT - 2, edge),
        format_html_join("", '<g transform="translate({} 0)">{}</g>', places),
    )


def text_width(text: str, size: int, weight: int = 400) -> float:
    """How wide a text is taken to be: a Han character as wide as the type is high, a letter about half of that."""
    return sum(map(_letter, text)) * size * (1.06 if weight >= BOLD else 1)


def _letter(letter: str) -> float:
    if ord(letter) > LATIN:
        return 1
    return 0.38 if letter in NARROW else 0.88 if letter in WIDE else 0.6


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _text(text: str, size: int = SIZE, *, weight: int = 400, fill: str = "ink") -> Piece:
    text = _clean(text)
    width = text_width(text, size, weight)
    return Piece(
        width,
        format_html(
            '<text y="{}" font-size="{}" font-weight="{}" fill="{}" textLength="{}"'
            ' lengthAdjust="spacingAndGlyphs">{}</text>',
            *(BASE, size, weight, LIGHT_THEME[fill], f"{width:.1f}", text),
        ),
    )


def _label(text: str) -> Piece:
    inner = _text(text, SMALL, weight=BOLD)
    frame = format_html(
        '<rect x="0.5" y="5.5" width="{}" height="{}" rx="3" fill="none" stroke="{}" stroke-dasharray="3 2"/>',
        *(f"{inner.width + 9:.1f}", HEIGHT - 11, LIGHT_THEME["ink"]),
    )
    return Piece(inner.width + 10, format_html('{}<g transform="translate(5 0)">{}</g>', frame, inner.draw))


def _shape(light: Light) -> SafeString:
    top = (HEIGHT - SHAPE) / 2
    drawn = []
    for outline in SHAPES[light]:
        points = " ".join(f"{SHAPE * x:.1f},{top + SHAPE * y:.1f}" for x, y in outline.points)
        if outline.width:
            drawn.append(("polyline", points, "none", colour(light), f"{SHAPE * outline.width:.1f}"))
        else:
            drawn.append(("polygon", points, colour(light), "none", "0"))
    return format_html_join("", '<{} points="{}" fill="{}" stroke="{}" stroke-width="{}"/>', drawn)


def _bar(counts: Sequence[tuple[str, int]]) -> SafeString:
    total, start, shapes = sum(count for _fill, count in counts), 0.0, []
    for fill, count in counts:
        width = BAR * count / total
        if count:
            shapes.append((f"{start:.1f}", f"{width:.1f}", fill))
        start += width
    return format_html_join("", '<rect x="{}" y="10" width="{}" height="10" fill="{}"/>', shapes)
