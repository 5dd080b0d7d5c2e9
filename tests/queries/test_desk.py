"""A department's month: what is to be filed, what stands, and what a new figure is compared with."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories import (
    AT,
    draft_entry,
    make_area,
    make_entry,
    make_report,
    make_target,
    month,
    submit_entry,
)
from tracker.actions.reviews import send_back
from tracker.choices import Cadence, EntryState, ReportingState, TargetState
from tracker.models import PlanPoint, Target
from tracker.queries.desk import desk_rows

ON = date(2021, 7, 1)


def in_june(day, hour=4):
    return datetime(2021, 6, day, hour, tzinfo=UTC)


@pytest.fixture
def row_of(department, report):
    """The row of the department's only target."""

    def find(number=6, on=ON):
        [row] = desk_rows(department, report, month(number), on)
        return row

    return find


@pytest.mark.parametrize("rows", [1, 30])
def test_a_departments_desk_takes_four_queries(area, department, lin, rows, django_assert_num_queries):
    for _number in range(rows):
        draft_entry(make_target(area, lead=department), 6, "10", lin)
    with django_assert_num_queries(4):
        desk = desk_rows(department, area.report, month(6), ON)
        told = [(row.target.area.title, row.target.report.policy.due_day, row.is_to_do, row.expected) for row in desk]
    assert told == [("领域0", 25, True, Fraction(1, 2))] * rows


def test_a_desk_shows_the_departments_own_targets_only(area, department, other_department):
    mine, theirs = (make_target(area, lead=lead) for lead in (department, other_department))
    make_target(area)
    assert [row.target for row in desk_rows(department, area.report, month(6), ON)] == [mine]
    assert [row.target for row in desk_rows(other_department, area.report, month(6), ON)] == [theirs]
    assert desk_rows(None, area.report, month(6), ON) == []


def test_an_older_target_postponed_into_the_month_comes_last(area, department):
    old = make_target(area, lead=department, due=month(3, 2022))
    make_target(area, lead=department)
    later = make_report(2022)
    new = make_target(make_area(later), lead=department)
    assert [row.target for row in desk_rows(department, later, month(3, 2022), date(2022, 3, 1))] == [new, old]
    assert [row.target for row in desk_rows(department, later, month(4, 2022), date(2022, 4, 1))] == [new]


@pytest.mark.parametrize(
    ("make", "on", "reporting", "to_do"),
    [
        (None, date(2021, 6, 25), ReportingState.NOT_DUE, True),
        (None, date(2021, 6, 26), ReportingState.MISSING, True),
        (draft_entry, date(2021, 6, 26), ReportingState.MISSING, True),
        (submit_entry, date(2021, 6, 26), ReportingState.ON_TIME, False),
    ],
)
def test_a_desk_says_what_is_to_be_done(target, lin, row_of, make, on, reporting, to_do):
    if make:
        make(target, 6, "20", lin, at=in_june(20))
    row = row_of(on=on)
    assert (row.reporting, row.is_to_do) == (reporting, to_do)


def test_an_entry_sent_back_is_to_be_done_again(target, lin, wang, row_of):
    entry = submit_entry(target, 6, "20", lin)
    send_back(entry=entry, reason="退回", by=wang, at=AT, row_version=2)
    row = row_of()
    assert (row.reporting, row.is_to_do, row.is_open, row.row_version) == (ReportingState.RETURNED, True, True, 3)


def test_a_month_between_two_quarters_is_not_to_be_done(area, department, row_of):
    make_target(area, lead=department, cadence=Cadence.QUARTER)
    row = row_of(5)
    assert (row.is_due, row.is_to_do, row.missing) == (False, False, (month(3),))


@pytest.mark.parametrize("state", [TargetState.SUSPENDED, TargetState.CLOSED, TargetState.DRAFT])
def test_a_target_out_of_work_is_not_to_be_done(area, department, row_of, state):
    make_target(area, lead=department, state=state)
    assert (row_of().is_to_do, row_of().is_open) == (False, False)


def test_a_row_opens_empty_at_version_0(target, row_of):
    row = row_of()
    assert (row.entry, row.draft, row.row_version, row.is_open, row.before) == (None, None, 0, True, None)


@pytest.mark.parametrize(
    ("make", "is_open", "row_version"), [(draft_entry, True, 1), (submit_entry, False, 2)], ids=["draft", "submitted"]
)
def test_a_row_is_open_until_it_is_handed_in(target, lin, row_of, make, is_open, row_version):
    make(target, 6, "20", lin)
    assert (row_of().is_open, row_of().row_version) == (is_open, row_version)


def test_an_accepted_month_can_be_corrected_and_is_nothing_to_do(target, lin, wang, row_of):
    accepted = make_entry(target, 6, "20", lin, wang)
    row = row_of()
    assert (row.accepted, row.draft, row.row_version, row.is_open) == (accepted, None, accepted.row_version, True)
    assert not row.is_to_do
    correction = draft_entry(target, 6, "19", lin, correction_reason="更正")
    row = row_of()
    assert (row.entry, row.draft, row.accepted, row.row_version) == (correction, correction, accepted, 4)


def test_earlier_months_nobody_filed_are_named(target, lin, wang, row_of):
    make_entry(target, 2, "5", lin, wang)
    submit_entry(target, 3, "6", lin)
    draft_entry(target, 4, "10", lin)
    assert row_of().missing == (month(1), month(4), month(5))


def test_a_new_figure_is_compared_with_the_newest_one_handed_in_before(target, lin, wang, row_of):
    make_entry(target, 2, "5", lin, wang)
    make_entry(target, 2, "4", lin, wang, correction_reason="更正")
    assert (row_of().last.version, row_of().before) == (2, 4)
    submit_entry(target, 3, "6", lin)
    draft_entry(target, 4, "10", lin)
    submit_entry(target, 5, None, lin)
    make_entry(target, 6, "20", lin, wang)
    assert (row_of().last.month, row_of().before) == (month(3), Decimal(6))


def test_a_correction_being_written_makes_no_month_late_or_missing(target, lin, wang, row_of):
    make_entry(target, 5, "15", lin, wang, at=in_june(1))
    make_entry(target, 6, "20", lin, wang, at=in_june(20))
    draft_entry(target, 5, "14", lin, correction_reason="更正")
    draft_entry(target, 6, "19", lin, correction_reason="更正")
    row = row_of()
    assert row.reporting == ReportingState.ON_TIME
    assert month(5) not in row.missing
    assert row.is_to_do


def test_a_returned_earlier_month_is_named_again(target, lin, wang, row_of):
    entry = submit_entry(target, 2, "5", lin)
    send_back(entry=entry, reason="请附佐证", by=wang, at=AT, row_version=entry.row_version)
    assert month(2) in row_of(3).missing


def test_what_is_expected_follows_the_plan_or_the_months(target, row_of):
    assert row_of().expected == Fraction(1, 2)
    PlanPoint.objects.create(target=target, month=month(5), share=Decimal("0.2"))
    assert row_of().expected == Fraction(1, 5)
    Target.objects.update(kind="RATE")
    assert row_of().expected is None


def test_what_waits_for_the_head_is_not_to_be_done(target, lin, row_of):
    entry = submit_entry(target, 6, "20", lin, at=in_june(20))
    entry.state = EntryState.FOR_SIGN_OFF
    entry.save()
    row = row_of()
    assert (row.is_to_do, row.is_open, row.reporting) == (False, False, ReportingState.ON_TIME)
