from datetime import date

import pytest

from tests.charts.check import faults
from tests.charts.conftest import BAND, RATE, change, texts
from tests.factories import make_target, month
from tracker.charts.marks import Dot, Stroke
from tracker.charts.multiples import small_courses
from tracker.choices import Light
from tracker.queries.standings import standings

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def june(report, area, reported, wang):
    """A sum with a gap, a revised one, a rate, a band and a silent target."""
    reported({1: "4", 2: "8", 5: "20"}, name_en="Gap")
    change(reported({6: "10"}, name_en="Revised"), wang, "50")
    reported({3: "5.1", 6: "6.6"}, name_en="Rate", **RATE)
    reported({6: "68"}, name_en="Band", **BAND)
    make_target(area, name_en="Silent")
    return small_courses(standings(report, month(6)))


def test_table_holds_every_month_and_every_line(june):
    assert faults(june) == []
    assert list(june.columns[7:]) == ["Target line", "Upper edge", "Originally", "Light"]
    rows = {row[0].text: texts(row[1:]) for row in june.rows}
    assert rows["Gap"][:6] == ["4 stations", "8 stations", "–", "–", "20 stations", "–"]
    assert rows["Revised"][6:9] == ["50 stations", "–", "40 stations"]
    assert rows["Band"][6:9] == ["65%", "75%", "–"]
    assert rows["Silent"][:6] == ["–"] * 6


def test_line_has_the_colour_of_its_light_and_is_dashed_over_a_gap(june):
    gap = june.drawing.panels[0]
    own = [mark for mark in gap.marks if isinstance(mark, Stroke) and mark.colour == Light.ON_PACE.slug]
    assert [mark.dash for mark in own] == ["solid", "bridge"]
    assert "no figure in between" in [key.name for key in june.drawing.legend]


def test_original_line_is_dotted(june):
    (original,) = [mark for mark in june.drawing.panels[1].marks if isinstance(mark, Stroke) and mark.dash == "dot"]
    assert original.colour == "soft"
    assert "as it was originally" in [key.name for key in june.drawing.legend]


def test_each_panel_says_light_figure_and_promise(june):
    assert [[piece.text for piece in panel.note] for panel in june.drawing.panels][::4] == [
        ["On pace", "20 / 40 stations"],
        ["Not reported", "40 stations"],
    ]
    assert {panel.page for panel in june.drawing.panels} == {"target"}


def test_silent_target_is_its_line_alone(june):
    assert not [mark for mark in june.drawing.panels[4].marks if isinstance(mark, Dot)]


def test_panels_share_the_axis_of_months(june):
    places = {
        mark.x
        for panel in june.drawing.panels
        for mark in panel.marks
        if isinstance(mark, Dot) and mark.cells[0].column == 6
    }
    assert len(places) == 1


def test_drawing_stands_without_a_figure(june):
    assert june.figure is None
    assert june.drawing.columns == 3
    assert june.sentence == (
        "5 targets to the end of June 2021, from the figures accepted; each has a scale of its own."
    )


def test_before_the_first_month_or_without_targets_there_is_none(report, area):
    assert small_courses([]) is None
    make_target(area)
    assert small_courses(standings(report, date(2020, 12, 1))) is None
