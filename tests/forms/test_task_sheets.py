"""The whole table beside the report: which line is about which target, and which about none."""

import pytest

from tests.factories import make_area, make_report, make_target
from tracker.choices import TaskColumn as C
from tracker.forms.lines import Line, Lines
from tracker.forms.task_sheets import compare
from tracker.forms.tasks import Vocabulary, shown
from tracker.models import Target
from tracker.queries.tasks import task_table

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def lines(report, area, target):
    """The lines of a downloaded table of two targets, from row 3 on."""
    make_target(area)
    table = task_table(report)
    words = Vocabulary(table)
    return [Line(number, shown(row, words)) for number, row in enumerate(table.rows, start=3)]


def looked(report, lines, **given):
    return compare(Lines(lines, 2, ("Remark",), None), task_table(report), **given)


def with_cells(line, number=None, wrong=None, **cells):
    return Line(number or line.number, line.cells | {C(name): text for name, text in cells.items()}, wrong or {})


def test_an_untouched_table_says_nothing(report, lines):
    comparison = looked(report, lines)
    assert (comparison.told, comparison.wrong, comparison.filed, comparison.left_out) == ([], [], [], 0)
    assert comparison.unread == ("Remark",)


def test_what_is_left_out_is_counted(report, lines):
    assert looked(report, lines[:1]).left_out == 1


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"code": ""}, "The code is missing"),
        ({"code": "HD-2021-77"}, "a code never changes"),
        ({"code": "HD-2021-01"}, "stands in row 3 already"),
        ({"code": "hd-2021-01 "}, "stands in row 3 already"),
        ({"code": "HD-2022-01", "stamp": ""}, "A target of another report has this code"),
    ],
)
def test_a_line_about_no_target_is_refused_with_why(report, lines, cells, said):
    make_target(make_area(make_report(2022)))
    [row] = looked(report, [lines[0], with_cells(lines[1], **cells)]).wrong
    assert (row.line.number, [(column, said in text) for column, text in row.errors]) == (4, [(C.CODE, True)])


def test_a_code_that_cannot_be_read_is_refused(report, lines):
    [row] = looked(report, [with_cells(lines[0], wrong={C.CODE: "a formula"})]).wrong
    assert row.errors == [(C.CODE, "a formula")]


def test_changes_new_targets_disputes_and_errors_are_counted(report, area, lines):
    new = dict.fromkeys(C, "") | {C.CODE: "HD-2021-99", C.NAME: "新"}
    Target.objects.filter(code="HD-2021-02").update(name="别人改的")
    changed = [with_cells(lines[0], value="41", unit="个"), with_cells(lines[1], name="我改的"), Line(9, new)]
    comparison = looked(report, changed)
    assert comparison.summary == {"changed": 2, "added": 0, "disputed": 1, "wrong": 1}
    assert [row.code for row in comparison.told] == ["HD-2021-01", "HD-2021-02"]
    assert comparison.filed == []  # while anything is wrong
    filed = looked(report, changed[:2], mine=["HD-2021-02 name"])
    assert [row.code for row in filed.filed] == ["HD-2021-01", "HD-2021-02"]
    assert filed.summary["disputed"] == 1


def test_the_fingerprint_changes_with_the_targets_and_not_with_what_is_chosen(report, lines, other_department):
    lines = [with_cells(lines[0], name="我改的"), lines[1]]
    seen = [looked(report, lines).digest, looked(report, lines, mine=["HD-2021-01 name"]).digest]
    Target.objects.get(code="HD-2021-02").cooperating.set([other_department])
    seen.append(looked(report, lines).digest)
    Target.objects.filter(code="HD-2021-01").update(row_version=5)
    seen.append(looked(report, lines).digest)
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3
