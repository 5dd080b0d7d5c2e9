"""A whistle from raising to rating: who may do what when, once, on the record; and what several do at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.factories import AT, check_chain, make_area, make_department, make_person, make_report, make_target
from tests.factories import trail as told
from tracker.actions.departments import merge
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.revisions import Ground
from tracker.actions.whistles import Need, Opinion, answer, raise_whistle, rate, sign, withdraw
from tracker.choices import CallState, DepartmentKind, Rating, Role, TargetState, WhistleState
from tracker.models import Target, User, Whistle, WhistleCall

KEY = UUID(int=7)
GOOD = Opinion(Rating.SATISFIED, is_solved=True, word=" 解决了 ")


@pytest.fixture
def street(db):
    return make_department("street", "某街道", "A subdistrict", kind=DepartmentKind.SUBDISTRICT)


@pytest.fixture
def zheng(street) -> User:
    """Reports for the subdistrict."""
    return make_person("zheng", "郑", street, Role.REPORTER)


@pytest.fixture
def need(department, other_department) -> Need:
    return Need("场地未交", (department, other_department), date(2021, 7, 20))


@pytest.fixture
def whistle(target, zheng, need) -> Whistle:
    """The subdistrict calls 林's and 赵's departments."""
    return raised(target, zheng, need)


def raised(target, by, need, key=None, at=AT) -> Whistle:
    return raise_whistle(target=target, need=need, key=key or uuid4(), by=by, at=at)


def call_of(whistle, person) -> WhistleCall:
    return whistle.calls.get(department=person.department)


def answered(whistle, by, text="已清理") -> WhistleCall:
    call = call_of(whistle, by)
    sign(call=call, by=by, at=AT)
    return answer(call=call, text=text, by=by, at=AT)


@pytest.fixture
def unchanged(db):
    """The action inside raises what is named and writes nothing."""

    def expect(error, action):
        def state():
            return [list(model.objects.order_by("pk").values()) for model in (Whistle, WhistleCall, Target)], told()

        before = state()
        with pytest.raises(error) as raised_error:
            action()
        assert state() == before
        return raised_error.value

    return expect


def test_a_subdistrict_whistles_on_any_target_in_work(whistle, target, zheng, street, department, other_department):
    kept = Whistle.objects.get()
    assert (kept.target, kept.department, kept.raised_by, kept.raised_at) == (target, street, zheng, AT)
    assert (kept.problem, kept.needed_by, kept.state) == ("场地未交", date(2021, 7, 20), WhistleState.OPEN)
    assert {call.department for call in kept.calls.all()} == {department, other_department}
    calls = list(kept.calls.order_by("pk"))
    assert told() == [
        f"raise_whistle HD-2021-01 {kept.pk}",
        *(f"call_department HD-2021-01 {call.department.code} {call.pk}" for call in calls),
    ]
    assert check_chain() == 3


def test_a_lead_department_whistles_on_its_own_target(target, lin, other_department, need):
    whistle = raised(target, lin, replace(need, departments=(other_department,)))
    assert whistle.department == lin.department


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_others_do_not_whistle(target, need, who, request, unchanged):
    by = request.getfixturevalue(who)
    unchanged(PermissionDenied, lambda: raised(target, by, need))


@pytest.mark.parametrize("state", [TargetState.DRAFT, TargetState.COMPLETED, TargetState.CLOSED, TargetState.SUSPENDED])
def test_nobody_is_called_to_a_target_not_in_work(target, zheng, need, state, unchanged):
    Target.objects.update(state=state)
    unchanged(PermissionDenied, lambda: raised(target, zheng, need))


def test_the_same_form_twice_calls_once(target, zheng, need):
    assert raised(target, zheng, need, KEY) == raised(target, zheng, need, KEY)
    assert (Whistle.objects.count(), WhistleCall.objects.count(), check_chain()) == (1, 2, 3)


def test_a_form_of_another_target_calls_nobody(target, area, zheng, department, need, unchanged):
    raised(target, zheng, need, KEY)
    other = make_target(area, lead=department)
    unchanged(PermissionDenied, lambda: raised(other, zheng, need, KEY))


def test_a_form_of_another_person_calls_nobody(target, zheng, lin, other_department, need, unchanged):
    raised(target, zheng, need, KEY)
    unchanged(PermissionDenied, lambda: raised(target, lin, replace(need, departments=(other_department,)), KEY))


@pytest.mark.parametrize("lacking", [{"problem": " "}, {"departments": ()}, {"needed_by": date(2021, 6, 30)}])
def test_a_whistle_lacks_nothing_and_is_not_needed_yesterday(target, zheng, need, lacking, unchanged):
    unchanged(ActionError, lambda: raised(target, zheng, replace(need, **lacking)))


def test_neither_oneself_nor_what_was_merged_is_called(target, zheng, street, department, need, unchanged):
    gone = make_department("gone", successor=department)
    for department_called in (street, gone):
        unchanged(ActionError, lambda each=department_called: raised(target, zheng, replace(need, departments=(each,))))


def test_each_department_reports_in_for_itself_and_once(whistle, lin, zhao):
    sign(call=call_of(whistle, lin), by=lin, at=AT)
    sign(call=call_of(whistle, lin), by=make_person("colleague", "同", lin.department, Role.HEAD), at=AT)
    assert (call_of(whistle, lin).signed_by, call_of(whistle, zhao).state) == (lin, CallState.CALLED)
    assert [line.split()[0] for line in told()].count("sign_call") == 1


@pytest.mark.parametrize("who", ["zheng", "lin", "wang", "admin"])
def test_only_the_department_called_reports_in_and_answers(whistle, zhao, who, request, unchanged):
    by, call = request.getfixturevalue(who), call_of(whistle, zhao)
    unchanged(PermissionDenied, lambda: sign(call=call, by=by, at=AT))
    sign(call=call, by=zhao, at=AT)
    unchanged(PermissionDenied, lambda: answer(call=call, text="已办", by=by, at=AT))


def test_an_answer_comes_after_reporting_in_and_in_words(whistle, lin, unchanged):
    call = call_of(whistle, lin)
    assert unchanged(Conflict, lambda: answer(call=call, text="已清理", by=lin, at=AT)).current == call
    sign(call=call, by=lin, at=AT)
    unchanged(ActionError, lambda: answer(call=call, text=" \n", by=lin, at=AT))
    done = answer(call=call, text=" 已清理\n", by=lin, at=AT)
    assert (done.answer, done.answered_by, done.answered_at, done.state) == ("已清理", lin, AT, CallState.ANSWERED)


def test_the_same_answer_twice_is_one_and_another_is_a_conflict(whistle, lin, unchanged):
    answered(whistle, lin)
    unchanged_call = answer(call=call_of(whistle, lin), text="已清理 ", by=lin, at=AT + timedelta(hours=1))
    assert unchanged_call.answered_at == AT
    colleague = make_person("colleague", "同", lin.department, Role.REPORTER)
    error = unchanged(Conflict, lambda: answer(call=call_of(whistle, lin), text="另说", by=colleague, at=AT))
    assert error.current.answer == "已清理"


def test_with_the_last_rating_the_whistle_is_closed(whistle, lin, zhao, zheng):
    for person in (lin, zhao):
        assert Whistle.objects.get().state == WhistleState.OPEN
        answered(whistle, person)
        rate(call=call_of(whistle, person), opinion=GOOD, by=zheng, at=AT)
    call = call_of(whistle, lin)
    assert (call.rating, call.is_solved, call.word, call.rated_by, call.rated_at) == (4, True, "解决了", zheng, AT)
    assert Whistle.objects.get().state == WhistleState.CLOSED
    assert told()[-1] == f"close_whistle HD-2021-01 {whistle.pk}"
    assert check_chain() == 10


@pytest.mark.parametrize("who", ["lin", "zhao", "wang", "admin"])
def test_only_who_whistled_rates(whistle, lin, who, request, unchanged):
    answered(whistle, lin)
    by = request.getfixturevalue(who)
    unchanged(PermissionDenied, lambda: rate(call=call_of(whistle, lin), opinion=GOOD, by=by, at=AT))


def test_what_is_not_answered_is_not_rated(whistle, lin, zheng, unchanged):
    unchanged(Conflict, lambda: rate(call=call_of(whistle, lin), opinion=GOOD, by=zheng, at=AT))


def test_the_same_rating_twice_is_one_and_another_is_a_conflict(whistle, lin, zheng, unchanged):
    answered(whistle, lin)
    call = call_of(whistle, lin)
    for _press in range(2):
        rate(call=call, opinion=GOOD, by=zheng, at=AT)
    assert [line.split()[0] for line in told()].count("rate_call") == 1
    unchanged(Conflict, lambda: rate(call=call, opinion=replace(GOOD, rating=Rating.FAIR), by=zheng, at=AT))


def test_a_whistle_is_taken_back_once(whistle, zheng, lin, unchanged):
    for _press in range(2):
        assert withdraw(whistle=whistle, by=zheng, at=AT).state == WhistleState.WITHDRAWN
    kept = Whistle.objects.get()
    assert (kept.withdrawn_by, kept.withdrawn_at) == (zheng, AT)
    assert told()[-1] == f"withdraw HD-2021-01 {whistle.pk}"
    assert len(told()) == 4
    unchanged(Conflict, lambda: sign(call=call_of(whistle, lin), by=lin, at=AT))


def test_what_was_reported_in_on_and_called_off_is_a_conflict(whistle, zheng, lin, unchanged):
    sign(call=call_of(whistle, lin), by=lin, at=AT)
    withdraw(whistle=whistle, by=zheng, at=AT)
    unchanged(Conflict, lambda: sign(call=call_of(whistle, lin), by=lin, at=AT))
    unchanged(Conflict, lambda: answer(call=call_of(whistle, lin), text="已清理", by=lin, at=AT))


def test_what_is_answered_is_rated_and_not_taken_back(whistle, lin, zheng, unchanged):
    answered(whistle, lin)
    unchanged(ActionError, lambda: withdraw(whistle=whistle, by=zheng, at=AT))


@pytest.mark.parametrize("who", ["lin", "zhao", "wang", "admin"])
def test_only_who_whistled_takes_back(whistle, who, request, unchanged):
    by = request.getfixturevalue(who)
    unchanged(PermissionDenied, lambda: withdraw(whistle=whistle, by=by, at=AT))


def test_a_merged_departments_calls_and_whistles_go_on_with_its_successor(whistle, lin, zhao, zheng, street, admin):
    into, ground = make_department("new"), Ground("机构调整", "第3号", date(2021, 6, 1))
    for department in (zhao.department, street):
        merge(department=department, into=into, ground=ground, by=admin, at=AT)
    successor = make_person("new", "新", into, Role.REPORTER)
    call = whistle.calls.get(department=zhao.department)
    sign(call=call, by=successor, at=AT)
    answer(call=call, text="已清理", by=successor, at=AT)
    assert rate(call=call, opinion=GOOD, by=successor, at=AT).department == zhao.department


def test_eight_people_reporting_in_at_once_report_in_once(transactional_db):
    report = make_report()
    department, street = make_department("jyj"), make_department("street", kind=DepartmentKind.SUBDISTRICT)
    target = make_target(make_area(report), lead=department)
    by = make_person("zheng", "郑", street, Role.REPORTER)
    whistle = raised(target, by, Need("场地未交", (department,), date(2021, 7, 20)))
    people = [make_person(f"p{number}", "人", department, Role.REPORTER) for number in range(8)]
    barrier = Barrier(8)

    def press(person):
        try:
            barrier.wait(timeout=20)
            return sign(call=whistle.calls.get(), by=person, at=AT).signed_by_id
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(press, people))) == 1
    assert check_chain() == 3
