"""A month's file beside the month: what is new, changed, the same or wrong, cell by cell."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.factories import AT, draft_entry, make_area, make_entry, make_target, month, submit_entry
from tests.forms.defects import defects, workbook
from tests.forms.hostile import measured
from tracker.actions.reviews import send_back
from tracker.choices import SheetColumn as C
from tracker.choices import TargetState
from tracker.forms.cells import shown
from tracker.forms.lines import MONTH, Line, Lines, read_lines
from tracker.forms.sheets import CellState, compare
from tracker.queries.desk import desk_rows

pytestmark = pytest.mark.usefixtures("english")
NEW, CHANGED, SAME, ERROR = CellState.NEW, CellState.CHANGED, CellState.SAME, CellState.ERROR
ON = month(7)


@pytest.fixture
def look(report, department, target):
    """Compare lines, given as what is written in their columns, with the department's June."""

    def compared(*written, wrong=None):
        lines = [
            Line(number, {C.CODE: target.code} | {C[name]: text for name, text in cells.items()}, wrong or {})
            for number, cells in enumerate(written, start=3)
        ]
        return compare(Lines(lines, 2, (), month(6)), desk_rows(department, report, month(6), ON))

    return compared


def one(comparison):
    [row] = comparison.rows
    return row


def test_each_of_a_hundred_defects_is_reported_with_row_column_and_remedy(
    report, department, other_department, lin, wang
):
    found = list(defects())
    data, wrong = workbook(found, report, department, other_department, lin, wang)
    comparison = compare(read_lines("m.xlsx", data, MONTH), desk_rows(department, report, month(6), ON))
    said = {row.line.number: row.errors for row in comparison.wrong}
    assert len(found) >= 100
    assert said.keys() == wrong.keys()
    for number, defect in wrong.items():
        [(column, text)] = said[number]
        assert column == defect.column, (number, defect)
        assert defect.words in text, (number, defect)
    assert comparison.saved == comparison.submitted == []


def test_codes_that_grow_when_compared_are_nobodys_at_once():
    lines = [Line(number, {C.CODE: "\ufdfa" * 32_000}) for number in range(3, 153)]
    outcome, seconds, _memory = measured(lambda: len(compare(Lines(lines, 2, (), None), []).wrong))
    assert outcome == "150"
    assert seconds < 1


def test_a_figure_where_none_stands_is_new(look):
    row = one(look({"VALUE": "20", "PROGRESS": ""}))
    assert [(cell.column, cell.state) for cell in row.cells] == [(C.VALUE, NEW), (C.PROGRESS, SAME)]
    assert (row.state, row.content["value"]) == (NEW, Decimal(20))


def test_a_row_left_empty_takes_nothing_away(look, target, lin):
    draft_entry(target, 6, "20", lin)
    comparison = look(dict.fromkeys(["VALUE", "PROGRESS", "EXPLANATION", "CLAIMS"], ""))
    assert one(comparison).state == SAME
    assert comparison.saved == comparison.submitted == []


def test_a_figure_taken_out_of_a_draft_beside_other_text_is_a_change(look, target, lin):
    draft_entry(target, 6, "20", lin, progress="好")
    row = one(look({"VALUE": "", "PROGRESS": "好"}))
    assert (row.state, row.content["value"], row.is_submitted) == (CHANGED, None, False)


def test_zero_nothing_and_not_counted_are_three_things(look):
    contents = [one(look({"VALUE": text, "PROGRESS": "好"})).content for text in ("0", "", "未统计")]
    assert [(each["value"], each["is_uncounted"]) for each in contents] == [(0, False), (None, False), (None, True)]


@pytest.mark.parametrize("text", ["20", "20.0", "２０", " 20 "])
def test_a_figure_written_otherwise_is_the_same(look, target, lin, text):
    draft_entry(target, 6, "20", lin)
    assert one(look({"VALUE": text})).state == SAME


def test_line_breaks_and_unseen_signs_make_no_difference(look, target, lin):
    draft_entry(target, 6, "20", lin, progress="一\r\n二\x01 ")
    assert one(look({"VALUE": "20", "PROGRESS": "一\n二"})).state == SAME


def test_a_column_that_is_not_in_the_file_keeps_what_stands(look, target, lin):
    draft_entry(target, 6, "20", lin, progress="一\r\n二", claims_completion=False)
    content = one(look({"VALUE": "21"})).content
    assert (content["value"], content["progress"], content["explanation"]) == (21, "一\n二", "情况属实")


def test_an_accepted_figure_left_as_it_is_needs_no_reason(look, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    comparison = look({"VALUE": "20", "EXPLANATION": "情况属实", "CORRECTION": ""})
    assert one(comparison).state == SAME
    assert comparison.submitted == []


def test_an_accepted_figure_is_corrected_with_a_reason(look, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    row = one(look({"VALUE": "21", "CORRECTION": "漏计一座"}))
    assert [(cell.column, cell.state) for cell in row.cells] == [(C.VALUE, CHANGED), (C.CORRECTION, NEW)]
    assert row.content["correction_reason"] == "漏计一座"


def test_a_row_handed_in_and_left_as_it_is_is_no_error(look, target, lin):
    submit_entry(target, 6, "20", lin)
    comparison = look({"VALUE": "20", "EXPLANATION": "情况属实"})
    assert (one(comparison).state, comparison.submitted) == (SAME, [])


def test_a_figure_that_fell_can_be_saved_and_not_handed_in_without_its_reason(look, target, lin, wang):
    make_entry(target, 5, "20", lin, wang)
    comparison = look({"VALUE": "19"})
    assert (len(comparison.saved), comparison.submitted) == (1, [])
    [(column, text)] = comparison.lacking[0].lacks
    assert column == C.EXPLANATION
    assert "lower than the one before" in text
    assert "Say why." in text
    assert look({"VALUE": "19", "EXPLANATION": "核减"}).submitted


def test_a_draft_that_is_as_the_file_says_can_be_handed_in(look, target, lin):
    draft_entry(target, 6, "20", lin)
    comparison = look({"VALUE": "20"})
    assert (len(comparison.submitted), comparison.saved) == (1, [])


def test_what_was_sent_back_is_handed_in_again_only_when_the_file_changes_it(look, target, lin, wang):
    entry = submit_entry(target, 6, "20", lin)
    send_back(entry=entry, reason="请附清单", by=wang, at=AT + timedelta(days=1), row_version=entry.row_version)
    comparison = look({"VALUE": "20"})
    assert (comparison.submitted, comparison.saved, comparison.lacking) == ([], [], [])
    assert len(look({"VALUE": "21"}).submitted) == 1


def test_what_lacks_its_reason_and_was_sent_back_untouched_holds_nothing_up(look, target, lin, wang):
    entry = submit_entry(target, 6, "41", lin)
    send_back(entry=entry, reason="请核实", by=wang, at=AT + timedelta(days=1), row_version=entry.row_version)
    entry.target.entries.update(explanation="")
    assert look({"VALUE": "41"}).lacking == []


def test_targets_without_a_line_in_the_file_are_counted(look, area, department):
    assert look({"VALUE": "20"}).left_out == 0
    for _number in range(2):
        make_target(area, lead=department)
    assert look({"VALUE": "20"}).left_out == 2
    assert look({"CODE": "", "VALUE": "20"}).left_out == 3


def test_a_text_without_a_figure_is_saved_and_holds_nothing_up(look):
    comparison = look({"VALUE": "", "PROGRESS": "开工"})
    assert (len(comparison.saved), comparison.submitted, comparison.lacking) == (1, [], [])


@pytest.mark.parametrize(("text", "claims"), [("是", True), ("Yes", True), ("✓", True), ("否", False), ("", False)])
def test_a_claim_is_a_word_in_either_language(look, text, claims):
    assert one(look({"VALUE": "40", "CLAIMS": text})).content["claims_completion"] is claims


def test_what_a_cell_holds_and_cannot_be_read_is_said_beside_the_other_errors(look):
    row = one(look({"VALUE": "", "PROGRESS": "长" * 5_001}, wrong={C.VALUE: "a formula"}))
    assert [(column, text[:9]) for column, text in row.errors] == [(C.VALUE, "a formula"), (C.PROGRESS, "Ensure th")]
    assert row.content is None


def test_another_departments_code_is_as_one_that_does_not_exist(look, area, other_department):
    foreign = make_target(area, lead=other_department, name_en="Secret")
    there, nowhere = (one(look({"CODE": code, "VALUE": "1"})) for code in (foreign.code, "HD-2021-77"))
    assert there.errors == nowhere.errors
    assert there.row is nowhere.row is None


def test_a_code_is_known_in_full_width_and_small_letters(look, target):
    assert one(look({"CODE": "ｈｄ-2021-01", "VALUE": "1"})).row.target == target


def test_a_suspended_target_left_empty_is_no_matter(look, target):
    target.state = TargetState.SUSPENDED
    target.save()
    assert one(look({"VALUE": ""})).state == SAME
    assert one(look({"VALUE": "1"})).state == ERROR


def test_the_digest_changes_when_a_row_of_the_file_moves_on(look, target, lin, report, department):
    other = make_target(make_area(report), lead=department)
    first = look({"VALUE": "20"}).digest
    draft_entry(other, 6, "5", lin)
    assert look({"VALUE": "20"}).digest == first
    draft_entry(target, 6, "21", lin)
    assert look({"VALUE": "20"}).digest != first


def test_the_counts_are_those_of_the_rows(look):
    comparison = look({"VALUE": "20"}, {"VALUE": "x"}, {"CODE": "", "VALUE": "3"})
    assert comparison.summary == [("New", 1), ("Differs", 0), ("As it stands", 0), ("Wrong", 2)]


def test_what_is_shown_of_an_entry_reads_back_as_the_same(look, target, lin, department, report):
    draft_entry(target, 6, None, lin, progress="=1", problems="-", next_steps="'x")
    [row] = desk_rows(department, report, month(6), ON)
    texts = {column.name: text for column, text in shown(row).items()}
    assert texts["VALUE"] == "not counted"
    assert one(look(texts)).state == SAME
