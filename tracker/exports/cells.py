"""The cells of a workbook that people fill in: written, headed, left open, offered words to choose from, explained."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import save_workbook

HEADER, FIRST = 2, 3
GREY, YELLOW = PatternFill("solid", fgColor="E4E9EE"), PatternFill("solid", fgColor="FFF7DB")
TOP = Alignment(vertical="top", wrap_text=True)


def write(sheet: Any, row: int, column: int, value: str | Decimal) -> Any:
    """Put a value into a cell, which is returned; a text stays text, even one that looks like a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, Decimal):
        cell.value = value
    elif value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    return cell


def head(sheet: Any, position: int, text: str, width: int) -> None:
    """Head a column, `width` characters wide."""
    cell = write(sheet, HEADER, position, text)
    cell.font, cell.fill, cell.alignment = Font(bold=True), GREY, TOP
    sheet.column_dimensions[get_column_letter(position)].width = width


def leave_open(cell: Any) -> None:
    """Let people write in the cell."""
    cell.protection, cell.fill = Protection(locked=False), YELLOW


def offer(sheet: Any, position: int, formula: str, last: int, *, is_strict: bool) -> None:
    """Offer the words of the formula in a column's cells; unless `is_strict` anything else may be typed too."""
    letter = get_column_letter(position)
    choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=is_strict)
    choice.add(f"{letter}{FIRST}:{letter}{max(last, FIRST)}")
    sheet.add_data_validation(choice)


def set_up(sheet: Any) -> None:
    """Heads stay in sight and on every printed page; locked cells can still be widened."""
    sheet.freeze_panes = sheet.cell(FIRST, 3)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER}:{HEADER}"


def explain(sheet: Any, lines: Iterable[str]) -> None:
    """A sheet of sentences."""
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(lines, start=1):
        write(sheet, number, 1, line).alignment = TOP


def saved(book: Any) -> bytes:
    """The workbook as a file."""
    target = BytesIO()
    save_workbook(book, target)
    return target.getvalue()
