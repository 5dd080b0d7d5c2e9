"""A report's task table as a workbook to be changed and sent back."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname

from tracker.choices import TaskColumn
from tracker.exports.cells import FIRST, TOP, explain, head, leave_open, offer, saved, set_up, write
from tracker.rules.workflow import JUDGED

Rows = Iterable[tuple[Mapping[TaskColumn, str], bool]]  # each with whether figures of the target were accepted

NEW_ROWS = 30  # left for new targets
NUMBERS = frozenset({TaskColumn.ORDER, TaskColumn.VALUE, TaskColumn.VALUE_HIGH, TaskColumn.TOLERANCE})
AS_TEXT = "@"  # a format in which a program leaves a month as it is typed
SHORT, USUAL, LONG = 10, 16, 32
WIDTHS = {
    **dict.fromkeys((TaskColumn.ORDER, TaskColumn.UNIT, TaskColumn.START, TaskColumn.DUE), SHORT),
    **dict.fromkeys((TaskColumn.NAME, TaskColumn.NAME_EN, TaskColumn.AREA, TaskColumn.COOPERATING), LONG),
    **dict.fromkeys((TaskColumn.DEFINITION, TaskColumn.DEFINITION_EN), LONG),
}


def task_workbook(rows: Rows, offered: Mapping[TaskColumn, Sequence[str]], title: str) -> bytes:
    """The table as a workbook: what may be changed is open and yellow, codes and what is fixed are locked.

    Below stand empty rows for new targets. `offered`: the words that a column's cells are chosen from.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Task table")
    write(sheet, 1, 1, title).font = Font(bold=True, size=14)
    for position, column in enumerate(TaskColumn, start=1):
        head(sheet, position, str(column.label), WIDTHS.get(column, USUAL))
    number = FIRST
    for texts, is_fixed in rows:
        for column in TaskColumn:
            is_open = column != TaskColumn.CODE and not (is_fixed and column.value in JUDGED)
            _fill(sheet, number, column, texts[column], is_open=is_open)
        number += 1
    for blank in range(number, number + NEW_ROWS):
        for column in TaskColumn:
            _fill(sheet, blank, column, "", is_open=True)
    _offer_lists(book, sheet, offered, number + NEW_ROWS - 1)
    set_up(sheet)
    sheet.column_dimensions[get_column_letter(_place(TaskColumn.STAMP))].hidden = True
    explain(book.create_sheet(_("How to fill it in")), _sentences())
    return saved(book)


def _place(column: TaskColumn) -> int:
    return list(TaskColumn).index(column) + 1


def _fill(sheet: Any, number: int, column: TaskColumn, text: str, *, is_open: bool) -> None:
    cell = write(sheet, number, _place(column), Decimal(text) if text and column in NUMBERS else text)
    cell.alignment = TOP
    if column not in NUMBERS:
        cell.number_format = AS_TEXT
    if is_open and column != TaskColumn.STAMP:
        leave_open(cell)


def _offer_lists(book: Any, sheet: Any, offered: Mapping[TaskColumn, Sequence[str]], last: int) -> None:
    """A hidden sheet with the words, since a cell's own list holds 255 signs only."""
    lists = book.create_sheet(_("Lists"))
    lists.sheet_state = "hidden"
    for position, (column, words) in enumerate(offered.items(), start=1):
        for number, word in enumerate(words, start=1):
            write(lists, number, position, word)
        letter = get_column_letter(position)
        cells = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${max(len(words), 1)}"
        offer(sheet, _place(column), cells, last, is_strict=True)


def _sentences() -> tuple[str, ...]:
    return (
        _("Change the yellow cells only; the others are locked. Only changed cells are filed."),
        _("A changed figure, due month or lead department is a public revision: its reason is asked for on the site."),
        _("Once figures of a target were accepted, how it is judged is locked: kind, comparison, unit, start month."),
        _("Write months as 2021-06, and several cooperating departments with “;” between them."),
        _("A row that you delete or empty changes nothing: no target is deleted by this table."),
        _("A new target goes into one of the empty rows, with a code of its own, which never changes afterwards."),
        _("Plan points and baselines are not in this table; they are edited in the administration."),
        _("Save the file and load it on the page you got it from. You see every change before anything is filed."),
    )
