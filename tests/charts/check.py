"""The project's own chart check: everything wrong with a chart, in words; nothing for one that is right.

A chart says its numbers three times: in its table, in its figure, in its drawing. The check reads all three as a reader
would, from what is sent, and compares them point by point. It knows nothing of how a drawing was made.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.charts.check_drawing import STACKED, drawing_faults
from tests.charts.check_file import file_faults
from tracker.charts.chart import MISSING, Cell, Chart
from tracker.charts.theme import CLEAR, DARK_THEME, LIGHT_THEME

KINDS = {"scatter", "bar", "pie"}  # what the basic bundle draws
NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")


def faults(chart: Chart) -> list[str]:
    """What is wrong with the chart."""
    data = chart.data
    found = [*_words(chart), *_table(chart), *_figure(chart, data), *_covered(chart, data)]
    return found + drawing_faults(chart) + file_faults(chart)


def _words(chart: Chart) -> Iterator[str]:
    if not chart.sentence.strip():
        yield "no sentence"
    if "%(" in chart.sentence or "None" in chart.sentence:
        yield f"a sentence with a hole: {chart.sentence}"
    if not chart.title.strip():
        yield "no title"
    if not re.fullmatch(r"[a-z-]+", chart.key):
        yield f"a key that is no address: {chart.key}"
    if any(not key.name.strip() or not key.marks for key in chart.drawing.legend):
        yield "a legend entry without a name or without its mark"
    if not chart.drawing.legend and chart.drawing.panels:
        yield "no legend"


def _table(chart: Chart) -> Iterator[str]:
    names = [row[0].text for row in chart.rows]
    if len(set(names)) != len(names):
        yield "two rows of one name"
    if any(len(row) != len(chart.columns) for row in chart.rows):
        yield "a row that is longer or shorter than its head"
    for row in chart.rows:
        for head, cell in zip(chart.columns, row, strict=False):
            yield from (f"{row[0].text}, {head}: {fault}" for fault in _cell(cell))


def _cell(cell: Cell) -> Iterator[str]:
    if not cell.text.strip():
        yield "an empty cell"
    if cell.value is not None and shown(cell.text) != cell.value:
        yield f"{cell.text} does not show {cell.value}"
    if cell.text == MISSING and cell.value is not None:
        yield "a dash for a number"


def shown(text: str) -> Decimal | None:
    """The number a text begins with."""
    found = NUMBER.match(text)
    return Decimal(found[0].replace(",", "").replace("−", "-")) if found else None


def _figure(chart: Chart, data: dict[str, Any]) -> Iterator[str]:
    """Each trace is a column, each of its points that column's cell in the row of its name, and the other way round."""
    drawn: dict[str, set[str]] = defaultdict(set)
    looks: dict[str, str] = {}
    for trace in data.get("data", []):
        name = trace.get("name", "")
        if trace["type"] not in KINDS:
            yield f"the basic bundle draws no {trace['type']}"
            continue
        if name not in chart.columns:
            yield f"a series that is no column: {name!r}"
            continue
        yield from _points(chart, trace, drawn[name])
        look = repr(_look(trace))
        if looks.setdefault(look, name) != name and not any(trace.get("text") or []):
            yield f"{name} and {looks[look]} differ by colour alone"
    for name, rows in drawn.items():
        column = list(chart.columns).index(name)
        missing = [row[0].text for row in chart.rows if row[column].value is not None and row[0].text not in rows]
        yield from (f"not in the figure: {name} of {row}" for row in missing if not _is_undrawn(chart, row, column))
    for path, value in colours(data):
        if value != CLEAR and (
            (name := value.removeprefix("var(--").removesuffix(")")) not in LIGHT_THEME or name not in DARK_THEME
        ):
            yield f"a colour that is not the theme's: {path} {value}"


def _points(chart: Chart, trace: dict[str, Any], drawn: set[str]) -> Iterator[str]:
    across = trace.get("orientation") == "h" or isinstance(next(iter(trace["y"]), None), str)
    names, numbers = (trace["y"], trace["x"]) if across else (trace["x"], trace["y"])
    if len(names) != len(numbers):
        yield f"{trace['name']}: {len(numbers)} numbers for {len(names)} names"
    column = list(chart.columns).index(trace["name"])
    rows = {row[0].text: row for row in chart.rows}
    for name, number in zip(names, numbers, strict=False):
        if name is None and number is None:
            continue
        if name not in rows:
            yield f"{trace['name']}: no row {name!r}"
            continue
        drawn.add(name)
        cell = rows[name][column]
        if (None if number is None else Decimal(str(number))) != cell.value:
            yield f"{trace['name']} of {name}: the figure has {number}, the table {cell.text}"


def _is_undrawn(chart: Chart, row: str, column: int) -> bool:
    """A count of nothing needs no piece of a bar; a row of nothing no bar."""
    cells = next(each for each in chart.rows if each[0].text == row)
    return chart.key in STACKED and not cells[column].value


def _look(trace: dict[str, Any]) -> tuple[object, ...]:
    """What tells a series apart without its colour."""
    line, marker = trace.get("line", {}), trace.get("marker", {})
    return (
        trace["type"],
        trace.get("mode"),
        trace.get("fill"),
        line.get("dash"),
        line.get("shape"),
        str(marker.get("symbol")),
    )


def colours(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every colour a figure names, with where it stands."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key.endswith("color") or key == "bgcolor":
                yield from ((f"{path}.{key}", each) for each in (value if isinstance(value, list | tuple) else [value]))
            elif key != "template":
                yield from colours(value, f"{path}.{key}")
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from colours(value, f"{path}[{index}]")


def _covered(chart: Chart, data: dict[str, Any]) -> Iterator[str]:
    """Every number of the table is drawn somewhere."""
    in_figure = {trace.get("name") for trace in data.get("data", [])}
    marked = {
        (cell.row, cell.column)
        for panel in chart.drawing.panels
        for mark in panel.marks
        for cell in getattr(mark, "cells", ())
    }
    for index, row in enumerate(chart.rows):
        for column, cell in enumerate(row):
            if cell.value is None or chart.columns[column] in in_figure or (index, column) in marked:
                continue
            if not _is_undrawn(chart, row[0].text, column):
                yield f"a number of the table that nothing draws: {row[0].text}, {chart.columns[column]}"
