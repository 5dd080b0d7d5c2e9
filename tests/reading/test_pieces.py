"""A sentence taken apart, and what its lists leave out put back."""

import pytest

from tracker.reading.names import names
from tracker.reading.pieces import pieces


def parts(text: str) -> list[tuple[str, str]]:
    """Subject and figure of each piece that is a figure."""
    named = {place: name for name in names(text) for place in range(name.start, name.end)}
    found = [piece for piece in pieces(text, (0, len(text)), named) if piece.against is None]
    return [(piece.subject.text, text[piece.figure.start : piece.figure.end]) for piece in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建1个、提升改造3个菜市场", [("新建菜市场", "1个"), ("提升改造菜市场", "3个")]),
        ("新增养老机构2家、床位116张", [("新增养老机构", "2家"), ("新增床位", "116张")]),
        ("民营企业达到2000家,增长9%", [("民营企业", "2000家"), ("民营企业", "9%")]),
        ("新增养老床位,力争达到500张", [("新增养老床位", "500张")]),
        ("甲、乙分别增长6%、8%以上", [("甲", "6%"), ("乙", "8%以上")]),
        ("甲和乙增长6%、8%", [("甲", "6%"), ("乙", "8%")]),
        (
            "旅游人次1200万人次、收入80亿元,分别增长15%、20%",
            [("旅游人次", "1200万人次"), ("收入", "80亿元"), ("旅游人次", "15%"), ("收入", "20%")],
        ),
        ("新建1个省级、2个市级产业园", [("新建省级产业园", "1个"), ("新建市级产业园", "2个")]),
        ("改造老旧小区26个58万平方米", [("改造老旧小区", "26个"), ("改造老旧小区", "58万平方米")]),
        ("引进总投资20亿元的产业项目3个", [("引进产业项目", "3个")]),
        ("绿化覆盖率由40%提高到42%", [("绿化覆盖率", "42%")]),
        ("新建5G基站40座", [("新建5G基站", "40座")]),
        ("完成300万平方米(6万户)旧住房改造", [("完成旧住房改造", "300万平方米"), ("完成旧住房改造", "6万户")]),
        ("甲和乙在2022年的基础上翻番,分别超过4家和6家", [("甲和乙", "翻番"), ("甲", "4家"), ("乙", "6家")]),
    ],
)
def test_each_figure_has_its_subject(text, expected):
    assert parts(text) == expected


def test_what_the_last_figure_of_a_list_says_is_said_of_all():
    text = "甲、乙分别增长6%、8%以上"
    assert [piece.figure.beside for piece in pieces(text, (0, len(text)), {})] == ["AT_LEAST", "AT_LEAST"]
