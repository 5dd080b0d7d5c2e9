"""What is asked of entries: read by the public, open, awaiting somebody, and what a new figure is compared with."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import (
    AT,
    draft_entry,
    make_entry,
    make_person,
    make_target,
    month,
    submit_entry,
)
from tracker.actions.reviews import send_back
from tracker.choices import Role
from tracker.models import Entry, FormerName, Policy, Report, User
from tracker.queries.entries import (
    accepted_entry,
    awaiting_review,
    awaiting_sign_off,
    figures_in_force,
    last_figure,
    months_open,
    open_entry,
    public_entries,
    without_head,
)


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
def test_a_targets_entries_take_three_queries(area, department, lin, wang, rows, django_assert_num_queries):
    make_target(area, lead=department)
    target = Report.objects.current().get().targets.select_related("report__policy").get()
    for number in range(1, rows + 1):
        make_entry(target, number, "1", lin, wang, evidence_url="https://example.gov.cn")
    with django_assert_num_queries(3):
        for row in public_entries(target, month(6)):
            told = [row.department_title, row.entry.submitted_by.title, row.entry.reviewed_by.department]
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
    assert awaiting_review(both) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_review_list_takes_two_queries(area, department, lin, wang, rows, django_assert_num_queries):
    for _number in range(rows):
        submit_entry(make_target(area, lead=department), 3, "10", lin)
    with django_assert_num_queries(2):
        told = [(entry.target.area.title, entry.submitted_by.title) for entry in awaiting_review(wang)]
    assert told == [("领域0", "林")] * rows


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


def test_a_department_is_named_as_it_was_when_it_filed(target, department, lin, wang):
    make_entry(target, 3, "10", lin, wang, at=in_june(1))
    FormerName.objects.create(department=department, name="区文教局", name_en="Old Bureau", until=in_june(2))
    make_entry(target, 4, "11", lin, wang, at=in_june(3))
    assert [row.department_title for row in public_entries(target, month(6))] == ["区教育局", "区文教局"]


def test_a_new_figure_is_compared_with_the_newest_one_handed_in_before(target, lin, wang):
    make_entry(target, 2, "5", lin, wang)
    submit_entry(target, 3, "9", lin)
    draft_entry(target, 4, "12", lin)
    make_entry(target, 6, "20", lin, wang)
    assert [
        last_figure(target, month(number)) and last_figure(target, month(number)).value for number in (2, 3, 5)
    ] == [
        None,
        5,
        9,
    ]


def test_a_figure_sent_back_is_not_compared_with(target, lin, wang):
    entry = submit_entry(target, 2, "5", lin)
    send_back(entry=entry, reason="退回", by=wang, at=AT, row_version=2)
    assert last_figure(target, month(3)) is None


def test_a_corrected_figure_counts_and_a_month_not_counted_is_passed_over(target, lin, wang):
    make_entry(target, 2, "5", lin, wang)
    make_entry(target, 2, "4", lin, wang, correction_reason="更正")
    make_entry(target, 3, None, lin, wang)
    assert last_figure(target, month(4)).value == 4
    assert figures_in_force(target)[-1].value == 4


def test_a_figure_taken_back_as_not_counted_is_none(target, lin, wang):
    make_entry(target, 2, "5", lin, wang)
    make_entry(target, 2, None, lin, wang, correction_reason="更正")
    assert last_figure(target, month(3)) is None
    assert figures_in_force(target) == []


def test_a_head_sees_what_awaits_the_departments_sign_off(area, department, other_department, target, lin, zhao):
    head, other = make_person("h1", "局", department, Role.HEAD), make_person("h2", "局", other_department, Role.HEAD)
    before = submit_entry(target, 2, "5", lin)
    Policy.objects.update(needs_sign_off=True)
    late = submit_entry(target, 3, "9", lin, at=AT + timedelta(days=1))
    early = submit_entry(target, 4, "10", lin)
    theirs = submit_entry(make_target(area, lead=other_department), 3, "9", zhao)
    assert awaiting_sign_off(head) == [early, late]
    assert awaiting_sign_off(other) == [theirs]
    assert before not in Entry.objects.filter(state="FOR_SIGN_OFF")


def test_what_waits_for_a_head_who_is_not_there_is_found(target, department, other_department, lin):
    Policy.objects.update(needs_sign_off=True)
    head = make_person("h1", "局", department, Role.HEAD)
    entry = submit_entry(target, 2, "5", lin)
    assert without_head() == []
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert without_head() == [entry]
    make_person("h2", "局", other_department, Role.HEAD)
    assert without_head() == [entry]


def test_a_supervisor_who_reports_for_the_department_does_not_review_its_entries(target, department, lin, wang):
    both = make_person("both", "双", department, Role.REPORTER, Role.SUPERVISOR)
    entry = submit_entry(target, 2, "5", lin)
    assert awaiting_review(wang) == [entry]
    assert awaiting_review(both) == []
