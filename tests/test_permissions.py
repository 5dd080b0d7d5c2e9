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
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.factories import AT, make_department, make_person, month
from tracker.choices import Act, Capacity, EntryState, RequestKind, RequestState, Role, TargetState
from tracker.models import AuditRecord, ChangeRequest, Entry, Evidence, Reminder, Target, Upload, User
from tracker.permissions import ALWAYS, MATRIX, capacities, may

JULY = month(7)
ENTRY_ACTS = {Act.SEE_ENTRY, Act.SEE_INTERNAL, Act.EDIT, Act.WITHDRAW, Act.SIGN_OFF, Act.REVIEW}
TARGET_ACTS = {Act.REPORT, Act.ACKNOWLEDGE, Act.ASK_CHANGE, Act.REMIND, Act.REVISE, Act.CLOSE}
REQUEST_ACTS = {Act.SEE_REQUEST, Act.WITHDRAW_REQUEST, Act.DECIDE}
WITHOUT_STATE = {Act.USE_UPLOAD, Act.SEE_TRAIL, Act.ADMINISTER, Act.SEE_INTAKE, Act.TAKE_IN}
OWN = {*ENTRY_ACTS, *REQUEST_ACTS}
DECIDED = {RequestState.GRANTED, RequestState.REFUSED}


def states_of(act: Act) -> list[str]:
    if act in ENTRY_ACTS:
        return list(EntryState)
    if act in TARGET_ACTS:
        return list(TargetState)
    return list(RequestState) if act in REQUEST_ACTS else [""]


CELLS = [
    (act, capacity, state)
    for act in Act
    for capacity in Capacity
    if capacity != Capacity.AUTHOR or act in OWN
    for state in states_of(act)
]
name = "{0[0]}-{0[1]}-{0[2]}".format
each_cell = pytest.mark.parametrize("cell", CELLS, ids=name)


def is_allowed(act: Act, capacity: Capacity, state: str) -> bool:
    """The table's answer: the capacity's own right, or anybody's."""
    return any(state in MATRIX[act].get(each, ()) for each in (capacity, Capacity.PUBLIC))


@dataclass
class Stage:
    """Somebody in one capacity before one thing in one state."""

    person: User | None
    target: Target
    entry: Entry
    change: ChangeRequest
    upload: Upload
    evidence: Evidence

    def thing(self, act: Act) -> Any:
        if act in ENTRY_ACTS:
            return self.entry
        if act in TARGET_ACTS:
            return self.target
        if act in REQUEST_ACTS:
            return self.change
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
        case Capacity.SUPERVISOR | Capacity.AUTHOR:
            return make_person("watch", "王", None, Role.SUPERVISOR)
        case _:
            return make_person("admin", "陈", None, Role.ADMINISTRATOR)


@pytest.fixture
def stage(target, lin, settings, tmp_path):
    """`build(act, capacity, state)`: rows put straight into their state, each by 林 unless they are one's own."""
    settings.MEDIA_ROOT = tmp_path

    def build(act: Act, capacity: Capacity, state: str) -> Stage:
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
        return Stage(person, Target.objects.get(pk=target.pk), entry, change, upload, evidence)

    return build


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
    Act.USE_UPLOAD: lambda client, stage: client.get(f"/desk/uploads/{stage.upload.key}/"),
    Act.SEE_TRAIL: lambda client, _stage: client.get("/desk/audit/"),
    Act.ADMINISTER: lambda client, _stage: client.get("/admin/"),
    Act.SEE_INTAKE: lambda client, _stage: client.get("/desk/intake/"),
    Act.TAKE_IN: lambda client, _stage: client.post(
        "/desk/intake/",
        {"title_zh": "报告", "place": "区", "year": 2030, "adopted_on": "2030-01-09", "pasted": "文", "key": uuid4()},
    ),
}
READING = {Act.SEE_INTERNAL, Act.REPORT, Act.ASK_CHANGE, Act.SEE_REQUEST, Act.USE_UPLOAD, Act.SEE_TRAIL, Act.ADMINISTER}
READING |= {Act.SEE_INTAKE}
WITHOUT_DOOR = {Act.SEE_ENTRY, Act.REVISE}  # a public page shows accepted entries; revising is the administration's


def test_every_act_has_its_door():
    assert DOORS.keys() | WITHOUT_DOOR == set(Act)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell[0] in DOORS], ids=name)
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
