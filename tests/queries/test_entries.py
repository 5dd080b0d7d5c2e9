"""Entries as pages show them, and as the desk works on them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import (
    AT,
    draft_entry,
    make_area,
    make_department,
    make_entry,
    make_person,
    make_report,
    make_target,
    month,
    submit_entry,
)
from tracker.actions.entries import send_back
from tracker.choices import Cadence, ReportingState, Role, TargetState
from tracker.models import Report, User
from tracker.queries.entries import (
    accepted_entry,
    awaiting_review,
    desk_rows,
    months_open,
    open_entry,
    public_entries,
)

ON = date(2021, 7, 1)


def in_june(day, hour=4):
    return datetime(2021, 6, day, hour, tzinfo=UTC)


def test_the_public_reads_accepted_entries_newest_first_and_corrected_ones_marked(target, lin, wang):
    make_entry(target, 3, "10", lin, wang)
    make_entry(target, 4, "14", lin, wang)
    make_entry(target, 3, "8", lin, wang, correction_reason="重复统计")
    make_entry(target, 9, "30", lin, wang)
    submit_entry(target, 5, "18", lin)
    shown = [(row.entry.month.month, row.entry.version, row.is_superseded) for row in public_entries(target, month(6))]
    assert shown == [(4, 1, False), (3, 2, False), (3, 1, True)]


@pytest.mark.parametrize(
    ("at", "late"), [(in_june(25, 15), False), (in_june(25, 16), True), (in_june(26), True), (in_june(1), False)]
)
def test_an_entry_filed_after_the_due_day_in_shanghai_is_late(target, lin, wang, at, late):
    make_entry(target, 6, "20", lin, wang, at=at)
    [row] = public_entries(target, month(6))
    assert row.is_late == late


def test_a_correction_is_not_late(target, lin, wang):
    make_entry(target, 6, "20", lin, wang, at=in_june(20))
    make_entry(target, 6, "19", lin, wang, at=in_june(30), correction_reason="更正")
    assert [row.is_late for row in public_entries(target, month(6))] == [False, False]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_targets_entries_take_two_queries(area, department, lin, wang, rows, django_assert_num_queries):
    make_target(area, lead=department)
    target = Report.objects.current().get().targets.select_related("report__policy").get()
    for number in range(1, rows + 1):
        make_entry(target, number, "1", lin, wang, evidence_url="https://example.gov.cn")
    with django_assert_num_queries(2):
        for row in public_entries(target, month(6)):
            told = [row.entry.department.title, row.entry.submitted_by.title, row.entry.reviewed_by.department]
            told += [link.url for link in row.entry.evidence.all()]
            assert "https://example.gov.cn" in told


def test_a_months_open_version_and_its_figure_in_force_are_found(target, lin, wang):
    assert (open_entry(target, month(3)), accepted_entry(target, month(3))) == (None, None)
    first = make_entry(target, 3, "10", lin, wang)
    second = make_entry(target, 3, "9", lin, wang, correction_reason="更正")
    third = draft_entry(target, 3, "8", lin, correction_reason="更正")
    assert first != second
    assert (open_entry(target, month(3)), accepted_entry(target, month(3))) == (third, second)


def test_supervisors_see_what_awaits_them_oldest_first_and_not_their_own(target, department, lin, wang):
    both = make_person("both", "周", department, Role.REPORTER, Role.SUPERVISOR)
    late = submit_entry(target, 3, "10", lin, at=AT + timedelta(days=1))
    early = submit_entry(target, 4, "14", both)
    draft_entry(target, 5, "20", lin)
    make_entry(target, 2, "5", lin, wang)
    assert awaiting_review(wang) == [early, late]
    assert awaiting_review(both) == [late]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_review_list_takes_one_query(area, department, lin, wang, rows, django_assert_num_queries):
    for _number in range(rows):
        submit_entry(make_target(area, lead=department), 3, "10", lin)
    with django_assert_num_queries(1):
        told = [(entry.target.area.title, entry.submitted_by.title) for entry in awaiting_review(wang)]
    assert told == [("领域0", "林")] * rows


@pytest.mark.parametrize("rows", [1, 30])
def test_a_departments_desk_takes_two_queries(area, department, lin, rows, django_assert_num_queries):
    for _number in range(rows):
        draft_entry(make_target(area, lead=department), 6, "10", lin)
    person = User.objects.get(pk=lin.pk)
    with django_assert_num_queries(2):
        desk = desk_rows(person, month(6), ON)
        assert [(row.target.area.title, row.is_due, row.is_to_do) for row in desk] == [("领域0", True, True)] * rows


def test_a_desk_shows_the_departments_own_targets_only(area, department, other_department, lin, zhao):
    mine, theirs = (make_target(area, lead=lead) for lead in (department, other_department))
    make_target(area)
    assert [row.target for row in desk_rows(lin, month(6), ON)] == [mine]
    assert [row.target for row in desk_rows(zhao, month(6), ON)] == [theirs]


@pytest.mark.parametrize(
    ("make", "on", "reporting", "to_do"),
    [
        (None, date(2021, 6, 25), ReportingState.NOT_DUE, True),
        (None, date(2021, 6, 26), ReportingState.MISSING, True),
        (draft_entry, date(2021, 6, 26), ReportingState.MISSING, True),
        (submit_entry, date(2021, 6, 26), ReportingState.ON_TIME, False),
    ],
)
def test_a_desk_says_what_is_to_be_done(target, lin, make, on, reporting, to_do):
    if make:
        make(target, 6, "20", lin, at=in_june(20))
    [row] = desk_rows(lin, month(6), on)
    assert (row.reporting, row.is_to_do) == (reporting, to_do)


def test_an_entry_sent_back_is_to_be_done_again(target, lin, wang):
    entry = submit_entry(target, 6, "20", lin)
    send_back(entry=entry, reason="退回", by=wang, at=AT, row_version=2)
    [row] = desk_rows(lin, month(6), ON)
    assert (row.reporting, row.is_to_do) == (ReportingState.RETURNED, True)


def test_a_month_between_two_quarters_is_not_to_be_done(area, department, lin):
    make_target(area, lead=department, cadence=Cadence.QUARTER)
    [row] = desk_rows(lin, month(5), ON)
    assert (row.is_due, row.is_to_do, row.missing) == (False, False, (month(3),))


def test_a_suspended_target_is_not_to_be_done(area, department, lin):
    make_target(area, lead=department, state=TargetState.SUSPENDED)
    [row] = desk_rows(lin, month(6), ON)
    assert not row.is_to_do


def test_earlier_months_not_submitted_are_named_with_the_last_accepted_figure(target, lin, wang):
    last = make_entry(target, 2, "5", lin, wang)
    draft_entry(target, 4, "10", lin)
    [row] = desk_rows(lin, month(6), ON)
    assert row.missing == (month(1), month(3), month(4), month(5))
    assert (row.last, row.entry) == (last, None)


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        (1, date(2021, 3, 20), [1, 2, 3]),
        (9, date(2021, 8, 31), []),
        (9, date(2021, 9, 1), [9]),
        (11, date(2022, 5, 1), [11, 12]),
    ],
)
def test_months_are_open_from_the_start_to_the_month_running(area, start, on, expected):
    target = make_target(area, start=month(start))
    assert [each.month for each in months_open(target, on)] == expected


def test_targets_of_a_person_without_department_are_none(wang, area):
    make_target(area, lead=make_department("kjj"))
    make_target(make_area(make_report(2022)))
    assert desk_rows(wang, month(6), ON) == []


def test_a_correction_being_written_makes_no_month_late_or_missing(target, lin, wang):
    make_entry(target, 5, "15", lin, wang, at=in_june(1))
    make_entry(target, 6, "20", lin, wang, at=in_june(20))
    draft_entry(target, 5, "14", lin, correction_reason="更正")
    draft_entry(target, 6, "19", lin, correction_reason="更正")
    [row] = desk_rows(lin, month(6), ON)
    assert row.reporting == ReportingState.ON_TIME
    assert month(5) not in row.missing
    assert row.is_to_do


def test_a_returned_earlier_month_is_named_again(target, lin, wang):
    entry = submit_entry(target, 2, "5", lin)
    send_back(entry=entry, reason="请附佐证", by=wang, at=AT, row_version=entry.row_version)
    [row] = desk_rows(lin, month(3), ON)
    assert month(2) in row.missing
