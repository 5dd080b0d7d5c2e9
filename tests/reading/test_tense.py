"""When a figure is meant, by its heading and by its sentence."""

import pytest

from tracker.choices import Tense
from tracker.reading.sections import Heading
from tracker.reading.tense import cues, heading_tense, plan_year, tense_at

C, O, V = Tense.COMMITMENT, Tense.OUTCOME, Tense.VISION  # noqa: E741


@pytest.mark.parametrize(
    ("titles", "paragraphs", "year"),
    [
        (["2026年临溪县政府工作报告"], [], 2026),
        (["2025年工作回顾", "2026年工作安排"], [], 2026),
        (["一、2025年工作回顾"], [], 2026),
        (["-2021年1月13日在大会上"], [], 2021),
        (["二〇二六年工作要点"], [], 2026),
        ([], ["2022年是很难的一年。", "2023年是开局之年。"], 2023),
        (["各项工作"], [], None),
    ],
)
def test_the_year_planned_for_is_said_by_the_text(titles, paragraphs, year):
    assert plan_year(titles, paragraphs) == year


@pytest.mark.parametrize(
    ("title", "tense"),
    [
        ("一、“十三五”期间的回顾", O),
        ("一、2025年工作回顾", O),
        ("二、今后五年奋斗目标", V),
        ("二、“十五五”时期主要目标", V),
        ("三、2026年重点工作", C),
        ("2026年十大民生实事", C),
        ("(一)产业发展", None),
        ("2026年政府工作报告", None),
    ],
)
def test_a_heading_says_when(title, tense):
    assert heading_tense(Heading(2, 0, title), 2026) == tense


def at(text: str, figure: str, base: Tense | None = None, *, is_headed: bool = False) -> Tense | None:
    place = text.index(figure)
    start = max(text.rfind(",", 0, place) + 1, 0)
    end = text.find(",", place)
    clause = (start, len(text) if end < 0 else end)
    return tense_at(clause, place, list(cues(text, (0, len(text)), 2026)), base, is_headed=is_headed)


@pytest.mark.parametrize(
    ("text", "figure", "base", "tense"),
    [
        ("去年新建3所,今年再建5所", "3", C, O),
        ("去年新建3所,今年再建5所", "5", C, C),
        ("在去年整治20条的基础上,整治35条", "35", C, C),
        ("比去年增长5%", "5%", C, C),
        ("今年将更换45公里", "45", O, C),
        ("力争达到45%", "45", V, V),
        ("到2030年达到45%", "45", C, V),
        ("2025年达到45%", "45", C, O),
        ("2026年达到45%", "45", O, C),
        ("比2020年提高5%", "5", C, C),
        ("未来三年新建80公里", "80", C, V),
        ("“十四五”期间新建80公里", "80", C, O),
        ("“十五五”期间新建80公里", "80", C, V),
        ("引进的12家企业已投产", "12", C, O),
        ("去年引进的8个项目投产,新引进20个", "20", C, C),
        ("新建80公里", "80", None, None),
        ("累计新建80公里", "80", None, O),
        ("到2030年,在2025年的基础上翻番,超过40家", "40", C, V),
        ("支出(不含2025年部分)增长3%", "3", C, C),
        ("项目一年内投产80个", "80", O, O),
        ("争取上级资金9亿元", "9", O, O),
        ("争取新建9所", "9", O, C),
    ],
)
def test_words_of_the_sentence_go_before_the_heading(text, figure, base, tense):
    assert at(text, figure, base) == tense


def test_a_weak_word_is_silent_under_a_heading():
    assert at("累计新建80公里", "80", C, is_headed=True) == C
