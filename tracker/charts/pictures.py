"""Pictures for link previews: PNG of 1200 × 630, in shapes and digits alone, so that no font for Han is needed.

The same standing always gives the same bytes. They say the month, the counts or the figure, and whether it is a sample.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from io import BytesIO
from typing import cast

from PIL import Image, ImageDraw, ImageFont

from tracker.charts.shapes import SHAPES
from tracker.charts.theme import LIGHT_THEME, colour
from tracker.choices import Comparison, Light
from tracker.queries.areas import AreaStanding
from tracker.queries.standings import Standing
from tracker.rules.facts import Facts
from tracker.rules.pace import as_decimal
from tracker.rules.rollup import Rollup
from tracker.rules.scale import beside_line
from tracker.rules.words import grouped

SIZE = WIDTH, HEIGHT = 1200, 630
FINE = 2  # drawn so many times larger and brought down, for smooth edges
LEFT, RIGHT = 72, WIDTH - 72
HEADLINE = (Light.DONE, Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA)
SIGNS = {Comparison.AT_MOST: "max ", Comparison.ABOUT: "~ "}  # what the font can write
PAPER = "#ffffff"

Box = tuple[float, float, float, float]


class Sheet:
    """A picture being drawn, in points of the finished one."""

    def __init__(self, month: date, *, is_sample: bool) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self.box((0, 0, WIDTH, 14), LIGHT_THEME["accent"])
        self.text(LEFT, 92, f"{month:%Y-%m}", 52, "soft")
        if is_sample:
            self._sample()

    def box(self, place: Box, fill: str) -> None:
        """A filled box from (left, top) to (right, bottom)."""
        left, top, right, bottom = (round(part * FINE) for part in place)
        if right > left:
            self.pen.rectangle((left, top, right - 1, bottom - 1), fill)

    def text(self, x: float, y: float, text: str, size: float, ink: str = "ink", anchor: str = "lm") -> None:
        """Digits and Latin letters, by default from `x` on with their middle at `y`."""
        plain = text.replace("−", "-").replace("–", "-")
        self.pen.text((x * FINE, y * FINE), plain, LIGHT_THEME[ink], _font(round(size * FINE)), anchor)

    def shape(self, light: Light, x: float, y: float, size: float) -> None:
        """A light's shape with its upper left corner at (x, y)."""
        for outline in SHAPES[light]:
            points = [((x + size * across) * FINE, (y + size * down) * FINE) for across, down in outline.points]
            if outline.width:
                self.pen.line(points, colour(light), round(outline.width * size * FINE), "curve")
            else:
                self.pen.polygon(points, colour(light))

    def bytes(self) -> bytes:
        """The finished picture as PNG."""
        small = self.image.reduce(FINE).quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        written, encode = BytesIO(), small.save
        encode(written, "PNG", optimize=True)
        return written.getvalue()

    def _sample(self) -> None:
        """A hatched strip along the lower edge, and the word."""
        top, step = HEIGHT - 44, 28
        for start in range(-HEIGHT, WIDTH, step):
            foot, head = (start * FINE, HEIGHT * FINE), ((start + 44) * FINE, top * FINE)
            self.pen.line((foot, head), LIGHT_THEME["behind"], 10 * FINE)
        width = _font(44 * FINE).getlength("SAMPLE") / FINE
        self.box((RIGHT - width - 40, 62, RIGHT, 122), LIGHT_THEME["behind"])
        self.text(RIGHT - 20, 92, "SAMPLE", 44, anchor="rm")


def report_picture(counts: Rollup, month: date, *, is_sample: bool) -> bytes:
    """The whole report: five tiles, each a shape and a count, and the bar of all lights."""
    return _counted(counts, month, is_sample=is_sample)


def area_picture(found: AreaStanding, month: date, *, is_sample: bool) -> bytes:
    """An area: as the report, for its own targets; with none, an empty bar."""
    return _counted(found.rollup, month, is_sample=is_sample)


def target_picture(standing: Standing, *, is_sample: bool) -> bytes:
    """A target: its light's shape, its figure, what was promised, and where it stands between the two."""
    sheet = Sheet(standing.month, is_sample=is_sample)
    light, latest = standing.verdict.light, standing.facts.latest
    sheet.shape(light, LEFT, 190, 200)
    unit = "%" if standing.target.unit == "%" else ""
    figure = grouped(latest.value) + unit if latest else "-"
    sheet.text(LEFT + 270, 250, figure, _fitting(figure, RIGHT - LEFT - 270, 150))
    promised = "/ " + _promised(standing.facts, unit)
    sheet.text(LEFT + 270, 370, promised, _fitting(promised, RIGHT - LEFT - 270, 72), "soft")
    _bullet(sheet, standing, (LEFT, 470, RIGHT, 534))
    return sheet.bytes()


def _counted(counts: Rollup, month: date, *, is_sample: bool) -> bytes:
    sheet = Sheet(month, is_sample=is_sample)
    room = (RIGHT - LEFT) / len(HEADLINE)
    for index, light in enumerate(HEADLINE):
        x = LEFT + index * room
        sheet.shape(light, x, 176, 84)
        number = f"{counts.lights[light]:,}"
        sheet.text(x, 350, number, _fitting(number, room - 20, 132))
    _stack(sheet, counts.lights, (LEFT, 470, RIGHT, 534))
    return sheet.bytes()


def _stack(sheet: Sheet, counts: Mapping[Light, int], place: Box) -> None:
    left, top, right, bottom = place
    sheet.box(place, LIGHT_THEME["line"])
    total, start = max(1, sum(counts.values())), left
    for light in Light:
        end = start + (right - left) * counts[light] / total
        sheet.box((start, top, end, bottom), colour(light))
        start = end


def _bullet(sheet: Sheet, standing: Standing, place: Box) -> None:
    """What is done against what is expected, or the figure beside its line; a hollow track without a figure."""
    left, top, right, bottom = place
    verdict, length = standing.verdict, right - left
    latest = verdict.facts.latest
    if latest is None or not verdict.light.is_in_scope:
        sheet.box(place, LIGHT_THEME["line"])
        sheet.box((left + 4, top + 4, right - 4, bottom - 4), PAPER)
    elif verdict.done is not None and verdict.expected is not None:
        sheet.box(place, LIGHT_THEME["line"])
        sheet.box((left, top, left + length * _inside(verdict.done), bottom), colour(verdict.light))
        _mark(sheet, left + length * _inside(verdict.expected), place)
    else:
        lies, middle = beside_line(verdict.facts, latest.value), (top + bottom) / 2
        low, high = (left + length * _inside(edge) for edge in (lies.low, lies.high))
        sheet.box((left, middle - 4, right, middle + 4), LIGHT_THEME["line"])
        sheet.box((low, top, high, bottom), LIGHT_THEME["line"])
        for edge in (low, high):
            _mark(sheet, edge, place)
        sheet.shape(verdict.light, left + length * _inside(lies.value) - 28, middle - 28, 56)


def _mark(sheet: Sheet, x: float, place: Box) -> None:
    sheet.box((x - 4, place[1] - 14, x + 4, place[3] + 14), LIGHT_THEME["ink"])


def _promised(facts: Facts, unit: str) -> str:
    if facts.value_high is not None:
        return f"{grouped(facts.value)}-{grouped(facts.value_high)}{unit}"
    return f"{SIGNS.get(facts.comparison, '')}{grouped(facts.value)}{unit}"


def _inside(share: Fraction) -> float:
    return float(as_decimal(max(Fraction(0), min(Fraction(1), share))))


def _fitting(text: str, room: float, size: float) -> float:
    """The size at which a text fills at most its room."""
    return min(size, size * room / _font(round(size)).getlength(text))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The font that comes with the library."""
    return cast(ImageFont.FreeTypeFont, ImageFont.load_default(size))
