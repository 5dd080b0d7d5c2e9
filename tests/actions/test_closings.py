"""Closing a target's year: written by its department, accepted once by somebody else, final."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from tests.factories import (
    AT,
    CLOSING_AT,
    check_chain,
    draft_closing,
    make_area,
    make_closing,
    make_department,
    make_entry,
    make_person,
    make_report,
    make_target,
    month,
    submit_closing,
    submit_entry,
)
from tests.factories import trail as told
from tracker.actions.closings import (
    NotAccepted,
    Statement,
    accept,
    accept_all,
    hand_in,
    save_draft,
    send_back,
    withdraw,
)
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.revisions import Ground, resume, revise, suspend, terms_of
from tracker.choices import ClosingReason, ClosingState, Outcome, Role, TargetState
from tracker.models import AuditRecord, Closing, Target
from tracker.queries.edition import edition

KEPT = Statement(Outcome.KEPT, statement="四十座基站全部开通")
GROUND = Ground("选址重新论证", "第9号纪要", date(2021, 5, 20))
KEY = UUID(int=5)


@pytest.fixture
def kept(target, lin, wang):
    """A target reached in December."""
    make_entry(target, 12, "40", lin, wang, at=CLOSING_AT)
    return target


@pytest.fixture
def unchanged():
    """The action inside raises what is named and writes nothing."""

    def expect(error, action):
        def state():
            return list(Closing.objects.order_by("pk").values()), list(Target.objects.values()), told()

        before = state()
        with pytest.raises(error) as raised:
            action()
        assert state() == before
        return raised.value

    return expect


def handed(target, by, statement=KEPT, *, row_version=0, at=CLOSING_AT):
    return hand_in(target=target, statement=statement, key=KEY, by=by, at=at, row_version=row_version)


def accepted(closing, by, *, row_version=1, at=CLOSING_AT):
    return accept(closing=closing, by=by, at=at, row_version=row_version)


def test_a_closing_keeps_what_was_stated_beside_what_was_computed(kept, lin, wang, department):
    accepted(handed(kept, lin), wang)
    closing = Closing.objects.get()
    assert (closing.outcome, closing.computed, closing.statement) == ("KEPT", "KEPT", KEPT.statement)
    assert (closing.value, closing.value_month, closing.done_share) == (Decimal(40), month(12), "1")
    assert (closing.month, closing.key, closing.department) == (month(12), KEY, department)
    assert (closing.submitted_by, closing.accepted_by, closing.accepted_at) == (lin, wang, CLOSING_AT)
    assert told()[-2:] == ["submit HD-2021-01", "accept HD-2021-01"]
    assert AuditRecord.objects.order_by("number").last().subject == "closing"
    assert check_chain() == AuditRecord.objects.count()


def test_the_public_edition_goes_up_with_each_step(kept, lin, wang):
    before = edition().number
    accepted(handed(kept, lin), wang)
    assert edition().number == before + 2


def test_a_draft_is_written_again_and_then_handed_in(kept, lin):
    draft = Statement(Outcome.KEPT)
    closing = save_draft(target=kept, statement=draft, key=KEY, by=lin, at=CLOSING_AT, row_version=0)
    assert (closing.state, closing.row_version) == (ClosingState.DRAFT, 1)
    closing = handed(kept, lin, row_version=1)
    assert (closing.state, closing.row_version) == (ClosingState.SUBMITTED, 2)


def test_the_same_form_twice_is_kept_once(kept, lin, wang):
    assert handed(kept, lin) == handed(kept, lin)
    assert Closing.objects.get().row_version == 1
    accepted(Closing.objects.get(), wang)
    accepted(Closing.objects.get(), wang)
    assert told()[-2:] == ["submit HD-2021-01", "accept HD-2021-01"]


def test_a_draft_sent_back_and_saved_twice_is_kept_once(kept, lin, wang):
    send_back(closing=handed(kept, lin), reason="请附验收报告", by=wang, at=CLOSING_AT, row_version=1)
    changed = replace(KEPT, document="验收报告")
    for _press in range(2):
        closing = save_draft(target=kept, statement=changed, key=KEY, by=lin, at=CLOSING_AT, row_version=2)
    assert (closing.state, closing.row_version, closing.return_reason) == (ClosingState.RETURNED, 3, "请附验收报告")


def test_two_editors_notice_one_another(kept, lin, department, unchanged):
    draft_closing(kept, lin)
    other = make_person("head", "局长", department, Role.HEAD)
    stands = unchanged(Conflict, lambda: handed(kept, other)).current
    assert stands == Closing.objects.get()
    assert handed(kept, other, row_version=1).submitted_by == other


@pytest.mark.parametrize(
    ("at", "is_taken"),
    [
        (datetime(2021, 12, 31, 15, 59, tzinfo=UTC), False),  # a minute to midnight in Tianjin
        (datetime(2021, 12, 31, 16, 0, tzinfo=UTC), True),
    ],
)
def test_a_target_is_closed_once_its_due_month_is_over(kept, lin, at, is_taken, unchanged):
    if is_taken:
        assert handed(kept, lin, at=at).computed == "KEPT"
    else:
        assert "2021年12月" in str(unchanged(ActionError, lambda: handed(kept, lin, at=at)))


def test_a_suspended_target_is_closed_at_once(target, lin, wang):
    suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=1)
    changed = Statement(Outcome.CHANGED, reason_kind=ClosingReason.PROCEDURES, statement="经批准暂停")
    closing = accepted(handed(target, lin, changed, at=AT), wang, at=AT)
    assert (closing.computed, closing.value, closing.month) == ("CHANGED", None, month(6))


@pytest.mark.parametrize(
    "statement",
    [
        replace(KEPT, statement=" "),
        replace(KEPT, outcome=Outcome.EXCEEDED),
        replace(KEPT, reason_kind=ClosingReason.FUNDING),
        replace(KEPT, outcome=Outcome.MISSED, difference_reason="经核查"),
        replace(KEPT, difference_reason="没有不同"),
    ],
    ids=str,
)
def test_what_does_not_fit_together_is_kept_as_a_draft_and_not_handed_in(kept, lin, statement, unchanged):
    unchanged(ActionError, lambda: handed(kept, lin, statement))
    assert draft_closing(kept, lin, outcome=statement.outcome).state == ClosingState.DRAFT


def test_an_address_that_is_none_is_refused(kept, lin, unchanged):
    unchanged(ValidationError, lambda: handed(kept, lin, replace(KEPT, evidence_url="javascript:alert(1)")))


def test_another_outcome_than_the_computed_one_is_kept_with_its_reason(kept, lin, wang):
    said = replace(KEPT, outcome=Outcome.NEARLY_KEPT, reason_kind="COUNTING", difference_reason="两座未并网")
    closing = accepted(handed(kept, lin, said), wang)
    assert (closing.outcome, closing.computed, closing.difference_reason) == ("NEARLY_KEPT", "KEPT", "两座未并网")


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_only_the_lead_department_writes(kept, who, request, unchanged):
    unchanged(PermissionDenied, lambda: handed(kept, request.getfixturevalue(who)))


def test_where_no_department_leads_a_supervisor_writes_and_another_accepts(area, wang, lin, unchanged):
    orphan = make_target(area)
    closing = submit_closing(orphan, wang)
    assert (closing.computed, closing.department) == ("UNVERIFIABLE", None)
    unchanged(PermissionDenied, lambda: accepted(closing, wang))
    unchanged(PermissionDenied, lambda: handed(orphan, lin))
    assert accepted(closing, make_person("second", "周", None, Role.SUPERVISOR)).state == ClosingState.ACCEPTED


@pytest.mark.parametrize("who", ["lin", "zhao", "admin"])
def test_only_a_supervisor_accepts_and_sends_back(kept, lin, who, request, unchanged):
    closing, by = handed(kept, lin), request.getfixturevalue(who)
    unchanged(PermissionDenied, lambda: accepted(closing, by))
    unchanged(PermissionDenied, lambda: send_back(closing=closing, reason="x", by=by, at=AT, row_version=1))


@pytest.mark.parametrize("role", [Role.REPORTER, Role.HEAD])
def test_nobody_accepts_their_own_or_their_departments(kept, lin, department, role, unchanged):
    both = make_person("both", "双", department, role, Role.SUPERVISOR)
    closing = handed(kept, lin)
    unchanged(PermissionDenied, lambda: accepted(closing, both))


def test_what_moved_on_is_neither_accepted_nor_sent_back(kept, lin, wang, unchanged):
    closing = handed(kept, lin)
    withdraw(closing=closing, by=lin, at=CLOSING_AT)
    unchanged(Conflict, lambda: accepted(closing, wang))
    handed(kept, lin, replace(KEPT, document="报告"), row_version=2)
    unchanged(Conflict, lambda: accepted(closing, wang))
    unchanged(Conflict, lambda: send_back(closing=closing, reason="x", by=wang, at=AT, row_version=1))
    assert accepted(closing, wang, row_version=3).document == "报告"


def test_an_accepted_closing_is_final(kept, lin, wang, unchanged):
    closing = make_closing(kept, lin, wang)
    unchanged(Conflict, lambda: handed(kept, lin, replace(KEPT, document="x"), row_version=2))
    unchanged(Conflict, lambda: withdraw(closing=closing, by=lin, at=CLOSING_AT))
    unchanged(Conflict, lambda: send_back(closing=closing, reason="x", by=wang, at=AT, row_version=2))
    other = make_person("second", "周", None, Role.SUPERVISOR)
    unchanged(Conflict, lambda: accepted(closing, other, row_version=2))


def test_sending_back_needs_a_reason_and_happens_once(kept, lin, wang, unchanged):
    closing = handed(kept, lin)
    unchanged(ActionError, lambda: send_back(closing=closing, reason=" ", by=wang, at=AT, row_version=1))
    for _press in range(2):
        send_back(closing=closing, reason="请附报告", by=wang, at=AT, row_version=1)
    closing.refresh_from_db()
    assert (closing.state, closing.returned_by, closing.return_reason) == (ClosingState.RETURNED, wang, "请附报告")
    assert told()[-1] == "send_back HD-2021-01"
    assert told().count("send_back HD-2021-01") == 1


def test_taking_back_makes_it_a_draft_once_and_is_the_departments(kept, lin, wang, zhao, unchanged):
    closing = handed(kept, lin)
    unchanged(PermissionDenied, lambda: withdraw(closing=closing, by=zhao, at=CLOSING_AT))
    for _press in range(2):
        assert withdraw(closing=closing, by=lin, at=CLOSING_AT).state == ClosingState.DRAFT
    assert told().count("withdraw HD-2021-01") == 1


def test_a_figure_that_waits_is_decided_on_first(kept, lin, wang, unchanged):
    closing = handed(kept, lin)
    submit_entry(kept, 12, "41", lin, at=CLOSING_AT, correction_reason="补报")
    unchanged(ActionError, lambda: accepted(closing, wang))


def test_a_figure_changed_since_is_handed_in_anew(kept, lin, wang, unchanged):
    closing = handed(kept, lin)
    make_entry(kept, 12, "41", lin, wang, at=CLOSING_AT, correction_reason="补报")
    assert "数字有变化" in str(unchanged(ActionError, lambda: accepted(closing, wang)))
    send_back(closing=closing, reason="数字已更正", by=wang, at=CLOSING_AT, row_version=1)
    assert make_closing(kept, lin, wang).computed == "EXCEEDED"


def test_what_is_accepted_is_never_computed_anew(kept, lin, wang):
    make_closing(kept, lin, wang)
    stood = Closing.objects.values().get()
    make_entry(kept, 12, "39", lin, wang, at=CLOSING_AT, correction_reason="一座重复计算")
    assert Closing.objects.values().get() == stood


def test_the_promise_of_a_closed_target_stays(target, lin, wang, other_department, unchanged):
    suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=1)
    make_closing(target, lin, wang, at=AT)
    given = {"ground": GROUND, "by": wang, "at": AT, "row_version": 2}
    old = terms_of(Target.objects.get(pk=target.pk))
    unchanged(ActionError, lambda: resume(target=target, **given))
    unchanged(ActionError, lambda: suspend(target=target, **given))
    unchanged(ActionError, lambda: revise(target=target, terms=replace(old, value=Decimal(1)), **given))
    assert revise(target=target, terms=replace(old, lead=other_department), **given).state == TargetState.SUSPENDED


def test_several_are_accepted_together_or_none(area, department, lin, wang, unchanged):
    targets = [make_target(area, lead=department) for _number in range(3)]
    closings = [submit_closing(each, lin) for each in targets]
    submit_entry(targets[1], 12, "3", lin, at=CLOSING_AT)
    seen = [(closings[0], 1), (closings[1], 1), (closings[2], 7)]
    refused = unchanged(NotAccepted, lambda: accept_all(seen=seen, by=wang, at=CLOSING_AT))
    assert list(refused.by_code) == [targets[1].code, targets[2].code]
    assert isinstance(refused.by_code[targets[2].code], Conflict)
    done = accept_all(seen=[(closings[0], 1), (closings[2], 1)], by=wang, at=CLOSING_AT)
    assert [closing.state for closing in done] == [ClosingState.ACCEPTED] * 2


@pytest.mark.django_db(transaction=True)
def test_of_two_supervisors_at_once_one_accepts():
    department = make_department("jyj")
    target = make_target(make_area(make_report()), lead=department)
    closing = submit_closing(target, make_person("lin", "林", department, Role.REPORTER))
    judges = [make_person(f"wang{number}", "王", None, Role.SUPERVISOR) for number in range(2)]
    start = Barrier(2)

    def press(by):
        start.wait()
        try:
            return accepted(closing, by).accepted_by_id
        except Conflict:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        won = set(pool.map(press, judges))
    assert won == {None, Closing.objects.get().accepted_by_id}
