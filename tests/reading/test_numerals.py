"""Numbers as written: digits, separators, Chinese numerals both ways, scales; all exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.numerals import chinese, plain, scaled, value_of


@given(st.integers(0, 10**13))
def test_a_chinese_numeral_comes_back_as_its_number(number):
    assert value_of(chinese(number)) == number


@given(st.integers(0, 10**13))
def test_digits_come_back_with_and_without_separators(number):
    assert value_of(str(number)) == value_of(f"{number:,}") == number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (105, "一百零五"),
        (1050, "一千零五十"),
        (20_000, "二万"),
        (10**13, "十万亿"),
    ],
)
def test_numbers_are_written_as_chinese_does(number, written):
    assert chinese(number) == written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两", "2"),
        ("一千二百", "1200"),
        ("五点五", "5.5"),
        ("二〇二六", "2026"),
        ("12,500.5", "12500.5"),
        ("三百五十万", "3500000"),
        ("一亿两千万", "120000000"),
    ],
)
def test_what_reports_write_has_its_value(text, value):
    assert value_of(text) == Decimal(value)


def test_what_is_no_numeral_is_refused():
    with pytest.raises(ValueError, match="家"):
        value_of("五家")


@given(st.decimals(0, 10**6, places=4), st.sampled_from(["", "百", "千", "万", "亿", "千万", "万亿"]))
def test_a_scale_only_moves_the_point(value, scale):
    power = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8, "千万": 7, "万亿": 12}[scale]
    assert scaled(value, scale) == value * 10**power


def test_zeros_behind_the_point_go_and_no_exponent_stays():
    assert str(plain(Decimal("1E+3"))) == "1000"
    assert str(plain(Decimal("6.50"))) == "6.5"
    assert str(plain(Decimal("0"))) == "0"
