"""The frame of every paper, and the words its tables share."""

from datetime import date
from fractions import Fraction

import pytest

from tests.factories import month
from tracker.choices import IssueKind, Light
from tracker.exports.issues import (
    DRAFT,
    Masthead,
    framed,
    lead_name,
    light_word,
    listing,
    month_word,
    named,
    number,
    paragraphs,
    share_bar,
    told,
)
from tracker.exports.papers import Cell, Heading, Paragraph
from tracker.queries.statements import statement

BLOCKS = [Heading("总体", 1), Heading("甲", 2), Paragraph("文"), Heading("其他", 1)]


def frame(report, masthead=DRAFT, *, is_sample=False):
    content = statement(report, IssueKind.BULLETIN, month(6), is_sample=is_sample) | {"data_until": "2021-06-30"}
    return framed(content, "题目", BLOCKS, masthead)


def test_a_draft_has_neither_number_nor_day_nor_seal(report):
    paper = frame(report)
    assert (paper.number, paper.issued_on, paper.sha256, paper.address) == ("", None, "", "")
    assert (paper.series, paper.code, paper.data_until) == ("月度通报", "HD-2021-bulletin-2021-06", "2021年6月30日")


def test_what_went_out_has_all_of_them(report, english):
    paper = frame(report, Masthead(3, date(2021, 7, 8), "ab", "https://a.gov.cn/x"))
    assert (paper.number, paper.issued_on, paper.sha256, paper.address) == (
        "No. 3",
        date(2021, 7, 8),
        "ab",
        "https://a.gov.cn/x",
    )
    assert not paper.is_chinese


def test_only_headings_of_the_first_level_are_numbered_in_the_readers_way(report):
    assert [block.text for block in frame(report).blocks] == ["一、总体", "甲", "文", "二、其他"]


def test_in_english_they_are_numbered_in_figures(report, english):
    assert [block.text for block in frame(report).blocks] == ["1. 总体", "甲", "文", "2. 其他"]


def test_sample_data_says_so_in_its_name(report):
    assert frame(report, is_sample=True).file_name("docx") == "HD-2021-bulletin-2021-06-演示数据.docx"


def test_a_frozen_text_is_read_in_the_readers_language(english):
    text = {"zh": "区教育局", "en": "Education Bureau"}
    assert told(text) == "Education Bureau"
    assert told(None) == "–"
    assert lead_name({"code": "jyj", "name": text}) == "Education Bureau"
    assert lead_name(None) == "Lead department to be announced"
    assert named({"code": "HD-2021-01", "name": text}) == "HD-2021-01 Education Bureau"


def test_lights_and_months_are_told_in_words():
    assert light_word("BEHIND") == "▲ 略滞后"
    assert month_word("2021-06") == "2021年6月"
    assert month_word("2021") == "2021"


@pytest.mark.parametrize(("value", "text"), [(None, "–"), (0, "0"), ("33.3%", "33.3%")])
def test_a_figure_stands_to_the_right_and_a_missing_one_is_no_0(value, text):
    assert number(value) == Cell(text, is_number=True)


@pytest.mark.parametrize(("share", "drawn"), [("0.25", "1/4"), ("1.5", "1"), ("-0.2", "0")])
def test_a_bar_ends_where_its_track_does(share, drawn):
    cell = share_bar({"done_share": share, "done": "x", "light": "ON_PACE"})
    assert (cell.text, cell.bar.share, cell.bar.light) == ("x", Fraction(drawn), Light.ON_PACE)


def test_without_a_share_there_is_no_bar():
    assert share_bar({"done_share": None, "done": None, "light": "NO_DATA"}) == Cell("–", is_number=True)


def test_a_table_has_a_width_for_each_column():
    table = listing("表", [("甲", 3), ("乙", 1)], [[Cell("a"), Cell("b")]])
    assert (table.columns, table.widths, table.rows, table.is_wide) == (
        ("甲", "乙"),
        (3, 1),
        ((Cell("a"), Cell("b")),),
        False,
    )


def test_nothing_said_is_no_paragraph():
    assert paragraphs("") == []
    assert paragraphs("请尽快报送") == [Paragraph("请尽快报送")]
