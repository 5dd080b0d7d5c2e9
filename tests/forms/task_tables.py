"""Where things stand in a downloaded task table."""

from typing import Any

from tracker.choices import TaskColumn

HEADER, FIRST = 2, 3


def column_of(sheet: Any, column: TaskColumn) -> int:
    """The number of a column; the sheet says so itself at its head."""
    place = list(TaskColumn).index(column) + 1
    assert sheet.cell(HEADER, place).value
    return place


def row_of(sheet: Any, code: str) -> int:
    """The number of a target's row."""
    return next(row[0].row for row in sheet.iter_rows(min_row=FIRST) if row[0].value == code)
