"""Who may do what to which thing in which state: one table. Every door and every action asks here.

The page 权限说明 and the tests of each cell are made from `MATRIX`; nothing else decides.
"""

from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser

from tracker.choices import Act, Capacity, ClosingState, EntryState, RequestState, TargetState
from tracker.models import ChangeRequest, Closing, Entry, Target, Upload, User
from tracker.rules.closings import WRITABLE
from tracker.rules.workflow import EDITABLE, HANDED_IN, REPORTING

Person = User | AnonymousUser
Thing = Target | Entry | ChangeRequest | Closing | Upload | None
States = frozenset[str]

ALWAYS: States = frozenset({""})  # the thing has no states that matter
ANY_ENTRY: States = frozenset(EntryState)
ANY_TARGET: States = frozenset(TargetState)
ANY_REQUEST: States = frozenset(RequestState)
ANY_CLOSING: States = frozenset(ClosingState)
PAST_DRAFT: States = ANY_ENTRY - {EntryState.DRAFT}
HANDED_IN_ONCE: States = ANY_CLOSING - {ClosingState.DRAFT}

MATRIX: Mapping[Act, Mapping[Capacity, States]] = {
    Act.SEE_ENTRY: {
        Capacity.PUBLIC: frozenset({EntryState.ACCEPTED}),
        Capacity.LEAD: ANY_ENTRY,
        Capacity.HEAD: ANY_ENTRY,
        Capacity.SUPERVISOR: PAST_DRAFT,
        Capacity.AUTHOR: ANY_ENTRY,
        Capacity.ADMINISTRATOR: PAST_DRAFT,
    },
    Act.SEE_INTERNAL: {
        Capacity.LEAD: ANY_ENTRY,
        Capacity.HEAD: ANY_ENTRY,
        Capacity.SUPERVISOR: PAST_DRAFT,
        Capacity.AUTHOR: ANY_ENTRY,
    },
    Act.REPORT: {Capacity.LEAD: frozenset(REPORTING)},
    Act.ACKNOWLEDGE: {Capacity.LEAD: frozenset(REPORTING)},
    Act.EDIT: {Capacity.LEAD: frozenset(EDITABLE)},
    Act.WITHDRAW: {Capacity.LEAD: frozenset(HANDED_IN)},
    Act.SIGN_OFF: {Capacity.HEAD: frozenset({EntryState.FOR_SIGN_OFF})},
    Act.REVIEW: {Capacity.SUPERVISOR: frozenset({EntryState.SUBMITTED})},
    Act.ASK_CHANGE: {Capacity.LEAD: frozenset({TargetState.ASSIGNED, TargetState.IN_PROGRESS})},
    Act.SEE_REQUEST: {
        Capacity.LEAD: ANY_REQUEST,
        Capacity.HEAD: ANY_REQUEST,
        Capacity.SUPERVISOR: ANY_REQUEST,
        Capacity.AUTHOR: ANY_REQUEST,
        Capacity.ADMINISTRATOR: ANY_REQUEST,
    },
    Act.WITHDRAW_REQUEST: {Capacity.LEAD: frozenset({RequestState.OPEN})},
    Act.DECIDE: {Capacity.SUPERVISOR: frozenset({RequestState.OPEN})},
    Act.REMIND: {Capacity.SUPERVISOR: frozenset(REPORTING)},
    Act.REVISE: {Capacity.SUPERVISOR: ANY_TARGET, Capacity.ADMINISTRATOR: ANY_TARGET},
    Act.CLOSE: {Capacity.SUPERVISOR: frozenset({TargetState.COMPLETED})},
    Act.SEE_CLOSING: {
        Capacity.PUBLIC: frozenset({ClosingState.ACCEPTED}),
        Capacity.LEAD: ANY_CLOSING,
        Capacity.HEAD: ANY_CLOSING,
        Capacity.SUPERVISOR: HANDED_IN_ONCE,
        Capacity.AUTHOR: ANY_CLOSING,
        Capacity.STAND_IN: ANY_CLOSING,
        Capacity.ADMINISTRATOR: HANDED_IN_ONCE,
    },
    Act.WRITE_CLOSING: dict.fromkeys((Capacity.LEAD, Capacity.HEAD, Capacity.STAND_IN), frozenset(WRITABLE)),
    Act.WITHDRAW_CLOSING: dict.fromkeys(
        (Capacity.LEAD, Capacity.HEAD, Capacity.STAND_IN), frozenset({ClosingState.SUBMITTED})
    ),
    Act.ACCEPT_CLOSING: {Capacity.SUPERVISOR: frozenset({ClosingState.SUBMITTED})},
    Act.USE_UPLOAD: {Capacity.LEAD: ALWAYS},
    Act.SEE_TRAIL: {Capacity.SUPERVISOR: ALWAYS, Capacity.ADMINISTRATOR: ALWAYS},
    Act.ADMINISTER: {Capacity.ADMINISTRATOR: ALWAYS},
}


def may(person: Person, act: Act, thing: Thing = None) -> bool:
    """Whether this person may do this to that thing as it stands."""
    state = state_of(thing)
    held = capacities(person, thing)
    return any(state in states for capacity, states in MATRIX[act].items() if capacity in held)


def state_of(thing: Thing) -> str:
    """The state the matrix asks for; empty for what has none."""
    return str(getattr(thing, "state", ""))


def capacities(person: Person, thing: Thing) -> frozenset[Capacity]:
    """As what the person stands before the thing."""
    held = {Capacity.PUBLIC}
    if not isinstance(person, User):
        return frozenset(held)
    is_ours = person.department_id is not None and person.department_id == _responsible(thing)
    if person.is_reporter:
        held.add(Capacity.LEAD if is_ours else Capacity.OTHER)
    if person.is_head and is_ours:
        held.add(Capacity.HEAD)
    if person.is_supervisor:
        writes = person.is_reporter or (person.is_head and isinstance(thing, Closing))
        is_own = person.pk in _authors(thing) or (writes and is_ours)
        has_author = isinstance(thing, Entry | ChangeRequest | Closing)
        held.add(Capacity.AUTHOR if is_own and has_author else Capacity.SUPERVISOR)
        if isinstance(thing, Closing) and thing.target.lead_id is None:
            held.add(Capacity.STAND_IN)
    if person.is_administrator:
        held.add(Capacity.ADMINISTRATOR)
    return frozenset(held)


def _responsible(thing: Thing) -> int | None:
    """The department the thing is the work of."""
    match thing:
        case Target():
            return thing.lead_id
        case Entry() | ChangeRequest() | Closing():
            return thing.target.lead_id
        case Upload():
            return thing.department_id
        case _:
            return None


def _authors(thing: Thing) -> frozenset[int]:
    """Whose own the thing is, so that they do not decide on it themselves."""
    match thing:
        case Entry():
            return frozenset({thing.saved_by_id, thing.submitted_by_id or thing.saved_by_id})
        case ChangeRequest():
            return frozenset({thing.asked_by_id})
        case Closing():
            return frozenset(filter(None, [thing.drafted_by_id, thing.submitted_by_id]))
        case _:
            return frozenset()
