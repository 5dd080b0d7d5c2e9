"""Figures as people read them, the sentence behind each light, and the sums a reader can check."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_facts, month
from tracker.choices import Cadence, Comparison, Kind
from tracker.rules.facts import Policy, Reason
from tracker.rules.lights import judge
from tracker.rules.words import (
    SENTENCES,
    compact,
    decimal_text,
    explain,
    fixed,
    formula,
    grouped,
    han_number,
    mean_formula,
    month_words,
    percent,
    plain,
    points,
    promise,
    quarter_words,
    short_month,
    spans,
    with_unit,
)

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("value", "exact", "readable"),
    [
        ("2000.0000", "2000", "2,000"),
        ("6.5000", "6.5", "6.5"),
        ("136.61", "136.61", "136.61"),
        ("0", "0", "0"),
        ("0.0000", "0", "0"),
        ("100", "100", "100"),
        ("1E+3", "1000", "1,000"),
        ("-1234.50", "-1234.5", "−1,234.5"),
        ("12345678901.2345", "12345678901.2345", "12,345,678,901.2345"),
        ("0.0001", "0.0001", "0.0001"),
    ],
)
def test_figures_lose_no_digit_and_gain_none(value, exact, readable):
    assert plain(Decimal(value)) == exact
    assert grouped(Decimal(value)) == readable


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=4))
def test_a_plain_figure_reads_back_as_itself(value):
    assert Decimal(plain(value)) == value
    assert Decimal(grouped(value).replace(",", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [("6.5", "%", "6.5%"), ("2000", "firms", "2,000 firms"), ("6", "万平方米", "6 万平方米"), ("3", "", "3")],
)
def test_a_unit_stands_apart_and_the_percent_sign_close(value, unit, expected):
    assert with_unit(Decimal(value), unit) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Fraction(1), "100%"),
        (Fraction(0), "0%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction(2, 3), "66.7%"),
        (Fraction(11, 12), "91.7%"),
        (Fraction(9999, 10000), "99.9%"),
        (Fraction(10**12 - 1, 10**12), "99.9%"),
        (Fraction(31, 20), "155%"),
        (Fraction(-1, 3), "−33.3%"),
        (Fraction(25), "2,500%"),
    ],
)
def test_percentages_are_rounded_and_only_what_is_finished_reads_a_hundred(share, expected):
    assert percent(share) == expected


@given(st.integers(1, 10**15), st.integers(1, 10**15))
def test_nothing_unfinished_reads_a_hundred_per_cent(done, left):
    assert not percent(Fraction(done, done + left)).startswith("100")


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (Fraction(30), "30"),
        (Fraction(-30), "30"),
        (Fraction(25, 3), "8.3"),
        (Fraction(0), "0"),
        (Fraction(1, 1000), "< 0.1"),
        (Fraction(-1, 1000), "< 0.1"),
        (Fraction(1, 10), "0.1"),
    ],
)
def test_a_gap_that_is_there_never_reads_nothing(gap, expected):
    assert points(gap) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [(None, None), (Fraction(1), "1"), (Fraction(1, 3), "0.333333"), (Fraction(-1, 4), "-0.25"), (Fraction(0), "0")],
)
def test_machines_read_shares_as_decimals(share, expected):
    assert decimal_text(share) == expected


def test_months_are_written_as_each_language_does():
    assert (month_words(month(6)), short_month(month(6))) == ("June 2021", "Jun")
    with translation.override("zh-hans"):
        assert (month_words(month(6)), short_month(month(6))) == ("2021年6月", "6月")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (make_facts(value="2000"), "2,000 places"),
        (make_facts(comparison=Comparison.EXACT, value="4"), "4 places"),
        (make_facts(comparison=Comparison.AT_MOST, value="3.8"), "at most 3.8 places"),
        (make_facts(comparison=Comparison.ABOUT, value="70", tolerance="5"), "about 70 places"),
        (make_facts(comparison=Comparison.ALL, value="100"), "all (100 places)"),
        (make_facts(comparison=Comparison.BETWEEN, value="1", value_high="2"), "1–2 places"),
    ],
)
def test_a_promise_is_written_with_its_comparison(facts, expected):
    assert promise(facts, "places") == expected


SAID = {
    Reason.SUSPENDED: (make_facts(suspended=True), 6, "Suspended by an approved change."),
    Reason.COMPLETED: (
        make_facts(figures={6: "104"}, completes={6}),
        6,
        "104 homes of 100 homes: completion was claimed, checked and accepted.",
    ),
    Reason.HELD_AT_CLOSE: (
        make_facts(Kind.RATE, value="6.5", figures={12: "6.7"}),
        12,
        "6.7 homes at the close, against 6.5 homes: held.",
    ),
    Reason.BEFORE_START: (make_facts(start=9), 6, "Work starts in September 2021; nothing is expected yet."),
    Reason.NOTHING_DUE: (make_facts(cadence=Cadence.YEAR), 6, "No figure is due yet."),
    Reason.GAP: (
        make_facts(figures={6: "49"}),
        6,
        "49% done by June 2021, 50% expected: behind by 1 percentage points.",
    ),
    Reason.PAST_DUE: (
        make_facts(figures={12: "99"}),
        12,
        "Due in December 2021, and 99% done: not finished in time.",
    ),
    Reason.NOT_STARTED: (make_facts(figures={1: "0"}), 3, "Nothing done for 3 months running, 25% expected."),
    Reason.BELOW_ZERO: (
        make_facts(Kind.RATE, value="6.5", figures={6: "-1.2"}),
        6,
        "−1.2 homes, below zero, against 6.5 homes.",
    ),
    Reason.MISSED_AT_CLOSE: (
        make_facts(Kind.RATE, value="6.5", figures={12: "6.4"}),
        12,
        "6.4 homes at the close, against 6.5 homes: missed.",
    ),
    Reason.MISSED_SO_FAR: (
        make_facts(Kind.RATE, value="6.5", figures={3: "6.4"}),
        12,
        "6.4 homes in March 2021, against 6.5 homes: missed so far, the year's figure is missing.",
    ),
    Reason.OVER_MARGIN: (
        make_facts(Kind.RATE, Comparison.AT_MOST, "3.8", figures={6: "4.2"}),
        6,
        "4.2 homes, over at most 3.8 homes by more than 10% of it.",
    ),
    Reason.NONE_ACCEPTED: (make_facts(), 6, "A figure is due and none has been accepted."),
    Reason.STALE: (
        make_facts(Kind.RATE, value="6.5", figures={3: "7"}),
        6,
        "Last figure for March 2021; 3 due periods since without one.",
    ),
    Reason.SHORT: (
        make_facts(Kind.RATE, value="6.5", figures={6: "5"}),
        6,
        "5 homes, short of 6.5 homes; the year is still open.",
    ),
    Reason.OVER: (
        make_facts(Kind.RATE, Comparison.AT_MOST, "3.8", figures={6: "3.9"}),
        6,
        "3.9 homes, over at most 3.8 homes; judged on the year's end.",
    ),
    Reason.OUTSIDE: (
        make_facts(Kind.RATE, Comparison.ABOUT, "70", tolerance="5", figures={6: "60"}),
        6,
        "60 homes, outside about 70 homes; the year is still open.",
    ),
    Reason.KEPT_UP: (make_facts(figures={6: "60"}), 6, "60% done by June 2021, 50% expected."),
    Reason.UNVERIFIED: (
        make_facts(figures={6: "100"}),
        6,
        "100 homes of 100 homes: reached, completion not yet accepted.",
    ),
    Reason.HELD: (make_facts(Kind.RATE, value="6.5", figures={6: "7"}), 6, "7 homes, against 6.5 homes: held so far."),
    Reason.AWAITING_CLOSE: (
        make_facts(Kind.RATE, value="6.5", figures={11: "7"}),
        12,
        "7 homes, against 6.5 homes: held so far, the year's figure is missing.",
    ),
}


def test_every_reason_has_a_sentence_and_every_sentence_is_tried_here():
    assert set(SENTENCES) == set(SAID) == set(Reason)


@pytest.mark.parametrize("reason", SAID)
def test_each_reason_is_said_with_its_numbers(reason):
    facts, at, sentence = SAID[reason]
    verdict = judge(facts, Policy(), month(at))
    assert verdict.reason == reason
    assert explain(verdict, Policy(), "homes") == sentence


@pytest.mark.parametrize(
    ("facts", "at", "lines"),
    [
        (make_facts(), 6, []),
        (
            make_facts(value="40", figures={6: "10"}),
            6,
            [
                "Done share: 10 ÷ 40 = 25%",
                "Expected share: 6 ÷ 12 months = 50%",
                "Gap: 50% − 25% = 25 percentage points",
            ],
        ),
        (
            make_facts(value="40", figures={6: "30"}),
            6,
            [
                "Done share: 30 ÷ 40 = 75%",
                "Expected share: 6 ÷ 12 months = 50%",
                "Gap: 50% − 75% = −25 percentage points",
            ],
        ),
        (
            make_facts(Kind.LEVEL, value="45", baseline="25", plan={3: "0.5"}, figures={6: "35"}),
            6,
            [
                "Done share: (35 − 25) ÷ (45 − 25) = 50%",
                "Expected share: 50% by the plan",
                "Gap: 50% − 50% = 0 percentage points",
            ],
        ),
        (
            make_facts(plan={3: "0.5"}, figures={12: "90"}),
            12,
            [
                "Done share: 90 ÷ 100 = 90%",
                "Expected share: 12 ÷ 12 months = 100%",
                "Gap: 100% − 90% = 10 percentage points",
            ],
        ),
        (
            make_facts(start=9, figures={5: "10"}),
            6,
            [
                "Done share: 10 ÷ 100 = 10%",
                "Expected share: 0 ÷ 4 months = 0%",
                "Gap: 0% − 10% = −10 percentage points",
            ],
        ),
        (make_facts(Kind.RATE, value="6.5", figures={6: "6.5"}), 6, ["6.5 ≥ 6.5"]),
        (make_facts(Kind.RATE, value="6.5", figures={6: "6.4"}), 6, ["6.4 < 6.5"]),
        (make_facts(Kind.RATE, Comparison.AT_MOST, "3.8", figures={6: "3.8"}), 6, ["3.8 ≤ 3.8"]),
        (make_facts(Kind.RATE, Comparison.AT_MOST, "3.8", figures={6: "4"}), 6, ["4 > 3.8"]),
        (
            make_facts(Kind.RATE, Comparison.ABOUT, "70", tolerance="5", figures={6: "65"}),
            6,
            ["65 lies inside 65 to 75"],
        ),
        (
            make_facts(Kind.RATE, Comparison.BETWEEN, "1", value_high="2", figures={6: "2.1"}),
            6,
            ["2.1 lies outside 1 to 2"],
        ),
    ],
)
def test_the_arithmetic_can_be_checked_by_hand(facts, at, lines):
    assert formula(judge(facts, Policy(), month(at))) == lines


def test_months_that_follow_one_another_are_a_span():
    months = [month(1), month(2), month(3), month(5), month(12), month(1, 2022)]
    assert spans(months[:4]) == "January 2021–March 2021, May 2021"
    with translation.override("zh-hans"):
        assert spans(months) == "2021年1月–2021年3月、2021年5月、2021年12月–2022年1月"
    assert spans([]) == ""


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        ("0", "0", "0"),
        ("1234", "1,234", "1,234"),
        ("9999.5", "9,999.5", "9,999.5"),
        ("10000", "1万", "10,000"),
        ("123456", "12.3万", "123,456"),
        ("-123456", "−12.3万", "−123,456"),
        ("99999999", "1亿", "100M"),
        ("123456789", "1.23亿", "123M"),
        ("1234567890.5", "12.3亿", "1.23B"),
        ("98765432101.2345", "988亿", "98.8B"),
    ],
)
def test_a_large_figure_is_short_in_the_readers_number_words(value, chinese, english):
    with translation.override("zh-hans"):
        assert compact(Decimal(value)) == chinese
    with translation.override("en"):
        assert compact(Decimal(value)) == english


@pytest.mark.parametrize("unit", ["万平方米", "亿元", "万人"])
def test_a_unit_that_counts_in_ten_thousands_is_not_counted_in_them_twice(unit):
    assert compact(Decimal(12345), unit) == "12,345"


@given(st.decimals(min_value=0, max_value=10**11, places=4))
def test_a_short_figure_is_within_half_a_percent_of_the_exact_one(value):
    with translation.override("zh-hans"):
        text = compact(value)
    size = {"万": 10**4, "亿": 10**8}.get(text[-1], 1)
    told = Decimal(text.rstrip("万亿").replace(",", "")) * size
    assert abs(told - value) <= value * Decimal("0.005")


def test_the_sum_behind_a_mean_shows_every_term():
    assert mean_formula([Fraction(1), Fraction(1, 2)]) == "(100% + 50%) ÷ 2 = 75%"
    assert mean_formula([Fraction(1, 3), Fraction(0)]) == "(33.3% + 0%) ÷ 2 ≈ 16.7%"
    assert mean_formula([]) == ""


@pytest.mark.parametrize(
    ("whole", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (25, "二十五"), (99, "九十九")],
)
def test_ordinals_are_written_as_chinese_does(whole, written):
    assert han_number(whole) == written


def test_a_quarter_in_words():
    assert quarter_words(month(12)) == "Q4 2021"
    with translation.override("zh-hans"):
        assert quarter_words(month(9)) == "2021年第3季度"


@pytest.mark.parametrize(("value", "text"), [("75.5", "75.5"), ("100", "100.0"), ("1/3", "0.3"), ("229/3", "76.3")])
def test_a_score_has_one_decimal(value, text):
    assert fixed(Fraction(value)) == text
