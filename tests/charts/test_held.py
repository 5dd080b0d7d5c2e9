from decimal import Decimal

import pytest

from tests.charts.check import faults
from tests.charts.conftest import BAND, CAP, RATE, texts
from tests.factories import make_target, month
from tracker.charts.held import lines_to_hold
from tracker.charts.marks import Bar, Dot, Stroke
from tracker.charts.shapes import SHAPES
from tracker.choices import Comparison, Kind, Light
from tracker.queries.standings import standings

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def june(report, area, reported):
    """A rate held, a cap broken, a figure outside its band, and a rate nobody reported."""
    reported({6: "6.6"}, name_en="Growth", **RATE)
    reported({6: "3.9"}, name_en="Unemployment", **CAP)
    reported({6: "60.5"}, name_en="Share", **BAND)
    make_target(area, name_en="Silent", **RATE)
    reported({6: "20"}, name_en="A sum")
    return lines_to_hold(standings(report, month(6)))


def test_rows_are_the_lines_with_figure_and_distance(june):
    assert faults(june) == []
    assert [texts(row) for row in june.rows] == [
        ["Growth", "6.5%", "–", "6.6%", "June 2021", "+0.1", "On pace"],
        ["Unemployment", "–", "3.8%", "3.9%", "June 2021", "+0.1", "Slightly behind"],
        ["Share", "65%", "75%", "60.5%", "June 2021", "−9.5", "Slightly behind"],
        ["Silent", "6.5%", "–", "–", "–", "–", "Not reported"],
    ]


def test_sentence_counts_what_holds_and_says_the_scale(june):
    assert june.sentence == (
        "At the end of June 2021, 1 of 4 hold their line, 2 do not. Without a figure in force, or not judged yet: 1. "
        "All are drawn on one scale, in percentage points."
    )


def test_ground_lies_where_the_figure_has_to_be(june):
    growth, unemployment, share, _silent = (
        next((mark.x, mark.x + mark.width) for mark in panel.marks if isinstance(mark, Bar))
        for panel in june.drawing.panels
    )
    assert growth == (50, 100)
    assert unemployment == (0, 50)
    assert 0 < share[0] < 50 < share[1] < 100


def test_figure_has_the_shape_and_colour_of_its_light(june):
    (dot,) = [mark for mark in june.drawing.panels[1].marks if isinstance(mark, Dot)]
    assert (dot.shape, dot.colour) == (SHAPES[Light.BEHIND], "behind")


def test_line_without_a_figure_is_drawn_without_a_dot(june):
    marks = june.drawing.panels[3].marks
    assert not [mark for mark in marks if isinstance(mark, Dot)]
    assert [mark for mark in marks if isinstance(mark, Stroke) and mark.cells]
    assert june.drawing.panels[3].note[1].text == "– / 6.5%"


def test_figure_of_the_library_has_the_distance_and_the_ground(june):
    (points,) = june.figure.data
    assert list(points.x) == [0.1, 0.1, -9.5]
    assert list(points.text) == ["●", "▲", "▲"]
    assert [(shape.x0, shape.x1) for shape in june.figure.layout.shapes][1:3] == [(-11.4, 0), (-5, 5)]


def test_different_units_have_a_scale_a_row_and_no_common_figure(report, area, reported):
    reported({6: "6.6"}, **RATE)
    level = {"kind": Kind.LEVEL, "comparison": Comparison.AT_MOST, "value": Decimal(120), "name_en": "Sites"}
    reported({6: "118"}, **level)
    chart = lines_to_hold(standings(report, month(6)))
    assert faults(chart) == []
    assert chart.figure is None
    assert chart.sentence.endswith("Each row has a scale of its own.")


def test_no_figure_at_all_draws_the_lines_alone(report, area):
    make_target(area, **RATE)
    chart = lines_to_hold(standings(report, month(6)))
    assert faults(chart) == []
    assert chart.figure is None


def test_set_without_lines_has_no_chart(report, reported):
    reported({6: "20"})
    assert lines_to_hold(standings(report, month(6))) is None
