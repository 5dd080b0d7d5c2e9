"""Requests for change: one at a time, in time, decided by somebody else, and granted exactly as asked."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from tests.factories import AT, check_chain, make_area, make_department, make_person, make_report, make_target, month
from tests.factories import trail as told
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.requests import Wish, ask, grant, refuse, withdraw
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.choices import RequestKind, RequestState, RevisionKind, Role, TargetState
from tracker.models import AuditRecord, ChangeRequest, Revision, Target

POSTPONE = Wish(RequestKind.POSTPONE, None, month(3, 2022), "征地延后", "教报〔2021〕3号", "完成三成")
ADJUST = replace(POSTPONE, kind=RequestKind.ADJUST, value_asked=Decimal(30), due_asked=None)
SUSPEND = replace(POSTPONE, kind=RequestKind.SUSPEND, due_asked=None)
GROUND = Ground("征地延后", "河东政发〔2021〕9号", date(2021, 6, 30))
KEY = UUID(int=7)


def asked(target, by, wish=POSTPONE, key=None, at=AT) -> ChangeRequest:
    return ask(target=target, wish=wish, key=key or uuid4(), by=by, at=at)


def granted(change, by, *, ground=GROUND, row_version=1, target_version=1) -> ChangeRequest:
    return grant(
        change=change, ground=ground, word="同意", by=by, at=AT, row_version=row_version, target_version=target_version
    )


@pytest.fixture
def unchanged(target):
    """The action inside raises what is named and writes nothing."""

    def expect(error, action):
        def state():
            rows = [list(model.objects.order_by("pk").values()) for model in (Target, ChangeRequest, Revision)]
            return rows, told()

        before = state()
        with pytest.raises(error) as raised:
            action()
        assert state() == before
        return raised.value

    return expect


def test_a_request_keeps_what_was_asked_and_by_whom(target, lin, department):
    change = asked(target, lin)
    kept = ChangeRequest.objects.get()
    assert (kept.kind, kept.due_asked, kept.value_asked) == (RequestKind.POSTPONE, month(3, 2022), None)
    assert (kept.reason, kept.document, kept.progress) == ("征地延后", "教报〔2021〕3号", "完成三成")
    assert (kept.department, kept.asked_by, kept.asked_at, kept.state) == (department, lin, AT, RequestState.OPEN)
    assert told() == [f"request HD-2021-01 {change.pk}"]
    assert AuditRecord.objects.get().after["key"] == str(change.key)
    assert check_chain() == 1
    target.refresh_from_db()
    assert (target.due, target.row_version) == (month(12), 1)


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_only_the_lead_department_asks(target, who, request, unchanged):
    unchanged(PermissionDenied, lambda: asked(target, request.getfixturevalue(who)))


@pytest.mark.parametrize("state", [TargetState.COMPLETION_CLAIMED, TargetState.COMPLETED, TargetState.SUSPENDED])
def test_nothing_is_asked_of_a_target_that_is_not_worked_on(target, lin, state, unchanged):
    Target.objects.update(state=state)
    unchanged(PermissionDenied, lambda: asked(target, lin))


def test_the_same_form_twice_asks_once(target, lin):
    assert asked(target, lin, key=KEY) == asked(target, lin, key=KEY)
    assert ChangeRequest.objects.count() == check_chain() == 1


def test_the_same_form_again_after_the_decision_changes_nothing(target, lin, wang):
    refuse(change=asked(target, lin, key=KEY), reason="按期完成", by=wang, at=AT, row_version=1)
    assert asked(target, lin, key=KEY).state == RequestState.REFUSED
    assert ChangeRequest.objects.count() == 1


def test_a_form_made_for_another_target_asks_nothing(target, area, lin, department, unchanged):
    asked(target, lin, key=KEY)
    other = make_target(area, lead=department)
    unchanged(PermissionDenied, lambda: asked(other, lin, key=KEY))


def test_a_second_request_names_the_one_that_is_open(target, lin, unchanged):
    first = asked(target, lin)
    assert unchanged(Conflict, lambda: asked(target, lin, ADJUST)).current == first


def test_a_decided_request_makes_room_for_another(target, lin, wang):
    refuse(change=asked(target, lin), reason="不同意", by=wang, at=AT, row_version=1)
    assert asked(target, lin, ADJUST).state == RequestState.OPEN


@pytest.mark.parametrize(
    ("at", "is_taken"),
    [
        (datetime(2021, 12, 31, 15, 59, tzinfo=UTC), True),  # a minute to midnight in Tianjin
        (datetime(2021, 12, 31, 16, 0, tzinfo=UTC), False),
    ],
)
def test_a_change_is_asked_before_the_due_date(target, lin, at, is_taken, unchanged):
    if is_taken:
        assert asked(target, lin, at=at).state == RequestState.OPEN
    else:
        assert "2021年12月" in str(unchanged(ActionError, lambda: asked(target, lin, at=at)))


@pytest.mark.parametrize("wish", [replace(ADJUST, value_asked=Decimal(40)), replace(POSTPONE, due_asked=month(12))])
def test_what_changes_nothing_is_not_asked(target, lin, wish, unchanged):
    unchanged(ActionError, lambda: asked(target, lin, wish))


@pytest.mark.parametrize("lacking", ["reason", "document", "progress"])
def test_a_request_lacks_nothing(target, lin, lacking, unchanged):
    unchanged(ValidationError, lambda: asked(target, lin, replace(POSTPONE, **{lacking: ""})))


def test_a_granted_postponement_is_a_public_revision(target, lin, wang):
    change = granted(asked(target, lin), wang)
    target.refresh_from_db()
    revision = target.revisions.get()
    assert (target.due, target.value, target.lead_id) == (month(3, 2022), 40, lin.department_id)
    assert (revision.due_before, revision.due_after) == (month(12), month(3, 2022))
    assert (revision.reason, revision.document, revision.decided_on) == (
        "征地延后",
        "河东政发〔2021〕9号",
        date(2021, 6, 30),
    )
    change.refresh_from_db()
    assert (change.state, change.revision, change.decided_by) == (RequestState.GRANTED, revision, wang)
    assert (change.decided_at, change.decision_reason) == (AT, "同意")
    assert told() == [f"request HD-2021-01 {change.pk}", "revise_changed HD-2021-01", f"grant HD-2021-01 {change.pk}"]
    assert check_chain() == 3


def test_a_granted_adjustment_changes_the_figure_only(target, lin, wang):
    granted(asked(target, lin, ADJUST), wang)
    target.refresh_from_db()
    assert (target.value, target.due) == (30, month(12))


def test_a_granted_stop_suspends(target, lin, wang):
    change = granted(asked(target, lin, SUSPEND), wang)
    target.refresh_from_db()
    assert target.state == TargetState.SUSPENDED
    assert change.revision.kind == RevisionKind.SUSPENDED


def test_a_refusal_has_its_reason_and_changes_no_target(target, lin, wang):
    change = refuse(change=asked(target, lin), reason="按期完成", by=wang, at=AT, row_version=1)
    change.refresh_from_db()
    assert (change.state, change.decision_reason, change.revision) == (RequestState.REFUSED, "按期完成", None)
    assert not Revision.objects.exists()
    assert told()[-1] == f"refuse HD-2021-01 {change.pk}"


def test_a_refusal_needs_a_reason(target, lin, wang, unchanged):
    change = asked(target, lin)
    unchanged(ActionError, lambda: refuse(change=change, reason=" ", by=wang, at=AT, row_version=1))


def test_deciding_the_same_twice_changes_nothing_more(target, lin, wang):
    change = asked(target, lin)
    assert granted(change, wang) == granted(change, wang)
    assert (Revision.objects.count(), check_chain()) == (1, 3)


def test_refusing_the_same_twice_changes_nothing_more(target, lin, wang):
    change = asked(target, lin)
    for _press in range(2):
        refuse(change=change, reason="按期完成", by=wang, at=AT, row_version=1)
    assert check_chain() == 2


@pytest.mark.parametrize("who", ["lin", "zhao", "admin"])
def test_only_a_supervisor_decides(target, lin, who, request, unchanged):
    change, by = asked(target, lin), request.getfixturevalue(who)
    unchanged(PermissionDenied, lambda: granted(change, by))
    unchanged(PermissionDenied, lambda: refuse(change=change, reason="不", by=by, at=AT, row_version=1))


def test_nobody_decides_on_their_own_request(target, department, unchanged):
    both = make_person("both", "双", department, Role.REPORTER, Role.SUPERVISOR)
    change = asked(target, both)
    unchanged(PermissionDenied, lambda: granted(change, both))


def test_what_moved_on_is_not_granted(target, lin, wang, unchanged):
    change = asked(target, lin)
    revise(
        target=target,
        terms=replace(terms_of(target), value=Decimal(50)),
        ground=replace(GROUND, decided_on=date(2021, 6, 1)),
        by=wang,
        at=AT,
        row_version=1,
    )
    assert unchanged(Conflict, lambda: granted(change, wang)).current == target
    assert granted(change, wang, target_version=2).state == RequestState.GRANTED


def test_a_request_taken_back_is_not_decided(target, lin, wang, unchanged):
    change = asked(target, lin)
    withdraw(change=change, by=lin, at=AT)
    unchanged(Conflict, lambda: granted(change, wang))
    unchanged(Conflict, lambda: refuse(change=change, reason="不", by=wang, at=AT, row_version=1))


def test_a_decided_request_is_not_taken_back(target, lin, wang, unchanged):
    change = granted(asked(target, lin), wang)
    unchanged(Conflict, lambda: withdraw(change=change, by=lin, at=AT))


def test_taking_back_twice_changes_nothing_more(target, lin):
    change = asked(target, lin)
    for _press in range(2):
        assert withdraw(change=change, by=lin, at=AT).state == RequestState.WITHDRAWN
    assert told() == [f"request HD-2021-01 {change.pk}", f"withdraw HD-2021-01 {change.pk}"]


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_only_the_department_takes_back(target, lin, who, request, unchanged):
    change, by = asked(target, lin), request.getfixturevalue(who)
    unchanged(PermissionDenied, lambda: withdraw(change=change, by=by, at=AT))


@pytest.mark.parametrize(
    "ground",
    [
        replace(GROUND, document=" "),
        replace(GROUND, decided_on=date(2022, 1, 1)),  # after the due date
        replace(GROUND, decided_on=date(2021, 1, 12)),  # before the promise
    ],
)
def test_a_grant_stands_on_the_same_ground_as_any_revision(target, lin, wang, ground, unchanged):
    change = asked(target, lin)
    unchanged(ActionError, lambda: granted(change, wang, ground=ground))


def test_a_request_overtaken_by_the_same_change_is_not_granted(target, lin, wang, unchanged):
    change = asked(target, lin)
    Target.objects.update(due=month(3, 2022))
    unchanged(ActionError, lambda: granted(change, wang))


def test_the_same_form_from_eight_hands_at_once_is_one_request(transactional_db):
    department = make_department("jyj")
    target = make_target(make_area(make_report()), lead=department)
    people = [make_person(f"p{number}", "人", department, Role.REPORTER) for number in range(8)]
    barrier = Barrier(8)

    def press(by):
        try:
            barrier.wait(timeout=20)
            return asked(target, by, key=KEY).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(press, people))) == 1
    assert ChangeRequest.objects.count() == check_chain() == 1
