"""What a figure measures and how it is compared."""

import pytest

from tracker.choices import Comparison, FigureKind
from tracker.reading.figures import figures
from tracker.reading.kinds import comparison, kind


def read(clause: str) -> tuple[FigureKind, Comparison]:
    *_others, figure = figures(clause, 0, len(clause))
    lead = clause[: figure.start]
    return kind(figure, lead), comparison(figure, lead)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("新建学校12所", FigureKind.CUMULATIVE),
        ("新增绿地面积达5000亩", FigureKind.CUMULATIVE),
        ("到位资金60亿元", FigureKind.CUMULATIVE),
        ("累计新建学校12所", FigureKind.CUMULATIVE),
        ("学校总数达到12所", FigureKind.LEVEL),
        ("累计达到12所", FigureKind.LEVEL),
        ("覆盖45万职工", FigureKind.LEVEL),
        ("优良天数290天", FigureKind.LEVEL),
        ("办理时限压缩至3个工作日", FigureKind.LEVEL),
        ("生产总值突破600亿元", FigureKind.LEVEL),
        ("生产总值增长6%", FigureKind.GROWTH_RATE),
        ("固定资产投资8%", FigureKind.GROWTH_RATE),
        ("收入同比-6.2%", FigureKind.GROWTH_RATE),
        ("增速保持在6%", FigureKind.GROWTH_RATE),
        ("绿化覆盖率提高2个百分点", FigureKind.GROWTH_RATE),
        ("产值翻一番", FigureKind.GROWTH_RATE),
        ("规模增长2倍", FigureKind.GROWTH_RATE),
        ("绿化覆盖率提高到42%", FigureKind.SHARE),
        ("失业率控制在4%", FigureKind.SHARE),
        ("增加值占比达到35%", FigureKind.SHARE),
        ("人口自然增长率4‰", FigureKind.SHARE),
        ("网络全覆盖", FigureKind.MILESTONE),
    ],
)
def test_a_kind_is_told_by_the_words_before_and_the_unit(clause, expected):
    assert read(clause)[0] == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("新建学校12所", Comparison.EXACT),
        ("达到95%", Comparison.EXACT),
        ("不少于12所", Comparison.AT_LEAST),
        ("不低于12%", Comparison.AT_LEAST),
        ("突破12亿元", Comparison.AT_LEAST),
        ("增长超过12%", Comparison.AT_LEAST),
        ("不超过12%", Comparison.AT_MOST),
        ("不高于12%", Comparison.AT_MOST),
        ("控制在12%", Comparison.AT_MOST),
        ("控制在12%左右", Comparison.ABOUT),
        ("筹措住房约800套", Comparison.ABOUT),
        ("近20亿元", Comparison.ABOUT),
        ("全覆盖", Comparison.ALL),
        ("控制在2%-3%", Comparison.BETWEEN),
    ],
)
def test_a_comparison_is_what_the_words_say(clause, expected):
    assert read(clause)[1] == expected
