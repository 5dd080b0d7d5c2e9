"""Figures as they stand: value, unit, scale, and what is written right beside them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.choices import Comparison
from tracker.reading.figures import figures
from tracker.reading.numerals import chinese


def only(text: str) -> tuple[str, str | None, str, str, Comparison | None]:
    (figure,) = figures(text, 0, len(text))
    high = None if figure.value_high is None else str(figure.value_high)
    return str(figure.value), high, figure.unit, figure.scale, figure.beside


@pytest.mark.parametrize(
    ("text", "value", "unit", "scale"),
    [
        ("6万平方米", "60000", "平方米", "万"),
        ("2.05万座", "20500", "座", "万"),
        ("1.3万亿元", "1300000000000", "元", "万亿"),
        ("6.5%", "6.5", "%", ""),
        ("百分之五", "5", "%", ""),
        ("百分之百", "100", "%", ""),
        ("千分之三", "3", "‰", ""),
        ("六成", "60", "%", ""),
        ("七成五", "75", "%", ""),
        ("四分之三", "75", "%", ""),
        ("二十所", "20", "所", ""),
        ("一千二百户", "1200", "户", ""),
        ("一千万元", "10000000", "元", "万"),
        ("翻一番", "100", "%", ""),
        ("翻两番", "300", "%", ""),
        ("3个工作日", "3", "个工作日", ""),
        ("2个百分点", "2", "个百分点", ""),
        ("5万吨/日", "50000", "吨/日", "万"),
        ("45万职工", "450000", "人", "万"),
        ("50具。", "50", "具", ""),
        ("同比-6.2%", "-6.2", "%", ""),
        ("--6.2%", "6.2", "%", ""),
        ("-5家", "5", "家", ""),
    ],
)
def test_a_number_has_its_value_in_the_base_unit(text, value, unit, scale):
    assert only(text) == (value, None, unit, scale, None)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("1-2个", "1", "2", "个"),
        ("5--8条", "5", "8", "条"),
        ("3至5家", "3", "5", "家"),
        ("两到三个", "2", "3", "个"),
        ("三五家", "3", "5", "家"),
        ("七八十户", "70", "80", "户"),
        ("5%至6%", "5", "6", "%"),
        ("百分之五至百分之六", "5", "6", "%"),
        ("2万至3万平方米", "20000", "30000", "平方米"),
        ("2-3万亩", "20000", "30000", "亩"),
    ],
)
def test_a_range_has_both_ends(text, low, high, unit):
    assert only(text)[:3] == (low, high, unit)
    assert only(text)[4] == Comparison.BETWEEN


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("10家以上", Comparison.AT_LEAST),
        ("10套(间)以上", Comparison.AT_LEAST),
        ("30余条", Comparison.AT_LEAST),
        ("3万多人", Comparison.AT_LEAST),
        ("3%以内", Comparison.AT_MOST),
        ("3%左右", Comparison.ABOUT),
        ("10家", None),
    ],
)
def test_what_stands_beside_a_number_says_how_it_is_meant(text, beside):
    assert only(text)[4] == beside


@pytest.mark.parametrize("text", ["全覆盖", "清零", "全部完成"])
def test_a_whole_set_has_no_number(text):
    assert only(text) == ("None", None, "", "", Comparison.ALL)


@pytest.mark.parametrize("text", ["三分之二以上", "千方百计", "成立", "翻新", "万众", "五金"])
def test_what_has_no_exact_value_or_is_a_word_has_no_known_unit(text):
    assert [figure for figure in figures(text, 0, len(text)) if figure.is_counted] == []


@given(st.integers(1, 10**12))
def test_digits_and_number_words_read_the_same(number):
    assert only(f"{number}家")[0] == only(f"{chinese(number)}家")[0] == str(Decimal(number))


@given(st.text(alphabet="一二两十百千万亿分之成翻番至到-~%％家个以上下内0123456789.,", max_size=60))
def test_figures_lie_inside_the_text_and_apart(text):
    last = 0
    for figure in figures(text, 0, len(text)):
        assert last <= figure.start < figure.end <= len(text)
        last = figure.end


def test_a_round_sum_counts_where_it_is_passed_and_not_where_it_calls_something_large():
    assert only_in("地区生产总值突破千亿元大关") == ["100000000000"]
    assert only_in("培育百亿元企业") == []


def test_a_sum_of_money_may_lack_its_unit():
    (figure,) = figures("完成投资120亿,", 0, 9)
    assert (str(figure.value), figure.unit) == ("12000000000", "元")


def only_in(text: str) -> list[str]:
    return [str(figure.value) for figure in figures(text, 0, len(text)) if figure.is_counted]
