"""A target's columns as cells: written in the reader's language, read back in either, marked for what stood there."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_area, make_department, make_target
from tracker.choices import TaskColumn as C
from tracker.forms.tasks import (
    WRITTEN,
    Names,
    Vocabulary,
    canonical,
    held,
    mark,
    marks,
    shown,
    stamp,
    text_of_value,
    value_of,
)
from tracker.models import Target
from tracker.queries.tasks import task_table

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def words(report, area, department, other_department) -> Vocabulary:
    return Vocabulary(task_table(report))


def refusal(column, text, words):
    with pytest.raises(ValidationError) as caught:
        value_of(column, text, words)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_a_cell_shows_is_what_it_means(report, area, department, other_department, language):
    target = make_target(
        area, lead=department, comparison="ABOUT", tolerance="0.5", value="6.50", definition="甲\r\n乙 "
    )
    target.cooperating.set([department, other_department])
    [row] = task_table(report).rows
    words = Vocabulary(task_table(report))
    with override(language):
        texts = shown(row, words)
    for column in WRITTEN:  # read by a reader of the other language
        assert canonical(value_of(column, texts[column], words)) == canonical(held(row)[column]), column


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        *(
            (C.VALUE, "１，０８０", Decimal(1080)),
            (C.VALUE_HIGH, "", None),
            (C.ORDER, "7", 7),
            (C.KIND, "rate", "RATE"),
        ),
        *((C.COMPARISON, " At Least ", "AT_LEAST"), (C.CADENCE, "按季", "QUARTER"), (C.CADENCE, "QUARTER", "QUARTER")),
        *((C.START, "2021年6月", date(2021, 6, 1)), (C.DUE, "2021-06-30", date(2021, 6, 1)), (C.LEAD, "", None)),
        *((C.COOPERATING, "", ()), (C.DEFINITION, " 以验收为准 ", "以验收为准")),
    ],
)
def test_a_cell_is_understood_however_it_is_typed(words, column, text, value):
    assert value_of(column, text, words) == value


def test_departments_are_named_in_either_language_or_by_code(words, department, other_department):
    for text in ("区教育局", "education  bureau", "JYJ", "区教育局 (jyj)"):
        assert value_of(C.LEAD, text, words) == department
    for between in ("、", ";", "；\n", ", "):
        assert value_of(C.COOPERATING, f"区商务局{between}区教育局{between}区商务局", words) == (
            other_department,
            department,
        )


def test_a_name_that_two_bear_needs_its_code(report, area):
    twins = [make_department(code, f"{code}局", "Bureau") for code in ("one", "two")]
    names = Names(twins)
    assert [names.of(each) for each in twins] == ["Bureau (one)", "Bureau (two)"]
    assert names.find("Bureau") is None
    assert [names.find(names.of(each)) for each in twins] == twins


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        *(
            (C.VALUE, "12万", "digits only"),
            (C.VALUE, "", "required"),
            (C.NAME, "", "required"),
            (C.ORDER, "x", "whole"),
        ),
        *(
            (C.ORDER, "70000", "less than or equal to"),
            (C.NAME, "长" * 101, "at most 100"),
            (C.START, "年初", "2021-06"),
        ),
        *((C.AREA, "哪里", "from the list"), (C.LEAD, "某局", "no department “某局”"), (C.DUE, "", "required")),
        *((C.COOPERATING, "区教育局、某局", "no department “某局”"), (C.KIND, "别的", "Choose one of: Adds up")),
        (C.PHRASE, "字" * 21, "at most 20"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_what_to_write(words, column, text, said):
    assert said in refusal(column, text, words)


def test_merged_departments_are_not_offered(report, area, department, other_department):
    other_department.successor = department
    other_department.save()
    assert Vocabulary(task_table(report)).offered[C.LEAD] == [department.title]


def test_a_stamp_marks_every_cell_and_nothing_else_is_one(report, target):
    [row] = task_table(report).rows
    made = stamp(held(row))
    assert marks(made) == {column: mark(column, held(row)[column]) for column in WRITTEN}
    for text in ("", made[:-1], made + "0", made.upper(), f"t0{made[2:]}"):
        assert marks(text) is None


def test_a_mark_is_the_same_however_a_value_is_written():
    assert mark(C.VALUE, Decimal("6.50")) == mark(C.VALUE, Decimal("6.5"))
    assert mark(C.DEFINITION, "甲\r\n乙") == mark(C.DEFINITION, "甲\n乙 ")
    assert mark(C.VALUE, Decimal(1)) != mark(C.ORDER, 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figure=st.decimals(min_value=0, max_value=10**10, places=4), text=st.text(max_size=60))
def test_any_figure_and_text_come_back_as_they_went(words, figure, text):
    assert value_of(C.VALUE, text_of_value(C.VALUE, figure, words), words) == figure
    cell = text_of_value(C.DEFINITION, text, words)
    if "\0" not in cell:
        assert canonical(value_of(C.DEFINITION, cell, words)) == canonical(text)


def test_every_column_of_the_table_is_a_column_of_the_target():
    names = {field.name for field in Target._meta.get_fields()}
    assert {column.value for column in WRITTEN} < names


def test_areas_are_those_of_the_report(words, area, report):
    assert value_of(C.AREA, area.name, words) == area
    later = make_area(report)
    assert "from the list" in refusal(C.AREA, later.name, words)
