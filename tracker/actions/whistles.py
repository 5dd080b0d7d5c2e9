"""Whistles (街道吹哨、部门报到): raised, reported in on, answered, rated; or taken back before anybody answered."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act, CallState, Rating, WhistleState
from tracker.models import Department, Target, User, Whistle, WhistleCall
from tracker.permissions import is_theirs, may


@dataclass(frozen=True, slots=True)
class Need:
    """What blocks, which departments are needed, and by which day."""

    problem: str
    departments: tuple[Department, ...]
    needed_by: date


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the department that whistled says of an answer."""

    rating: Rating
    is_solved: bool
    word: str


@in_turn
def raise_whistle(*, target: Target, need: Need, key: UUID, by: User, at: datetime) -> Whistle:
    """Call departments to a problem on a target; the same form (`key`) again calls nobody more."""
    target = Target.objects.select_related("report", "lead").get(pk=target.pk)
    known = Whistle.objects.with_people().filter(key=key).first()
    if known and known.target_id == target.pk and known.raised_by_id == by.pk:
        return known
    if known or by.department is None or not may(by, Act.RAISE_WHISTLE, target):
        raise PermissionDenied
    _check_need(need, by.department, localdate(at))
    whistle = Whistle(
        key=key,
        target=target,
        department=by.department,
        problem=need.problem.strip(),
        needed_by=need.needed_by,
        raised_by=by,
        raised_at=at,
        is_sample=by.is_sample,
    )
    whistle.full_clean()
    whistle.save()
    record(action="raise_whistle", thing=whistle, before=None, by=by, at=at)
    for department in need.departments:
        call = WhistleCall(whistle=whistle, department=department)
        call.save()
        record(action="call_department", thing=call, before=None, by=by, at=at)
    return whistle


@in_turn
def sign(*, call: WhistleCall, by: User, at: datetime) -> WhistleCall:
    """A called department reports in; doing so again changes nothing. Raises Conflict when it was called off."""
    call = _fresh(call)
    _check_side(call, Act.SIGN_CALL, by)
    if call.signed_at and call.state != CallState.WITHDRAWN:
        return call
    _check_state(call, Act.SIGN_CALL, by)
    before = snapshot(call)
    call.signed_by, call.signed_at = by, at
    return _keep(call, "sign_call", before, by, at)


@in_turn
def answer(*, call: WhistleCall, text: str, by: User, at: datetime) -> WhistleCall:
    """Answer once; the same text again changes nothing. Raises Conflict when a colleague has answered meanwhile."""
    call, text = _fresh(call), text.strip()
    _check_side(call, Act.ANSWER_CALL, by)
    if not text:
        raise ActionError(_("Say what was done."))
    if call.answered_by_id == by.pk and call.answer == text:
        return call
    _check_state(call, Act.ANSWER_CALL, by)
    before = snapshot(call)
    call.answer, call.answered_by, call.answered_at = text, by, at
    return _keep(call, "answer_call", before, by, at)


@in_turn
def rate(*, call: WhistleCall, opinion: Opinion, by: User, at: datetime) -> WhistleCall:
    """Rate an answer once; the same again changes nothing. With the last rating the whistle is closed.

    Raises Conflict when a colleague has rated it otherwise meanwhile.
    """
    call, word = _fresh(call), opinion.word.strip()
    _check_side(call, Act.RATE_CALL, by)
    given = (opinion.rating, opinion.is_solved, word)
    if call.rated_by_id == by.pk and (call.rating, call.is_solved, call.word) == given:
        return call
    _check_state(call, Act.RATE_CALL, by)
    before = snapshot(call)
    call.rating, call.is_solved, call.word = given
    call.rated_by, call.rated_at = by, at
    _keep(call, "rate_call", before, by, at)
    if not call.whistle.calls.filter(rated_at=None).exists():
        _step(call.whistle, WhistleState.CLOSED, "close_whistle", by, at)
    return call


@in_turn
def withdraw(*, whistle: Whistle, by: User, at: datetime) -> Whistle:
    """Take a whistle back that nobody has answered yet; one taken back stays so."""
    whistle = Whistle.objects.with_people().get(pk=whistle.pk)
    _check_side(whistle, Act.WITHDRAW_WHISTLE, by)
    if whistle.state == WhistleState.WITHDRAWN:
        return whistle
    if any(call.answered_at for call in whistle.calls.all()):
        raise ActionError(_("A department has answered already: rate its answer instead of taking the whistle back."))
    _check_state(whistle, Act.WITHDRAW_WHISTLE, by)
    return _step(whistle, WhistleState.WITHDRAWN, "withdraw", by, at)


def _check_need(need: Need, own: Department, on: date) -> None:
    """Raise ActionError unless others can be called to it by that day."""
    if not need.problem.strip():
        raise ActionError(_("Say what blocks the target."))
    if need.needed_by < on:
        raise ActionError(_("The day it is needed by has passed already."))
    if not need.departments:
        raise ActionError(_("Tick the departments you need."))
    for department in need.departments:
        if department == own or department.successor_id:
            raise ActionError(_("%(department)s cannot be called.") % {"department": department})


def _fresh(call: WhistleCall) -> WhistleCall:
    rows = WhistleCall.objects.select_related(
        "whistle__target", "whistle__department__successor", "department__successor"
    )
    return rows.get(pk=call.pk)


def _check_side(thing: Whistle | WhistleCall, act: Act, by: User) -> None:
    """Raise PermissionDenied when the act is never this person's."""
    if not is_theirs(by, act, thing):
        raise PermissionDenied


def _check_state(thing: Whistle | WhistleCall, act: Act, by: User) -> None:
    """Raise Conflict when the act is this person's, but the thing has moved on."""
    if not may(by, act, thing):
        raise Conflict(thing)


def _keep(call: WhistleCall, action: str, before: dict[str, object], by: User, at: datetime) -> WhistleCall:
    call.save()
    record(action=action, thing=call, before=before, by=by, at=at)
    return call


def _step(whistle: Whistle, state: WhistleState, action: str, by: User, at: datetime) -> Whistle:
    before = snapshot(whistle)
    whistle.state = state
    if state == WhistleState.WITHDRAWN:
        whistle.withdrawn_by, whistle.withdrawn_at = by, at
    whistle.save()
    record(action=action, thing=whistle, before=before, by=by, at=at)
    return whistle
