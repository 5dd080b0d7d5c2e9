"""A file as it was sent in, read into lines of text: what stands in which cell, and what cannot be read."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from typing import Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from openpyxl import load_workbook

from tracker.choices import SheetColumn, TaskColumn
from tracker.forms.guard import check_workbook
from tracker.forms.rows import CELLS, ROWS, SEPARATORS, Cell, Room, Row, csv_rows, decode, sheet_rows, text_of, too_long
from tracker.rules.months import read_month

C = TypeVar("C", bound=TextChoices)

BYTES, ABOVE = 5_000_000, 10
HEAD, CODE = 60, 100  # signs of a cell that may be one of our heads, or a code
LANGUAGES = ("zh-hans", "en")
ERRORS = gettext_noop("Errors")  # the head of the column that a returned file has more
PERCENT_OR_SCALED = re.compile(r"%|[0#?],+(?![0#?,])")
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True)
class Layout(Generic[C]):
    """The columns a file has: `code` names the row, those `needed` have to stand in it, of `figures` cells are numbers.

    Columns that are not `read` are there for people alone.
    """

    columns: tuple[C, ...]
    read: frozenset[C]
    code: C
    needed: tuple[C, ...]
    figures: frozenset[C]

    def heads(self) -> dict[str, C | None]:
        """What a column may be called, in either language; None for the column of a returned file."""
        heads: dict[str, C | None] = {}
        for language in LANGUAGES:
            with override(language):
                heads |= {_normal(str(column.label)): column for column in self.columns}
                heads[_normal(_(ERRORS))] = None
        return heads


MONTH = Layout(
    tuple(SheetColumn),
    frozenset(column for column in SheetColumn if column.is_written or column == SheetColumn.CODE),
    SheetColumn.CODE,
    (SheetColumn.CODE, SheetColumn.VALUE),
    frozenset({SheetColumn.VALUE}),
)
TASKS = Layout(
    tuple(TaskColumn),
    frozenset(TaskColumn),
    TaskColumn.CODE,
    (TaskColumn.CODE, TaskColumn.STAMP),
    frozenset({TaskColumn.VALUE, TaskColumn.VALUE_HIGH, TaskColumn.TOLERANCE}),
)


@dataclass(frozen=True)
class Line(Generic[C]):
    """One row of the file by its number there. `wrong`: why a cell cannot be read, and what to type instead."""

    number: int
    cells: Mapping[C, str]
    wrong: Mapping[C, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lines(Generic[C]):
    """The lines with something in them, in order, under the row numbered `header`.

    `unread`: heads of columns that are none of ours. `month`: what the file says above its header. `sheet` names the
    workbook's sheet, `separator` divides a CSV's cells.
    """

    lines: list[Line[C]]
    header: int
    unread: tuple[str, ...]
    month: date | None
    sheet: str = ""
    separator: str = ""


@dataclass(frozen=True)
class Head(Generic[C]):
    """The row that names the columns."""

    number: int
    columns: Mapping[C, int]
    unread: tuple[str, ...]
    month: date | None


def read_lines(name: str, data: bytes, layout: Layout[C]) -> Lines[C]:
    """The file's lines; raises ValidationError, with what to do about it, when it cannot be read at all."""
    if name.startswith("~$"):
        raise ValidationError(
            _("This is a temporary file Excel makes while a workbook is open. Choose the one without “~$”.")
        )
    if not data:
        raise ValidationError(_("The file is empty."))
    if len(data) > BYTES:
        raise ValidationError(_("The file is larger than 5 MB. Leave out what does not belong in it."))
    match PurePath(name).suffix.lower():
        case ".xlsx":
            return _read_workbook(data, layout)
        case ".csv":
            return _read_csv(data, layout)
        case _:
            raise ValidationError(_("Only .xlsx and .csv files are read. Save the file as one of these and send that."))


def _read_csv(data: bytes, layout: Layout[C]) -> Lines[C]:
    text = decode(data)
    if max(text.count(sign) for sign in ("\n", *SEPARATORS)) > CELLS:
        raise too_long()
    try:
        for separator in SEPARATORS:
            if head := _head(islice(csv_rows(text, separator, strict=False), ABOVE), layout):
                return _lines(head, csv_rows(text, separator), layout, separator=separator)
    except csv.Error as error:
        raise ValidationError(
            _("The CSV file is broken: a quotation mark is missing or a cell too long. Save it anew as .xlsx.")
        ) from error
    raise _no_head(layout)


def _read_workbook(data: bytes, layout: Layout[C]) -> Lines[C]:
    """The one visible sheet that names our columns."""
    check_workbook(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        room = Room()
        heads = {sheet.title: _head(islice(sheet_rows(sheet, room), ABOVE), layout) for sheet in book.worksheets}
        found = [(sheet, head) for sheet in book.worksheets if (head := heads[sheet.title])]
        shown = [(sheet, head) for sheet, head in found if sheet.sheet_state == "visible"]
        if len(shown) == 1:
            [(sheet, head)] = shown
            return _lines(head, sheet_rows(sheet, room), layout, sheet=sheet.title)
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
    raise _no_head(layout)


def _no_head(layout: Layout[C]) -> ValidationError:
    names = dict(zip(("code", "value"), (column.label for column in layout.needed), strict=True))
    return ValidationError(
        _("No row names the columns “%(code)s” and “%(value)s”. Start from the workbook you downloaded here.") % names
    )


def _normal(text: str) -> str:
    """A head however it is spelled; empty for what is too long to be one."""
    if len(text) > HEAD:
        return ""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" :*")


def _head(rows: Iterable[Row], layout: Layout[C]) -> Head[C] | None:
    """The first row that names the code or two other columns; raises ValidationError when it does so wrongly."""
    heads, month = layout.heads(), None
    for number, cells in rows:
        texts = [text_of(cell) for cell in cells]
        columns = [(heads.get(_normal(text)), position) for position, text in enumerate(texts)]
        ours = [(column, position) for column, position in columns if column]
        if any(column == layout.code for column, _position in ours) or len(ours) > 2:
            named = [column for column, _position in ours]
            _check_head(named, layout)
            unread = tuple(text[:40] for text in texts if text and _normal(text) not in heads)
            return Head(number, dict(ours), unread[:20], month)
        month = month or next((found for text in texts if (found := read_month(text[:7]))), None)
    return None


def _check_head(named: list[C], layout: Layout[C]) -> None:
    double = sorted({column for column in named if named.count(column) > 1})
    errors = [_("The column “%(name)s” stands twice. Keep one.") % {"name": column.label} for column in double]
    missing = [column for column in layout.needed if column not in named]
    errors += [
        _("The column “%(name)s” is missing. Start from the workbook you downloaded here.") % {"name": column.label}
        for column in missing
    ]
    if errors:
        raise ValidationError(errors)


def _lines(head: Head[C], rows: Iterable[Row], layout: Layout[C], sheet: str = "", separator: str = "") -> Lines[C]:
    columns = {column: position for column, position in head.columns.items() if column in layout.read}
    lines = []
    below = (row for row in rows if row[0] > head.number)
    for count, (number, cells) in enumerate(below, start=1):
        if count > ROWS:
            raise too_long()
        here = {column: cells[position] for column, position in columns.items() if position < len(cells)}
        texts = {column: text_of(here.get(column, Cell())) for column in columns}
        wrong = {
            column: why for column, cell in here.items() if (why := _refusal(cell, is_figure=column in layout.figures))
        }
        if any(texts.values()) or wrong:
            lines.append(Line(number, texts, wrong))
    return Lines(lines, head.number, head.unread, head.month, sheet, separator)


def _refusal(cell: Cell, *, is_figure: bool) -> str:
    """Why a cell cannot be taken as it is, and what to type; empty when it can."""
    if cell.value is None:
        return ""
    if cell.kind == "f":
        return _("The cell holds a formula. Type its result, or copy it and paste it as a value.")
    if cell.kind == "e":
        return _("The cell holds the error %(error)s. Type what belongs there.") % {"error": cell.value}
    if not is_figure:
        return ""
    if cell.kind == "b":
        return _("The cell holds TRUE or FALSE. Type the figure in digits.")
    if cell.kind == "d":
        return _("The cell holds a date. Set its format to “General” and type the figure.")
    if cell.kind == "n" and PERCENT_OR_SCALED.search(LITERAL.sub("", cell.shown)):
        return _("The cell is shown as a percentage or in thousands. Set its format to “General” and type the figure.")
    return ""


def code_key(code: str) -> str:
    """A code however it is written; a text too long for one is nobody's."""
    return unicodedata.normalize("NFKC", code).strip().upper() if len(code) <= CODE else code
