"""What waits for whom, who may read what, and what a quarter's calls add up to."""

from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import uuid4

import pytest

from tests.factories import AT, make_department, make_person, make_report, make_target, month
from tracker.actions.whistles import Need, Opinion, answer, raise_whistle, rate, sign, withdraw
from tracker.choices import Act, DepartmentKind, Rating, Role, Signing, TargetState
from tracker.models import Department, Policy, Whistle
from tracker.permissions import may
from tracker.queries.whistles import (
    departments_to_call,
    desk_whistles,
    rates,
    stands_for,
    targets_in_work,
    whistle_counts,
    whistle_standing,
    whistles_for,
)
from tracker.rules.whistles import Counts

TODAY = date(2021, 7, 1)


@pytest.fixture
def zheng(db):
    """Reports for a subdistrict."""
    street = make_department("street", kind=DepartmentKind.SUBDISTRICT, order=9)
    return make_person("zheng", "郑", street, Role.REPORTER)


@pytest.fixture
def blow(target, zheng, department, other_department):
    """`blow(at, departments)`: the subdistrict whistles on 林's target, by default for 林's department and 赵's."""

    def raised(at=AT, departments=(), needed=date(2021, 12, 20), on=None) -> Whistle:
        need = Need("场地未交", tuple(departments) or (department, other_department), needed)
        return raise_whistle(target=on or target, need=need, key=uuid4(), by=zheng, at=at)

    return raised


def go(whistle, by, *, signed=AT, done=None, rated=None, rating=Rating.SATISFIED, is_solved=True):
    """A department's part, as far as moments are given; rated by who whistled."""
    call = whistle.calls.get(department=by.department)
    sign(call=call, by=by, at=signed)
    if done:
        answer(call=call, text="已办", by=by, at=done)
    if rated:
        rate(call=call, opinion=Opinion(rating, is_solved, ""), by=whistle.raised_by, at=rated)


def day(number, number_of_month=7, hour=4):
    return datetime(2021, number_of_month, number, hour, tzinfo=UTC)


def test_only_targets_in_work_are_whistled_on(area, department):
    for state in TargetState:
        make_target(area, lead=department, state=state)
    found = {target.state for target in targets_in_work()}
    assert found == {TargetState.ASSIGNED, TargetState.IN_PROGRESS, TargetState.COMPLETION_CLAIMED}


def test_those_in_being_are_called_and_sample_ones_by_sample_people_only(lin, other_department):
    make_department("gone", successor=other_department)
    sample = make_department("sample", is_sample=True)
    assert list(departments_to_call(lin)) == [other_department]
    pretend = make_person("pretend", "演", make_department("stage", is_sample=True), Role.REPORTER, is_sample=True)
    assert list(departments_to_call(pretend)) == [sample]


def test_a_department_stands_for_all_that_went_into_it(department, other_department):
    first = make_department("first", successor=department)
    second = make_department("second", successor=first)
    assert stands_for(department) == {department.pk, first.pk, second.pk}
    assert stands_for(other_department) == {other_department.pk}
    assert stands_for(None) == frozenset()


def test_a_person_reads_exactly_what_the_matrix_allows(blow, area, lin, zhao, wang, admin, zheng, department):
    third = make_department("third")
    merged = make_department("merged")
    blow()
    blow(departments=[merged])
    Department.objects.filter(pk=merged.pk).update(successor=third)
    blow(departments=[zhao.department], on=make_target(area, lead=third))
    people = [
        *(lin, zhao, wang, admin, zheng),
        make_person("third", "三", third, Role.HEAD),
        make_person("none", "无", department),
        make_person("lost", "失", None, Role.REPORTER),
    ]
    every = list(Whistle.objects.with_people())
    read = {person.username: set(whistles_for(person)) for person in people}
    assert read == {each.username: {one for one in every if may(each, Act.SEE_WHISTLE, one)} for each in people}
    assert [len(read[name]) for name in ("lin", "zhao", "third", "wang", "none", "lost")] == [2, 2, 2, 3, 0, 0]


def test_open_ones_are_listed_first_then_the_newest(blow, wang, zheng):
    old, gone, new = blow(), blow(at=day(2)), blow(at=day(3))
    withdraw(whistle=gone, by=zheng, at=day(4))
    assert list(whistles_for(wang)) == [new, old, gone]


def test_at_the_desk_stands_what_is_open_and_what_waits_comes_first(blow, lin, zhao, zheng, department):
    later, sooner, gone = blow(needed=date(2021, 9, 1)), blow(needed=date(2021, 8, 1)), blow()
    withdraw(whistle=gone, by=zheng, at=AT)
    go(sooner, lin, done=AT)

    def desk(owner: Department):
        return [(each.whistle, each.is_to_do) for each in desk_whistles(owner, TODAY)]

    assert desk(department) == [(later, True), (sooner, False)]
    assert desk(zhao.department) == [(sooner, True), (later, True)]
    assert desk(zheng.department) == [(sooner, True), (later, False)]  # one answer is to be rated


@pytest.mark.parametrize("rows", [1, 30])
def test_lists_ask_the_same_whatever_their_size(blow, wang, department, rows, django_assert_num_queries):
    for _row in range(rows):
        blow()
    assert wang.is_supervisor
    with django_assert_num_queries(5):
        for standing in [*desk_whistles(department, TODAY), *(whistle_standing(w, TODAY) for w in whistles_for(wang))]:
            assert standing.whistle.target.title
            assert [each.call.state.label for each in standing.calls]


def test_late_reporting_in_shows_and_follows_the_policy(blow, lin, zhao):
    whistle = blow()  # on 1 July
    go(whistle, lin, signed=day(3, hour=15))  # before midnight in Tianjin
    go(whistle, zhao, signed=day(3, hour=17))  # after it

    def seen():
        [row] = Whistle.objects.with_people()
        return {each.call.department.code: each.signing for each in whistle_standing(row, TODAY).calls}

    assert seen() == {"jyj": Signing.IN_TIME, "swj": Signing.LATE}
    Policy.objects.update(whistle_sign_days=3)
    assert seen() == {"jyj": Signing.IN_TIME, "swj": Signing.IN_TIME}


def test_a_quarters_calls_are_counted_by_department(report, blow, lin, zhao, zheng, department, other_department):
    for at in (day(31, 3), day(1, 7, 0)):  # the day before the quarter, and the one after
        blow(at=at)
    first, second = blow(at=day(1, 4)), blow(at=day(30, 6, 15))
    go(first, lin, signed=day(2, 4), done=day(5, 4), rated=day(6, 4), rating=Rating.VERY_SATISFIED)
    go(first, zhao, signed=day(9, 4), done=day(9, 4), rated=day(9, 4), rating=Rating.DISSATISFIED, is_solved=False)
    go(second, lin, signed=day(1, 7), done=day(2, 7), rated=day(3, 7))
    withdraw(whistle=blow(at=day(2, 5)), by=zheng, at=day(3, 5))
    found = {each.department: each.tally for each in rates(report, month(4), month(6))}
    assert list(found) == [department, other_department]
    ours, theirs = found.values()
    assert (ours.called, ours.signed_in_time, ours.signed_late, ours.answered, ours.solved) == (2, 2, 0, 2, 2)
    assert (ours.satisfaction, ours.satisfaction_rate) == (Fraction(9, 2), 1)
    assert (theirs.called, theirs.signed_in_time, theirs.signed_late, theirs.answered, theirs.solved) == (2, 0, 1, 1, 0)
    assert (theirs.response_rate, theirs.satisfaction) == (0, Fraction(2))


def test_another_reports_calls_and_empty_quarters_count_nothing(report, blow):
    other = make_report(2022)
    blow()
    assert rates(other, month(7), month(9)) == rates(report, month(1), month(3)) == []


def test_departments_without_a_rating_have_no_satisfaction(report, blow):
    blow()
    assert {each.tally.satisfaction for each in rates(report, month(7), month(9))} == {None}


@pytest.mark.parametrize("rows", [1, 30])
def test_rates_ask_one_query(report, blow, rows, django_assert_num_queries):
    for _row in range(rows):
        blow()
    with django_assert_num_queries(1):
        assert [each.tally.called for each in rates(report, month(7), month(9))] == [rows, rows]


def test_whistles_are_counted_as_they_stood_at_the_months_end(report, target, blow, area, lin, zhao, zheng):
    solved, unsolved, gone = blow(at=day(5, 5)), blow(at=day(6, 5)), blow(at=day(7, 5))
    blow(at=day(9, 6), on=make_target(area, lead=lin.department))
    for whistle, is_solved in ((solved, True), (unsolved, False)):
        go(whistle, lin, signed=day(8, 5), done=day(8, 5), rated=day(9, 5))
        go(whistle, zhao, signed=day(8, 5), done=day(8, 5), rated=day(9, 6), is_solved=is_solved)
    withdraw(whistle=gone, by=zheng, at=day(9, 6))
    assert [whistle_counts(report, month(number), target) for number in (4, 5, 6)] == [
        *(Counts(0, 0, 0), Counts(3, 0, 0), Counts(0, 1, 1))
    ]
    assert whistle_counts(report, month(6)) == Counts(1, 1, 1)
    assert whistle_counts(make_report(2022), month(6)) == Counts(0, 0, 0)


@pytest.mark.parametrize("rows", [0, 1, 30])
def test_counts_ask_one_query(report, target, blow, rows, django_assert_num_queries):
    for _row in range(rows):
        blow()
    with django_assert_num_queries(1):
        assert whistle_counts(report, month(7), target).open == rows


def test_a_report_without_policy_gives_two_days(report, blow):
    Policy.objects.all().delete()
    whistle = Whistle.objects.with_people().get(pk=blow().pk)
    assert {each.sign_by for each in whistle_standing(whistle, TODAY).calls} == {date(2021, 7, 3)}
