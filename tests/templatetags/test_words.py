from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation

from tests.factories import month
from tracker.models import Entry


def filtered(name, value):
    return Template("{% load words %}{{ value|" + name + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("percent", Fraction(1, 3), "33.3%"),
        ("percent", Fraction(0), "0%"),
        ("percent", None, "–"),
        ("points", Fraction(-25), "25"),
        ("points", Fraction(0), "0"),
        ("points", None, "–"),
        ("figure", Decimal("1080.0000"), "1,080"),
        ("figure:'座'", Decimal("6.5"), "6.5 座"),
        ("figure:'%'", Decimal("6.5"), "6.5%"),
        ("figure:'座'", Decimal(0), "0 座"),
        ("figure:'座'", None, "–"),
        ("key", month(6), "2021-06"),
        ("month", month(6), "2021年6月"),
        ("spans", [month(1), month(2)], "2021年1月–2021年2月"),
    ],
)
def test_values_are_worded_and_missing_ones_are_a_dash(name, value, text):
    assert filtered(name, value) == text


def test_months_follow_the_language():
    with translation.override("en"):
        assert filtered("month", month(6)) == "June 2021"


@pytest.mark.parametrize(
    ("entry", "text"),
    [(Entry(value=Decimal(12)), "12 座"), (Entry(is_uncounted=True), "未统计"), (Entry(), "–")],
    ids=["figure", "not counted", "nothing yet"],
)
def test_what_an_entry_reports_is_a_figure_a_word_or_a_dash(entry, text):
    assert filtered("reported:'座'", entry) == text
