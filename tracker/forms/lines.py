"""A month's file as it was sent in, read into lines of text: what stands in which cell, and what cannot be read."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from pathlib import PurePath
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from openpyxl import load_workbook

from tracker.choices import SheetColumn
from tracker.forms.guard import TOO_LARGE, check_workbook
from tracker.rules.months import read_month

BYTES, ROWS, COLUMNS, CELLS, ABOVE = 5_000_000, 2_000, 60, 200_000, 10
CELL, TEXT = 32_767, 5_000_000  # signs of one cell, as in any workbook, and of all: one text may stand in many cells
HEAD = 60  # signs of a cell that may be one of our heads
LAST_ROW = 1_048_576  # of any workbook
LANGUAGES = ("zh-hans", "en")
SEPARATORS = (",", ";", "\t")
ERRORS = gettext_noop("Errors")  # the head of the column that a returned file has more
NEEDED = (SheetColumn.CODE, SheetColumn.VALUE)
PERCENT_OR_SCALED = re.compile(r"%|[0#?],+(?![0#?,])")
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")


class Cell(NamedTuple):
    """What stands in a cell: the value, its kind as workbooks name it, and the format it is shown in."""

    value: Any = None
    kind: str = "s"
    shown: str = ""


Row = tuple[int, list[Cell]]


@dataclass
class Room:
    """How many signs of text a workbook may still hold while its sheets are read."""

    signs: int = TEXT

    def take(self, values: Iterable[Any]) -> None:
        """Count a row's texts; raises ValidationError once there is too much."""
        lengths = [len(value) for value in values if isinstance(value, str)]
        self.signs -= sum(lengths)
        if self.signs < 0 or max(lengths, default=0) > CELL:
            raise ValidationError(TOO_LARGE)


@dataclass(frozen=True)
class Line:
    """One row of the file by its number there. `wrong`: why a cell cannot be read, and what to type instead."""

    number: int
    cells: Mapping[SheetColumn, str]
    wrong: Mapping[SheetColumn, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lines:
    """The lines with something in them, in order, under the row numbered `header`.

    `unread`: heads of columns that are none of ours. `month`: what the file says above its header. `sheet` names the
    workbook's sheet, `separator` divides a CSV's cells.
    """

    lines: list[Line]
    header: int
    unread: tuple[str, ...]
    month: date | None
    sheet: str = ""
    separator: str = ""


@dataclass(frozen=True)
class Head:
    """The row that names the columns."""

    number: int
    columns: Mapping[SheetColumn, int]
    unread: tuple[str, ...]
    month: date | None


def read_lines(name: str, data: bytes) -> Lines:
    """The file's lines; raises ValidationError, with what to do about it, when it cannot be read at all."""
    if name.startswith("~$"):
        raise ValidationError(
            _("This is a temporary file Excel makes while a workbook is open. Choose the one without “~$”.")
        )
    if not data:
        raise ValidationError(_("The file is empty."))
    if len(data) > BYTES:
        raise ValidationError(_("The file is larger than 5 MB. Leave out what does not belong to the month."))
    match PurePath(name).suffix.lower():
        case ".xlsx":
            return _read_workbook(data)
        case ".csv":
            return _read_csv(data)
        case _:
            raise ValidationError(_("Only .xlsx and .csv files are read. Save the file as one of these and send that."))


def decode(data: bytes) -> str:
    """A CSV file's text, from UTF-8 with or without its mark, or GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(_("The file is no CSV file in UTF-8 or GB18030. Save it as “CSV UTF-8” or as .xlsx."))


def _read_csv(data: bytes) -> Lines:
    text = decode(data)
    if max(text.count(sign) for sign in ("\n", *SEPARATORS)) > CELLS:
        raise _too_long()
    try:
        for separator in SEPARATORS:
            if head := _head(islice(_csv_rows(text, separator, strict=False), ABOVE)):
                return _lines(head, _csv_rows(text, separator), separator=separator)
    except csv.Error as error:
        raise ValidationError(
            _("The CSV file is broken: a quotation mark is missing or a cell too long. Save it anew as .xlsx.")
        ) from error
    raise _no_head()


def _csv_rows(text: str, separator: str, *, strict: bool = True) -> Iterator[Row]:
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
    for number, row in enumerate(rows, start=1):
        if strict and len(row) > COLUMNS:
            raise ValidationError(
                _("Row %(number)s has more than 60 columns. Leave out what does not belong to the month.")
                % {"number": number}
            )
        if any(row):
            yield number, [Cell(cell[1:] if NEUTRALISED.match(cell) else cell) for cell in row[:COLUMNS]]


def _read_workbook(data: bytes) -> Lines:
    """The one visible sheet that names our columns."""
    check_workbook(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        room = Room()
        heads = {sheet.title: _head(islice(_sheet_rows(sheet, room), ABOVE)) for sheet in book.worksheets}
        found = [(sheet, head) for sheet in book.worksheets if (head := heads[sheet.title])]
        shown = [(sheet, head) for sheet, head in found if sheet.sheet_state == "visible"]
        if len(shown) == 1:
            [(sheet, head)] = shown
            return _lines(head, _sheet_rows(sheet, room), sheet=sheet.title)
    except ValidationError:
        raise
    except Exception as error:  # the library raises of every kind when a part is not what it should be
        raise ValidationError(_("The workbook is damaged. Open it in Excel or WPS, save it anew and send that.")) from (
            error
        )
    if shown:
        names = ", ".join(sheet.title for sheet, _head in shown)
        raise ValidationError(_("Figures stand on several sheets (%(names)s). Keep one of them.") % {"names": names})
    if found:
        raise ValidationError(_("The sheet with the figures is hidden. Show it and save the file."))
    raise _no_head()


def _sheet_rows(sheet: Any, room: Room) -> Iterator[Row]:
    """The rows in which something stands; for a gap the library gives one and the same empty row many times."""
    before = None
    for number, row in enumerate(sheet.iter_rows(min_row=1, max_row=LAST_ROW, max_col=COLUMNS), start=1):
        if row is not before and any(each.value is not None for each in row):
            room.take(each.value for each in row)
            yield number, [Cell(each.value, each.data_type, _format_of(each)) for each in row]
        before = row


def _format_of(cell: Any) -> str:
    return str(cell.number_format) if cell.value is not None else ""


def _too_long() -> ValidationError:
    return ValidationError(_("The file has more than 2,000 rows. Leave out what does not belong to the month."))


def _no_head() -> ValidationError:
    code, value = SheetColumn.CODE.label, SheetColumn.VALUE.label
    return ValidationError(
        _("No row names the columns “%(code)s” and “%(value)s”. Start from the month's workbook.")
        % {"code": code, "value": value}
    )


def _heads() -> dict[str, SheetColumn | None]:
    """What a column may be called, in either language; None for the column of a returned file."""
    heads: dict[str, SheetColumn | None] = {}
    for language in LANGUAGES:
        with override(language):
            heads |= {_normal(str(column.label)): column for column in SheetColumn}
            heads[_normal(_(ERRORS))] = None
    return heads


def _normal(text: str) -> str:
    """A head however it is spelled; empty for what is too long to be one."""
    if len(text) > HEAD:
        return ""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" :*")


def _head(rows: Iterable[Row]) -> Head | None:
    """The first row that names the code or two other columns; raises ValidationError when it does so wrongly."""
    heads, month = _heads(), None
    for number, cells in rows:
        texts = [_text(cell) for cell in cells]
        columns = [(heads.get(_normal(text)), position) for position, text in enumerate(texts)]
        ours = [(column, position) for column, position in columns if column]
        if any(column == SheetColumn.CODE for column, _position in ours) or len(ours) > 2:
            named = [column for column, _position in ours]
            _check_head(named)
            unread = tuple(text[:40] for text in texts if text and _normal(text) not in heads)
            return Head(number, dict(ours), unread[:20], month)
        month = month or next((found for text in texts if (found := read_month(text[:7]))), None)
    return None


def _check_head(named: list[SheetColumn]) -> None:
    double = sorted({column for column in named if named.count(column) > 1})
    errors = [_("The column “%(name)s” stands twice. Keep one.") % {"name": column.label} for column in double]
    missing = [column for column in NEEDED if column not in named]
    errors += [
        _("The column “%(name)s” is missing. Start from the month's workbook.") % {"name": column.label}
        for column in missing
    ]
    if errors:
        raise ValidationError(errors)


def _lines(head: Head, rows: Iterable[Row], sheet: str = "", separator: str = "") -> Lines:
    columns = {
        column: position for column, position in head.columns.items() if column.is_written or column == SheetColumn.CODE
    }
    lines = []
    below = (row for row in rows if row[0] > head.number)
    for count, (number, cells) in enumerate(below, start=1):
        if count > ROWS:
            raise _too_long()
        here = {column: cells[position] for column, position in columns.items() if position < len(cells)}
        texts = {column: _text(here.get(column, Cell())) for column in columns}
        wrong = {column: why for column, cell in here.items() if (why := _refusal(column, cell))}
        if any(texts.values()) or wrong:
            lines.append(Line(number, texts, wrong))
    return Lines(lines, head.number, head.unread, head.month, sheet, separator)


def _text(cell: Cell) -> str:
    """What stands in the cell, as a person would type it; fifteen digits are all that a workbook's number holds."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float):
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _refusal(column: SheetColumn, cell: Cell) -> str:
    """Why a cell cannot be taken as it is, and what to type; empty when it can."""
    if cell.value is None:
        return ""
    if cell.kind == "f":
        return _("The cell holds a formula. Type its result, or copy it and paste it as a value.")
    if cell.kind == "e":
        return _("The cell holds the error %(error)s. Type what belongs there.") % {"error": cell.value}
    if column != SheetColumn.VALUE:
        return ""
    if cell.kind == "b":
        return _("The cell holds TRUE or FALSE. Type the figure in digits.")
    if cell.kind == "d":
        return _("The cell holds a date. Set its format to “General” and type the figure.")
    if cell.kind == "n" and PERCENT_OR_SCALED.search(LITERAL.sub("", cell.shown)):
        return _("The cell is shown as a percentage or in thousands. Set its format to “General” and type the figure.")
    return ""
