"""Which slips hold, which the day asks for, and which notices still stand at a desk."""

from datetime import date
from uuid import uuid4

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
from tracker.actions.reviews import send_back
from tracker.choices import Cadence, Role, Slip, TargetState
from tracker.models import Policy, Reminder, Target
from tracker.queries.reminders import (
    addressees,
    last_sent,
    notices_for,
    open_slips,
    reminders_for,
    slips_of_day,
    to_mail,
)

JUNE_22, JUNE_26, JULY_1 = date(2021, 6, 22), date(2021, 6, 26), date(2021, 7, 1)


@pytest.fixture
def target(area, department):
    """A target that starts in June, so that one month is open."""
    return make_target(area, lead=department, start=month(6))


def names(slips) -> list[str]:
    return [slip.name for slip in slips]


def make_slip(target, slip=Slip.BLUE, of=6, by=None, on=JUNE_22, **given) -> Reminder:
    fields = {"target": target, "department": target.lead, "month": month(of), "slip": slip, "sent_on": on, "at": AT}
    return Reminder.objects.create(by=by, key=uuid4(), **fields | given)


def test_a_missing_figure_is_blue_and_then_red(target):
    assert names(open_slips(JUNE_22)) == ["HD-2021-01 2021-06 BLUE"]
    assert names(open_slips(JUNE_26)) == ["HD-2021-01 2021-06 RED"]


def test_nothing_is_asked_for_before_the_start(target):
    assert open_slips(date(2021, 5, 31)) == []


def test_what_is_handed_in_is_missing_no_more(target, lin):
    submit_entry(target, 6, "20", lin)
    assert open_slips(JUNE_26) == []


def test_a_draft_counts_as_missing(target, lin):
    draft_entry(target, 6, "20", lin)
    assert names(open_slips(JUNE_26)) == ["HD-2021-01 2021-06 RED"]


def test_what_was_sent_back_is_missing_again(target, lin, wang):
    entry = submit_entry(target, 6, "20", lin)
    send_back(entry=entry, reason="请补", by=wang, at=AT, row_version=entry.row_version)
    assert names(open_slips(JUNE_26)) == ["HD-2021-01 2021-06 RED"]


def test_a_correction_makes_no_month_missing(target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    draft_entry(target, 6, "21", lin, correction_reason="更正")
    assert open_slips(JUNE_26) == []


def test_only_the_months_of_the_cadence_are_asked_for(area, department):
    make_target(area, lead=department, cadence=Cadence.QUARTER)
    assert names(open_slips(JULY_1)) == ["HD-2021-01 2021-03 RED", "HD-2021-01 2021-06 RED"]


@pytest.mark.parametrize("state", [TargetState.DRAFT, TargetState.SUSPENDED, TargetState.CLOSED])
def test_only_targets_that_are_reported_on_are_asked_for(target, state):
    Target.objects.update(state=state)
    assert open_slips(JUNE_26) == []


def test_a_target_without_a_lead_reminds_nobody(area):
    make_target(area)
    assert open_slips(JUNE_26) == []


@pytest.mark.parametrize(("figure", "is_behind"), [("6", False), ("5", True), ("0", True)])
def test_a_target_behind_at_the_last_closed_month_is_yellow(target, lin, wang, figure, is_behind):
    make_entry(target, 6, figure, lin, wang)  # June is the first of seven months: 5.7 of 40 expected
    yellow = ["HD-2021-01 2021-06 YELLOW"] if is_behind else []
    assert [slip.name for slip in open_slips(JULY_1) if slip.slip == Slip.YELLOW] == yellow


def test_the_day_asks_for_what_goes_out_and_was_not_sent(target):
    assert slips_of_day(date(2021, 6, 21)) == []
    assert names(slips_of_day(JUNE_22)) == ["HD-2021-01 2021-06 BLUE"]
    make_slip(target)
    assert slips_of_day(JUNE_22) == []
    assert names(slips_of_day(date(2021, 6, 23))) == ["HD-2021-01 2021-06 BLUE"]


def test_a_slip_sent_by_hand_does_not_stand_in_for_the_days(target, wang):
    make_slip(target, by=wang)
    assert names(slips_of_day(JUNE_22)) == ["HD-2021-01 2021-06 BLUE"]


def test_yellow_is_sent_once_a_closed_month(target, lin, wang):
    make_entry(target, 6, "1", lin, wang)
    assert names(slips_of_day(JULY_1)) == ["HD-2021-01 2021-06 YELLOW"]
    make_slip(target, Slip.YELLOW, on=JULY_1)
    assert slips_of_day(date(2021, 7, 2)) == []
    assert names(slips_of_day(date(2021, 8, 1))) == ["HD-2021-01 2021-07 YELLOW"]


def test_the_policy_sets_the_rhythm(target):
    Policy.objects.update(due_day=10, remind_before=1, remind_again=2)
    asked = [day for day in range(1, 16) if slips_of_day(date(2021, 6, day))]
    assert asked == [9, 10, 11, 13, 15]


def test_a_report_without_a_policy_is_reminded_of_by_the_default(target):
    Policy.objects.all().delete()
    assert names(slips_of_day(JUNE_22)) == ["HD-2021-01 2021-06 BLUE"]


def test_notices_stand_until_the_figure_is_filed(target, lin, department):
    slip = make_slip(target)
    assert reminders_for(department, JUNE_22) == [slip]
    submit_entry(target, 6, "20", lin)
    assert reminders_for(department, JUNE_22) == []


def test_of_one_matter_the_newest_notice_stands_and_the_word_of_a_person_beside_it(target, department, wang):
    by_hand = make_slip(target, by=wang, word="请抓紧")
    make_slip(target, on=date(2021, 6, 23))
    red = make_slip(target, Slip.RED, on=JUNE_26)
    assert reminders_for(department, JUNE_26) == [red, by_hand]


def test_a_department_gets_one_notice_for_a_target_and_month_with_the_others_in_it(target, area, department, wang):
    by_hand = make_slip(target, by=wang, word="请抓紧")
    other = make_slip(make_target(area, lead=department, start=month(6)), on=JUNE_26)
    red = make_slip(target, Slip.RED, on=JUNE_26)
    told = [(notice.newest, notice.others) for notice in notices_for(department, JUNE_26)]
    assert told == [(red, [by_hand]), (other, [])]
    assert notices_for(None, JUNE_26) == []


def test_a_slip_knows_when_its_matter_was_last_reminded_of(target, wang):
    assert last_sent(open_slips(JUNE_26)) == {}
    make_slip(target)
    make_slip(target, by=wang, on=date(2021, 6, 24))
    make_slip(target, Slip.YELLOW, on=JUNE_26)  # another matter
    make_slip(target, of=5, on=JUNE_26)  # another month
    assert last_sent(open_slips(JUNE_26)) == {"HD-2021-01 2021-06 RED": date(2021, 6, 24)}


def test_a_yellow_notice_stands_while_the_target_is_behind(target, lin, wang, department):
    make_entry(target, 6, "1", lin, wang)
    slip = make_slip(target, Slip.YELLOW, on=JULY_1)
    assert reminders_for(department, JULY_1) == [slip]
    make_entry(target, 6, "20", lin, wang, correction_reason="漏计")
    assert reminders_for(department, JULY_1) == []


def test_notices_are_the_lead_departments_own(target, other_department):
    make_slip(target)
    assert reminders_for(other_department, JUNE_22) == reminders_for(None, JUNE_22) == []
    Target.objects.update(lead=other_department)
    assert len(reminders_for(other_department, JUNE_22)) == 1


def test_mail_waits_for_departments_with_slips_not_mailed(target, department, area, other_department):
    make_slip(target)
    make_slip(make_target(area, lead=other_department), mailed_at=AT)
    assert to_mail() == [department]


def test_slips_of_the_sample_are_never_mailed(target):
    make_slip(target, is_sample=True)
    assert to_mail() == []


def test_mail_goes_to_active_reporters_and_heads_with_an_address(department, other_department):
    def enrol(name, *roles, where=department, **given):
        return make_person(name, name, where, *roles, **given)

    both = enrol("both", Role.REPORTER, Role.HEAD, email="both@example.org")
    head = enrol("head", Role.HEAD, email="head@example.org")
    enrol("silent", Role.REPORTER)
    enrol("gone", Role.REPORTER, email="gone@example.org", is_active=False)
    enrol("guest", email="guest@example.org")
    enrol("other", Role.REPORTER, where=other_department, email="other@example.org")
    assert list(addressees(department)) == [both, head]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_reports_slips_take_five_queries_whatever_their_number(area, department, rows, django_assert_num_queries):
    for _row in range(rows):
        make_slip(make_target(area, lead=department))
    with django_assert_num_queries(5):
        assert len([slip.lead.title for slip in open_slips(JUNE_22)]) >= rows
    with django_assert_num_queries(6):
        assert all((each.target.title, each.department.title) for each in reminders_for(department, JUNE_22))


def test_a_target_of_an_older_report_is_asked_for_while_it_is_reported_on(target):
    older = make_report(2020)
    make_target(make_area(older), lead=make_department("old"), start=month(6, 2020), due=month(6, 2020))
    assert names(open_slips(JUNE_22, target.lead)) == ["HD-2021-01 2021-06 BLUE"]
    assert "HD-2020-01 2020-06 RED" in names(open_slips(JUNE_22))
