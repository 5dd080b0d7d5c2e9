"""Units: the longest is read, by its usual name; counts are told from measures."""

import re

import pytest

from tracker.reading import units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("平方公里的林地", "平方公里"),
        ("平方米", "平方米"),
        ("个百分点", "个百分点"),
        ("个工作日内", "个工作日"),
        ("个食堂", "个"),
        ("人次以上", "人次"),
        ("微克/立方米", "微克/立方米"),
        ("吨/日", "吨/日"),
        ("ug/m³以下", "ug/m³"),
        ("千瓦时", "千瓦时"),
    ],
)
def test_the_longest_unit_is_read(text, unit):
    assert re.match(units.UNIT, text)[0] == unit


@pytest.mark.parametrize(("text", "scale"), [("万亿元", "万亿"), ("千万元", "千万"), ("千米", None), ("千瓦", None)])
def test_a_scale_word_is_no_part_of_a_unit(text, scale):
    found = re.match(units.SCALE, text)
    assert (found[0] if found else None) == scale


def test_a_unit_has_one_name():
    assert [units.base(name) for name in ("㎡", "平米", "百分点", "工作日", "家", "ug/m³")] == [
        "平方米",
        "平方米",
        "个百分点",
        "个工作日",
        "家",
        "微克/立方米",
    ]


@pytest.mark.parametrize(
    ("unit", "is_count"), [("家", True), ("人次", True), ("%", False), ("元", False), ("亩", False)]
)
def test_things_are_counted_and_sizes_measured(unit, is_count):
    assert units.is_count(unit) is is_count
