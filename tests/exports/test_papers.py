"""A paper itself, and that its faces say the same."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from openpyxl import load_workbook

from tests.exports.example import PAPER, TOTALS
from tests.exports.word import opened
from tracker.exports.paper_workbooks import paper_workbook_bytes


def on_the_page():
    page = render_to_string("parts/paper.html", {"paper": PAPER})
    bodies = [re.findall(r"<tr>(.*?)</tr>", body, re.S) for body in re.findall(r"<tbody>(.*?)</tbody>", page, re.S)]
    cell = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.S)
    return [
        [[unescape(re.sub(r"<[^>]*>|\n", "", text)) for text in cell.findall(row)] for row in rows] for rows in bodies
    ]


def in_word():
    return [[[cell.text for cell in row.cells] for row in table.rows][1:] for table in opened(PAPER).tables[:-1]]


def shown(cell):
    """A cell as Excel shows it, by its number format."""
    if not isinstance(cell.value, int | float):
        return cell.value or ""
    form = cell.number_format.split(";")[0]
    percent, decimals = form.endswith("%"), len(form.rstrip("%").partition(".")[2])
    value = Decimal(str(cell.value)) * (100 if percent else 1)
    sign = "−" if value < 0 else "+" if form.startswith("+") and value else ""
    return f"{sign}{abs(value):{',' if ',' in form else ''}.{decimals}f}{'%' if percent else ''}"


def in_excel():
    sheets = load_workbook(BytesIO(paper_workbook_bytes(PAPER))).worksheets[1:]
    return [[[shown(cell) for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in sheets]


@pytest.mark.parametrize("face", [on_the_page, in_word, in_excel])
def test_every_cell_reads_the_same_on_the_page_in_word_and_in_excel(face):
    written = [[[cell.text for cell in row] for row in table.rows] for table in PAPER.tables]
    nothing = [] if face is in_excel else [["无"] if face is on_the_page else ["无"] * 3]
    assert face() == [rows or nothing for rows in written]


def test_the_name_of_a_file_says_that_the_data_is_made_up():
    assert PAPER.file_name("docx") == "bulletin-2021-03-演示数据.docx"
    assert replace(PAPER, is_sample=False).file_name("xlsx") == "bulletin-2021-03.xlsx"


def test_tables_stand_in_their_order():
    assert [table.is_wide for table in PAPER.tables] == [False, False, True]


def test_each_cell_of_a_row_knows_its_column():
    assert [(label, cell.text) for label, cell in TOTALS.labelled_rows[0]] == [
        ("进度", "已完成"),
        ("项数", "2"),
        ("占比", "8.0%"),
        ("较上月", "+1"),
    ]


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        _rows = replace(TOTALS, columns=("进度",) * 5).labelled_rows


@pytest.mark.parametrize("reader", ["en", "zh-hans"])
def test_a_paper_is_told_in_its_own_language(reader):
    english = replace(PAPER, language="en", issued_on=None)
    with override(reader):
        assert english.marks == ("Sample data (演示数据): all progress in it is made up", "Draft")
        assert english.issued == "Draft"
        assert PAPER.marks == ("演示数据：进展数字均为虚构",)
        assert PAPER.issued == "2021年4月12日"
        assert [label for label, _text in PAPER.facts] == ["数据截至", "核对地址", "SHA-256"]


def test_only_what_there_is_can_be_checked():
    assert replace(PAPER, sha256="", address="").facts == [("数据截至", "2021年3月31日")]
