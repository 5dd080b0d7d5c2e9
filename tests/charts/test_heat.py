from datetime import UTC, date, datetime

import pytest

from tests.charts.check import faults
from tests.charts.conftest import texts
from tests.factories import make_entry, make_target, month
from tracker.charts.heat import months_and_targets
from tracker.charts.marks import Bar, Dot
from tracker.choices import Light
from tracker.queries.standings import standings

pytestmark = pytest.mark.usefixtures("english")

IN_TIME = datetime(2021, 2, 10, tzinfo=UTC)


@pytest.fixture
def chart(report, area, department, lin, wang):
    """Behind in January, late and corrected; caught up in March. And a target nobody reported."""
    target = make_target(area, lead=department, name_en="Stations")
    make_entry(target, 1, "1", lin, wang, at=IN_TIME)
    make_entry(target, 1, "2", lin, wang, at=IN_TIME, correction_reason="更正")
    make_entry(target, 3, "20", lin, wang, at=IN_TIME)
    make_target(area, name_en="Silent")
    return months_and_targets(standings(report, month(4)))


def test_rows_are_targets_and_columns_months(chart):
    assert faults(chart) == []
    assert list(chart.columns) == ["Target", "January 2021", "February 2021", "March 2021", "April 2021"]
    assert [texts(row) for row in chart.rows] == [
        ["Stations", "Slightly behind, filed late, corrected later", "Slightly behind", "On pace", "On pace"],
        ["Silent", *["Not reported"] * 4],
    ]


def test_past_lateness_stays_after_it_was_caught_up(chart):
    assert [square.light for square in chart.grid.lines[0].squares][:3] == [Light.BEHIND, Light.BEHIND, Light.ON_PACE]
    assert "Behind in at least one month: 1, of which 1 have caught up" in chart.sentence


def test_late_and_corrected_months_carry_marks_the_legend_explains(chart):
    assert [square.marks for square in chart.grid.lines[0].squares] == ["◆◎", "", "", ""]
    assert {"filed late", "corrected later"} <= {key.name for key in chart.drawing.legend}


def test_legend_names_only_what_is_there(report, area):
    make_target(area)
    chart = months_and_targets(standings(report, month(2)))
    assert [key.name for key in chart.drawing.legend] == ["Not reported"]
    assert chart.sentence == "1 target, January 2021–February 2021. No target was behind in any month."


def test_file_has_a_square_for_each_month_and_the_whole_year_s_room(chart):
    head, first, _second = chart.drawing.panels
    assert len(head.marks) == 12
    assert len([mark for mark in first.marks if isinstance(mark, Bar)]) == 4
    assert len([mark for mark in first.marks if isinstance(mark, Dot)]) == 6
    assert chart.drawing.is_beside


def test_chart_is_its_own_table_and_has_no_figure(chart):
    assert chart.figure is None
    assert chart.is_wide
    assert [line.name for line in chart.grid.lines] == ["Stations", "Silent"]


def test_before_the_first_month_or_without_targets_there_is_none(report, area):
    assert months_and_targets([]) is None
    make_target(area)
    assert months_and_targets(standings(report, date(2020, 12, 1))) is None
