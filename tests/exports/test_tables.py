import csv
from io import StringIO

import pytest

from tracker.exports.tables import table_csv


def read(data):
    return list(csv.reader(StringIO(data.decode("utf-8-sig"))))


def test_table_is_utf_8_with_its_mark_and_a_row_a_line():
    data = table_csv(["月份", "实报"], [["2021年1月", "4"], ["2021年2月", ""]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data) == [["月份", "实报"], ["2021年1月", "4"], ["2021年2月", ""]]
    assert data.count(b"\r\n") == 3


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@a", "-a", "\tb", "'=1", "＝1", "-1a", "--1", "-", "-1.5.2", "-٣"])
def test_text_that_looks_like_a_formula_stays_text(text):
    assert read(table_csv([text], [[text]])) == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize("text", ["-1", "-0.25", "3", "a=b", "1-2", ""])
def test_numbers_and_other_texts_stay_as_they_are(text):
    assert read(table_csv(["a", "b"], [["x", text]]))[1] == ["x", text]


def test_commas_quotes_and_lines_are_kept():
    assert read(table_csv(["a"], [['x,"y"\nz']]))[1] == ['x,"y"\nz']
