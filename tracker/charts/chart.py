"""A chart as pages and files need it: words, table, drawing without script, figure with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from plotly import graph_objects

from tracker.charts.drawing import Drawing
from tracker.choices import reads_chinese
from tracker.queries.standings import Standing
from tracker.rules.words import grouped, percent, with_unit

MISSING = "–"


class Cell(NamedTuple):
    """A cell of a chart's table: its text, and, where it is drawn, the number its text shows."""

    text: str
    value: Decimal | None = None

    def __str__(self) -> str:
        return self.text


class Files(NamedTuple):
    """Where a chart's files are, and the name they are saved under, without its ending."""

    csv: str
    svg: str
    figure: str
    name: str


@dataclass(frozen=True)
class Chart:
    """One chart. `sentence` says what it shows; `rows` under `columns` hold every number drawn, each in a cell.

    `drawing` needs no JavaScript; `figure` is what the chart library draws where there is room for `least` ems, None
    where the drawing reads better. `unit` is that of the table's numbers, where they have one in common. A `grid` of
    lights is its own table. `files` come with the page.
    """

    key: str
    title: str
    sentence: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    drawing: Drawing
    figure: graph_objects.Figure | None = None
    unit: str = ""
    least: int = 0
    grid: Any = None
    files: Files | None = None

    @property
    def data(self) -> dict[str, Any]:
        """The figure as plain data: `data` and `layout`; empty without one."""
        plain: dict[str, Any] = self.figure.to_plotly_json() if self.figure else {}
        return plain

    @property
    def is_wide(self) -> bool:
        """Whether it needs the page's whole width."""
        return self.grid is not None or self.drawing.columns > 1


def counted(number: int) -> Cell:
    """A count."""
    return Cell(str(number), Decimal(number))


def share(part: Fraction | None) -> Cell:
    """A share of 1 as per cent; its number is the rounded one that is shown."""
    if part is None:
        return Cell(MISSING)
    text = percent(part)
    return Cell(text, Decimal(text.rstrip("%").replace(",", "").replace("−", "-")))


def measured(value: Decimal | None, unit: str = "") -> Cell:
    """A figure with its unit; a dash where there is none."""
    return Cell(MISSING) if value is None else Cell(with_unit(value, unit), value)


def signed(value: Decimal) -> Cell:
    """A difference with its sign."""
    return Cell(f"+{grouped(value)}" if value > 0 else grouped(value), value)


def told(*sentences: str) -> str:
    """Sentences one after the other, as the language sets them; empty ones left out."""
    return ("" if reads_chinese() else " ").join(filter(None, sentences))


def names(standings: Sequence[Standing]) -> list[str]:
    """What the targets are called, each differently: two of one name have their codes beside it."""
    often = Counter(each.target.title for each in standings)
    return [
        f"{each.target.title} ({each.target.code})" if often[each.target.title] > 1 else each.target.title
        for each in standings
    ]


def floats(cells: Sequence[Cell]) -> list[float | None]:
    """The cells' numbers for the chart library; None where there is none."""
    return [None if each.value is None else float(each.value) for each in cells]
