import json
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from plotly import graph_objects

from tests.factories import make_target, month
from tracker.charts.chart import Cell, Chart, counted, floats, measured, names, share, signed, told
from tracker.charts.drawing import Drawing
from tracker.queries.standings import standings


def test_chart_gives_its_figure_as_plain_data():
    chart = Chart("a", "A", "Says A.", [], [], Drawing(), graph_objects.Figure(graph_objects.Bar(x=[1, 2])))
    assert json.loads(json.dumps(chart.data))["data"] == [{"x": [1, 2], "type": "bar"}]


def test_chart_without_a_figure_has_no_data():
    chart = Chart("a", "A", "Says A.", [], [], Drawing())
    assert chart.data == {}
    assert not chart.is_wide
    assert Chart("a", "A", "Says A.", [], [], Drawing(columns=3)).is_wide


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (counted(3), "3", 3),
        (share(Fraction(1, 3)), "33.3%", Decimal("33.3")),
        (share(Fraction(-1, 2)), "−50%", -50),
        (share(Fraction(2286, 20)), "11,430%", 11430),
        (share(Fraction(9999, 10000)), "99.9%", Decimal("99.9")),
        (share(None), "–", None),
        (measured(Decimal("1240.5"), "家"), "1,240.5 家", Decimal("1240.5")),
        (measured(Decimal(0), "%"), "0%", 0),
        (measured(None, "家"), "–", None),
        (signed(Decimal("0.1")), "+0.1", Decimal("0.1")),
        (signed(Decimal("-0.2")), "−0.2", Decimal("-0.2")),
        (signed(Decimal(0)), "0", 0),
    ],
)
def test_cell_holds_the_number_its_text_shows(cell, text, value):
    assert (str(cell), cell.value) == (text, value)


def test_missing_is_no_number_for_the_library_either():
    assert floats([counted(1), Cell("–"), counted(0)]) == [1.0, None, 0.0]


@pytest.mark.parametrize(("language", "text"), [("zh-hans", "甲。乙。"), ("en", "甲。 乙。")])
def test_sentences_follow_each_other_as_the_language_has_it(language, text):
    with translation.override(language):
        assert told("甲。", "", "乙。") == text


def test_targets_of_one_name_are_told_apart(report, area, english):
    make_target(area, name_en="Stations")
    make_target(area, name_en="Beds")
    make_target(area, name_en="Stations")
    assert names(standings(report, month(6))) == ["Stations (HD-2021-01)", "Beds", "Stations (HD-2021-03)"]
