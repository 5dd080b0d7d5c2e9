from decimal import Decimal

import pytest

from tests.charts.check import faults
from tests.charts.conftest import CAP, texts
from tests.factories import make_target, month
from tracker.charts.baselines import beside_last_period
from tracker.charts.marks import Bar
from tracker.queries.standings import standings

pytestmark = pytest.mark.usefixtures("english")

BEFORE = {"baseline_period": "2016–2020", "baseline_phrase": "提升绿化面积136.61万平方米"}
OTHER = {"baseline_unit": "处", "baseline_note": "合计", "baseline_note_en": "Both together"}


@pytest.fixture
def chart(report, area):
    """An earlier total in the same unit, a cap's, one in another unit, and a target without."""
    make_target(area, name_en="Greening", value=Decimal(15), baseline=Decimal("136.61"), **BEFORE)
    make_target(area, name_en="Unemployment", baseline=Decimal("3.6"), **CAP)
    make_target(area, name_en="Stations", baseline=Decimal(178), **OTHER)
    make_target(area, name_en="Nothing before")
    return beside_last_period(standings(report, month(6)))


def test_rows_are_the_targets_with_an_earlier_result(chart):
    assert faults(chart) == []
    assert [texts(row) for row in chart.rows] == [
        ["Greening", "136.61 stations", "15 stations", "2016–2020", "提升绿化面积136.61万平方米", "–"],
        ["Unemployment", "3.6%", "3.8%", "–", "–", "–"],
        ["Stations", "178 处", "40 stations", "–", "–", "Both together; counted in another unit, so not compared"],
    ]


def test_another_unit_is_told_and_never_drawn(chart):
    assert [panel.head for panel in chart.drawing.panels] == ["Greening", "Unemployment"]
    assert chart.sentence.startswith("The report names an earlier result for 3 targets. 2 are drawn")
    assert chart.sentence.endswith("Not drawn, since it was counted in another unit: 1.")


def test_each_row_has_its_own_scale_from_zero(chart):
    widths = [
        [round(float(mark.width), 1) for mark in panel.marks if isinstance(mark, Bar)] for panel in chart.drawing.panels
    ]
    assert widths == [[100, 11], [94.7, 100]]


def test_the_period_stands_beside_the_bar(chart):
    assert [piece.text for piece in chart.drawing.panels[0].note] == ["2016–2020: 136.61 stations", "2021: 15 stations"]


def test_only_other_units_draw_nothing(report, area):
    make_target(area, baseline=Decimal(178), **OTHER)
    chart = beside_last_period(standings(report, month(6)))
    assert faults(chart) == []
    assert not chart.drawing.panels
    assert len(chart.rows) == 1


def test_without_an_earlier_result_there_is_no_chart(report, area):
    make_target(area)
    assert beside_last_period(standings(report, month(6))) is None
    assert beside_last_period([]) is None
