"""A line of the table beside its target: changed, disputed, wrong, or a new target."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_entry, make_target
from tracker.choices import TaskColumn as C
from tracker.forms.lines import Line
from tracker.forms.task_rows import TaskState, added, changed
from tracker.forms.tasks import Vocabulary, held, shown, stamp
from tracker.models import Target
from tracker.queries.tasks import task_table

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def compared(report, target):
    """The target's line, downloaded now, with these cells changed, beside the target as it `stands` by then."""

    def compare(changes, mine=(), wrong=None, **stands):
        table = task_table(report)
        line = Line(3, shown(table.rows[0], Vocabulary(table)) | changes, wrong or {})
        Target.objects.update(**stands) if stands else None
        table = task_table(report)
        return changed(line, table.rows[0], Vocabulary(table), mine)

    return compare


def told(row):
    return [(cell.column, cell.stands, cell.text, cell.state) for cell in row.cells]


def test_an_untouched_line_tells_nothing(compared):
    row = compared({})
    assert (told(row), row.state, row.changes) == ([], TaskState.SAME, frozenset())


def test_a_changed_cell_shows_old_and_new(compared):
    row = compared({C.VALUE: "45.50", C.DATA_SOURCE: "统计局"})
    assert told(row) == [
        (C.VALUE, "40", "45.5", TaskState.CHANGED),
        (C.DATA_SOURCE, "", "统计局", TaskState.CHANGED),
    ]
    assert (row.target.value, row.target.data_source) == (Decimal("45.5"), "统计局")
    assert row.changes == {"value", "data_source"}
    assert row.is_revision


def test_a_cell_that_only_moved_on_is_left_as_it_stands(compared):
    row = compared({C.UNIT: "个"}, name="别人改的", row_version=2)
    assert [cell.column for cell in row.cells] == [C.UNIT]
    assert row.target.name == "别人改的"


def test_a_cell_changed_on_both_sides_is_disputed_and_left_until_it_is_chosen(compared, target):
    left = compared({C.NAME: "我改的"}, name="别人改的")
    assert told(left) == [(C.NAME, "别人改的", "我改的", TaskState.CONFLICT)]
    assert (left.state, left.changes, left.target.name) == (TaskState.CONFLICT, frozenset(), "别人改的")


def test_a_disputed_cell_that_is_chosen_is_a_change(compared, target):
    row = compared({C.VALUE: "50"}, mine={f"{target.code} value"}, value=45)
    assert told(row) == [(C.VALUE, "45", "50", TaskState.CHANGED)]
    assert row.cells[0].is_disputed
    assert row.is_revision


def test_the_same_change_on_both_sides_is_no_dispute(compared):
    assert told(compared({C.NAME: "同名"}, name="同名")) == []


def test_a_line_left_empty_takes_nothing_away(report, target):
    table = task_table(report)
    line = Line(3, dict.fromkeys(C, "") | {C.CODE: target.code, C.STAMP: stamp(held(table.rows[0]))})
    assert told(changed(line, table.rows[0], Vocabulary(table), ())) == []


def test_columns_that_are_not_in_the_file_stay(report, target):
    table = task_table(report)
    line = Line(3, {C.CODE: target.code, C.NAME: "新名", C.STAMP: stamp(held(table.rows[0]))})
    assert changed(line, table.rows[0], Vocabulary(table), ()).changes == {"name"}


@pytest.mark.parametrize("lost", ["", "t1", "t1" + "0" * 83])
def test_a_line_without_its_stamp_may_only_say_what_stands(compared, lost):
    assert told(compared({C.STAMP: lost})) == []
    [(column, error)] = compared({C.STAMP: lost, C.NAME: "新名"}).errors
    assert (column, "lost its stamp" in error) == (C.STAMP, True)


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({C.VALUE: "0"}, C.VALUE, "must be above 0"),
        ({C.VALUE_HIGH: "50"}, C.VALUE_HIGH, "needs an upper figure"),
        ({C.COMPARISON: "between"}, C.VALUE_HIGH, "needs an upper figure"),
        ({C.COMPARISON: "about"}, C.TOLERANCE, "needs a tolerance"),
        ({C.LEAD: ""}, C.LEAD, "needs a lead department"),
        ({C.DUE: "2020-12"}, C.DUE, "has to lie between 2021-01 and 2026-12"),
        ({C.START: "2021-06", C.DUE: "2021-05"}, C.DUE, "may not lie before the start month"),
        ({C.VALUE: "x"}, C.VALUE, "digits only"),
    ],
)
def test_what_does_not_fit_is_said_in_its_column(compared, changes, column, said):
    row = compared(changes)
    assert [(where, said in text) for where, text in row.errors] == [(column, True)]
    assert row.state == TaskState.ERROR


def test_what_cannot_be_read_is_wrong_beside_the_others(compared):
    row = compared({C.DUE: "年底"}, wrong={C.VALUE: "a formula"})
    assert [column for column, _text in row.errors] == [C.VALUE, C.DUE]


def test_what_figures_were_accepted_by_does_not_change(compared, target, lin, wang):
    make_entry(target, 3, "9", lin, wang)
    changes = {C.KIND: "LEVEL", C.START: "2021-02", C.NAME: "新名"}
    assert [column for column, _text in compared(changes).errors] == [C.KIND, C.START]


def test_a_merged_department_gets_no_target(compared, department, other_department):
    other_department.successor = department
    other_department.save()
    for column in (C.LEAD, C.COOPERATING):
        [(where, said)] = compared({column: other_department.name}).errors
        assert (where, said) == (column, "Commerce Bureau is merged into Education Bureau.")


def test_a_new_lead_alone_may_be_decided_after_the_due_month(compared, other_department):
    alone = compared({C.LEAD: other_department.name, C.COOPERATING: other_department.name})
    assert (alone.is_revision, alone.limit) == (True, None)
    assert compared({C.LEAD: other_department.name, C.NAME: "新名"}).limit == date(2021, 12, 1)


NEW = {
    C.CODE: "HD-2021-99",
    C.NAME: "新增",
    C.NAME_EN: "New",
    C.AREA: "领域0",
    C.ORDER: "9",
    C.KIND: "RATE",
    C.COMPARISON: "AT_MOST",
    C.VALUE: "3.8",
    C.UNIT: "%",
    C.UNIT_EN: "%",
    C.START: "2021-01",
    C.DUE: "2021-12",
    C.CADENCE: "MONTH",
    C.STAMP: "",
}


def new(report, **changes):
    table = task_table(report)
    cells = NEW | {C(name): text for name, text in changes.items()}
    return added(Line(9, cells), table, Vocabulary(table))


def test_a_complete_line_of_a_new_code_makes_a_target(report, area):
    row = new(report)
    assert (row.state, row.code, row.is_revision, row.limit) == (TaskState.ADDED, "HD-2021-99", False, None)
    assert (row.target.area, row.target.value, row.target.lead) == (area, Decimal("3.8"), None)
    row.target.full_clean()


def test_everything_a_new_target_lacks_is_said_at_once(report, area):
    missing = {C.NAME, C.AREA, C.KIND, C.VALUE, C.UNIT_EN, C.START}
    row = new(report, **{column.value: "" for column in missing}, code="HD 99")
    assert {column for column, _text in row.errors} == missing | {C.CODE}


def test_a_new_target_that_does_not_fit_is_refused(report, area):
    assert [column for column, _text in new(report, kind="CUMULATIVE", comparison="ABOUT").errors] == [C.TOLERANCE]


def test_a_line_is_known_by_what_it_wants_until_it_has_a_code(compared, area, department):
    make_target(area, lead=department)
    assert compared({}).code == "HD-2021-01"
