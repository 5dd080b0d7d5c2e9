import pytest

from tests.charts.check import faults
from tests.charts.conftest import RATE, texts
from tests.factories import make_area, make_target, month
from tracker.charts.lights import lights_by_area, lights_by_department
from tracker.charts.marks import Bar
from tracker.choices import Light
from tracker.models import Policy, Report
from tracker.queries.areas import by_area
from tracker.queries.standings import policy_of, standings

pytestmark = pytest.mark.usefixtures("english")


def by_areas(report, number):
    return lights_by_area(by_area(report.areas.all(), standings(report, month(number)), policy_of(report)))


def by_departments(report, number):
    return lights_by_department(standings(report, month(number)), policy_of(report))


@pytest.fixture
def several(report, area, reported, other_department):
    """Three areas, the last without a target; two departments and a target nobody leads."""
    reported({6: "20"})
    reported({6: "1"})
    second = make_area(report)
    reported({6: "1"}, area=second)
    make_target(second)
    reported({6: "5.1"}, area=second, **RATE)
    make_target(second, lead=other_department)
    make_area(report, name_en="Empty")
    return report


def test_areas_are_counted_by_light(several):
    chart = by_areas(several, 6)
    assert faults(chart) == []
    counts = {row[0].text: dict(zip(chart.columns[1:], texts(row[1:]), strict=True)) for row in chart.rows}
    assert counts["Area 0"] | {"On pace": "1", "Far behind": "1"} == counts["Area 0"]
    assert counts["Area 1"] | {"Far behind": "1", "Slightly behind": "1", "Not reported": "2"} == counts["Area 1"]
    assert sum(int(cell.text) for row in chart.rows for cell in row[1:]) == 6


def test_departments_are_counted_by_light_and_so_is_what_nobody_leads(several):
    chart = by_departments(several, 6)
    assert faults(chart) == []
    assert {row[0].text: sum(int(cell.text) for cell in row[1:]) for row in chart.rows} == {
        "Education Bureau": 4,
        "Commerce Bureau": 1,
        "Lead department to be announced": 1,
    }
    assert [(panel.page, panel.code) for panel in chart.drawing.panels] == [
        ("department", "jyj"),
        ("department", "swj"),
        ("", ""),
    ]


def test_lights_nobody_has_are_not_drawn(several):
    shown = {trace.name for trace in by_areas(several, 6).figure.data}
    assert shown == {"On pace", "Far behind", "Not reported", "Slightly behind"}


def test_area_without_target_is_a_row_and_no_bar(several):
    chart = by_areas(several, 6)
    assert texts(chart.rows[-1]) == ["Empty", *["0"] * len(Light)]
    assert "Empty" not in chart.figure.data[0].y
    assert "Empty" not in [panel.head for panel in chart.drawing.panels]


def test_bars_have_the_scale_of_the_longest(several):
    first, second = by_areas(several, 6).drawing.panels
    assert sum(mark.width for mark in second.marks if isinstance(mark, Bar)) == 100
    assert sum(mark.width for mark in first.marks if isinstance(mark, Bar)) == 50


def test_each_count_is_said_with_shape_and_word(several):
    panel = by_areas(several, 6).drawing.panels[0]
    assert [(piece.light, piece.text, piece.hidden) for piece in panel.note] == [
        (Light.ON_PACE, "1", "On pace"),
        (Light.FAR_BEHIND, "1", "Far behind"),
    ]


def test_sentence_names_all_that_are_furthest_behind(several):
    sentence = by_areas(several, 6).sentence
    assert sentence == ("6 targets by light, at the end of June 2021. Most that are far behind: Area 0, Area 1 (1).")


def test_sentence_names_nobody_when_none_is_far_behind(report, area, reported):
    reported({6: "20"})
    assert by_areas(report, 6).sentence == "1 targets by light, at the end of June 2021."


@pytest.mark.parametrize("make", [by_areas, by_departments])
def test_report_without_targets_makes_an_empty_chart(report, area, make):
    chart = make(report, 6)
    assert not chart.figure.data
    assert not chart.drawing.panels
    assert chart.sentence == "There is no target yet."


def test_thresholds_of_the_report_decide(several):
    Policy.objects.update(far_behind_over=100)
    assert "Far behind" not in [trace.name for trace in by_areas(Report.objects.get(), 6).figure.data]
