"""What a drawing is made of, whoever renders it: bars, strokes, dots and labels.

Across, a place is per cent of the drawing's width; downward, it is in ems of the type, so that a drawing fills any
width with type of the reader's size. A mark that stands for numbers names the cells of the chart's table with
them.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tracker.charts.shapes import SHAPES, Outline
from tracker.choices import Light

Shape = tuple[Outline, ...]
Place = tuple[Fraction, Fraction]

CIRCLE: Shape = SHAPES[Light.ON_PACE]
RING: Shape = SHAPES[Light.NO_DATA]
DIAMOND: Shape = (Outline(((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))),)


class At(NamedTuple):
    """A cell of the chart's table; column 0 holds the rows' names."""

    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A rectangle; `is_cut` where its number lies beyond the drawing's edge. A `hollow` one is an outline."""

    x: Fraction
    width: Fraction
    y: Fraction = Fraction(0)
    height: Fraction = Fraction(1)
    colour: str
    cells: tuple[At, ...] = ()
    is_cut: bool = False
    is_hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line through places. A `stepped` one holds each value to the next place, then turns."""

    places: tuple[Place, ...]
    colour: str
    dash: str = "solid"
    cells: tuple[At, ...] = ()
    is_stepped: bool = False
    is_thin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A shape around a place, `size` ems wide."""

    x: Fraction
    y: Fraction
    shape: Shape = CIRCLE
    colour: str
    size: Fraction = Fraction(3, 4)
    cells: tuple[At, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Text at a place, its base line there. `lead` goes before it where there is room."""

    x: Fraction
    y: Fraction
    text: str
    lead: str = ""
    anchor: str = "start"
    colour: str = "soft"


Mark = Bar | Stroke | Dot | Label


def corners(stroke: Stroke) -> list[Place]:
    """The places a stroke runs through, those of its steps among them."""
    if not stroke.is_stepped:
        return list(stroke.places)
    found: list[Place] = []
    for place in stroke.places:
        if found:
            found.append((place[0], found[-1][1]))
        found.append(place)
    return found
