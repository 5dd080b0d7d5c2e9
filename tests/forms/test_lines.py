"""A month's file read into lines: which kinds, which languages, which cells, and what is said of the rest."""

import csv
from datetime import date
from functools import partial
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.factories import month
from tests.forms.hostile import LONG, MEGABYTE, measured
from tracker.choices import SheetColumn as C
from tracker.forms import lines as forms
from tracker.forms.lines import MONTH

pytestmark = pytest.mark.usefixtures("english")

read_lines = partial(forms.read_lines, layout=MONTH)


def workbook(*rows, hidden=False, formats=None, more=None):
    """A workbook with these rows; `more` are the rows of a second sheet."""
    book, target = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    for place, shown in (formats or {}).items():
        book.active[place].number_format = shown
    if more is not None:
        other = book.create_sheet("Other")
        for row in more:
            other.append(row)
    if hidden:
        book.create_sheet("Seen")
        book.active = 1
        book.worksheets[0].sheet_state = "hidden"
    book.save(target)
    return target.getvalue()


def value(written, shown="General"):
    """The one line of a workbook whose figure is `written`."""
    data = workbook(["Code", "Figure to date"], ["A", written], formats={"B2": shown})
    [line] = read_lines("m.xlsx", data).lines
    return line


def refusal(name, data):
    with pytest.raises(ValidationError) as caught:
        read_lines(name, data)
    return " ".join(caught.value.messages)


def test_rows_keep_their_number_and_empty_ones_are_left_out():
    data = workbook(["2021-06 · 区教育局"], [], ["Code", "Figure to date"], ["A", 1], [], [None, None], ["B", 2])
    lines = read_lines("m.xlsx", data)
    assert [(line.number, line.cells[C.CODE]) for line in lines.lines] == [(4, "A"), (7, "B")]
    assert (lines.header, lines.month) == (3, month(6))


@pytest.mark.parametrize(
    "heads", [("Code", "Figure to date"), ("figure  to date", "CODE"), ("Figure to date：", "code")]
)
def test_heads_are_known_in_any_order_and_spelling(heads):
    [line] = read_lines("m.xlsx", workbook(heads, ["1", "1"])).lines
    assert set(line.cells) == {C.CODE, C.VALUE}


def test_chinese_heads_are_known_to_an_english_reader():
    with override("zh-hans"):
        heads = [str(C.CODE.label), str(C.VALUE.label), str(C.PROGRESS.label)]
    [line] = read_lines("m.xlsx", workbook(heads, ["A", 1, "好"])).lines
    assert line.cells == {C.CODE: "A", C.VALUE: "1", C.PROGRESS: "好"}


def test_columns_that_are_none_of_ours_are_named_once_and_that_of_the_errors_is_not():
    data = workbook(["Code", "Figure to date", "Remark", "Errors", "Target"], ["A", 1, "x", "y", "z"])
    lines = read_lines("m.xlsx", data)
    assert lines.unread == ("Remark",)
    assert set(lines.lines[0].cells) == {C.CODE, C.VALUE}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        *((0.1 + 0.2, "0.3"), (1080, "1080"), (6.5, "6.5"), (-0.5, "-0.5"), (0, "0"), (1e-4, "0.0001"), (None, "")),
        *((12345678901.2345, "12345678901.2345"), ("1,080", "1,080"), (" 6.5 ", "6.5"), ("未统计", "未统计")),
    ],
)
def test_a_figure_is_read_as_it_would_be_typed(written, text):
    assert value(written).cells[C.VALUE] == text
    assert value(written).wrong == {}


@pytest.mark.parametrize(
    "shown", ["General", "0.00", "#,##0.00", "#,##0", '0"%"', "[$¥-804]#,##0.00", "@", "0_);[Red](0)"]
)
def test_a_figure_in_an_ordinary_format_is_taken(shown):
    assert value(5, shown).wrong == {}


def test_a_text_that_looks_like_a_formula_stays_text():
    book, target = Workbook(), BytesIO()
    book.active.append(["Code", "Figure to date", "Progress"])
    book.active.append(["A", 1, "=not a formula"])
    book.active["C2"].data_type = "s"
    book.save(target)
    [line] = read_lines("m.xlsx", target.getvalue()).lines
    assert (line.cells[C.PROGRESS], line.wrong) == ("=not a formula", {})


def test_dates_in_texts_and_ticks_read_as_words():
    heads = ["Code", "Figure to date", "Progress", "Claims completion"]
    [line] = read_lines("m.xlsx", workbook(heads, ["A", 1, date(2021, 6, 30), True])).lines
    assert (line.cells[C.PROGRESS], line.cells[C.CLAIMS], line.wrong) == ("2021-06-30", "True", {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_either_encoding_with_any_separator(encoding, separator):
    target = StringIO()
    writer = csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([["2021-06"], ["Code", "Figure to date", "Progress"], ["A", "1,080.5", "开工；两行\n第二行"]])
    lines = read_lines("月报.CSV", target.getvalue().encode(encoding))
    [line] = lines.lines
    assert line.cells == {C.CODE: "A", C.VALUE: "1,080.5", C.PROGRESS: "开工；两行\n第二行"}
    assert (lines.separator, lines.month, line.number) == (separator, month(6), 3)


def test_the_mark_before_a_formula_looking_text_is_taken_off_once():
    lines = read_lines("m.csv", b"Code,Figure to date,Progress\nA,-1,'=1\nB,1,''=1\nC,1,'tis\n")
    assert [line.cells[C.PROGRESS] for line in lines.lines] == ["=1", "'=1", "'tis"]
    assert lines.lines[0].cells[C.VALUE] == "-1"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("m.xlsx", b"", "is empty"),
        ("m.csv", b"", "is empty"),
        ("m.xlsm", b"x", "Only .xlsx and .csv"),
        ("m.xls", b"x", "Only .xlsx and .csv"),
        ("m", b"x", "Only .xlsx and .csv"),
        ("m.csv", b"x" * 5_000_001, "larger than 5 MB"),
        ("m.xlsx", b"Code,Figure to date\nA,1\n", "damaged"),
        ("m.csv", workbook(["Code", "Figure to date"]), "no CSV file"),
        ("m.csv", "Code,Figure to date\nA,1\n".encode("utf-16"), "no CSV file"),
        ("m.csv", b'Code,Figure to date\nA,"1\n', "quotation mark"),
        ("m.csv", b"Code,Figure to date" + b"," * 59 + b"\nA,1\n", "Row 1 has more than 60 columns"),
        ("m.xlsx", workbook(["Code", "Figure to date"], *[[None, None, "x"]] * 2_001), "more than 2,000 rows"),
        ("m.xlsx", workbook(["Code", "Figure to date"], *[["A", 1, "x" * 30_000]] * 170), "too much"),
        ("m.csv", b"hello\nworld\n", "No row names the columns"),
        ("m.xlsx", workbook(["hello"]), "No row names the columns"),
        ("m.xlsx", workbook(["Code", "Progress"], ["A", 1]), "“Figure to date” is missing"),
        ("m.xlsx", workbook(["Target", "Unit", "Figure to date"], ["A", 1]), "“Code” is missing"),
        ("m.xlsx", workbook(["Code", "Figure to date", "code"], ["A", 1]), "“Code” stands twice"),
        ("m.xlsx", workbook(["Code", "Figure to date"], ["A", 1], hidden=True), "is hidden"),
        (
            "m.xlsx",
            workbook(["Code", "Figure to date"], more=[["Code", "Figure to date"]]),
            "several sheets (Sheet, Other)",
        ),
        ("m.xlsx", workbook(["Code", "Figure to date"], *[["A", 1]] * 2_001), "more than 2,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(name, data, words):
    assert words in refusal(name, data)


def test_a_row_of_many_cells_is_no_matter_to_another_separator():
    [line] = read_lines("m.csv", b"Code;Figure to date;Progress\nA;1;" + b"," * 100 + b"\n").lines
    assert line.cells[C.PROGRESS] == "," * 100


def test_a_cell_as_long_as_a_workbook_takes_is_read():
    [line] = read_lines("m.xlsx", workbook(["Code", "Figure to date", "Progress"], ["A", 1, "好" * 32_767])).lines
    assert len(line.cells[C.PROGRESS]) == 32_767


def test_a_second_sheet_without_our_columns_is_no_matter():
    data = workbook(["Code", "Figure to date"], ["A", 1], more=[["how to fill it in"]])
    assert read_lines("m.xlsx", data).sheet == "Sheet"


def test_all_that_is_wrong_with_the_heads_is_said_at_once():
    words = refusal("m.xlsx", workbook(["Code", "code", "Progress", "progress"]))
    assert "“Code” stands twice" in words
    assert "“Progress” stands twice" in words
    assert "“Figure to date” is missing" in words


@pytest.mark.parametrize("name", LONG)
def test_a_csv_file_without_end_is_refused_in_a_second_and_64_megabytes(name):
    make, words = LONG[name]
    data = make().encode()[: 5 * MEGABYTE]
    outcome, seconds, memory = measured(lambda: read_lines("m.csv", data))
    assert words in outcome
    assert seconds < 1
    assert memory < 64 * MEGABYTE


@given(st.binary(max_size=300))
def test_whatever_the_bytes_a_csv_file_is_read_or_refused(data):
    try:
        read_lines("m.csv", b"Code,Figure to date\n" + data)
    except ValidationError as error:
        assert error.messages
