import pytest

from tests.factories import make_target, month
from tracker.charts.burnup import burn_up
from tracker.charts.theme import LIGHT_THEME
from tracker.queries.standings import count, ledger
from tracker.rules.months import span

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def chart(report, area, reported):
    """Six months of four targets: done in May, on pace, never reported, and beginning in April."""
    reported({5: "40"}, value=40)
    reported({1: "20", 4: "25"})
    make_target(area)
    make_target(area, start=month(4))

    def draw():
        kept = ledger(report)
        return burn_up([(each, count(kept.standings(each), kept.policy)) for each in span(month(1), month(6))])

    return draw


def test_table_and_figure_hold_the_same_numbers(chart):
    made = chart()
    for index, trace in enumerate(made.figure.data, start=1):
        assert made.columns[index] == trace.name
        assert [row[index] for row in made.rows] == [str(value) for value in trace.y]
    assert [row[0] for row in made.rows][:2] == ["January 2021", "February 2021"]
    assert list(made.figure.data[0].x) == ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]


def test_lines_count_scope_kept_and_done(chart):
    scope, kept, done = ([int(row[index]) for row in chart().rows] for index in (1, 2, 3))
    assert scope == [3, 3, 3, 4, 4, 4]
    assert kept == [1, 1, 1, 1, 2, 2]
    assert done == [0] * 6


def test_sentence_says_the_last_month(chart):
    assert chart().sentence == "By June 2021 0 of 4 targets in scope are done, 2 done or on pace."


def test_lines_are_told_apart_by_colour_and_dash(chart):
    drawn = {(trace.line.color, trace.line.dash) for trace in chart().figure.data}
    assert drawn == {(LIGHT_THEME["soft"], "dot"), (LIGHT_THEME["on-pace"], "solid"), (LIGHT_THEME["done"], "solid")}


def test_drawing_is_plain_svg_with_a_line_each(chart):
    drawing = chart().drawing
    assert drawing.count("<polyline") == 3
    assert "style" not in drawing
