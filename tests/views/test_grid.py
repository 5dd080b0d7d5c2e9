import pytest
from django.http import Http404, QueryDict

from tests.factories import make_target, month
from tracker.views.grid import Sheet, sent_codes, sheet_of


@pytest.fixture
def sheet(report, department, lin):
    return Sheet(lin, department, report, month(7), month(7))


def test_codes_are_those_of_the_rows_that_were_sent():
    data = QueryDict("HD-2021-01-row_version=0&HD-2021-02-value=3&do=save")
    assert sent_codes(data) == {"HD-2021-01"}


def test_rows_sent_are_read_and_others_left(sheet, target, area, department):
    make_target(area, lead=department)
    [form] = sheet.forms(QueryDict("HD-2021-01-row_version=0&HD-2021-01-value=3"))
    assert form.row.target == target
    assert form.is_valid()


def test_a_row_that_never_was_the_departments_is_not_there(sheet, area, other_department):
    theirs = make_target(area, lead=other_department)
    with pytest.raises(Http404):
        sheet.forms(QueryDict(f"{theirs.code}-row_version=0"))
    assert sheet.given_away([theirs.code]) == []


@pytest.mark.parametrize("key", ["2020-12", "2022-01", "2021-13", "x"])
def test_only_months_of_the_report_have_a_grid(lin, target, key):
    with pytest.raises(Http404):
        sheet_of(lin, key)
    assert sheet_of(lin, "2021-07").month == month(7)


def test_who_reports_nothing_has_no_grid(wang, target):
    with pytest.raises(Http404):
        sheet_of(wang, "2021-07")
