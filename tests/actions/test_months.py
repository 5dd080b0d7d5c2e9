from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import AT, draft_entry, make_target, month, trail
from tracker.actions.entries import Content
from tracker.actions.errors import Conflict
from tracker.actions.months import Line, RowErrors, file_month
from tracker.choices import EntryState
from tracker.models import Entry

JULY = month(7)


@pytest.fixture
def pair(target, area, department):
    return [target, make_target(area, lead=department)]


def line(target, value, row_version=0, *, is_submitted=True, **content):
    figure = None if value is None else Decimal(value)
    return Line(target, JULY, Content(figure, **content), row_version, is_submitted)


def test_every_line_is_handed_in_or_saved_as_it_says(pair, lin):
    entries = file_month(lines=[line(pair[0], "5"), line(pair[1], "3", is_submitted=False)], by=lin, at=AT)
    assert [entry.state for entry in entries] == [EntryState.SUBMITTED, EntryState.DRAFT]
    assert trail() == [
        "save_draft HD-2021-01 2021-07 v1",
        "submit HD-2021-01 2021-07 v1",
        "save_draft HD-2021-02 2021-07 v1",
    ]


def test_one_line_that_cannot_be_filed_holds_all_back_and_each_is_named(pair, lin, area, department):
    third = make_target(area, lead=department)
    draft_entry(pair[1], 7, "9", lin)
    lines = [line(pair[0], "5"), line(pair[1], "3"), line(third, None)]
    with pytest.raises(RowErrors) as refused:
        file_month(lines=lines, by=lin, at=AT)
    assert refused.value.by_code.keys() == {"HD-2021-02", "HD-2021-03"}
    assert isinstance(refused.value.by_code["HD-2021-02"], Conflict)
    assert Entry.objects.get().value == 9
    assert trail() == ["save_draft HD-2021-02 2021-07 v1"]


def test_the_same_lines_again_change_nothing(pair, lin):
    lines = [line(pair[0], "5"), line(pair[1], None, is_uncounted=True, explanation="未到统计时点")]
    first = file_month(lines=lines, by=lin, at=AT)
    written = trail()
    again = file_month(lines=lines, by=lin, at=AT)
    assert [(entry.pk, entry.row_version) for entry in again] == [(entry.pk, entry.row_version) for entry in first]
    assert trail() == written


def test_a_line_of_another_department_stops_all(pair, zhao):
    with pytest.raises(PermissionDenied):
        file_month(lines=[line(pair[0], "5")], by=zhao, at=AT)
    assert not Entry.objects.exists()
