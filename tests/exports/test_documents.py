from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override
from docx.enum.section import WD_ORIENT

from tests.exports.example import FULL, LATE, PAPER, TOTALS
from tests.exports.word import opened, out_of_order, part
from tracker.exports.documents import document_bytes
from tracker.exports.papers import Cell, Heading, Paragraph, Table

HOSTILE = "=1+1\x00\x08<w:p>&\"'\ud800" + "长" * 2000 + "x" * 5000
ENGLISH = replace(
    PAPER,
    language="en",
    issuer="Supervision Office",
    series="Supervision Bulletin of the District",
    number="No. 3",
    title="Targets in March 2021",
    data_until="31 March 2021",
)


def paragraphs(paper):
    """Style and text of everything between the tables, gaps left out."""
    told = [(each.style.style_id, each.text) for each in opened(paper).paragraphs]
    return [(style, text) for style, text in told if style != "Gap"]


def read(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_masthead_stands_in_the_order_of_the_form():
    assert paragraphs(PAPER)[:6] == [
        ("Mark", "演示数据：进展数字均为虚构"),
        ("Masthead", "督查通报"),
        ("Number", "第3期"),
        ("Issuer", "\t样例区人民政府督查室\t2021年4月12日"),
        ("Title", PAPER.title),
        ("Subtitle", "（数据截至2021年3月31日）"),
    ]


def test_the_series_stands_35_mm_below_the_edge_whatever_stands_above():
    def room(paper):
        (masthead,) = [each for each in opened(paper).paragraphs if each.style.style_id == "Masthead"]
        marks = [each for each in opened(paper).paragraphs if each.style.style_id == "Mark"]
        return masthead.paragraph_format.space_before.mm + len(marks) * 579 * 25.4 / 1440

    papers = [PAPER, replace(PAPER, is_sample=False), replace(PAPER, issued_on=None)]
    assert [round(room(paper)) for paper in papers] == [35, 35, 35]


def test_a_draft_says_so_where_the_day_would_stand():
    draft = paragraphs(replace(PAPER, issued_on=None))
    assert ("Mark", "草稿") in draft
    assert ("Issuer", "\t样例区人民政府督查室\t草稿") in draft


def test_text_stands_in_its_order_under_headings_of_their_level():
    blocks = (
        Heading("一、甲", 1),
        Paragraph("第一段\n第二段"),
        Heading("（一）乙", 2),
        Heading("1.丙", 3),
        Paragraph(""),
    )
    body = paragraphs(replace(PAPER, blocks=blocks))[6:-1]
    assert body == [
        ("Heading1", "一、甲"),
        ("BodyText", "第一段"),
        ("BodyText", "第二段"),
        ("Heading2", "（一）乙"),
        ("Heading3", "1.丙"),
    ]


def test_tables_stand_in_their_order_and_the_closing_block_last():
    *tables, closing = opened(PAPER).tables
    assert [read(table)[0] for table in tables] == [list(table.columns) for table in PAPER.tables]
    assert read(closing) == [
        ["数据截至：2021年3月31日"],
        ["核对地址：http://127.0.0.1:8000/bulletins/2021-03/"],
        [f"SHA-256：{PAPER.sha256}"],
    ]


def test_without_anything_to_check_there_is_no_closing_block():
    assert opened(replace(PAPER, blocks=(), data_until="", address="", sha256="")).tables == []


@pytest.mark.parametrize(
    ("blocks", "turned"),
    [
        ((), [False]),
        ((TOTALS, LATE), [False]),
        ((Paragraph("一"), FULL), [False, True]),
        ((FULL, FULL, Paragraph("一"), TOTALS), [False, True, False]),
        ((FULL, Heading("一", 1), TOTALS, FULL), [False, True, False, True]),
    ],
)
def test_only_wide_tables_stand_on_turned_pages(blocks, turned):
    sections = opened(replace(PAPER, blocks=blocks)).sections
    assert [section.orientation == WD_ORIENT.LANDSCAPE for section in sections] == turned


def test_a_heading_turns_with_the_table_below_it():
    sections = opened(PAPER).sections
    inside = [[each.text for each in section.iter_inner_content() if hasattr(each, "text")] for section in sections]
    assert "附件：全部目标进展" not in inside[0]
    assert "附件：全部目标进展" in inside[1]


def test_a_long_series_is_set_smaller_so_that_it_stays_on_one_line():
    def size(series):
        (masthead,) = [
            each for each in opened(replace(PAPER, series=series)).paragraphs if each.style.style_id == "Masthead"
        ]
        return masthead.runs[0].font.size.pt

    assert size("督查通报") == 42
    assert 20 * 441 / 21 <= 20 * size("政" * 20) <= 442
    assert size(ENGLISH.series) < 42


def test_the_same_paper_is_the_same_bytes():
    assert document_bytes(PAPER) == document_bytes(replace(PAPER))


def test_the_paper_speaks_its_own_language_whatever_the_reader_speaks():
    with override("en"):
        assert document_bytes(PAPER) == document_bytes_in("zh-hans", PAPER)
    assert ("Issuer", "\tSupervision Office\tApril 12, 2021") in paragraphs(ENGLISH)
    assert ("Mark", "Sample data (演示数据): all progress in it is made up") in paragraphs(ENGLISH)
    assert ("Subtitle", "(data until 31 March 2021)") in paragraphs(ENGLISH)
    assert read(opened(ENGLISH).tables[-1])[0] == ["Data until: 31 March 2021"]


def document_bytes_in(language, paper):
    with override(language):
        return document_bytes(paper)


def test_odd_texts_neither_break_the_file_nor_turn_into_markup():
    table = Table(HOSTILE, (HOSTILE, ""), ((Cell(HOSTILE), Cell("")),), (1, 2), is_wide=True)
    blocks = (Heading(HOSTILE, 1), Paragraph(HOSTILE), table)
    paper = replace(PAPER, title=HOSTILE, series=HOSTILE, issuer=HOSTILE, data_until=HOSTILE, blocks=blocks)
    clean = HOSTILE.replace("\x00", "").replace("\x08", "").replace("\ud800", "")
    told = dict(paragraphs(paper))
    assert told["Title"] == told["Heading1"] == clean
    assert ("BodyText", clean) in paragraphs(paper)
    assert read(opened(paper).tables[0]) == [[clean, ""], [clean, ""]]
    assert document_bytes(replace(paper, issued_on=date(2021, 1, 1)))


@pytest.mark.parametrize("paper", [PAPER, ENGLISH, replace(PAPER, issued_on=None)])
def test_the_text_stands_as_the_schema_asks(paper):
    assert out_of_order(part(paper, "word/document.xml")) == []
