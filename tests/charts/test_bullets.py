from decimal import Decimal

import pytest

from tests.charts.check import faults
from tests.charts.conftest import BAND, CAP, RATE, numbers, texts
from tests.factories import make_target, month
from tracker.charts.bullets import completion_bullets
from tracker.charts.marks import Bar, Label, Stroke
from tracker.charts.theme import variable
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


def test_table_figure_and_drawing_hold_the_same_numbers(june):
    assert faults(june) == []
    assert [row[0].text for row in june.rows] == ["Half", "Third", "Over"]
    assert numbers([row[1] for row in june.rows]) == [50, Decimal("33.3"), 225]
    assert numbers([row[2] for row in june.rows]) == [50, 50, 50]


def test_bars_have_the_colour_of_their_light(june):
    assert [row[3].text for row in june.rows] == ["On pace", "Slightly behind", "On pace"]
    lights = (Light.ON_PACE, Light.BEHIND, Light.ON_PACE)
    assert list(june.figure.data[0].marker.color) == [variable(light.slug) for light in lights]
    bars = [[mark for mark in panel.marks if isinstance(mark, Bar)][-1] for panel in june.drawing.panels]
    assert [bar.colour for bar in bars] == [light.slug for light in lights]


def test_far_more_than_the_target_runs_off_the_edge_and_is_said(june):
    panel = june.drawing.panels[2]
    _whole, bar = [mark for mark in panel.marks if isinstance(mark, Bar)]
    assert (bar.is_cut, bar.width) == (True, 100)
    assert [mark.text for mark in panel.marks if isinstance(mark, Label)] == ["»"]
    assert "225% done, 50% expected" in [piece.text for piece in panel.note]


def test_scale_ends_with_the_target_while_nothing_is_above_it(report, reported):
    reported({6: "40"}, value=Decimal(80))
    whole, bar = [
        mark
        for mark in completion_bullets(standings(report, month(6))).drawing.panels[0].marks
        if isinstance(mark, Bar)
    ]
    assert (whole.width, bar.width) == (100, 50)


def test_sentence_counts_those_short_of_the_pace(june):
    assert june.sentence == "At the end of June 2021, 1 of 3 targets with a percentage are short of the pace."


def test_each_bullet_has_its_mark_and_leads_to_its_target(june):
    for panel in june.drawing.panels:
        assert len([mark for mark in panel.marks if isinstance(mark, Stroke)]) == 1
        assert (panel.page, bool(panel.code)) == ("target", True)


def test_lines_to_hold_are_never_squeezed_into_a_percentage(report, reported):
    reported({6: "6"}, **RATE)
    assert completion_bullets(standings(report, month(6))) is None
    assert completion_bullets([]) is None


def test_level_that_fell_below_its_baseline_draws_no_backward_bar(report, reported):
    reported({6: "10"}, kind="LEVEL", baseline=Decimal(20))
    chart = completion_bullets(standings(report, month(6)))
    assert faults(chart) == []
    assert chart.rows[0][1].text == "−50%"
    bar = [mark for mark in chart.drawing.panels[0].marks if isinstance(mark, Bar)][-1]
    assert (bar.width, bar.is_cut) == (0, True)


def test_columns_say_what_they_hold(june):
    assert texts(june.rows[1]) == ["Third", "33.3%", "50%", "Slightly behind"]
    assert (list(june.columns), june.unit) == (["Target", "Done", "Expected", "Light"], "%")
