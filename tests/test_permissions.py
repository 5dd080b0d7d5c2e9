"""The permission matrix, cell by cell: asked of the table, and tried through the site's doors.

A cell is an act, somebody's capacity before the thing, and the thing's state. What the table allows has to happen when
it is tried in a browser; what it does not allow has to change nothing and show nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.factories import AT, make_department, make_person, month
from tracker.actions.issues import Words, issue_paper
from tracker.choices import (
    Act,
    CallState,
    Capacity,
    ClosingState,
    DepartmentKind,
    EntryState,
    IssueKind,
    IssueState,
    ObjectionState,
    RequestKind,
    RequestState,
    Role,
    TargetState,
    WhistleState,
)
from tracker.models import (
    AuditRecord,
    ChangeRequest,
    Closing,
    Department,
    Entry,
    Evidence,
    Issue,
    Objection,
    Reminder,
    Target,
    Upload,
    User,
    Whistle,
    WhistleCall,
)
from tracker.permissions import ALWAYS, MATRIX, capacities, may

JULY = month(7)
ENTRY_ACTS = {Act.SEE_ENTRY, Act.SEE_INTERNAL, Act.EDIT, Act.WITHDRAW, Act.SIGN_OFF, Act.REVIEW}
TARGET_ACTS = {Act.REPORT, Act.ACKNOWLEDGE, Act.ASK_CHANGE, Act.REMIND, Act.REVISE, Act.CLOSE, Act.RAISE_WHISTLE}
REQUEST_ACTS = {Act.SEE_REQUEST, Act.WITHDRAW_REQUEST, Act.DECIDE}
WHISTLE_ACTS = {Act.SEE_WHISTLE, Act.WITHDRAW_WHISTLE}
CALL_ACTS = {Act.SIGN_CALL, Act.ANSWER_CALL, Act.RATE_CALL}
ISSUE_ACTS = {Act.READ_ISSUE, Act.ISSUE, Act.PUBLISH, Act.OBJECT}
CLOSING_ACTS = {Act.SEE_CLOSING, Act.WRITE_CLOSING, Act.WITHDRAW_CLOSING, Act.ACCEPT_CLOSING}
WITHOUT_STATE = {Act.USE_UPLOAD, Act.SEE_TRAIL, Act.ADMINISTER, Act.USE_TABLE, Act.SEE_INTAKE, Act.TAKE_IN}
OWN = {*ENTRY_ACTS, *REQUEST_ACTS, *CLOSING_ACTS, Act.ANSWER_OBJECTION}
# Where a capacity is one only before some things; the others are held before everything
BEFORE = {
    Capacity.AUTHOR: OWN,
    Capacity.SUBDISTRICT: TARGET_ACTS,
    Capacity.CALLER: WHISTLE_ACTS | CALL_ACTS,
    Capacity.CALLED: WHISTLE_ACTS | CALL_ACTS,
    Capacity.STAND_IN: CLOSING_ACTS,
    Capacity.OTHER: set(Act) - ISSUE_ACTS,  # papers go to every department: none is another one
}
DECIDED = {RequestState.GRANTED, RequestState.REFUSED}


def states_of(act: Act) -> list[str]:
    if act in ENTRY_ACTS:
        return list(EntryState)
    if act in TARGET_ACTS:
        return list(TargetState)
    if act in WHISTLE_ACTS:
        return list(WhistleState)
    if act in CALL_ACTS:
        return list(CallState)
    if act in CLOSING_ACTS:
        return list(ClosingState)
    if act in ISSUE_ACTS:
        return list(IssueState)
    if act == Act.ANSWER_OBJECTION:
        return list(ObjectionState)
    return list(RequestState) if act in REQUEST_ACTS else [""]


CELLS = [
    (act, capacity, state)
    for act in Act
    for capacity in Capacity
    if act in BEFORE.get(capacity, set(Act))
    for state in states_of(act)
]
name = "{0[0]}-{0[1]}-{0[2]}".format
each_cell = pytest.mark.parametrize("cell", CELLS, ids=name)


def is_allowed(act: Act, capacity: Capacity, state: str) -> bool:
    """The table's answer: the capacity's own right, anybody's, or that of a supervisor who stands in."""
    held = {capacity, Capacity.PUBLIC} | ({Capacity.SUPERVISOR} if capacity == Capacity.STAND_IN else set())
    return any(state in MATRIX[act].get(each, ()) for each in held)


@dataclass
class Stage:
    """Somebody in one capacity before one thing in one state."""

    person: User | None
    target: Target
    entry: Entry
    change: ChangeRequest
    upload: Upload
    evidence: Evidence
    other: Any  # the closing, whistle's call, paper or objection the act is about; None for other acts

    def thing(self, act: Act) -> Any:
        if act in ENTRY_ACTS:
            return self.entry
        if act in TARGET_ACTS:
            return self.target
        if act in REQUEST_ACTS:
            return self.change
        if act in WHISTLE_ACTS:
            return self.other.whistle
        if act in CALL_ACTS | CLOSING_ACTS | ISSUE_ACTS | {Act.ANSWER_OBJECTION}:
            return self.other
        return self.upload if act == Act.USE_UPLOAD else None


def somebody(capacity: Capacity, target: Target) -> User | None:
    match capacity:
        case Capacity.PUBLIC:
            return None
        case Capacity.OTHER:
            return make_person("other", "外", make_department("elsewhere"), Role.REPORTER)
        case Capacity.LEAD:
            return make_person("lead", "林", target.lead, Role.REPORTER)
        case Capacity.HEAD:
            return make_person("head", "局长", target.lead, Role.HEAD)
        case Capacity.SUPERVISOR | Capacity.AUTHOR | Capacity.STAND_IN:
            return make_person("watch", "王", None, Role.SUPERVISOR)
        case Capacity.SUBDISTRICT:
            street = make_department("street", kind=DepartmentKind.SUBDISTRICT)
            return make_person("street", "街", street, Role.REPORTER)
        case Capacity.CALLER | Capacity.CALLED:
            role = Role.REPORTER if capacity == Capacity.CALLER else Role.HEAD
            return make_person("side", "街", Department.objects.get(code=capacity.lower()), role)
        case _:
            return make_person("admin", "陈", None, Role.ADMINISTRATOR)


@pytest.fixture
def stage(target, lin, settings, tmp_path):
    """`build(act, capacity, state)`: rows put straight into their state, each by 林 unless they are one's own."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # editions count from 0 again

    def build(act: Act, capacity: Capacity, state: str) -> Stage:
        call = make_call(target, state) if act in WHISTLE_ACTS | CALL_ACTS else None
        person = somebody(capacity, target)
        author = person if capacity == Capacity.AUTHOR and person else lin
        entry_state = state if act in ENTRY_ACTS else EntryState.DRAFT
        past_draft = entry_state != EntryState.DRAFT
        decided = entry_state in {EntryState.RETURNED, EntryState.ACCEPTED}
        judge = make_person("judge", "审", None, Role.SUPERVISOR)
        entry = Entry.objects.create(
            target=target,
            month=JULY,
            value=Decimal(7),
            state=entry_state,
            department=target.lead,
            saved_by=author,
            saved_at=AT,
            submitted_by=author if past_draft else None,
            submitted_at=AT if past_draft else None,
            first_submitted_at=AT if past_draft else None,
            reviewed_by=judge if decided else None,
            reviewed_at=AT if decided else None,
        )
        evidence = Evidence(
            entry=entry, name="名单.pdf", content_type="application/pdf", sha256="0" * 64, is_public=False
        )
        evidence.file.save("x", ContentFile(b"%PDF-1.4"), save=False)
        evidence.save()
        if act in TARGET_ACTS:
            Target.objects.filter(pk=target.pk).update(state=state)
            entry.evidence.all().delete()
            entry.delete()
        upload = Upload(department=target.lead, month=JULY, name="七月.csv", sha256="0" * 64, by=lin, at=AT)
        upload.file.save("x", ContentFile(f"Code,Figure to date\n{target.code},5\n".encode()), save=False)
        upload.save()
        change = make_request(target, author, judge, state if act in REQUEST_ACTS else RequestState.WITHDRAWN)
        other = call or make_other(act, capacity, state, target, author, judge, entry)
        return Stage(person, Target.objects.get(pk=target.pk), entry, change, upload, evidence, other)

    return build


def make_other(
    act: Act, capacity: Capacity, state: str, target: Target, author: User, judge: User, entry: Entry
) -> Closing | Issue | Objection | None:
    """What some acts are about, in its state; None for the others."""
    if act in CLOSING_ACTS:
        return make_closing(alone(target, entry, capacity), author, judge, state)
    if act in ISSUE_ACTS:
        return make_paper(target, judge, state)
    if act == Act.ANSWER_OBJECTION:
        return make_objection(make_paper(target, judge, IssueState.ISSUED), author, judge, state)
    return None


def alone(target: Target, entry: Entry, capacity: Capacity) -> Target:
    """The target without a figure; without a lead where a supervisor stands in for one."""
    entry.evidence.all().delete()
    entry.delete()
    if capacity == Capacity.STAND_IN:
        Target.objects.filter(pk=target.pk).update(lead=None, state=TargetState.DRAFT)
    return Target.objects.get(pk=target.pk)


def make_closing(target: Target, author: User, judge: User, state: str) -> Closing:
    past_draft, sent_back, accepted = state != ClosingState.DRAFT, state == "RETURNED", state == "ACCEPTED"
    return Closing.objects.create(
        target=target,
        state=state,
        month=month(12),
        computed="UNVERIFIABLE",
        outcome="UNVERIFIABLE",
        reason_kind="OTHER",
        statement="全年没有报数",
        department=target.lead,
        drafted_by=author,
        drafted_at=AT,
        submitted_by=author if past_draft else None,
        submitted_at=AT if past_draft else None,
        returned_by=judge if sent_back else None,
        returned_at=AT if sent_back else None,
        return_reason="请补充" if sent_back else "",
        accepted_by=judge if accepted else None,
        accepted_at=AT if accepted else None,
    )


def make_request(target: Target, author: User, judge: User, state: str) -> ChangeRequest:
    change = ChangeRequest(
        target=target,
        kind=RequestKind.SUSPEND,
        reason="场地未交",
        document="请示1号",
        progress="已完成一半",
        department=target.lead,
        asked_by=author,
        asked_at=AT,
        state=state,
        decided_by=judge if state in DECIDED else None,
        decided_at=AT if state in DECIDED else None,
    )
    if state == RequestState.GRANTED:
        change.revision = target.revisions.create(
            kind="SUSPENDED",
            value_before=target.value,
            value_after=target.value,
            due_before=target.due,
            due_after=target.due,
            decided_on=date(2021, 5, 1),
            recorded_by=judge,
            recorded_at=AT,
        )
    change.save()
    return change


def make_call(target: Target, state: str) -> WhistleCall:
    """A whistle of one department for another, as far as the state of either says."""
    caller, called = make_department("caller"), make_department("called")
    people = {each.code: make_person(f"{each.code}-self", "人", each, Role.REPORTER) for each in (caller, called)}
    whistle = Whistle.objects.create(
        target=target, department=caller, problem="场地未交", needed_by=date(2100, 1, 1), raised_by=people["caller"],
        raised_at=AT, state=state if state in set(WhistleState) else WhistleState.OPEN,
        withdrawn_by=people["caller"] if state == WhistleState.WITHDRAWN else None,
        withdrawn_at=AT if state == WhistleState.WITHDRAWN else None,
    )  # fmt: skip
    steps = {"signed": {CallState.SIGNED, CallState.ANSWERED, CallState.RATED}}
    steps["answered"] = steps["signed"] - {CallState.SIGNED}
    steps["rated"] = steps["answered"] - {CallState.ANSWERED}
    done = {step for step, states in steps.items() if state in states or state == WhistleState.CLOSED}
    given: dict[str, Any] = {f"{step}_at": AT for step in done}
    given |= {f"{step}_by": people["caller" if step == "rated" else "called"] for step in done}
    given |= {"answer": "已办"} if "answered" in done else {}
    given |= {"rating": 4, "is_solved": True} if "rated" in done else {}
    return WhistleCall.objects.create(whistle=whistle, department=called, **given)


def make_paper(target: Target, judge: User, state: str) -> Issue:
    """The second quarter's assessment; what went out, went out today."""
    issue = Issue(report=target.report, kind=IssueKind.ASSESSMENT, month=month(6), demands=target.name)
    if state == IssueState.DRAFT:
        issue.save()
        return issue
    is_public = state == IssueState.PUBLISHED
    return issue_paper(issue=issue, by=judge, at=timezone.now(), words=Words(target.name, ""), is_public=is_public)


def make_objection(issue: Issue, author: User, judge: User, state: str) -> Objection:
    is_decided = state != ObjectionState.OPEN
    target = Target.objects.get()
    return Objection.objects.create(
        issue=issue,
        department=target.lead,
        text=f"{target.name}已按时报送",
        made_by=author,
        made_at=AT,
        state=state,
        answer="已核" if is_decided else "",
        answered_by=judge if is_decided else None,
        answered_at=AT if is_decided else None,
    )


@each_cell
def test_each_cell_is_answered_as_the_table_says(stage, cell):
    act, capacity, _state = cell
    set_up = stage(*cell)
    person = set_up.person or Client().get("/method/").wsgi_request.user
    if act not in WITHOUT_STATE:
        assert capacity in capacities(person, set_up.thing(act))
    assert may(person, act, set_up.thing(act)) == is_allowed(*cell)


def test_every_act_and_only_states_of_its_thing_are_in_the_table():
    assert MATRIX.keys() == set(Act)
    for act, row in MATRIX.items():
        for states in row.values():
            assert states <= set(states_of(act))
            assert (act in WITHOUT_STATE) == (states == ALWAYS)


# Through the doors

Door = Callable[[Client, Stage], HttpResponse]


PAPER = "/desk/papers/assessment/2021-06/"
WORDS = {"demands": "请尽快报送", "note": "", "row_version": 1}


def form_of(stage: Stage) -> dict[str, Any]:
    return {"value": "9", "row_version": stage.entry.row_version, "do": "save"}


DOORS: dict[Act, Door] = {
    Act.SEE_INTERNAL: lambda client, stage: client.get(f"/evidence/{stage.evidence.key}/"),
    Act.REPORT: lambda client, stage: client.get(f"/desk/entries/{stage.target.code}/2021-07/"),
    Act.ACKNOWLEDGE: lambda client, stage: client.post(f"/desk/targets/{stage.target.code}/acknowledge/"),
    Act.EDIT: lambda client, stage: client.post(f"/desk/entries/{stage.target.code}/2021-07/", form_of(stage)),
    Act.WITHDRAW: lambda client, stage: client.post(
        f"/desk/entries/{stage.target.code}/2021-07/withdraw/", {"row_version": stage.entry.row_version}
    ),
    Act.SIGN_OFF: lambda client, stage: client.post(
        f"/desk/reviews/{stage.entry.pk}/", {"do": "sign_off", "row_version": stage.entry.row_version}
    ),
    Act.REVIEW: lambda client, stage: client.post(
        f"/desk/reviews/{stage.entry.pk}/", {"do": "accept", "row_version": stage.entry.row_version}
    ),
    Act.ASK_CHANGE: lambda client, stage: client.get(f"/desk/targets/{stage.target.code}/request/"),
    Act.SEE_REQUEST: lambda client, stage: client.get(f"/desk/requests/{stage.change.key}/"),
    Act.WITHDRAW_REQUEST: lambda client, stage: client.post(f"/desk/requests/{stage.change.key}/withdraw/"),
    Act.DECIDE: lambda client, stage: client.post(
        f"/desk/requests/{stage.change.key}/",
        {"do": "refuse", "reason": "理由不足", "row_version": 1, "target_version": stage.target.row_version},
    ),
    Act.REMIND: lambda client, stage: client.post(
        "/desk/reminders/", {"chosen": f"{stage.target.code} 2021-07 RED", "word": "请尽快", "key": str(uuid4())}
    ),
    Act.CLOSE: lambda client, stage: client.post(f"/desk/targets/{stage.target.code}/close/"),
    Act.SEE_CLOSING: lambda client, stage: client.get(f"/desk/closings/{stage.other.key}/"),
    Act.WRITE_CLOSING: lambda client, stage: client.post(
        f"/desk/closings/{stage.target.code}/write/",
        {"outcome": "UNVERIFIABLE", "statement": "改", "key": stage.other.key, "row_version": 1, "do": "save"},
    ),
    Act.WITHDRAW_CLOSING: lambda client, stage: client.post(f"/desk/closings/{stage.other.key}/withdraw/"),
    Act.ACCEPT_CLOSING: lambda client, stage: client.post(
        f"/desk/closings/{stage.other.key}/", {"do": "accept", "row_version": 1}
    ),
    Act.USE_UPLOAD: lambda client, stage: client.get(f"/desk/uploads/{stage.upload.key}/"),
    Act.SEE_TRAIL: lambda client, _stage: client.get("/desk/audit/"),
    Act.READ_ISSUE: lambda client, stage: client.get(
        PAPER if stage.person else PAPER.replace("/desk/papers/assessment", "/assessments")
    ),
    Act.ISSUE: lambda client, stage: client.post(PAPER, WORDS | {"do": "issue"}),
    Act.PUBLISH: lambda client, _stage: client.post(PAPER, {"do": "publish"}),
    Act.OBJECT: lambda client, _stage: client.post(f"{PAPER}object/", {"text": "有误", "key": str(uuid4())}),
    Act.ANSWER_OBJECTION: lambda client, stage: client.post(
        f"/desk/objections/{stage.other.key}/", {"state": "UPHELD", "answer": "有理", "row_version": 1}
    ),
    Act.ADMINISTER: lambda client, _stage: client.get("/admin/"),
    Act.RAISE_WHISTLE: lambda client, stage: client.get(f"/desk/whistles/raise/?target={stage.target.code}"),
    Act.SEE_WHISTLE: lambda client, stage: client.get(f"/desk/whistles/{stage.other.whistle.key}/"),
    Act.WITHDRAW_WHISTLE: lambda client, stage: client.post(f"/desk/whistles/{stage.other.whistle.key}/withdraw/"),
    Act.SIGN_CALL: lambda client, stage: client.post(f"/desk/whistles/{stage.other.whistle.key}/called/sign/"),
    Act.ANSWER_CALL: lambda client, stage: client.post(
        f"/desk/whistles/{stage.other.whistle.key}/called/answer/", {"answer": "清理完毕"}
    ),
    Act.RATE_CALL: lambda client, stage: client.post(
        f"/desk/whistles/{stage.other.whistle.key}/called/rate/", {"rating": "5", "is_solved": "yes"}
    ),
    Act.USE_TABLE: lambda client, _stage: client.get("/desk/tasks/"),
    Act.SEE_INTAKE: lambda client, _stage: client.get("/desk/intake/"),
    Act.TAKE_IN: lambda client, _stage: client.post(
        "/desk/intake/",
        {"title_zh": "报告", "place": "区", "year": 2030, "adopted_on": "2030-01-09", "pasted": "文", "key": uuid4()},
    ),
}
READING = {Act.SEE_INTERNAL, Act.REPORT, Act.ASK_CHANGE, Act.SEE_REQUEST, Act.USE_UPLOAD, Act.SEE_TRAIL, Act.ADMINISTER}
READING |= {Act.RAISE_WHISTLE, Act.SEE_WHISTLE, Act.USE_TABLE, Act.SEE_CLOSING, Act.READ_ISSUE, Act.SEE_INTAKE}
# A public page shows accepted entries; targets are revised in the administration and by the task table
WITHOUT_DOOR = {Act.SEE_ENTRY, Act.REVISE}
ON_PUBLIC_PAGES = {(Act.SEE_CLOSING, Capacity.PUBLIC)}  # where nobody signs in


def test_every_act_has_its_door():
    assert DOORS.keys() | WITHOUT_DOOR == set(Act)


@pytest.mark.parametrize(
    "cell", [cell for cell in CELLS if cell[0] in DOORS and cell[:2] not in ON_PUBLIC_PAGES], ids=name
)
def test_each_cell_holds_at_the_sites_doors(stage, client, cell):
    act, capacity, state = cell
    set_up = stage(*cell)
    if set_up.person:
        client.force_login(set_up.person)
    before = AuditRecord.objects.count()
    response = DOORS[act](client, set_up)
    happened = AuditRecord.objects.count() - before
    if act in READING:
        assert (response.status_code == 200) == is_allowed(*cell)
        assert response.status_code in {200, 302, 404, 409}
        assert happened == 0
    else:
        changes = is_allowed(*cell) and (act, state) not in NOTHING_LEFT
        assert (happened > 0) == changes, response.status_code
        assert changes or response.status_code in {302, 403, 404, 409, 422}
    if not is_allowed(*cell) and capacity in {Capacity.PUBLIC, Capacity.OTHER}:
        assert set_up.target.name not in response.content.decode()


# Signing for a target that was signed for changes nothing: the act is allowed, and already done.
NOTHING_LEFT = {
    (Act.ACKNOWLEDGE, state)
    for state in (TargetState.IN_PROGRESS, TargetState.COMPLETION_CLAIMED, TargetState.COMPLETED)
}


def test_reminder_by_hand_is_sent_for_the_target_asked_for(stage, client):
    set_up = stage(Act.REMIND, Capacity.SUPERVISOR, TargetState.IN_PROGRESS)
    client.force_login(set_up.person)
    DOORS[Act.REMIND](client, set_up)
    reminder = Reminder.objects.get()
    assert (reminder.target, reminder.word, reminder.by) == (set_up.target, "请尽快", set_up.person)
    assert reminder.sent_on == timezone.localdate()


@pytest.mark.parametrize("state", ClosingState)
def test_anybody_reads_a_closing_once_it_is_accepted(stage, client, state):
    cache.clear()  # editions count from 0 again
    set_up = stage(Act.SEE_CLOSING, Capacity.PUBLIC, state)
    is_shown = is_allowed(Act.SEE_CLOSING, Capacity.PUBLIC, state)
    said = client.get(f"/targets/{set_up.target.code}/").content.decode()
    assert ("全年没有报数" in said) == is_shown
    assert client.get(f"/desk/closings/{set_up.other.key}/").status_code == 302
