"""The check finds out charts broken on purpose."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from plotly import graph_objects

from tests.charts.check import faults
from tests.charts.conftest import RATE, standing_of
from tests.factories import month
from tracker.charts.baselines import beside_last_period
from tracker.charts.bullets import completion_bullets
from tracker.charts.burnup import burn_up
from tracker.charts.chart import Cell, Chart
from tracker.charts.course import course
from tracker.charts.heat import months_and_targets
from tracker.charts.held import lines_to_hold
from tracker.charts.lights import lights_by_department
from tracker.charts.marks import Bar, Dot, Label, Stroke
from tracker.charts.multiples import small_courses
from tracker.queries.standings import ledger, standings

Break = Callable[[Chart], Chart]


@pytest.fixture
def right(report, reported, english) -> dict[str, Chart]:
    """A chart of each make, without a fault."""
    gap = reported({1: "4", 2: "8", 5: "12", 6: "20"})
    reported({6: "30"}, baseline=Decimal(20), baseline_period="2020")
    reported({3: "5.1", 6: "6.6"}, **RATE)
    reported({6: "6.1"}, **RATE)
    listed = standings(report, month(6))
    made = {
        chart.key: chart
        for chart in (
            *(make(listed) for make in (completion_bullets, lines_to_hold, small_courses, beside_last_period)),
            lights_by_department(listed, ledger(report).policy),
            burn_up(ledger(report), month(6)),
            months_and_targets(listed),
            course(standing_of(gap, 6)),
        )
        if chart
    }
    assert {key: faults(chart) for key, chart in made.items()} == {key: [] for key in made}
    return made


def with_figure(change: Callable[[graph_objects.Figure], object]) -> Break:
    """The chart with something done to its figure."""

    def broken(chart: Chart) -> Chart:
        figure = graph_objects.Figure(chart.figure)
        change(figure)
        return replace(chart, figure=figure)

    return broken


def with_marks(kind: type, change: Callable[..., object]) -> Break:
    """The chart with the last mark of a kind that draws a number changed; None takes it out."""

    def broken(chart: Chart) -> Chart:
        panels = list(chart.drawing.panels)
        place, panel = next(
            (index, each)
            for index, each in reversed(list(enumerate(panels)))
            if any(isinstance(mark, kind) and mark.cells for mark in each.marks)
        )
        marks = list(panel.marks)
        index = max(i for i, mark in enumerate(marks) if isinstance(mark, kind) and mark.cells)
        new = change(marks[index])
        panels[place] = replace(panel, marks=[*marks[:index], *([new] if new else []), *marks[index + 1 :]])
        return replace(chart, drawing=replace(chart.drawing, panels=panels))

    return broken


def with_cell(row: int, column: int, cell: Cell) -> Break:
    """The chart with another cell in its table."""

    def broken(chart: Chart) -> Chart:
        rows = [list(each) for each in chart.rows]
        rows[row][column] = cell
        return replace(chart, rows=rows)

    return broken


def with_panel(**given: object) -> Break:
    """The chart with its last panel changed."""

    def broken(chart: Chart) -> Chart:
        *panels, last = chart.drawing.panels
        return replace(chart, drawing=replace(chart.drawing, panels=[*panels, replace(last, **given)]))

    return broken


def renamed(figure: graph_objects.Figure) -> None:
    figure.data[0].name = "Something else"


def unnamed_point(figure: graph_objects.Figure) -> None:
    figure.data[0].x = ["Nowhere", *figure.data[0].x[1:]]


def zero_for_missing(figure: graph_objects.Figure) -> None:
    figure.data[0].y = [0 if value is None else value for value in figure.data[0].y]


def one_off(figure: graph_objects.Figure) -> None:
    figure.data[0].x = [figure.data[0].x[0] + 0.1, *figure.data[0].x[1:]]


def without_a_point(figure: graph_objects.Figure) -> None:
    figure.data[0].x, figure.data[0].y = figure.data[0].x[1:], figure.data[0].y[1:]


def alike(figure: graph_objects.Figure) -> None:
    for trace in figure.data:
        trace.line.dash = "solid"


def over_the_gap(chart: Chart) -> Chart:
    """The dashed bridge drawn as a whole line."""
    (panel,) = chart.drawing.panels
    marks = [
        replace(mark, dash="solid") if isinstance(mark, Stroke) and mark.dash == "bridge" else mark
        for mark in panel.marks
    ]
    return replace(chart, drawing=replace(chart.drawing, panels=[replace(panel, marks=marks)]))


MORE = Fraction(3)
BROKEN: dict[str, tuple[str, Break, str]] = {
    "no sentence": ("bullets", lambda chart: replace(chart, sentence=" "), "no sentence"),
    "a hole in the sentence": ("bullets", lambda chart: replace(chart, sentence="%(a)s"), "a hole"),
    "no title": ("bullets", lambda chart: replace(chart, title=""), "no title"),
    "no legend": ("bullets", lambda chart: replace(chart, drawing=replace(chart.drawing, legend=[])), "no legend"),
    "a short row": ("bullets", lambda chart: replace(chart, columns=chart.columns[:-1]), "longer or shorter"),
    "two rows of one name": ("bullets", with_cell(1, 0, Cell("New 5G base stations (HD-2021-01)")), "two rows"),
    "an empty cell": ("bullets", with_cell(0, 3, Cell("")), "an empty cell"),
    "text and number differ": ("bullets", with_cell(0, 1, Cell("51%", Decimal(50))), "does not show"),
    "the table says more": ("bullets", with_cell(0, 1, Cell("51%", Decimal(51))), "the figure has 50"),
    "the drawing says less": ("bullets", with_cell(1, 1, Cell("95%", Decimal(95))), "is drawn at"),
    "a number nobody draws": ("bullets", with_cell(0, 3, Cell("3", Decimal(3))), "that nothing draws"),
    "a series that is no column": ("burn-up", with_figure(renamed), "no column"),
    "a point that is no row": ("burn-up", with_figure(unnamed_point), "no row"),
    "missing drawn as 0": ("course", with_figure(zero_for_missing), "the figure has 0"),
    "one figure off": ("bullets", with_figure(one_off), "the figure has"),
    "one point less": ("bullets", with_figure(without_a_point), "not in the figure"),
    "a colour of its own": ("bullets", with_figure(lambda each: each.update_layout(font_color="#123456")), "#123456"),
    "a trace the bundle lacks": ("burn-up", with_figure(lambda each: each.add_heatmap(name="Done")), "no heatmap"),
    "colour alone": ("burn-up", with_figure(alike), "differ by colour alone"),
    "a bar too long": ("lights-by-department", with_marks(Bar, lambda m: replace(m, width=m.width + MORE)), "drawn at"),
    "a bar of another scale": ("bullets", with_marks(Bar, lambda m: replace(m, width=m.width / 2)), "differ"),
    "a bar less": ("lights-by-department", with_marks(Bar, lambda m: None), "not in the drawing"),
    "a mark moved": (
        "lines-to-hold",
        with_marks(Dot, lambda m: replace(m, x=m.x + MORE)),
        "panels of one scale that differ",
    ),
    "a point too high": ("course", with_marks(Dot, lambda m: replace(m, y=m.y - MORE)), "is drawn at"),
    "a month out of place": ("course", with_marks(Dot, lambda m: replace(m, x=m.x + MORE)), "out of its place"),
    "a mark for no number": ("course", with_cell(0, 1, Cell("–")), "a mark for no number"),
    "drawn over a gap": ("course", over_the_gap, "is drawn over"),
    "nobody told": ("course", with_panel(label=""), "without words beside it"),
    "no words beside it": ("bullets", with_panel(note=()), "without words beside it"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_chart_is_found_out(right, name):
    key, broken, said = BROKEN[name]
    found = faults(broken(right[key]))
    assert any(said in each for each in found), found


def test_axis_that_lies_is_found_out(right):
    chart = right["burn-up"]
    (panel,) = chart.drawing.panels
    ticks = [mark for mark in panel.marks if isinstance(mark, Label) and mark.x == 0]
    marks = [replace(mark, y=mark.y + 1) if mark is ticks[1] else mark for mark in panel.marks]
    broken = replace(chart, drawing=replace(chart.drawing, panels=[replace(panel, marks=marks)]))
    assert any("the axis says" in each for each in faults(broken))


def test_light_without_its_word_is_found_out(right):
    chart = right["bullets"]
    panel = chart.drawing.panels[0]
    silent = replace(panel, note=[replace(panel.note[0], text=""), *panel.note[1:]])
    broken = replace(chart, drawing=replace(chart.drawing, panels=[silent, *chart.drawing.panels[1:]]))
    assert "a light without its word" in faults(broken)
