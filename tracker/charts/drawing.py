"""A drawing: panels below or beside each other, each with its name, its marks and its numbers in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString

from tracker.charts.marks import At, Bar, Dot, Mark, Shape, Stroke
from tracker.charts.shapes import SHAPES
from tracker.charts.svg import panel_svg
from tracker.choices import Light

HALF, MIDDLE = Fraction(1, 2), Fraction(50)
KEY_SIZE = Fraction(4, 5)
SHORT = Fraction(1, 8)


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words beside a panel; a `light` puts its shape before them, `hidden` words are for those who hear them."""

    text: str
    light: Light | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Marks `height` ems high, under a `head`, with a `note` beside it.

    `label` is what the drawing is called where no words beside it say its numbers. The head links to `page` (a name of
    the map) of `code`.
    """

    marks: Sequence[Mark]
    height: Fraction
    head: str = ""
    note: Sequence[Piece] = ()
    label: str = ""
    page: str = ""
    code: str = ""

    @property
    def svg(self) -> SafeString:
        """The marks for the page."""
        return panel_svg(self.marks, self.height, self.label)


@dataclass(frozen=True, slots=True)
class Key:
    """What a mark means: a sample of it, `width` ems wide, and its name."""

    name: str
    marks: Sequence[Mark]

    @property
    def svg(self) -> SafeString:
        """The sample for the page."""
        return panel_svg(self.marks, Fraction(1))


@dataclass(frozen=True, slots=True)
class Drawing:
    """Panels in reading order, and a legend. `columns`: how many stand beside each other where there is room.

    In a file the heads of `is_beside` stand to the left of their panels, else above them.
    """

    panels: Sequence[Panel] = ()
    legend: Sequence[Key] = ()
    columns: int = 1
    is_beside: bool = False


def line_key(name: str, colour: str, dash: str = "solid") -> Key:
    """A line's sample."""
    return Key(name, [Stroke(places=((Fraction(0), HALF), (Fraction(100), HALF)), colour=colour, dash=dash)])


def dot_key(name: str, shape: Shape, colour: str) -> Key:
    """A shape's sample."""
    return Key(name, [Dot(x=MIDDLE, y=HALF, shape=shape, colour=colour, size=KEY_SIZE)])


def upright_key(name: str, colour: str, dash: str = "solid") -> Key:
    """An upright mark's sample."""
    return Key(name, [Stroke(places=((MIDDLE, Fraction(0)), (MIDDLE, Fraction(1))), colour=colour, dash=dash)])


def hatch_key(name: str, colour: str) -> Key:
    """A hatched range's sample."""
    steps = (Fraction(10), Fraction(40), Fraction(70))
    return Key(
        name,
        [Stroke(places=((x, Fraction(1)), (x + 20, Fraction(0))), colour=colour, is_thin=True) for x in steps],
    )


def block_key(name: str, colour: str, *, is_hollow: bool = False) -> Key:
    """An area's sample."""
    height = 1 - 2 * SHORT
    return Key(
        name, [Bar(x=Fraction(0), width=Fraction(100), y=SHORT, height=height, colour=colour, is_hollow=is_hollow)]
    )


def light_key(light: Light) -> Key:
    """A light as bars show it: its colour with its shape in it."""
    return Key(
        str(light.label),
        [
            filled(light, Fraction(0), Fraction(100), Fraction(1)),
            Dot(x=MIDDLE, y=HALF, shape=SHAPES[light], colour=upon(light), size=Fraction(3, 5)),
        ],
    )


def filled(light: Light, x: Fraction, width: Fraction, height: Fraction, cells: tuple[At, ...] = ()) -> Bar:
    """A bar in a light's colour; an empty outline for what is not due yet."""
    return Bar(
        x=x,
        width=width,
        height=height,
        colour=light.slug,
        cells=cells,
        is_hollow=light == Light.NOT_DUE,
    )


def upon(light: Light) -> str:
    """The colour of a shape inside a light's bar."""
    return "ink" if light == Light.NOT_DUE else "card"


def light_dot(light: Light, x: Fraction, y: Fraction, size: Fraction = Fraction(1)) -> Dot:
    """A light's shape in its colour."""
    return Dot(x=x, y=y, shape=SHAPES[light], colour=light.slug, size=size)
