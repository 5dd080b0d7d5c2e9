"""What is wrong with a chart's drawing, read from its SVG: who it speaks to, its colours, and where its marks lie."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from tracker.charts.chart import Chart
from tracker.charts.drawing import Panel
from tracker.charts.theme import DARK_THEME, LIGHT_THEME

NEAR = 0.06  # per cent across, or ems down: what rounding to two decimals allows, twice over
PAINT = re.compile(r"^(?:fill|stroke)-(.+)$")
DASHES = {"dash", "dot", "bridge", "longdash", "dashdot"}
STACKED = {"lights-by-area", "lights-by-department"}  # where a count of 0 has no piece
NUMBER = re.compile(r"^−?[\d,.]+$")


@dataclass(frozen=True)
class Drawn:
    """A number as the drawing shows it: its cell, what kind of mark shows it, and where, across and down."""

    cell: tuple[int, int]
    kind: str
    x: float
    y: float
    is_cut: bool = False


def drawing_faults(chart: Chart) -> list[str]:
    """What is wrong with all panels of the drawing together."""
    found: list[str] = []
    drawn: list[list[Drawn]] = []
    for panel in chart.drawing.panels:
        root = ElementTree.fromstring(panel.svg)
        found += [*_role(chart, panel, root), *_paint(root), *_bridges(root)]
        drawn.append(list(read(root)))
        found += [*_labels(drawn[-1], root), *_order(drawn[-1])]
    found += [*_cells(chart, [each for panel in drawn for each in panel])]
    scales = [scale for panel in drawn for scale in _scale(chart, panel, found)]
    for (unit, near), (other, other_near) in pairwise(sorted(scales)):
        if is_on_one_scale(chart) and other - unit > near + other_near:
            found.append(f"panels of one scale that differ: {unit:.3f} and {other:.3f}")
    return found


def is_on_one_scale(chart: Chart) -> bool:
    """Whether the sentence promises no scale of its own to each panel."""
    shared = chart.key in STACKED or chart.key == "bullets"
    return shared or (
        chart.key == "lines-to-hold"
        and {row[1].text[-1:] + row[2].text[-1:] for row in chart.rows} <= {"%–", "–%", "%%"}
    )


def _role(chart: Chart, panel: Panel, root: ElementTree.Element) -> Iterator[str]:
    """A drawing has a name, or the words beside it say its numbers."""
    if root.get("role") == "img":
        if not (root.get("aria-label") or "").strip():
            yield "a drawing without a name"
    elif root.get("aria-hidden") != "true":
        yield "a drawing that is neither named nor hidden"
    elif chart.grid is None and not (panel.head.strip() and any(piece.text.strip() for piece in panel.note)):
        yield "a hidden drawing without words beside it"
    if panel.note and any(piece.light and not (piece.hidden or piece.text.strip()) for piece in panel.note):
        yield "a light without its word"


def _paint(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        if "style" in element.attrib or element.get("fill", "").startswith("#"):
            yield f"paint in place: {element.attrib}"
        for name in element.get("class", "").split():
            if (found := PAINT.match(name)) and not (found[1] in LIGHT_THEME and found[1] in DARK_THEME):
                yield f"a colour that is not the theme's: {name}"


def _float(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0").removesuffix("%").removesuffix("em"))


def _cells_of(element: ElementTree.Element) -> list[tuple[int, int]]:
    pairs = (pair.split(",") for pair in element.get("data-cells", "").split())
    return [(int(row), int(column)) for row, column in pairs]


def vertices(element: ElementTree.Element) -> list[tuple[float, float]]:
    """The places a stroke runs through."""
    if element.tag == "line":
        return [(_float(element, f"x{end}"), _float(element, f"y{end}")) for end in "12"]
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in element.get("points", "").split())]


def read(root: ElementTree.Element) -> Iterator[Drawn]:
    """Every number drawn, with its place."""
    for element in root.iter():
        cells = _cells_of(element)
        if not cells:
            continue
        if element.tag == "rect":
            yield Drawn(cells[0], "bar", _float(element, "width"), 0, "data-cut" in element.attrib)
        elif element.tag in {"circle", "svg"}:
            x, y = ("cx", "cy") if element.tag == "circle" else ("x", "y")
            yield Drawn(cells[0], "dot", _float(element, x), _float(element, y))
        else:
            places = vertices(element)
            if "stepped" in element.get("class", "").split():
                places = places[::2]
            upright = len(cells) == 1 and places[0][0] == places[-1][0]
            kind = "upright" if upright else "line"
            yield from (Drawn(cell, kind, x, y) for cell, (x, y) in zip(cells, places, strict=not upright))


def _cells(chart: Chart, drawn: list[Drawn]) -> Iterator[str]:
    """Marks stand for numbers of the table; a column that is drawn is drawn whole."""
    by_column: dict[int, set[int]] = defaultdict(set)
    for each in drawn:
        row, column = each.cell
        if row >= len(chart.rows) or column >= len(chart.columns) or chart.rows[row][column].value is None:
            yield f"a mark for no number: row {row}, column {column}"
        by_column[column].add(row)
    if chart.key in STACKED:
        by_column |= {column: by_column[column] for column in range(1, len(chart.columns))}
    for column, rows in by_column.items():
        for row, cells in enumerate(chart.rows):
            value = cells[column].value
            if value is not None and row not in rows and (value or chart.key not in STACKED):
                yield f"not in the drawing: {cells[0].text}, {chart.columns[column]}"


def _scale(chart: Chart, panel: list[Drawn], found: list[str]) -> Iterator[tuple[float, float]]:
    """How far one unit reaches in the panel, and how surely; each mark is held against that. Bars begin at nothing."""
    placed = [(float(value), each) for each in panel if (value := _value(chart, each)) is not None]
    bars = any(each.kind == "bar" for _value_, each in placed)
    down = not bars and not any(each.kind == "upright" for _value_, each in placed)
    points = [(value, each.y if down else each.x) for value, each in placed if not each.is_cut]
    if bars:
        points.append((0.0, 0.0))
    if len({value for value, _place in points}) < 2:
        return
    (low, start), (high, end) = min(points), max(points)
    unit = (end - start) / (high - low)
    for value, each in placed:
        expected, place = start + unit * (value - low), each.y if down else each.x
        if each.is_cut and (place < expected or value < 0):
            continue
        if each.is_cut or abs(place - expected) > NEAR:
            cell = chart.rows[each.cell[0]][each.cell[1]]
            found.append(f"{chart.rows[each.cell[0]][0].text}: {cell.text} is drawn at {place}, not at {expected:.2f}")
    if abs(end - start) > NEAR and (unit > 0) == down:  # closer together their order is lost in rounding
        found.append("a scale that runs backwards")
    yield abs(unit), NEAR / (high - low)


def _value(chart: Chart, each: Drawn) -> float | None:
    row, column = each.cell
    if row >= len(chart.rows) or column >= len(chart.columns):
        return None
    value = chart.rows[row][column].value
    return None if value is None else float(value)


def _order(panel: list[Drawn]) -> Iterator[str]:
    """The points of a month stand above one another, and the months in their order, at equal steps."""
    often = Counter(each.cell for each in panel)
    points = [each for each in panel if each.kind in {"line", "dot"} and often[each.cell] == 1]
    along = 0 if len({each.cell[0] for each in points}) > 1 else 1
    by_step: dict[int, list[float]] = defaultdict(list)
    for each in points:
        by_step[each.cell[along]].append(each.x)
    if len(by_step) < 3:
        return
    steps = sorted(by_step)
    first, last = min(by_step[steps[0]]), max(by_step[steps[-1]])
    for step in steps:
        expected = first + (last - first) * (step - steps[0]) / (steps[-1] - steps[0])
        if any(abs(x - expected) > NEAR for x in by_step[step]):
            yield f"a month out of its place: {by_step[step]}, not {expected:.2f}"


def _bridges(root: ElementTree.Element) -> Iterator[str]:
    """A whole stroke joins neighbours only; what leaps over a month without a figure is dashed."""
    dots = {(each.x, each.y): each.cell for each in read(root) if each.kind == "dot"}
    for element in root.iter():
        if element.tag not in {"line", "polyline"} or element.get("data-cells"):
            continue
        cells = [dots[place] for place in vertices(element) if place in dots]
        if len(cells) < 2 or DASHES & set(element.get("class", "").split()):
            continue
        for before, after in pairwise(cells):
            if abs(after[0] - before[0]) + abs(after[1] - before[1]) > 1:
                yield f"a month without a figure is drawn over: {before} to {after}"


def _labels(panel: list[Drawn], root: ElementTree.Element) -> Iterator[str]:
    """The numbers along the left lie at equal steps, as far apart as they say."""
    ticks = []
    for element in root.iter("text"):
        text = "".join(element.itertext()).split(" ")[0].removesuffix("%")
        if _float(element, "x") == 0 and NUMBER.match(text):
            ticks.append((float(text.replace(",", "").replace("−", "-")), _float(element, "y")))
    if len(ticks) < 2 or not panel:
        return
    (low, start), (high, end) = min(ticks), max(ticks)
    for value, y in ticks:
        if abs(y - (start + (end - start) * (value - low) / (high - low))) > NEAR:
            yield f"the axis says {value} in the wrong place"
