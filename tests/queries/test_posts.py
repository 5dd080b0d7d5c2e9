"""What a person leaves behind, which post is empty, and which department went into which."""

import pytest

from tests.factories import AT, draft_entry, make_department, make_entry, make_person, make_target, submit_entry
from tracker.actions.departments import merge
from tracker.actions.revisions import Ground
from tracker.choices import Role, TargetState
from tracker.models import User
from tracker.queries.posts import headless, merged_on, only_holder, taken_over, unfinished


def test_what_a_person_leaves_is_what_is_not_accepted(target, department, lin, wang):
    colleague = make_person("sun", "孙", department, Role.REPORTER)
    make_person("gone", "高", department, Role.REPORTER, is_active=False)
    make_entry(target, 3, "9", lin, wang)
    submit_entry(target, 4, "10", lin)
    draft_entry(target, 5, "11", lin)
    draft_entry(target, 6, "12", colleague)
    left = unfinished(lin)
    assert (left.drafts, left.handed_in, left.colleagues) == (1, 1, [colleague])


def test_a_person_of_no_department_leaves_nothing(wang):
    left = unfinished(wang)
    assert (left.drafts, left.handed_in, left.colleagues) == (0, 0, [])
    assert only_holder(wang) == []


def test_the_only_reporter_is_missed(department, lin):
    assert only_holder(lin) == [Role.REPORTER]
    make_person("sun", "孙", department, Role.REPORTER)
    assert only_holder(lin) == []


def test_somebody_switched_off_holds_no_post(department, lin):
    make_person("sun", "孙", department, Role.REPORTER, is_active=False)
    assert only_holder(lin) == [Role.REPORTER]


def test_a_head_is_missed_only_where_figures_are_signed_off(report, target, department):
    head = make_person("sun", "孙", department, Role.HEAD)
    assert only_holder(head) == []
    report.policy.needs_sign_off = True
    report.policy.save()
    assert only_holder(head) == [Role.HEAD]


@pytest.mark.parametrize("rows", [1, 30])
def test_departments_that_report_without_a_head_are_found_in_one_query(report, area, rows, django_assert_num_queries):
    headed, closed = make_department("headed"), make_department("closed")
    make_person("sun", "孙", headed, Role.HEAD)
    make_target(area, lead=headed)
    make_target(area, lead=closed, state=TargetState.CLOSED)
    without = [make_department(f"d{number:02}") for number in range(rows)]
    for each in without:
        make_target(area, lead=each)
        make_target(area, lead=each)
    with django_assert_num_queries(1):
        assert headless(report) == without
    User.objects.update(is_active=False)
    assert len(headless(report)) == rows + 1


def test_a_merged_department_is_known_with_its_day(department, other_department, admin, django_assert_num_queries):
    ground = Ground("机构改革", "第3号", AT.date())
    merge(department=department, into=other_department, ground=ground, by=admin, at=AT)
    with django_assert_num_queries(1):
        assert merged_on([department, other_department]) == {department.pk: AT.date()}
    assert list(taken_over(other_department)) == [department]
    assert list(taken_over(department)) == []
