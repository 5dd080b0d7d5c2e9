"""The task table as a workbook: what is open, locked, hidden and offered, and that it is read back as it went."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.factories import make_target
from tests.forms.task_tables import FIRST, column_of
from tracker.choices import TaskColumn as C
from tracker.exports.tasks import NEW_ROWS, task_workbook
from tracker.forms.lines import TASKS, read_lines
from tracker.forms.tasks import Vocabulary, shown
from tracker.queries.tasks import task_table
from tracker.rules.workflow import JUDGED


def made(report, *, is_fixed=False):
    """The report's table as a file, and the rows it was made from."""
    table = task_table(report)
    words = Vocabulary(table)
    rows = [(shown(row, words), is_fixed) for row in table.rows]
    return task_workbook(rows, words.offered, "任务分解表 · 2021"), [texts for texts, _fixed in rows]


def sheet_of(data):
    return load_workbook(BytesIO(data)).worksheets[0]


def test_what_was_written_is_read_back_cell_by_cell(report, area, department):
    make_target(area, lead=department, definition="=甲\n乙", value="6.5000")
    make_target(area, comparison="BETWEEN", value=1, value_high=2)
    data, rows = made(report)
    lines = read_lines("表.xlsx", data, TASKS)
    assert [dict(line.cells) for line in lines.lines] == rows
    assert [line.wrong for line in lines.lines] == [{}, {}]
    assert lines.unread == ()


@pytest.mark.parametrize(("is_fixed", "more"), [(False, set()), (True, set(JUDGED))])
def test_code_and_stamp_are_locked_and_what_is_judged_once_figures_were_accepted(report, target, is_fixed, more):
    sheet = sheet_of(made(report, is_fixed=is_fixed)[0])
    locked = {column.value for column in C if sheet.cell(FIRST, column_of(sheet, column)).protection.locked}
    assert locked == {"code", "stamp"} | (more & {column.value for column in C})
    assert sheet.protection.sheet


def test_the_stamp_is_hidden_and_months_stay_as_they_are_typed(report, target):
    sheet = sheet_of(made(report)[0])
    hidden = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    assert hidden == [sheet.cell(1, column_of(sheet, C.STAMP)).column_letter]
    due = sheet.cell(FIRST, column_of(sheet, C.DUE))
    assert (due.value, due.number_format) == ("2021-12", "@")
    assert sheet.cell(FIRST, column_of(sheet, C.VALUE)).value == 40


def test_choices_and_departments_are_offered_from_a_hidden_sheet(report, area, department, other_department):
    book = load_workbook(BytesIO(made(report)[0]))
    sheet, lists = book.worksheets[0], book.worksheets[1]
    assert lists.sheet_state == "hidden"
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    letter = sheet.cell(1, column_of(sheet, C.LEAD)).column_letter
    cells = offered[f"{letter}{FIRST}:{letter}{FIRST + NEW_ROWS - 1}"].rpartition("!")[2].replace("$", "")
    assert [row[0].value for row in lists[cells]] == [department.name, other_department.name]
    assert len(offered) == 5


def test_rows_for_new_targets_are_open(report, target):
    sheet = sheet_of(made(report)[0])
    last = FIRST + NEW_ROWS
    assert not sheet.cell(last, column_of(sheet, C.CODE)).protection.locked
    assert sheet.cell(last, column_of(sheet, C.STAMP)).protection.locked


def test_how_to_fill_it_in_is_said(report, target):
    book = load_workbook(BytesIO(made(report)[0]))
    assert any("不会删除目标" in str(row[0].value) for row in book.worksheets[2].iter_rows())
