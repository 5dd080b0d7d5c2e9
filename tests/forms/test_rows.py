"""A file from outside as rows of cells: in order, within bounds, and each cell as it would be typed."""

from datetime import datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

from tracker.forms.rows import CELL, Cell, Room, csv_rows, decode, sheet_rows, text_of

pytestmark = pytest.mark.usefixtures("english")


def sheet(*rows):
    """A sheet as it is read: from the file, row by row."""
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return load_workbook(file, read_only=True).active


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_text_is_decoded_from_what_offices_write(encoding):
    assert decode("编号,目标数".encode(encoding)) == "编号,目标数"


def test_what_is_no_text_is_refused():
    with pytest.raises(ValidationError, match="no CSV file"):
        decode("编号".encode("utf-16"))


def test_rows_keep_their_numbers_and_empty_ones_are_left_out():
    assert [number for number, _cells in sheet_rows(sheet(["A"], [None], ["B"]), Room())] == [1, 3]
    assert [number for number, _cells in csv_rows("A\n\nB\n", ",")] == [1, 3]


def test_too_much_text_is_refused():
    with pytest.raises(ValidationError, match="too much"):
        list(sheet_rows(sheet(["12345"]), Room(signs=4)))
    with pytest.raises(ValidationError, match="too much"):
        Room().take(["x" * (CELL + 1)])


def test_a_row_of_too_many_columns_is_refused():
    with pytest.raises(ValidationError, match="Row 1 has more than 60 columns"):
        list(csv_rows("," * 60 + "x\n", ","))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((None, ""), (0.1 + 0.2, "0.3"), (7, "7"), (" a\r\nb ", "a\nb"), (True, "True")),
        (datetime(2021, 6, 1), "2021-06-01"),  # noqa: DTZ001 - a workbook has no zones
        (datetime(2021, 6, 1, 8, 30), "2021-06-01 08:30:00"),  # noqa: DTZ001 - nor here
    ],
)
def test_a_cell_reads_as_it_would_be_typed(value, text):
    assert text_of(Cell(value)) == text


def test_the_mark_before_what_looks_like_a_formula_is_taken_off():
    [(_number, cells)] = csv_rows("'=1,'tis\n", ",")
    assert [cell.value for cell in cells] == ["=1", "'tis"]
