"""Lines over months as a panel: a grid, the months, the lines, and their last values where they end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from tracker.charts.axis import Scale, grid_values, shown_positions, spread
from tracker.charts.drawing import Panel
from tracker.charts.marks import CIRCLE, At, Dot, Label, Mark, Place, Shape, Stroke
from tracker.choices import reads_chinese
from tracker.rules.pace import as_decimal
from tracker.rules.words import grouped, month_words, short_month, with_unit

LEFT, RIGHT = Fraction(2), Fraction(98)
LINE = Fraction(6, 5)  # from one line of type to the next, in ems
LIFT = Fraction(1, 5)  # of a value above its line
HATCHES = 14
DEPTH, FOOT = Fraction(11), Fraction(13, 10)
FAR = Fraction(60)  # beyond it a label stands before the end of its line, not after


class Point(NamedTuple):
    """A value at a position, from 0; the cell of the table that holds it, where one does."""

    position: int
    value: Fraction
    cell: At | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points. A `marked` one has a dot for each, and a dashed bridge over positions without.

    `end` is what stands at its last point, `lead` goes before that where there is room.
    """

    colour: str
    points: Sequence[Point]
    dash: str = "solid"
    is_stepped: bool = False
    is_marked: bool = False
    is_thin: bool = False
    end: str = ""
    lead: str = ""
    shapes: dict[int, tuple[Shape, ...]] = field(default_factory=dict)


class Wedge(NamedTuple):
    """What is hatched: from one point to a range at a later position."""

    start: Point
    position: int
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where positions and values lie: `count` positions across, values downward in ems from their highest."""

    count: int
    values: Scale

    def x(self, position: int) -> Fraction:
        """Where a position lies."""
        return Scale(Fraction(0), Fraction(max(1, self.count - 1)), LEFT, RIGHT).at(Fraction(position))

    def place(self, point: Point) -> Place:
        """Where a point lies."""
        return self.x(point.position), self.values.at(point.value)


class Upright(NamedTuple):
    """An upright mark at a position, and its name."""

    position: int
    name: str
    dash: str


def time_panel(
    lines: Sequence[Line],
    months: Sequence[date],
    label: str,
    *,
    from_zero: bool = True,
    unit: str = "",
    wedge: Wedge | None = None,
    uprights: Sequence[Upright] = (),
) -> Panel:
    """Lines over the months, with grid and names; `label` is what the drawing is called."""
    grid = grid_of(lines, from_zero=from_zero, more=[wedge.low, wedge.high] if wedge else [])
    top = Fraction(3, 2) + LINE * len(uprights)
    sheet = Sheet(len(months), Scale(grid[0], grid[-1], top + DEPTH, top))
    marks: list[Mark] = [
        *grid_marks(sheet, grid, unit),
        *(wedge_marks(sheet, wedge) if wedge else []),
        *upright_marks(sheet, uprights),
        *(mark for line in lines for mark in line_marks(sheet, line)),
        *end_marks(sheet, lines),
        *month_marks(sheet, months, top + DEPTH + FOOT),
    ]
    return Panel(marks=marks, height=top + DEPTH + FOOT + Fraction(2, 5), label=label)


def upright_marks(sheet: Sheet, uprights: Sequence[Upright]) -> list[Mark]:
    """Upright marks with their names above, each on a line of its own."""
    marks: list[Mark] = []
    for index, upright in enumerate(uprights):
        x, y = sheet.x(upright.position), LINE * (index + 1)
        marks.append(
            Stroke(places=((x, y - 1), (x, sheet.values.start)), colour="ink", dash=upright.dash, is_thin=True)
        )
        is_far = x > Fraction(50)
        marks.append(Label(x=x - 1 if is_far else x + 1, y=y, text=upright.name, anchor="end" if is_far else "start"))
    return marks


def month_axis(months: Sequence[date]) -> dict[str, Any]:
    """The months as the chart library's axis: whole names, so that no two are one, some of them shown shortly."""
    names = [month_words(month) for month in months]
    shown = shown_positions(len(months))
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": names,
        "range": [-0.4, len(months) - 0.6],
        "showgrid": False,
        "tickvals": [names[index] for index in shown],
        "ticktext": [short_month(months[index]) for index in shown],
    }


def grid_of(lines: Iterable[Line], *, from_zero: bool, more: Sequence[Fraction] = ()) -> list[Fraction]:
    """Round values for a grid under the lines: from 0, or, for lines far from it, around them."""
    values = [point.value for line in lines for point in line.points] + list(more)
    if from_zero or not values:
        values = [Fraction(0), *values]
    low, high = min(values), max(values)
    room = Fraction(0) if from_zero else max(high - low, abs(high) / 50) / 10
    return grid_values(low - room if low else low, high + room)


def grid_marks(sheet: Sheet, grid: Sequence[Fraction], unit: str) -> list[Mark]:
    """The grid's lines with their values on them, the topmost with its unit."""
    marks: list[Mark] = []
    for value in grid:
        y = sheet.values.at(value)
        marks.append(Stroke(places=((Fraction(0), y), (Fraction(100), y)), colour="line", is_thin=True))
        marks.append(Label(x=Fraction(0), y=y - LIFT, text=grouped(as_decimal(value))))
    marks[-1] = Label(x=Fraction(0), y=sheet.values.end - LIFT, text=with_unit(as_decimal(grid[-1]), unit))
    return marks


def floor_mark(sheet: Sheet) -> Stroke:
    """The grid's lowest line alone."""
    y = sheet.values.start
    return Stroke(places=((Fraction(0), y), (Fraction(100), y)), colour="line", is_thin=True)


def month_marks(sheet: Sheet, months: Sequence[date], y: Fraction) -> list[Mark]:
    """Some months' names along the bottom; those of a later year say so where there is room."""
    return [
        Label(
            x=sheet.x(position),
            y=y,
            text=short_month(months[position]),
            lead=_year(months[position]) if months[position].year != months[0].year else "",
            anchor="middle" if position < sheet.count - 1 or months[position].year == months[0].year else "end",
        )
        for position in shown_positions(sheet.count)
    ]


def _year(month: date) -> str:
    return f"{month.year}年" if reads_chinese() else str(month.year)


def line_marks(sheet: Sheet, line: Line) -> list[Mark]:
    """A line's strokes and dots."""
    if not line.is_marked:
        cells = tuple(point.cell for point in line.points if point.cell)
        places = tuple(sheet.place(point) for point in line.points)
        if len(places) < 2:
            return [Dot(x=x, y=y, colour=line.colour, cells=cells) for x, y in places]
        return [
            Stroke(
                places=places,
                colour=line.colour,
                dash=line.dash,
                cells=cells,
                is_stepped=line.is_stepped,
                is_thin=line.is_thin,
            )
        ]
    marks: list[Mark] = []
    for run in runs(line.points):
        if len(run) > 1:
            marks.append(Stroke(places=tuple(map(sheet.place, run)), colour=line.colour, is_thin=line.is_thin))
    for before, after in bridges(line.points):
        marks.append(
            Stroke(places=(sheet.place(before), sheet.place(after)), colour=line.colour, dash="bridge", is_thin=True)
        )
    for point in line.points:
        marks += _dots(sheet, line, point)
    return marks


def _dots(sheet: Sheet, line: Line, point: Point) -> list[Mark]:
    """A point's dot, with the shapes around it that tell something about it; the first of them takes its place."""
    x, y = sheet.place(point)
    cells = (point.cell,) if point.cell else ()
    size = Fraction(1, 2) if line.is_thin else Fraction(7, 10)
    inner, *around = line.shapes.get(point.position, (CIRCLE,))
    dots: list[Mark] = [Dot(x=x, y=y, shape=inner, colour=line.colour, size=size, cells=cells)]
    return dots + [Dot(x=x, y=y, shape=shape, colour="ink", size=2 * size) for shape in around]


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """The points in stretches without a gap."""
    found: list[list[Point]] = []
    for point in points:
        if found and point.position == found[-1][-1].position + 1:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def bridges(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Where a stretch ends and the next begins."""
    return [(before[-1], after[0]) for before, after in pairwise(runs(points))]


def end_marks(sheet: Sheet, lines: Sequence[Line]) -> list[Mark]:
    """What stands at the lines' ends, kept apart: after an end, or before it near the right edge."""
    ended = [line for line in lines if line.end and line.points]
    places = [sheet.place(line.points[-1]) for line in ended]
    apart = spread(_beside(places), LINE, sheet.values.end, sheet.values.start)
    return [
        Label(
            x=x if x > FAR else x + Fraction(3, 2),
            y=y,
            text=line.end,
            lead=line.lead,
            anchor="end" if x > FAR else "start",
            colour="ink",
        )
        for line, (x, _y), y in zip(ended, places, apart, strict=True)
    ]


def _beside(places: Sequence[tuple[Fraction, Fraction]]) -> list[Fraction]:
    """How high each end's words stand: over the line near the right edge, under it where others are over it already."""
    found = [y + Fraction(1, 3) for _x, y in places]
    above = None
    for index in sorted(range(len(places)), key=lambda index: places[index][1]):
        x, y = places[index]
        if x > FAR:
            is_free = above is None or y - Fraction(1, 2) - above >= LINE
            found[index] = y - Fraction(1, 2) if is_free else y + 1
            above = found[index]
    return found


def wedge_marks(sheet: Sheet, wedge: Wedge) -> list[Mark]:
    """A range that opens from a point on, hatched."""
    x, y = sheet.place(wedge.start)
    end, low, high = sheet.x(wedge.position), sheet.values.at(wedge.low), sheet.values.at(wedge.high)
    marks: list[Mark] = []
    for index in range(1, HATCHES + 1):
        part, next_part = Fraction(index, HATCHES), Fraction(min(index + 1, HATCHES), HATCHES)
        places = ((x + (end - x) * part, y + (low - y) * part), (x + (end - x) * next_part, y + (high - y) * next_part))
        marks.append(Stroke(places=places, colour="no-data", is_thin=True))
    return marks
