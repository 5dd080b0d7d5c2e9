from decimal import ROUND_FLOOR, Decimal

import pytest

from tests.charts.conftest import BAND, CAP, RATE, numbers
from tests.factories import make_target, month
from tracker.charts.bullets import completion_bullets
from tracker.charts.theme import colour
from tracker.choices import Light
from tracker.queries.standings import standings

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def june(report, area, reported):
    """Half done, a third done, over the target, nothing reported, and lines to hold."""
    reported({6: "20"}, name_en="Half")
    reported({6: "1"}, name_en="Third", value=Decimal(3))
    reported({6: "90"}, name_en="Over", value=Decimal(40))
    make_target(area, name_en="Silent")
    for given in (RATE, CAP, BAND):
        reported({6: "1"}, **given)
    return completion_bullets(standings(report, month(6)))


def test_table_and_figure_hold_the_same_numbers(june):
    done, expected = june.figure.data
    names = [row[0] for row in june.rows]
    assert names == list(done.y) == list(expected.y) == ["Half", "Third", "Over"]
    for column, trace in ((1, done), (2, expected)):
        drawn = [Decimal(value).quantize(Decimal("0.1"), ROUND_FLOOR) for value in trace.x]
        assert numbers([row[column] for row in june.rows]) == drawn


def test_bars_have_the_colour_of_their_light(june):
    assert [row[3] for row in june.rows] == ["On pace", "Slightly behind", "On pace"]
    assert list(june.figure.data[0].marker.color) == [
        colour(light) for light in (Light.ON_PACE, Light.BEHIND, Light.ON_PACE)
    ]


def test_more_than_the_target_is_shown_and_stays_on_the_sheet(june):
    assert june.rows[2][1] == "225%"
    assert june.figure.layout.xaxis.range[1] > 225
    assert 'x="190" y="66" width="430"' in june.drawing


def test_sentence_counts_those_short_of_the_pace(june):
    assert june.sentence == "At the end of June 2021 1 of 3 targets with a percentage are short of the pace."


def test_drawing_has_a_bar_and_a_mark_each(june):
    assert june.drawing.count("<rect") == june.drawing.count("<line") == 3
    assert "style" not in june.drawing


def test_lines_to_hold_are_never_squeezed_into_a_percentage(report, reported):
    reported({6: "6"}, **RATE)
    assert completion_bullets(standings(report, month(6))) is None


def test_level_that_fell_below_its_baseline_draws_no_backward_bar(report, reported):
    reported({6: "10"}, kind="LEVEL", baseline=Decimal(20))
    chart = completion_bullets(standings(report, month(6)))
    assert chart.rows[0][1] == "−50%"
    assert 'width="0"' in chart.drawing
