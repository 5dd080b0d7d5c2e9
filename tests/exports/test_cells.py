from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook, load_workbook

from tracker.exports.cells import FIRST, HEADER, explain, head, leave_open, offer, saved, set_up, write


def read(fill):
    """The first sheet of a workbook as it was filled and saved."""
    book = Workbook()
    fill(book.active)
    return load_workbook(BytesIO(saved(book))).active


def test_a_text_stays_text_and_a_figure_is_a_number():
    def fill(sheet):
        for column, value in enumerate(("=1+1", Decimal("6.5"), "a\x0bb", ""), start=1):
            write(sheet, 1, column, value)

    sheet = read(fill)
    assert [(cell.value, cell.data_type) for cell in sheet[1]] == [("=1+1", "s"), (6.5, "n"), ("ab", "s")]


def test_cells_are_locked_unless_left_open_and_words_are_offered():
    def fill(sheet):
        head(sheet, 1, "目标数", 20)
        leave_open(write(sheet, FIRST, 1, "x"))
        write(sheet, FIRST, 2, "y")
        offer(sheet, 1, '"是"', 9, is_strict=True)
        set_up(sheet)

    sheet = read(fill)
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[FIRST]] == [False, True]
    assert (sheet.cell(HEADER, 1).value, sheet.column_dimensions["A"].width) == ("目标数", 20)
    [choice] = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1, choice.showErrorMessage) == ("A3:A9", '"是"', True)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C3", "$2:$2")


def test_sentences_stand_one_below_the_other():
    assert [row[0].value for row in read(lambda sheet: explain(sheet, ("一", "二")))] == ["一", "二"]
