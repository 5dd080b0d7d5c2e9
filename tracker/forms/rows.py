"""A sheet or a CSV text from outside as rows of cells, within bounds, and a cell as it would be typed."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import StringIO
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.forms.guard import TOO_LARGE

ROWS, COLUMNS, CELLS = 2_000, 60, 200_000
CELL, TEXT = 32_767, 5_000_000  # signs of one cell, as in any workbook, and of all: one text may stand in many cells
LAST_ROW = 1_048_576  # of any workbook
SEPARATORS = (",", ";", "\t")
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


def csv_rows(text: str, separator: str, *, strict: bool = True) -> Iterator[Row]:
    """The rows in which something stands; unless `strict` a broken or endless one is no matter."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
    for number, row in enumerate(rows, start=1):
        if strict and len(row) > COLUMNS:
            raise ValidationError(
                _("Row %(number)s has more than 60 columns. Leave out what does not belong in it.") % {"number": number}
            )
        if any(row):
            yield number, [Cell(cell[1:] if NEUTRALISED.match(cell) else cell) for cell in row[:COLUMNS]]


def sheet_rows(sheet: Any, room: Room) -> Iterator[Row]:
    """The rows in which something stands; for a gap the library gives one and the same empty row many times."""
    before = None
    for number, row in enumerate(sheet.iter_rows(min_row=1, max_row=LAST_ROW, max_col=COLUMNS), start=1):
        if row is not before and any(each.value is not None for each in row):
            room.take(each.value for each in row)
            yield number, [Cell(each.value, each.data_type, _format_of(each)) for each in row]
        before = row


def _format_of(cell: Any) -> str:
    return str(cell.number_format) if cell.value is not None else ""


def too_long() -> ValidationError:
    """What is said of a file that has too many rows."""
    return ValidationError(_("The file has more than 2,000 rows. Leave out what does not belong in it."))


def text_of(cell: Cell) -> str:
    """What stands in the cell, as a person would type it; fifteen digits are all that a workbook's number holds."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float):
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
