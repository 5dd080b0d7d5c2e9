import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.conftest import read_at
from tracker.exports.columns import Column, Resource, Type
from tracker.exports.files import FORMULA, MARK, cell_text, csv_bytes, file_name, json_bytes, zip_bytes
from tracker.exports.resources import TABLES

MARKED = re.compile(f"{MARK}+{FORMULA}")
TEXTS = Resource("texts", "texts", "", "", (Column("text", Type.TEXT, str, ""),), lambda _page: [], key=("text",))


def read(data):
    """A CSV file as any program reads it."""
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def unmarked(text):
    """A text as it was written: what the data page tells to do."""
    return text[1:] if MARKED.match(text) else text


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"))))
@pytest.mark.parametrize("begun", ["", "=", "'=", "''+", "-", "@x", "\t", "\r\n", "＝", "'", '"'])
def test_a_text_comes_back_as_it_was(begun, texts):
    written = [begun + text for text in texts]
    data = csv_bytes(TEXTS, written, None)
    assert [unmarked(row["text"]) for row in read(data)] == written
    assert [row["text"] for row in read(data) if re.match(FORMULA, row["text"])] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_file_holds_the_rows_of_the_answer(record, name):
    source, resource = read_at(), TABLES[name]
    things = resource.things(source.page)
    rows = read(csv_bytes(resource, things, source))
    assert list(rows[0]) == [column.name for column in resource.columns if column.holds != Type.LIST]
    for row, told in zip(rows, resource.rows(things, source), strict=True):
        for column in resource.table_columns:
            value = unmarked(row[column.name]) if column.holds == Type.TEXT else row[column.name]
            assert value == cell_text(told[column.name])


def test_figures_below_zero_are_not_marked(record):
    source = read_at()
    data = csv_bytes(TABLES["entries"], TABLES["entries"].things(source.page), source)
    assert ",-1.25,%," in data.decode()


def test_a_file_is_what_excel_and_rfc_4180_expect(record):
    source = read_at()
    data = csv_bytes(TABLES["areas"], TABLES["areas"].things(source.page), source)
    assert data.startswith(b"\xef\xbb\xbfcode,section,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == 3


@pytest.mark.parametrize(("value", "text"), [(None, ""), (True, "true"), (False, "false"), (0, "0"), ("x", "x")])
def test_a_cell_is_empty_only_where_something_is_missing(value, text):
    assert cell_text(value) == text


def test_a_files_name_says_as_of_when_and_that_it_is_sample_data(target):
    assert file_name(read_at(6), "targets", "csv") == "targets-2021-06.csv"
    assert file_name(read_at(12, is_sample=True), "targets", "xlsx") == "targets-2021-12-sample.xlsx"


def test_the_same_parts_give_the_same_zip_file():
    parts = [("a.csv", "一".encode() * 1000), ("b/c.txt", b"")]
    data = zip_bytes(parts)
    assert data == zip_bytes(parts)
    with ZipFile(BytesIO(data)) as packed:
        assert [(name, packed.read(name)) for name in packed.namelist()] == parts
        assert packed.infolist()[0].external_attr >> 16 == 0o644
    assert len(data) < 1000


def test_json_keeps_chinese_readable():
    assert json_bytes({"a": ["一"]}) == '{\n "a": [\n  "一"\n ]\n}'.encode()
