"""A paper as a workbook: a cover that says what it is, its text, and one sheet for each table."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import save_workbook

from tracker.exports.papers import Cell, Paper, Table
from tracker.exports.workbooks import BOLD, TOP, exact_number, made_at, write

NUMBER = re.compile(r"([+−-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)")
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME = 31
SHEET_WIDTH = 120  # characters
COVER_WIDTHS = (20, 80)
RIGHT = Alignment(horizontal="right", vertical="top")


def paper_workbook_bytes(paper: Paper) -> bytes:
    """The file (.xlsx); the same paper gives the same bytes."""
    book = Workbook()
    cover: Any = book.active
    with override(paper.language):
        _write_cover(cover, paper)
        for number, table in enumerate(paper.tables, start=1):
            _write_table(book.create_sheet(_sheet_name(number, table)), table)
    target = BytesIO()
    save_workbook(book, target)
    return made_at(target.getvalue(), paper.issued_on)


def _sheet_name(number: int, table: Table) -> str:
    """The table's caption as far as Excel takes it, told apart by its number."""
    return f"{number} {NOT_IN_A_NAME.sub(' ', table.caption)}"[:LONGEST_NAME].rstrip(" '")


def _write_cover(sheet: Any, paper: Paper) -> None:
    sheet.title = _("Cover")
    rows = [
        *(("", mark) for mark in paper.marks),
        (_("Title"), paper.title),
        (_("Series"), f"{paper.series} {paper.number}"),
        (_("Issuer"), paper.issuer),
        (_("Issued on"), paper.issued),
        *paper.facts,
        *(("", line) for block in paper.blocks if not isinstance(block, Table) for line in block.text.splitlines()),
    ]
    for number, texts in enumerate(rows, start=1):
        for place, text in enumerate(texts, start=1):
            write(sheet, number, place, text).alignment = TOP
    for place, width in enumerate(COVER_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _write_table(sheet: Any, table: Table) -> None:
    for place, (name, width) in enumerate(zip(table.columns, table.widths, strict=True), start=1):
        head = write(sheet, 1, place, name)
        head.font, head.alignment = BOLD, TOP
        sheet.column_dimensions[get_column_letter(place)].width = SHEET_WIDTH * width / sum(table.widths)
    for number, row in enumerate(table.rows, start=2):
        for place, cell in enumerate(row, start=1):
            _write_cell(sheet, number, place, cell)
    sheet.freeze_panes = "B2"


def _write_cell(sheet: Any, row: int, place: int, cell: Cell) -> None:
    """A number that can be summed and reads in Excel as it does in print, where the text is nothing but one."""
    read = NUMBER.fullmatch(cell.text) if cell.is_number else None
    sign, whole, decimals, percent = read.groups(default="") if read else ("", "", "", "")
    minus = "" if sign in {"", "+"} else "-"
    value = exact_number(f"{minus}{whole.replace(',', '')}{decimals}") if read else ""
    if not isinstance(value, Decimal):
        write(sheet, row, place, cell.text).alignment = RIGHT if cell.is_number else TOP
        return
    form = ("#,##0" if "," in whole else "0") + ("." + "0" * (len(decimals) - 1) if decimals else "") + percent
    written = write(sheet, row, place, value.scaleb(-2) if percent else value)
    written.number_format = f'+{form};"−"{form};{form}' if sign == "+" else f'{form};"−"{form}'
    written.alignment = RIGHT
