"""Headings by their numbering, and where one stands."""

import pytest

from tracker.choices import Tense
from tracker.reading.sections import ITEM, UNNUMBERED, Heading, Outline, heading


@pytest.mark.parametrize(
    ("text", "rank", "title"),
    [
        ("第一部分过去五年工作", 0, "第一部分过去五年工作"),
        ("一、全年工作", 2, "一、全年工作"),
        ("(四)民生。新建学校10所。", 3, "(四)民生"),
        ("1.新建学校10所,学位900个。", 4, "1.新建学校10所,学位900个"),
        ("(1)修路", 5, "(1)修路"),
        ("①修路", 4, "①修路"),
        ("【教育】", ITEM - 1, "教育"),
        ("重点工作:", ITEM - 1, "重点工作"),
        ("●新建学校8所", ITEM, ""),
        ("▶新建学校8所", ITEM, ""),
        ("一是新建学校8所", ITEM, ""),
    ],
)
def test_a_heading_is_known_by_its_number(text, rank, title):
    found = heading(text)
    assert (found.rank, found.title) == (rank, title)


@pytest.mark.parametrize("text", ["新建学校10所", "2.05万座充电桩,全部建成。", "今年,我们将新建学校。", "增长8%"])
def test_a_sentence_is_no_heading(text):
    assert heading(text) is None


def test_a_heading_closes_those_of_its_rank_and_below():
    outline = Outline()
    for rank, title in ((2, "一、"), (3, "(一)"), (4, "1."), (3, "(二)")):
        outline.enter(Heading(rank, 2, title))
    assert outline.path == "一、 / (二)"


def test_the_innermost_heading_that_says_anything_decides():
    outline = Outline()
    assert outline.tense is None
    outline.enter(Heading(UNNUMBERED, 0, "2025年回顾", Tense.OUTCOME))
    outline.enter(Heading(2, 2, "一、产业"))
    assert outline.tense == Tense.OUTCOME
