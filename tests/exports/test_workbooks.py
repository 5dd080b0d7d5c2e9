from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.exports.conftest import FORMULA, read_at
from tests.factories import make_entry
from tracker.exports.columns import Type
from tracker.exports.resources import TABLES
from tracker.exports.workbooks import workbook_bytes
from tracker.models import Target


def book(name, source=None):
    source = source or read_at()
    return load_workbook(BytesIO(workbook_bytes(TABLES[name], TABLES[name].things(source.page), source)))


def texts(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("name", TABLES)
def test_the_first_sheet_holds_the_rows_of_the_answer(record, name):
    source, resource = read_at(), TABLES[name]
    head, *rows = texts(book(name)[name])
    columns = resource.table_columns
    assert head == [column.name for column in columns]
    for row, told in zip(rows, resource.rows(resource.things(source.page), source, columns), strict=True):
        for column, cell in zip(columns, row, strict=True):
            value = told[column.name]
            if column.holds == Type.FIGURE and value is not None:
                assert Decimal(str(cell)) == Decimal(value)
                assert not isinstance(cell, str)
            elif isinstance(value, str):
                assert cell == (value.replace("\r\n", "\n").replace("\x08", "") or None)
            else:
                assert cell == value


def test_a_text_that_looks_like_a_formula_is_a_text(record):
    sheet = book("entries")["entries"]
    place = [cell.value for cell in sheet[1]].index("progress") + 1
    cell = sheet.cell(2, place)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (FORMULA.replace("\r\n", "\n"), "s", True)


def test_a_figure_too_long_for_a_number_is_a_text(target, lin, wang):
    Target.objects.update(value=Decimal(7))
    make_entry(target, 6, "99999999999.9999", lin, wang)
    row = dict(zip(*texts(book("targets")["targets"]), strict=True))
    assert row["value"] == 7
    assert repr(row["latest_value"]) == "99999999999.9999"  # fifteen digits
    assert row["done_share"] == "14285714285.714271"  # seventeen


def test_the_second_sheet_says_what_it_is(record):
    sheet = texts(book("targets", read_at(6, is_sample=True))["about"])
    said = "\n".join(str(cell) for row in sheet for cell in row if cell)
    for words in ("演示数据", "2021-06-30", "CC BY 4.0", "http://127.0.0.1:8000/data/", "7 · 2021-07-01", "工作报告"):
        assert words in said
    explained = {row[0]: row[2:] for row in sheet}
    for column in TABLES["targets"].table_columns:
        zh, en = explained[column.name]
        assert not zh.isascii()
        assert en


def test_without_sample_data_nothing_says_so(record):
    first, *_rest = texts(book("targets")["about"])
    assert first[0] == "目标 / Targets"
    assert "演示数据 / Sample data" not in [row[0] for row in texts(book("targets")["about"])]


def test_the_same_rows_give_the_same_file(record):
    source = read_at()
    one, two = (workbook_bytes(TABLES["areas"], TABLES["areas"].things(source.page), source) for _time in range(2))
    assert one == two
    with ZipFile(BytesIO(one)) as packed:
        core = packed.read("docProps/core.xml").decode()
    assert core.count("2021-07-01T01:00:00Z") == 2


def test_nothing_at_all_is_a_head(target):
    assert texts(book("revisions")["revisions"]) == [[column.name for column in TABLES["revisions"].columns]]
