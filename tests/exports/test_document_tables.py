from fractions import Fraction

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.example import FULL, LATE, TOTALS
from tests.exports.word import out_of_order, parsed, value
from tracker.exports.document_form import WIDE_WIDTH, WIDTH
from tracker.exports.document_tables import FILLED, closing_table, parts, table
from tracker.exports.papers import Bar, Cell, Table

TABLE, ROW, CELL = (qn(f"w:{name}") for name in ("tbl", "tr", "tc"))


def drawn(block):
    """The table of a block as elements."""
    _caption, found = parsed(table(block))
    return found


def texts(row):
    return ["".join(each.text or "" for each in cell.iter(qn("w:t"))) for cell in row.findall(CELL)]


def bar_of(share):
    """The pieces of a bar: width and shade of each."""
    block = Table("", ("a",), ((Cell("x", Bar(share)),),), (1,))
    (bar,) = drawn(block).findall(f".//{CELL}/{TABLE}")
    return [
        (int(value(cell, "tcPr/tcW", "w")), cell.find(f".//{qn('w:shd')}") is not None)
        for cell in bar.find(ROW).findall(CELL)
    ]


@pytest.mark.parametrize("block", [TOTALS, LATE, FULL])
def test_the_head_is_repeated_and_no_row_is_torn(block):
    head, *rows = drawn(block).findall(ROW)
    assert texts(head) == list(block.columns)
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in rows] == [None] * len(rows)
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in [head, *rows])


def test_a_row_that_may_not_fit_on_a_page_goes_on_on_the_next():
    block = Table(
        "",
        ("a", "b"),
        ((Cell("长" * 600), Cell("")), (Cell("一\n" * 30), Cell("")), (Cell("长" * 60), Cell(""))),
        (1, 3),
    )
    _head, *are_whole = (row.find(f".//{qn('w:cantSplit')}") is not None for row in drawn(block).findall(ROW))
    assert are_whole == [False, False, True]


@pytest.mark.parametrize("block", [TOTALS, LATE, FULL])
def test_a_table_fills_the_width_of_its_page(block):
    widths = [int(each.get(qn("w:w"))) for each in drawn(block).find(qn("w:tblGrid"))]
    assert sum(widths) == (WIDE_WIDTH if block.is_wide else WIDTH)
    assert value(drawn(block), "tblPr/tblLayout", "type") == "fixed"


def test_cells_have_their_texts_in_order():
    _head, *rows = drawn(FULL).findall(ROW)
    assert [texts(row) for row in rows] == [[cell.text for cell in row] for row in FULL.rows]


def test_a_table_without_rows_says_so_across_its_width():
    _head, row = drawn(LATE).findall(ROW)
    assert texts(row) == ["无"]
    assert value(row, "tc/tcPr/gridSpan") == "3"


def test_a_bar_is_shaded_as_far_as_its_share():
    (filled, is_shaded), (rest, is_rest_shaded) = bar_of(Fraction(1, 4))
    assert (is_shaded, is_rest_shaded) == (True, False)
    assert filled == round((filled + rest) / 4)


@pytest.mark.parametrize(("share", "shades"), [(Fraction(-1), [False]), (0, [False]), (1, [True]), (7, [True])])
def test_a_bar_never_leaves_its_track(share, shades):
    assert [is_shaded for _width, is_shaded in bar_of(Fraction(share))] == shades


def test_a_bar_is_dark_when_printed_in_grey():
    assert FILLED[:2] == FILLED[2:4] == FILLED[4:]
    assert int(FILLED[:2], 16) < 0x66


def test_numbers_stand_at_the_right():
    _head, first, *_rows = drawn(TOTALS).findall(ROW)
    styles = [value(cell, "p/pPr/pStyle") for cell in first.findall(CELL)]
    assert styles == ["TableText", "TableNumber", "TableNumber", "TableNumber"]


def test_the_closing_block_has_a_line_for_each_fact_and_a_long_code_fits_on_one():
    (found,) = parsed(closing_table([("数据截至", "2021年3月31日"), ("SHA-256", "0f" * 32)], is_wide=False))
    assert [texts(row) for row in found.findall(ROW)] == [["数据截至：2021年3月31日"], ["SHA-256：" + "0f" * 32]]
    sizes = [each.get(qn("w:val")) for each in found.iter(qn("w:sz"))]
    assert sizes == ["21"]
    edges = {edge: value(found, f"tblPr/tblBorders/{edge}", "sz") for edge in ("top", "bottom", "insideH")}
    assert edges == {"top": "8", "bottom": "8", "insideH": "4"}


@given(st.lists(st.integers(1, 50), min_size=1, max_size=20).map(tuple), st.integers(2000, 13000))
def test_widths_are_divided_without_a_remainder(shares, whole):
    divided = parts(shares, whole)
    assert sum(divided) == whole
    assert all(abs(part - whole * share / sum(shares)) <= 1 for part, share in zip(divided, shares, strict=True))


@pytest.mark.parametrize("block", [TOTALS, LATE, FULL])
def test_tables_stand_as_the_schema_asks(block):
    assert out_of_order(parsed(table(block))) == []
