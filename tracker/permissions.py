"""Who may do what to which thing in which state: one table. Every door and every action asks here.

The page 权限说明 and the tests of each cell are made from `MATRIX`; nothing else decides.
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AnonymousUser

from tracker.choices import (
    Act,
    CallState,
    Capacity,
    ClosingState,
    DepartmentKind,
    EntryState,
    IssueState,
    ObjectionState,
    RequestState,
    TargetState,
    WhistleState,
)
from tracker.models import (
    ChangeRequest,
    Closing,
    Department,
    Entry,
    Issue,
    Objection,
    Target,
    Upload,
    User,
    Whistle,
    WhistleCall,
)
from tracker.rules.closings import WRITABLE
from tracker.rules.workflow import EDITABLE, HANDED_IN, REPORTING, RUNNING

Person = User | AnonymousUser
Thing = Target | Entry | ChangeRequest | Closing | Upload | Issue | Objection | Whistle | WhistleCall | None
States = frozenset[str]

ALWAYS: States = frozenset({""})  # the thing has no states that matter
ANY_ENTRY: States = frozenset(EntryState)
ANY_TARGET: States = frozenset(TargetState)
ANY_REQUEST: States = frozenset(RequestState)
ANY_ISSUE: States = frozenset(IssueState)
SENT_OUT: States = ANY_ISSUE - {IssueState.DRAFT}
ANY_WHISTLE: States = frozenset(WhistleState)
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
    Act.READ_ISSUE: {
        Capacity.PUBLIC: frozenset({IssueState.PUBLISHED}),
        Capacity.LEAD: SENT_OUT,
        Capacity.HEAD: SENT_OUT,
        Capacity.SUPERVISOR: ANY_ISSUE,
        Capacity.ADMINISTRATOR: ANY_ISSUE,
    },
    Act.ISSUE: {Capacity.SUPERVISOR: frozenset({IssueState.DRAFT})},
    Act.PUBLISH: {Capacity.SUPERVISOR: frozenset({IssueState.ISSUED})},
    Act.OBJECT: {Capacity.LEAD: SENT_OUT, Capacity.HEAD: SENT_OUT},
    Act.ANSWER_OBJECTION: {Capacity.SUPERVISOR: frozenset({ObjectionState.OPEN})},
    Act.SEE_INTAKE: {Capacity.SUPERVISOR: ALWAYS, Capacity.ADMINISTRATOR: ALWAYS},
    Act.TAKE_IN: {Capacity.ADMINISTRATOR: ALWAYS},
    Act.ADMINISTER: {Capacity.ADMINISTRATOR: ALWAYS},
    Act.RAISE_WHISTLE: {Capacity.LEAD: frozenset(RUNNING), Capacity.SUBDISTRICT: frozenset(RUNNING)},
    Act.SEE_WHISTLE: {
        Capacity.LEAD: ANY_WHISTLE,
        Capacity.HEAD: ANY_WHISTLE,
        Capacity.SUPERVISOR: ANY_WHISTLE,
        Capacity.ADMINISTRATOR: ANY_WHISTLE,
        Capacity.CALLER: ANY_WHISTLE,
        Capacity.CALLED: ANY_WHISTLE,
    },
    Act.WITHDRAW_WHISTLE: {Capacity.CALLER: frozenset({WhistleState.OPEN})},
    Act.SIGN_CALL: {Capacity.CALLED: frozenset({CallState.CALLED})},
    Act.ANSWER_CALL: {Capacity.CALLED: frozenset({CallState.SIGNED})},
    Act.RATE_CALL: {Capacity.CALLER: frozenset({CallState.ANSWERED})},
    Act.USE_TABLE: {Capacity.SUPERVISOR: ALWAYS, Capacity.ADMINISTRATOR: ALWAYS},
}


def may(person: Person, act: Act, thing: Thing = None) -> bool:
    """Whether this person may do this to that thing as it stands."""
    state = state_of(thing)
    held = capacities(person, thing)
    return any(state in states for capacity, states in MATRIX[act].items() if capacity in held)


def is_theirs(person: Person, act: Act, thing: Thing) -> bool:
    """Whether the person may do this to that thing in some state, be it not the one it is in."""
    return not capacities(person, thing).isdisjoint(MATRIX[act])


def state_of(thing: Thing) -> str:
    """The state the matrix asks for; empty for what has none."""
    return str(getattr(thing, "state", ""))


def capacities(person: Person, thing: Thing) -> frozenset[Capacity]:
    """As what the person stands before the thing."""
    held = {Capacity.PUBLIC}
    if not isinstance(person, User):
        return frozenset(held)
    addressed = person.department_id if isinstance(thing, Issue) else _responsible(thing)  # papers go to everyone
    is_ours = person.department_id is not None and person.department_id == addressed
    if person.is_reporter:
        held.add(Capacity.LEAD if is_ours else Capacity.OTHER)
    if person.is_head and is_ours:
        held.add(Capacity.HEAD)
    if person.is_supervisor:
        writes = person.is_reporter or (person.is_head and isinstance(thing, Closing))
        is_own = person.pk in _authors(thing) or (writes and is_ours)
        has_author = isinstance(thing, Entry | ChangeRequest | Closing | Objection)
        held.add(Capacity.AUTHOR if is_own and has_author else Capacity.SUPERVISOR)
        if isinstance(thing, Closing) and thing.target.lead_id is None:
            held.add(Capacity.STAND_IN)
    if person.is_administrator:
        held.add(Capacity.ADMINISTRATOR)
    if person.is_reporter or person.is_head:
        held |= _parts(person, thing)
    return frozenset(held)


def _parts(person: User, thing: Thing) -> set[Capacity]:
    """As what a department's reporter or head stands before a target to whistle on, a whistle, or a call of one."""
    match thing:
        case Target():
            is_subdistrict = person.department is not None and person.department.kind == DepartmentKind.SUBDISTRICT
            return {Capacity.SUBDISTRICT} if is_subdistrict and person.is_reporter else set()
        case Whistle():
            return _sides(person, thing.department, [call.department for call in thing.calls.all()])
        case WhistleCall():
            return _sides(person, thing.whistle.department, [thing.department])
        case _:
            return set()


def _sides(person: User, caller: Department, called: Iterable[Department]) -> set[Capacity]:
    """On which side of a whistle the person's department stands, by itself or for one merged into it."""
    sides = {Capacity.CALLER} if caller.acting.pk == person.department_id else set()
    return sides | ({Capacity.CALLED} if any(each.acting.pk == person.department_id for each in called) else set())


def _responsible(thing: Thing) -> int | None:
    """The department the thing is the work of."""
    match thing:
        case Target():
            return thing.lead_id
        case Entry() | ChangeRequest() | Whistle() | Closing():
            return thing.target.lead_id
        case WhistleCall():
            return thing.whistle.target.lead_id
        case Upload() | Objection():
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
        case Objection():
            return frozenset({thing.made_by_id})
        case Closing():
            return frozenset(filter(None, [thing.drafted_by_id, thing.submitted_by_id]))
        case _:
            return frozenset()
