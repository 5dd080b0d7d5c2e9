"""The cells of a month's file: the same when they say the same, judged as the pages judge."""

import pytest

from tests.factories import draft_entry, make_entry, month
from tracker.choices import SheetColumn as C
from tracker.forms.cells import WRITTEN, is_same, judged, shown
from tracker.queries.desk import desk_rows


@pytest.fixture
def row(report, department, target):
    """The department's one row in June, read now."""
    return lambda: desk_rows(department, report, month(6), month(7))[0]


@pytest.mark.parametrize(
    ("column", "text", "stands", "same"),
    [
        (C.VALUE, "1,080", "1080", True),
        (C.VALUE, "not counted", "未统计", True),
        (C.VALUE, "0", "", False),
        (C.VALUE, "x", "x", False),
        (C.CLAIMS, "yes", "是", True),
        (C.CLAIMS, "", "是", False),
        (C.CLAIMS, "perhaps", "", False),
        (C.CLAIMS, "yes" + " " * 20 + "and more", "是", False),
        (C.PROGRESS, "一\n二", "一\r\n二", True),
        (C.PROGRESS, "一 二", "一\n二", False),
    ],
)
def test_a_cell_is_the_same_when_it_means_the_same(column, text, stands, same):
    assert is_same(column, text, stands) is same


def test_every_written_column_is_shown(row):
    assert shown(row()) == dict.fromkeys(WRITTEN, "")


def test_the_draft_is_shown_before_the_accepted_figure(row, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    assert shown(row())[C.VALUE] == "20"
    draft_entry(target, 6, "21.50", lin, correction_reason="漏计")
    assert (shown(row())[C.VALUE], shown(row())[C.CORRECTION]) == ("21.5", "漏计")


def test_a_correction_begins_without_the_reason_of_the_last(row, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    make_entry(target, 6, "21", lin, wang, correction_reason="漏计")
    assert shown(row())[C.CORRECTION] == ""
    assert C.CORRECTION in judged(row(), {C.VALUE: "22"}).errors


def test_what_lacks_for_handing_in_is_no_error_of_a_draft(row):
    result = judged(row(), {C.VALUE: "41"})
    assert result.errors == {}
    assert set(result.lacks) == {C.EXPLANATION}
