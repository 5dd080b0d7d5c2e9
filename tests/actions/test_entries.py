"""An entry's whole way, who may take which step, and what happens when two people take it at once."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

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
from tracker.actions.entries import Content, accept, hand_in, save_draft, send_back, submit
from tracker.actions.errors import ActionError, Conflict
from tracker.choices import Decision, EntryState, Role, TargetState
from tracker.models import AuditRecord, Entry, Evidence, Review
from tracker.queries.edition import edition

LATER = AT + timedelta(days=1)
KEY = "HD-2021-01 2021-03 v1"
LINK = "https://www.example.gov.cn/a"


def save(target, by, value="10", *, row_version=0, at=AT, number=3, **content):
    figure = None if value is None else Decimal(value)
    return save_draft(
        target=target, month=month(number), content=Content(figure, **content), by=by, at=at, row_version=row_version
    )


def state_of_things():
    """Everything an entry's action may write, to see that nothing was."""
    return (
        list(Entry.objects.order_by("pk").values()),
        list(Evidence.objects.values()),
        list(Review.objects.values()),
        trail(),
        edition().number,
    )


@pytest.fixture
def refused():
    """The action inside raises what is named and writes nothing."""

    def expect(error, action):
        before = state_of_things()
        with pytest.raises(error) as raised, transaction.atomic():
            action()
        assert state_of_things() == before
        return raised.value

    return expect


def test_a_draft_keeps_what_was_written_who_and_when(target, lin):
    entry = save(target, lin, progress="开工", problems="管线", next_steps="迁改", evidence_url=LINK)
    entry.refresh_from_db()
    assert (entry.state, entry.version, entry.row_version, entry.value) == (EntryState.DRAFT, 1, 1, 10)
    assert (entry.progress, entry.problems, entry.next_steps) == ("开工", "管线", "迁改")
    assert (entry.saved_by, entry.saved_at, entry.department) == (lin, AT, target.lead)
    assert [(link.url, link.title) for link in entry.evidence.all()] == [(LINK, LINK)]
    assert trail() == [f"save_draft {KEY}"]


def test_a_draft_may_wait_for_its_figure(target, lin):
    assert save(target, lin, None, progress="在统计").value is None


def test_a_draft_is_saved_again_as_the_same_row(target, lin):
    first = save(target, lin, evidence_url=LINK, evidence_title="公报")
    second = save(target, lin, "12", row_version=1, at=LATER)
    assert (second.pk, second.row_version, second.value, second.saved_at) == (first.pk, 2, 12, LATER)
    assert not second.evidence.exists()
    assert AuditRecord.objects.get(number=2).before == {
        "row_version": 1,
        "saved_at": AT.isoformat(),
        "value": "10",
    }


def test_an_entry_goes_from_draft_over_a_return_to_acceptance(target, lin, wang):
    entry = save(target, lin)
    entry = submit(entry=entry, by=lin, at=AT, row_version=1)
    assert (entry.state, entry.submitted_by, entry.submitted_at) == (EntryState.SUBMITTED, lin, AT)
    entry = send_back(entry=entry, reason=" 口径不符 ", by=wang, at=AT, row_version=2)
    assert (entry.state, entry.reviewed_by) == (EntryState.RETURNED, wang)
    entry = save(target, lin, "9", row_version=3)
    assert entry.state == EntryState.RETURNED
    entry = submit(entry=entry, by=lin, at=LATER, row_version=4)
    entry = accept(entry=entry, by=wang, at=LATER, row_version=5)
    assert (entry.state, entry.version, entry.value) == (EntryState.ACCEPTED, 1, 9)
    assert [(review.decision, review.value, review.reason) for review in entry.reviews.all()] == [
        (Decision.SEND_BACK, 10, "口径不符"),
        (Decision.ACCEPT, 9, ""),
    ]
    steps = ["save_draft", "submit", "send_back", "save_draft", "submit", "accept"]
    assert trail() == [f"{step} {KEY}" for step in steps]
    assert check_chain() == edition().number == 6


def test_the_trail_keeps_the_reason_of_a_return(target, lin, wang):
    entry = submit_entry(target, 3, "10", lin)
    send_back(entry=entry, reason="口径不符", by=wang, at=AT, row_version=2)
    assert AuditRecord.objects.get(action="send_back").after["reason"] == "口径不符"


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


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_sending_back_needs_a_reason(target, lin, wang, refused, reason):
    entry = submit_entry(target, 3, "10", lin)
    refused(ActionError, lambda: send_back(entry=entry, reason=reason, by=wang, at=AT, row_version=2))


def test_a_claim_takes_the_target_along(target, lin, wang):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    target.refresh_from_db()
    assert target.state == TargetState.COMPLETION_CLAIMED
    accept(entry=entry, by=wang, at=AT, row_version=2)
    target.refresh_from_db()
    assert target.state == TargetState.COMPLETED
    assert trail() == [
        f"save_draft {KEY}",
        f"submit {KEY}",
        "claim_completion HD-2021-01",
        f"accept {KEY}",
        "complete HD-2021-01",
    ]
    assert check_chain() == edition().number == 5


def test_a_claim_sent_back_reopens_the_target(target, lin, wang):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    send_back(entry=entry, reason="缺验收材料", by=wang, at=AT, row_version=2)
    target.refresh_from_db()
    assert target.state == TargetState.IN_PROGRESS


def test_a_figure_without_a_claim_leaves_the_target_as_it_is(target, lin, wang):
    make_entry(target, 3, "40", lin, wang)
    target.refresh_from_db()
    assert (target.state, target.row_version) == (TargetState.IN_PROGRESS, 1)


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_only_the_lead_departments_reporters_write(target, lin, request, refused, who):
    person = request.getfixturevalue(who)
    entry = save(target, lin)
    refused(PermissionDenied, lambda: save(target, person, number=4))
    refused(PermissionDenied, lambda: submit(entry=entry, by=person, at=AT, row_version=1))


@pytest.mark.parametrize("who", ["zhao", "lin", "admin"])
def test_only_supervisors_decide(target, lin, request, refused, who):
    person = request.getfixturevalue(who)
    entry = submit_entry(target, 3, "10", lin)
    refused(PermissionDenied, lambda: accept(entry=entry, by=person, at=AT, row_version=2))
    refused(PermissionDenied, lambda: send_back(entry=entry, reason="退回", by=person, at=AT, row_version=2))


def test_a_supervisor_does_not_decide_on_an_own_entry(target, department, refused):
    both = make_person("both", "周", department, Role.REPORTER, Role.SUPERVISOR)
    entry = submit_entry(target, 3, "10", both)
    refused(PermissionDenied, lambda: accept(entry=entry, by=both, at=AT, row_version=2))


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
    content = {"progress": "开工", "evidence_url": LINK}
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
    assert save(target, lin).state == EntryState.SUBMITTED
    assert state_of_things() == before


@pytest.mark.parametrize(
    "decide",
    [
        lambda entry, by, at: accept(entry=entry, by=by, at=at, row_version=2),
        lambda entry, by, at: send_back(entry=entry, reason="退回", by=by, at=at, row_version=2),
    ],
    ids=["accept", "send back"],
)
def test_deciding_twice_by_a_double_click_is_deciding_once(target, lin, wang, decide):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    decide(entry, wang, AT)
    before = state_of_things()
    assert decide(entry, wang, LATER).reviewed_at == AT
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
        {"evidence_url": "https://www.example.gov.cn/b"},
        {"evidence_url": ""},
        {"evidence_title": "公报"},
    ],
)
def test_a_stale_save_with_anything_different_is_a_conflict_and_no_double_click(target, lin, refused, given):
    content = {"progress": "开工", "evidence_url": LINK}
    save(target, lin, **content)
    refused(Conflict, lambda: save(target, lin, **content | given))


def test_a_stale_correction_with_another_reason_is_a_conflict(target, lin, wang, refused):
    make_entry(target, 3, "10", lin, wang)
    save(target, lin, "8", correction_reason="重复统计")
    refused(Conflict, lambda: save(target, lin, "8", correction_reason="口径调整"))


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


def test_a_version_resubmitted_since_is_not_accepted_unseen(target, lin, wang, refused):
    entry = submit_entry(target, 3, "10", lin)
    other = make_person("zheng", "郑", None, Role.SUPERVISOR)
    send_back(entry=entry, reason="退回", by=other, at=AT, row_version=2)
    save(target, lin, "4", row_version=3)
    submit(entry=entry, by=lin, at=AT, row_version=4)
    refused(Conflict, lambda: accept(entry=entry, by=wang, at=AT, row_version=2))


def test_only_a_submitted_entry_is_decided_on(target, lin, wang, refused):
    draft = draft_entry(target, 3, "10", lin)
    returned = submit_entry(target, 4, "10", lin)
    returned = send_back(entry=returned, reason="退回", by=wang, at=AT, row_version=2)
    accepted = make_entry(target, 5, "10", lin, wang)
    for entry in (draft, returned):
        given = {"entry": entry, "by": wang, "at": LATER, "row_version": entry.row_version}
        refused(Conflict, partial(accept, **given))
    for entry in (draft, accepted):
        given = {"entry": entry, "by": wang, "at": LATER, "row_version": entry.row_version}
        refused(Conflict, partial(send_back, reason="退回", **given))


def test_an_accepted_entry_is_not_submitted_again(target, lin, wang, refused):
    entry = make_entry(target, 3, "10", lin, wang)
    refused(Conflict, lambda: submit(entry=entry, by=lin, at=AT, row_version=entry.row_version))


def test_a_save_the_database_refuses_leaves_nothing(target, lin, refused):
    content = Content(Decimal(1), evidence_url=LINK)
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


def test_a_claim_with_the_first_figure_is_a_claim(area, department, lin, wang):
    target = make_target(area, lead=department, state=TargetState.ASSIGNED)
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    target.refresh_from_db()
    assert target.state == TargetState.COMPLETED


def test_completion_is_not_claimed_below_the_target(target, lin, refused):
    entry = draft_entry(target, 3, "39", lin, claims_completion=True)
    refused(ActionError, lambda: submit(entry=entry, by=lin, at=AT, row_version=entry.row_version))


def test_a_sum_is_not_negative(target, lin, refused):
    refused(ActionError, lambda: save(target, lin, "-1"))


def test_a_correction_below_the_target_reopens_it(target, lin, wang):
    make_entry(target, 6, "40", lin, wang, claims_completion=True)
    make_entry(target, 6, "39", lin, wang, correction_reason="重复统计")
    target.refresh_from_db()
    assert target.state == TargetState.IN_PROGRESS


def test_what_is_sent_back_keeps_the_day_it_was_first_filed(target, lin, wang):
    entry = submit_entry(target, 3, "10", lin)
    entry = send_back(entry=entry, reason="请附佐证", by=wang, at=AT, row_version=entry.row_version)
    entry = submit(entry=entry, by=lin, at=AT + timedelta(days=9), row_version=entry.row_version)
    assert (entry.first_submitted_at, entry.submitted_at) == (AT, AT + timedelta(days=9))


def test_saving_and_submitting_is_one_action(target, lin):
    content = Content(Decimal(39), claims_completion=True)
    with pytest.raises(ActionError):
        hand_in(target=target, month=date(2021, 3, 1), content=content, by=lin, at=AT, row_version=0)
    assert not Entry.objects.exists()
    entry = hand_in(target=target, month=date(2021, 3, 1), content=Content(Decimal(9)), by=lin, at=AT, row_version=0)
    again = hand_in(target=target, month=date(2021, 3, 1), content=Content(Decimal(9)), by=lin, at=AT, row_version=0)
    assert (entry.state, again.pk) == (EntryState.SUBMITTED, entry.pk)
