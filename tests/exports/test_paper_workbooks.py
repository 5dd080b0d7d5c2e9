from dataclasses import replace
from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from tests.exports.example import FULL, PAPER, TOTALS
from tracker.exports.paper_workbooks import paper_workbook_bytes
from tracker.exports.papers import Cell, Paragraph, Table


def book(paper=PAPER):
    return load_workbook(BytesIO(paper_workbook_bytes(paper)))


def one_cell(text, *, is_number=True):
    table = Table("表", ("列",), ((Cell(text, is_number=is_number),),), (1,))
    return book(replace(PAPER, blocks=(table,))).worksheets[1]["A2"]


def test_the_cover_says_what_it_is():
    rows = [[cell.value for cell in row] for row in book().worksheets[0].iter_rows()]
    assert rows[:8] == [
        [None, "演示数据：进展数字均为虚构"],
        ["标题", PAPER.title],
        ["刊名", "督查通报 第3期"],
        ["印发单位", "样例区人民政府督查室"],
        ["印发日期", "2021年4月12日"],
        ["数据截至", "2021年3月31日"],
        ["核对地址", PAPER.address],
        ["SHA-256", PAPER.sha256],
    ]
    assert [None, "一、总体情况"] in rows[8:]


def test_each_table_has_a_sheet_under_its_columns():
    sheets = book().worksheets
    assert [sheet.title for sheet in sheets] == [
        "封面",
        "1 表1 各类进度目标数",
        "2 表2 本月退回的报送",
        "3 表3 全部目标进展",
    ]
    assert [[cell.value for cell in sheet[1]] for sheet in sheets[1:]] == [
        list(table.columns) for table in PAPER.tables
    ]
    assert [sheet.max_row for sheet in sheets[1:]] == [len(table.rows) + 1 for table in PAPER.tables]


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("2", 2, '0;"−"0'),
        ("1,234.50", 1234.5, '#,##0.00;"−"#,##0.00'),
        ("−5.6", -5.6, '0.0;"−"0.0'),
        ("+2", 2, '+0;"−"0;0'),
        ("60.0%", 0.6, '0.0%;"−"0.0%'),
        ("-33%", -0.33, '0%;"−"0%'),
        ("99999999999.9999", 99999999999.9999, '0.0000;"−"0.0000'),
    ],
)
def test_a_number_can_be_summed_and_reads_as_in_print(text, value, form):
    cell = one_cell(text)
    assert (cell.value, cell.number_format) == (value, form)


@pytest.mark.parametrize("text", ["1,200 个", "–", "≈ 5%", "2021年", "1,23", "", "1234567890123456", "=1+1", "< 0.1"])
def test_what_is_more_than_a_number_stays_its_text(text):
    assert one_cell(text).value == (text or None)
    assert one_cell(text).data_type != "f"


def test_a_text_of_digits_stays_a_text():
    assert one_cell("007", is_number=False).value == "007"


def test_odd_captions_become_names_that_excel_takes():
    tables = [replace(TOTALS, caption=caption) for caption in ("a[b]:*?/\\c", "长" * 60, "同", "同", "", "it's'")]
    titles = book(replace(PAPER, blocks=tuple(tables))).sheetnames[1:]
    assert titles == ["1 a b      c", f"2 {'长' * 29}", "3 同", "4 同", "5", "6 it's"]


def test_hostile_text_stays_text():
    table = Table("表", ("=1+1",), ((Cell("=HYPERLINK(1)\x08\x00"),),), (1,))
    cover, sheet = book(replace(PAPER, title="=2+2", blocks=(Paragraph("@x\ud800"[:2]), table))).worksheets
    assert [sheet["A1"].value, sheet["A2"].value, cover["B2"].value] == ["=1+1", "=HYPERLINK(1)", "=2+2"]
    assert {sheet["A1"].data_type, sheet["A2"].data_type, cover["B2"].data_type} == {"s"}


def test_the_same_paper_is_the_same_bytes_in_its_own_language():
    once = paper_workbook_bytes(PAPER)
    with override("en"):
        assert paper_workbook_bytes(replace(PAPER)) == once
    assert paper_workbook_bytes(replace(PAPER, issued_on=None)) != once


def test_columns_are_as_wide_as_in_print():
    sheet = book().worksheets[3]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJ"]
    assert [round(width * sum(FULL.widths) / 120) for width in widths] == list(FULL.widths)
