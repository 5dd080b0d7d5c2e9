"""The month as a file: what is open in it, what it offers, and how it comes back with its errors."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.factories import draft_entry, make_area, make_entry, make_target, month, submit_entry
from tracker.choices import SheetColumn as C
from tracker.exports.sheets import csv_with_errors, month_csv, month_workbook, neutral, workbook_with_errors
from tracker.forms.cells import shown
from tracker.forms.lines import MONTH, read_lines
from tracker.forms.sheets import CellState, compare
from tracker.queries.desk import desk_rows

pytestmark = pytest.mark.usefixtures("english")
LETTERS = dict(zip(C, "ABCDEFGHIJKLM", strict=True))
ODD = ("=1+1", "+86 22", "-", "@home", "'=x", "'", "\tTab", "普通", "line\r\nbreak", 'quote "', "a,b;c", "\x07bell")


@pytest.fixture
def rows(report, department, target):
    """The department's rows of June with what stands in them."""
    return lambda: [(row, shown(row)) for row in desk_rows(department, report, month(6), month(7))]


def opened(data):
    return load_workbook(BytesIO(data)).worksheets[0]


def test_open_are_the_cells_the_department_fills_in(rows, report, department, lin, wang):
    area = make_area(report)
    accepted = make_target(area, lead=department)
    make_entry(accepted, 6, "20", lin, wang)
    submit_entry(make_target(area, lead=department), 6, "20", lin)
    make_target(area, lead=department, kind="RATE", unit="%")
    make_target(area, lead=department, state="SUSPENDED")
    make_target(area, lead=department, start=month(7))
    sheet = opened(month_workbook(rows(), "2021-06"))
    assert sheet.protection.sheet
    assert not sheet.protection.password
    found = [
        {name for name, letter in LETTERS.items() if not sheet[f"{letter}{number}"].protection.locked}
        for number in range(3, 9)
    ]
    written = {column for column in C if column.is_written}
    plain = written - {C.CORRECTION}
    assert found == [plain, written, set(), plain - {C.CLAIMS}, set(), set()]


def test_the_workbook_says_what_to_compare_with_and_offers_the_words(rows, target, lin, wang):
    make_entry(target, 5, "18.5", lin, wang)
    draft_entry(target, 6, "20", lin, progress="开工")
    sheet = opened(month_workbook(rows(), "2021-06 · Education Bureau"))
    assert sheet["A1"].value == "2021-06 · Education Bureau"
    assert [sheet[f"{letter}2"].value for letter in LETTERS.values()] == [str(column.label) for column in C]
    shown_values = [sheet[f"{letter}3"].value for letter in "ABCDEFGH"]
    assert shown_values == [target.code, target.name_en, "40 stations", "stations", "50%", 18.5, 20, "开工"]
    offered = {
        rule.formula1: (str(rule.sqref), bool(rule.showErrorMessage)) for rule in sheet.data_validations.dataValidation
    }
    assert offered == {'"not counted"': ("G3", False), '"yes"': ("L3", True)}
    assert sheet.freeze_panes == "C3"


def test_a_second_sheet_says_how_to_fill_it_in(rows):
    book = load_workbook(BytesIO(month_workbook(rows(), "2021-06")))
    assert len(book.worksheets) == 2
    help_lines = [row[0].value for row in book.worksheets[1].iter_rows()]
    assert "yellow cells" in help_lines[0]
    for column in (C.VALUE, C.EXPLANATION, C.CORRECTION):
        assert any(str(column.label) in line for line in help_lines)


@pytest.mark.parametrize("write", [month_workbook, month_csv])
@pytest.mark.parametrize("text", ODD)
def test_an_untouched_file_comes_back_all_the_same(rows, report, department, target, lin, write, text):
    draft_entry(target, 6, "20", lin, progress=text, problems=text, claims_completion=False)
    data = write(rows(), "2021-06")
    lines = read_lines("m.xlsx" if write is month_workbook else "m.csv", data, MONTH)
    comparison = compare(lines, [row for row, _stands in rows()])
    assert [row.state for row in comparison.rows] == [CellState.SAME]
    assert lines.month == month(6)


def test_a_text_that_looks_like_a_formula_is_no_formula_in_the_workbook(rows, target, lin):
    draft_entry(target, 6, "20", lin, progress="=1+1")
    cell = opened(month_workbook(rows(), "2021-06"))["H3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "''-"])
def test_a_text_that_looks_like_a_formula_is_marked_in_csv(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1", "'tis", "a=1", "好"])
def test_any_other_text_stays_as_it_is(text):
    assert neutral(text) == text


def test_a_figure_below_zero_is_no_formula(report, department, lin, rows, target):
    target.kind, target.unit = "RATE", "%"
    target.save()
    draft_entry(target, 6, "-0.5", lin)
    table = list(csv.reader(StringIO(month_csv(rows(), "2021-06").decode("utf-8-sig"))))
    assert table[2][list(C).index(C.VALUE)] == "-0.5"


def test_a_month_without_targets_is_a_file_all_the_same():
    assert opened(month_workbook([], "2021-06"))["A2"].value == "Code"
    assert month_csv([], "2021-06").decode("utf-8-sig").splitlines()[0] == "2021-06"


def test_a_workbook_comes_back_as_it_was_with_its_errors_in_a_column(rows, target):
    data = month_workbook(rows(), "2021-06")
    once = workbook_with_errors(data, "Month", 2, {3: "Figure to date: wrong"})
    sheet = opened(once)
    assert (sheet["N2"].value, sheet["N3"].value) == ("Errors", "Figure to date: wrong")
    assert sheet["A3"].value == target.code
    assert sheet.protection.sheet
    assert not sheet["G3"].protection.locked
    twice = opened(workbook_with_errors(once, "Month", 2, {}))
    assert (twice["N2"].value, twice["N3"].value, twice["O2"].value) == ("Errors", None, None)


def test_a_csv_file_comes_back_as_it_was_with_its_errors_in_a_column():
    text = "2021-06\nCode;Figure to date\nA;x\n\nB;=1;more\n"
    once = csv_with_errors(text, ";", 2, {3: "wrong", 5: "=odd"}).decode("utf-8-sig")
    assert once.splitlines() == ["2021-06", "Code;Figure to date;;Errors", "A;x;;wrong", "", "B;=1;more;=odd"]
    again = csv_with_errors(once, ";", 2, {}).decode("utf-8-sig")
    assert again.splitlines()[1:3] == ["Code;Figure to date;;Errors", "A;x;;"]


def test_a_csv_file_grows_by_its_errors_alone():
    text = "Code,Figure to date" + "," * 40 + "\nA,x\n" + "\n" * 2_000 + "B,1\n"
    returned = csv_with_errors(text, ",", 1, {2: "wrong"}).decode("utf-8-sig")
    assert len(returned) < len(text) + 3_000
    assert returned.splitlines()[-1] == "B,1"
