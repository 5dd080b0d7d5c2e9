"""What is wrong with a chart's SVG file: valid, alone in the world, and with the drawing's marks."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from tracker.charts.chart import Chart
from tracker.charts.standalone import Imprint, svg_file
from tracker.charts.theme import LIGHT_THEME

SPACE = "{http://www.w3.org/2000/svg}"
IMPRINT = Imprint("The report", "As of the end of June 2021", 7, True)
LEAST_TYPE = 12


def file_faults(chart: Chart) -> list[str]:
    """What is wrong with the file."""
    root = ElementTree.fromstring(svg_file(chart, IMPRINT))
    return [*_head(chart, root), *_alone(root), *_marks(chart, root), *_inside(root)]


def _head(chart: Chart, root: ElementTree.Element) -> Iterator[str]:
    text = " ".join("".join(each.itertext()) for each in root.iter(f"{SPACE}text"))
    plain = re.sub(r"\s+", "", text)
    for said in (chart.title, chart.sentence, IMPRINT.report, IMPRINT.as_of, "演示数据"):
        if re.sub(r"\s+", "", said) not in plain:
            yield f"the file does not say: {said}"
    if root.get("role") != "img" or root.findtext(f"{SPACE}title") != chart.title:
        yield "a file without a name"
    if root.findtext(f"{SPACE}desc") != chart.sentence:
        yield "a file without a description"


def _alone(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        for name in ("class", "style", "href", "id"):
            if name in element.attrib:
                yield f"a file that needs more than itself: {name}={element.get(name)}"
        for name in ("fill", "stroke"):
            if element.get(name, "none") not in {"none", *LIGHT_THEME.values()}:
                yield f"a colour that is not the theme's: {element.get(name)}"
        if element.tag == f"{SPACE}text" and float(element.get("font-size", "0")) < LEAST_TYPE:
            yield "type that is too small"


def _marks(chart: Chart, root: ElementTree.Element) -> Iterator[str]:
    """The file draws the cells the page draws."""
    on_page = sorted(
        f"{cell.row},{cell.column}"
        for panel in chart.drawing.panels
        for mark in panel.marks
        for cell in getattr(mark, "cells", ())
    )
    in_file = sorted(cell for element in root.iter() for cell in element.get("data-cells", "").split())
    if on_page != in_file:
        yield f"the file draws {len(in_file)} numbers, the page {len(on_page)}"


def _inside(root: ElementTree.Element) -> Iterator[str]:
    """No bar and no point lies beyond the sheet."""
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    for element in root.iter(f"{SPACE}rect"):
        right = float(element.get("x", "0")) + float(element.get("width", "0"))
        bottom = float(element.get("y", "0")) + float(element.get("height", "0"))
        if right > width + 0.1 or bottom > height + 0.1:
            yield "a bar beyond the sheet"
    for element in root.iter(f"{SPACE}text"):
        if not 0 <= float(element.get("x", "0")) <= width or not 0 <= float(element.get("y", "0")) <= height:
            yield "words beyond the sheet"
