"""Writing an entry: drafted, handed in, taken back, corrected; who may, and what happens when two do it at once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from tests.actions.conftest import state_of_things
from tests.factories import (
    AT,
    check_chain,
    draft_entry,
    make_department,
    make_entry,
    make_person,
    make_target,
    month,
    submit_entry,
    trail,
)
from tracker.actions.entries import Content, hand_in, save_draft, submit, withdraw
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.reviews import accept, send_back, sign_off
from tracker.choices import EntryState, Kind, Role, TargetState
from tracker.models import AuditRecord, Entry, Policy, Review

LATER = AT + timedelta(days=1)
KEY = "HD-2021-01 2021-03 v1"


def save(target, by, value="10", *, row_version=0, at=AT, number=3, **content):
    figure = None if value is None else Decimal(value)
    return save_draft(
        target=target, month=month(number), content=Content(figure, **content), by=by, at=at, row_version=row_version
    )


def test_a_draft_keeps_what_was_written_who_and_when(target, lin):
    entry = save(target, lin, progress="开工", problems="管线", next_steps="迁改")
    entry.refresh_from_db()
    assert (entry.state, entry.version, entry.row_version, entry.value) == (EntryState.DRAFT, 1, 1, 10)
    assert (entry.progress, entry.problems, entry.next_steps) == ("开工", "管线", "迁改")
    assert (entry.saved_by, entry.saved_at, entry.department) == (lin, AT, target.lead)
    assert trail() == [f"save_draft {KEY}"]


def test_a_draft_may_wait_for_its_figure(target, lin):
    assert save(target, lin, None, progress="在统计").value is None


def test_a_draft_is_saved_again_as_the_same_row(target, lin):
    first = save(target, lin)
    second = save(target, lin, "12", row_version=1, at=LATER)
    assert (second.pk, second.row_version, second.value, second.saved_at) == (first.pk, 2, 12, LATER)
    assert AuditRecord.objects.get(number=2).before == {
        "row_version": 1,
        "saved_at": AT.isoformat(),
        "value": "10",
    }


def test_a_correction_is_a_new_version_and_both_stay(target, lin, wang):
    make_entry(target, 3, "10", lin, wang)
    corrected = make_entry(target, 3, "8", lin, wang, correction_reason="重复统计")
    assert (corrected.version, corrected.correction_reason) == (2, "重复统计")
    assert list(Entry.objects.order_by("version").values_list("value", "state")) == [
        (10, EntryState.ACCEPTED),
        (8, EntryState.ACCEPTED),
    ]


def test_a_correction_needs_its_reason(target, lin, wang, refused):
    make_entry(target, 3, "10", lin, wang)
    refused(ActionError, lambda: save(target, lin, "8"))


def test_a_first_version_keeps_no_reason_of_a_correction(target, lin):
    assert save(target, lin, correction_reason="无").correction_reason == ""


def test_an_entry_without_a_figure_is_not_submitted(target, lin, refused):
    entry = save(target, lin, None)
    refused(ActionError, lambda: submit(entry=entry, by=lin, at=AT, row_version=1))


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_only_the_lead_departments_reporters_write(target, lin, request, refused, who):
    person = request.getfixturevalue(who)
    entry = save(target, lin)
    refused(PermissionDenied, lambda: save(target, person, number=4))
    refused(PermissionDenied, lambda: submit(entry=entry, by=person, at=AT, row_version=1))


@pytest.mark.parametrize("state", [TargetState.DRAFT, TargetState.SUSPENDED, TargetState.CLOSED])
def test_no_figure_is_filed_for_a_target_out_of_work(area, department, lin, refused, state):
    target = make_target(area, lead=department, state=state)
    refused(PermissionDenied, lambda: save(target, lin))


def test_a_person_switched_off_writes_nothing(target, lin, refused):
    lin.is_active = False
    refused(PermissionDenied, lambda: save(target, lin))


def test_the_successor_goes_on_with_the_departments_draft(target, department, lin):
    successor = make_person("sun", "孙", department, Role.REPORTER)
    save(target, lin)
    entry = save(target, successor, "12", row_version=1)
    assert submit(entry=entry, by=successor, at=AT, row_version=2).submitted_by == successor


def test_saving_twice_by_a_double_click_is_saving_once(target, lin):
    content = {"progress": "开工", "explanation": "情况属实"}
    save(target, lin, **content)
    before = state_of_things()
    assert save(target, lin, **content, at=LATER).row_version == 1
    assert state_of_things() == before


def test_submitting_twice_by_a_double_click_is_submitting_once(target, lin):
    entry = save(target, lin)
    submit(entry=entry, by=lin, at=AT, row_version=1)
    before = state_of_things()
    assert submit(entry=entry, by=lin, at=LATER, row_version=1).submitted_at == AT
    assert state_of_things() == before


def test_a_save_that_arrives_again_after_submission_changes_nothing(target, lin):
    submit_entry(target, 3, "10", lin)
    before = state_of_things()
    assert save(target, lin, explanation="情况属实").state == EntryState.SUBMITTED
    assert state_of_things() == before


def test_the_second_of_two_editors_is_told_and_loses_nothing(target, department, lin, refused):
    other = make_person("sun", "孙", department, Role.REPORTER)
    save(target, lin, "10")
    conflict = refused(Conflict, lambda: save(target, other, "11"))
    assert (conflict.current.value, conflict.current.saved_by) == (10, lin)
    save(target, lin, "12", row_version=1)
    assert refused(Conflict, lambda: save(target, other, "11", row_version=1)).current.value == 12


@pytest.mark.parametrize(
    "given",
    [
        {"value": "11"},
        {"progress": "完工"},
        {"problems": "无"},
        {"next_steps": "无"},
        {"claims_completion": True},
        {"explanation": ""},
        {"value": None, "is_uncounted": True},
    ],
)
def test_a_stale_save_with_anything_different_is_a_conflict_and_no_double_click(target, lin, refused, given):
    content = {"progress": "开工", "explanation": "情况属实"}
    save(target, lin, **content)
    refused(Conflict, lambda: save(target, lin, **content | given))


def test_a_stale_correction_with_another_reason_is_a_conflict(target, lin, wang, refused):
    make_entry(target, 3, "10", lin, wang)
    save(target, lin, "8", row_version=3, correction_reason="重复统计")
    refused(Conflict, lambda: save(target, lin, "8", row_version=3, correction_reason="口径调整"))


def test_a_correction_of_a_figure_corrected_meanwhile_is_a_conflict(target, lin, wang, refused):
    seen = make_entry(target, 3, "10", lin, wang).row_version
    second = make_entry(target, 3, "9", lin, wang, correction_reason="重复统计")
    conflict = refused(Conflict, lambda: save(target, lin, "8", row_version=seen, correction_reason="更正"))
    assert conflict.current == second
    assert save(target, lin, "8", row_version=second.row_version, correction_reason="更正").version == 3


def test_a_draft_that_was_accepted_meanwhile_is_a_conflict(target, lin, wang, refused):
    make_entry(target, 3, "10", lin, wang)
    conflict = refused(Conflict, lambda: save(target, lin, "11", row_version=1, correction_reason="更正"))
    assert conflict.current.state == EntryState.ACCEPTED


def test_a_draft_that_is_gone_is_begun_anew_and_loses_no_word(target, lin):
    entry = save(target, lin, progress="开工", row_version=3)
    assert (entry.version, entry.row_version, entry.progress) == (1, 1, "开工")


def test_a_figure_under_review_is_not_edited(target, lin, refused):
    entry = submit_entry(target, 3, "10", lin)
    refused(Conflict, lambda: save(target, lin, "11", row_version=entry.row_version))


def test_a_stale_page_neither_submits_nor_decides(target, lin, wang, refused):
    entry = save(target, lin)
    save(target, lin, "11", row_version=1)
    refused(Conflict, lambda: submit(entry=entry, by=lin, at=AT, row_version=1))
    entry = submit(entry=entry, by=lin, at=AT, row_version=2)
    for row_version in (2, 4):
        refused(Conflict, lambda stale=row_version: accept(entry=entry, by=wang, at=AT, row_version=stale))
    assert accept(entry=entry, by=wang, at=AT, row_version=3).value == 11


def test_an_accepted_entry_is_not_submitted_again(target, lin, wang, refused):
    entry = make_entry(target, 3, "10", lin, wang)
    refused(Conflict, lambda: submit(entry=entry, by=lin, at=AT, row_version=entry.row_version))


def test_a_save_the_database_refuses_leaves_nothing(target, lin, refused):
    content = Content(Decimal(1))
    refused(
        IntegrityError,
        lambda: save_draft(target=target, month=date(2021, 3, 2), content=content, by=lin, at=AT, row_version=0),
    )


def test_months_and_targets_do_not_disturb_one_another(area, department, lin, wang):
    targets = [make_target(area, lead=department) for _number in range(2)]
    for target in targets:
        for number in (3, 4):
            make_entry(target, number, "10", lin, wang)
    assert Entry.objects.accepted().filter(version=1).count() == 4
    assert check_chain() == 12


def test_a_sample_persons_work_is_marked_and_chained_apart(target, department, lin):
    sample = make_person("sample", "样", department, Role.REPORTER, is_sample=True)
    draft_entry(target, 3, "10", sample)
    draft_entry(target, 4, "10", lin)
    assert list(Entry.objects.order_by("month").values_list("is_sample", flat=True)) == [True, False]
    assert (check_chain(), check_chain(is_sample=True)) == (1, 1)


def test_the_department_kept_is_the_one_that_led_then(target, lin, wang):
    entry = make_entry(target, 3, "10", lin, wang)
    target.lead = make_department("kjj")
    target.save()
    entry.refresh_from_db()
    assert entry.department.code == "jyj"


def test_a_first_figure_signs_for_the_target(area, department, lin):
    target = make_target(area, lead=department, state=TargetState.ASSIGNED)
    submit_entry(target, 3, "10", lin)
    target.refresh_from_db()
    assert target.state == TargetState.IN_PROGRESS


def test_completion_is_not_claimed_below_the_target(target, lin, refused):
    entry = draft_entry(target, 3, "39", lin, claims_completion=True)
    refused(ActionError, lambda: submit(entry=entry, by=lin, at=AT, row_version=entry.row_version))


def test_a_sum_is_not_negative(target, lin, refused):
    refused(ActionError, lambda: save(target, lin, "-1"))


def test_saving_and_submitting_is_one_action(target, lin):
    content = Content(Decimal(39), claims_completion=True)
    with pytest.raises(ActionError):
        hand_in(target=target, month=date(2021, 3, 1), content=content, by=lin, at=AT, row_version=0)
    assert not Entry.objects.exists()
    entry = hand_in(target=target, month=date(2021, 3, 1), content=Content(Decimal(9)), by=lin, at=AT, row_version=0)
    again = hand_in(target=target, month=date(2021, 3, 1), content=Content(Decimal(9)), by=lin, at=AT, row_version=0)
    assert (entry.state, again.pk) == (EntryState.SUBMITTED, entry.pk)


# What is unusual


@pytest.mark.parametrize(
    ("kind", "value", "is_uncounted"),
    [
        (Kind.CUMULATIVE, "9", False),
        (Kind.CUMULATIVE, "31", False),
        (Kind.LEVEL, "41", False),
        (Kind.RATE, None, True),
    ],
    ids=["falling", "jump", "over", "uncounted"],
)
def test_an_unusual_figure_is_handed_in_with_its_reason_only(area, department, lin, refused, kind, value, is_uncounted):
    target = make_target(area, lead=department, kind=kind)
    submit_entry(target, 2, "20" if kind == Kind.LEVEL else "10", lin)
    entry = save(target, lin, value, is_uncounted=is_uncounted, explanation="  ")
    refused(ActionError, lambda: submit(entry=entry, by=lin, at=AT, row_version=1))
    entry = save(target, lin, value, is_uncounted=is_uncounted, explanation="经核实", row_version=1)
    assert submit(entry=entry, by=lin, at=AT, row_version=2).state == EntryState.SUBMITTED


def test_empty_zero_and_not_counted_are_three_different_things(target, lin, refused):
    empty, zero, uncounted = (
        save(target, lin, value, number=number, is_uncounted=is_uncounted, explanation="未开展统计")
        for number, value, is_uncounted in [(1, None, False), (2, "0", False), (3, None, True)]
    )
    refused(ActionError, lambda: submit(entry=empty, by=lin, at=AT, row_version=1))
    for entry in (zero, uncounted):
        assert submit(entry=entry, by=lin, at=AT, row_version=1).state == EntryState.SUBMITTED
    stored = Entry.objects.order_by("month").values_list("value", "is_uncounted")
    assert list(stored) == [(None, False), (0, False), (None, True)]


def test_a_figure_is_not_both_counted_and_not(target, lin, refused):
    refused(ActionError, lambda: save(target, lin, "1", is_uncounted=True))


def test_completion_is_not_claimed_without_a_figure(target, lin, refused):
    entry = save(target, lin, None, is_uncounted=True, explanation="未统计", claims_completion=True)
    refused(ActionError, lambda: submit(entry=entry, by=lin, at=AT, row_version=1))


# Taken back


def test_what_was_never_reviewed_is_taken_back_as_if_not_submitted(target, lin):
    entry = submit_entry(target, 3, "10", lin)
    entry = withdraw(entry=entry, by=lin, at=LATER, row_version=2)
    entry.refresh_from_db()
    assert (entry.state, entry.row_version, entry.value) == (EntryState.DRAFT, 3, 10)
    assert (entry.submitted_by, entry.submitted_at, entry.first_submitted_at) == (None, None, None)
    assert trail() == [f"{step} {KEY}" for step in ("save_draft", "submit", "withdraw")]


def test_what_was_sent_back_once_keeps_the_day_it_was_first_filed(target, lin, wang):
    entry = submit_entry(target, 3, "10", lin)
    entry = send_back(entry=entry, reason="请附佐证", by=wang, at=AT, row_version=2)
    entry = submit(entry=entry, by=lin, at=LATER, row_version=3)
    assert withdraw(entry=entry, by=lin, at=LATER, row_version=4).first_submitted_at == AT


def test_taking_a_claim_back_takes_it_off_the_target(target, lin):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    withdraw(entry=entry, by=lin, at=LATER, row_version=2)
    target.refresh_from_db()
    assert target.state == TargetState.IN_PROGRESS


def test_taking_back_twice_by_a_double_click_is_taking_back_once(target, lin):
    entry = submit_entry(target, 3, "10", lin)
    withdraw(entry=entry, by=lin, at=AT, row_version=2)
    before = state_of_things()
    assert withdraw(entry=entry, by=lin, at=LATER, row_version=2).row_version == 3
    assert state_of_things() == before


@pytest.mark.parametrize("decide", [accept, lambda **given: send_back(reason="退回", **given)])
def test_what_was_decided_on_is_not_taken_back(target, lin, wang, refused, decide):
    entry = submit_entry(target, 3, "10", lin)
    decide(entry=entry, by=wang, at=AT, row_version=2)
    for seen in (2, 3):
        refused(Conflict, lambda seen=seen: withdraw(entry=entry, by=lin, at=LATER, row_version=seen))


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_only_the_lead_department_takes_back(target, lin, request, refused, who):
    entry = submit_entry(target, 3, "10", lin)
    by = request.getfixturevalue(who)
    refused(PermissionDenied, lambda: withdraw(entry=entry, by=by, at=LATER, row_version=2))


# Signed off first


@pytest.fixture
def needs_sign_off(target):
    Policy.objects.update(needs_sign_off=True)


@pytest.fixture
def head(department):
    return make_person("head", "局", department, Role.HEAD)


def test_where_the_policy_asks_for_it_an_entry_waits_for_the_head(needs_sign_off, head, target, lin):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    target.refresh_from_db()
    assert (entry.state, target.state) == (EntryState.FOR_SIGN_OFF, TargetState.IN_PROGRESS)
    entry = sign_off(entry=entry, by=head, at=LATER, row_version=2)
    target.refresh_from_db()
    assert (entry.state, target.state) == (EntryState.SUBMITTED, TargetState.COMPLETION_CLAIMED)


def test_what_waits_for_the_head_can_be_taken_back(needs_sign_off, head, target, lin):
    entry = submit_entry(target, 3, "10", lin)
    assert withdraw(entry=entry, by=lin, at=AT, row_version=2).state == EntryState.DRAFT


def test_what_the_head_hands_in_is_signed(needs_sign_off, department, target):
    both = make_person("both", "局", department, Role.REPORTER, Role.HEAD)
    entry = submit_entry(target, 3, "10", both)
    assert entry.state == EntryState.SUBMITTED
    assert Review.objects.get().by == both


def test_without_a_head_nothing_waits_for_ever(needs_sign_off, target, lin, refused):
    entry = save(target, lin)
    refused(ActionError, lambda: submit(entry=entry, by=lin, at=AT, row_version=1))
