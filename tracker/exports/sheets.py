"""A department's month as a file to fill in, and a file that came back with its errors beside it: workbook or CSV."""

import csv
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tracker.choices import SheetColumn
from tracker.exports.cells import FIRST, HEADER, TOP, explain, head, leave_open, offer, saved, set_up, write
from tracker.queries.desk import DeskRow
from tracker.rules.words import percent, plain

Rows = Iterable[tuple[DeskRow, Mapping[SheetColumn, str]]]  # each with what stands in its written columns

LOOKS_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
FIGURES = (SheetColumn.VALUE, SheetColumn.LAST)
WIDTHS = {SheetColumn.CODE: 13, SheetColumn.NAME: 30, SheetColumn.UNIT: 9, SheetColumn.CLAIMS: 10}
LONG, SHORT = 36, 15
ROWS = 2_000  # as many as a file may have
LAST_COLUMN = 16_384  # of any workbook
RED = Font(color="A3271C", bold=True)


def month_workbook(rows: Rows, title: str) -> bytes:
    """The month as a workbook: what the department may write is open and yellow, everything else locked.

    `title` begins with the month as `2021-06`, by which the file is known again.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Month")
    write(sheet, 1, 1, title).font = Font(bold=True, size=14)
    for position, column in enumerate(SheetColumn, start=1):
        width = WIDTHS.get(column, LONG if column.is_written and column not in FIGURES else SHORT)
        head(sheet, position, str(column.label), width)
    last = HEADER
    for last, (row, stands) in enumerate(rows, start=FIRST):
        _write_row(sheet, last, row, stands)
    for column, word in ((SheetColumn.VALUE, _("not counted")), (SheetColumn.CLAIMS, _("yes"))):
        is_strict = column == SheetColumn.CLAIMS  # beside the word, figures are typed there
        offer(sheet, list(SheetColumn).index(column) + 1, f'"{word}"', last, is_strict=is_strict)
    set_up(sheet)
    _explain(book.create_sheet(_("How to fill it in")))
    return saved(book)


def _write_row(sheet: Any, number: int, row: DeskRow, stands: Mapping[SheetColumn, str]) -> None:
    for position, (column, text) in enumerate(_texts(row, stands).items(), start=1):
        is_figure = column in FIGURES and NUMBER.fullmatch(text)
        cell = write(sheet, number, position, Decimal(text) if is_figure else text)
        cell.alignment = TOP
        if row.is_open and _is_asked(row, column):
            leave_open(cell)


def _is_asked(row: DeskRow, column: SheetColumn) -> bool:
    """Whether a column is the department's to fill in for this target."""
    if column == SheetColumn.CLAIMS:
        return row.facts.has_share
    return column.is_written and (column != SheetColumn.CORRECTION or row.accepted is not None)


def _texts(row: DeskRow, stands: Mapping[SheetColumn, str]) -> dict[SheetColumn, str]:
    known = {
        SheetColumn.CODE: row.target.code,
        SheetColumn.NAME: row.target.title,
        SheetColumn.PROMISE: row.promise,
        SheetColumn.UNIT: row.target.unit_name,
        SheetColumn.EXPECTED: "" if row.expected is None else percent(row.expected),
        SheetColumn.LAST: "" if row.before is None else plain(row.before),
    }
    return {column: known.get(column, stands.get(column, "")) for column in SheetColumn}


def _explain(sheet: Any) -> None:
    lines = (
        _("Fill in the yellow cells only; the others are locked."),
        _("%(column)s: the total since the start, not the month's own amount, in the unit shown.")
        % {"column": SheetColumn.VALUE.label},
        _("If nothing was counted, choose “not counted” and say why. 0 is a figure, an empty cell is not."),
        _("A figure that fell, rose by far or is over the target needs its reason: “%(column)s”.")
        % {"column": SheetColumn.EXPLANATION.label},
        _("An accepted figure is corrected by writing another and why in “%(column)s”.")
        % {"column": SheetColumn.CORRECTION.label},
        _("Type figures, not formulas. A row left empty changes nothing."),
        _("Save the file and send it in on the month's page. You see what it would change before anything is filed."),
    )
    explain(sheet, lines)


def month_csv(rows: Rows, title: str) -> bytes:
    """The month as CSV in UTF-8 with its mark, so that Excel reads it; a text that looks like a formula gets a `'`."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow([title])
    writer.writerow([column.label for column in SheetColumn])
    for row, stands in rows:
        texts = _texts(row, stands).items()
        writer.writerow([text if column in FIGURES else neutral(text) for column, text in texts])
    return target.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """The text as no program takes it for a formula."""
    return f"'{text}" if LOOKS_LIKE_FORMULA.match(text) else text


def workbook_with_errors(data: bytes, sheet: str, header: int, errors: Mapping[int, str]) -> bytes:
    """The workbook as it came, with one column more: the errors by row number. It was looked through before."""
    book = load_workbook(BytesIO(data), keep_links=False)
    page: Any = book[sheet]
    heads = ["" if cell.value is None else str(cell.value) for cell in page[header]]
    position = _position(heads, min(page.max_column, LAST_COLUMN - 1))
    for number in range(header + 1, min(page.max_row, header + ROWS) + 1):
        page.cell(number, position).value = None  # the errors of last time
    for number, text in {header: _("Errors"), **errors}.items():
        cell = write(page, number, position, text)
        cell.font, cell.alignment = RED, TOP
    page.column_dimensions[get_column_letter(position)].width = LONG * 2
    return saved(book)


def csv_with_errors(text: str, separator: str, header: int, errors: Mapping[int, str]) -> bytes:
    """The CSV file as it came, with one column more where something is said in it."""
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    position = _position(rows[header - 1], max(map(len, rows)))
    target = StringIO()
    writer = csv.writer(target, delimiter=separator)
    for number, row in enumerate(rows, start=1):
        added = _("Errors") if number == header else errors.get(number, "")
        if number >= header and (added or len(row) >= position):  # the errors of last time go
            gap = [""] * (position - 1 - len(row))
            row = [*row[: position - 1], *gap, added, *row[position:]]  # noqa: PLW2901 - the row itself is written
        writer.writerow(row)
    return target.getvalue().encode("utf-8-sig")


def _position(heads: list[str], widest: int) -> int:
    """Where the errors go: their column from last time, else the first one after everything."""
    named = set()
    for language in ("zh-hans", "en"):
        with override(language):
            named.add(_("Errors"))
    return next((number for number, head in enumerate(heads, start=1) if head.strip() in named), widest + 1)
