"""Who may do what to which thing in which state: one table. Every door and every action asks here.

The page 权限说明 and the tests of each cell are made from `MATRIX`; nothing else decides.
"""

from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser

from tracker.choices import Act, Capacity, EntryState, IssueState, ObjectionState, RequestState, TargetState
from tracker.models import ChangeRequest, Entry, Issue, Objection, Target, Upload, User
from tracker.rules.workflow import EDITABLE, HANDED_IN, REPORTING

Person = User | AnonymousUser
Thing = Target | Entry | ChangeRequest | Upload | Issue | Objection | None
States = frozenset[str]

ALWAYS: States = frozenset({""})  # the thing has no states that matter
ANY_ENTRY: States = frozenset(EntryState)
ANY_TARGET: States = frozenset(TargetState)
ANY_REQUEST: States = frozenset(RequestState)
ANY_ISSUE: States = frozenset(IssueState)
SENT_OUT: States = ANY_ISSUE - {IssueState.DRAFT}
PAST_DRAFT: States = ANY_ENTRY - {EntryState.DRAFT}

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
    addressed = person.department_id if isinstance(thing, Issue) else _responsible(thing)  # papers go to everyone
    is_ours = person.department_id is not None and person.department_id == addressed
    if person.is_reporter:
        held.add(Capacity.LEAD if is_ours else Capacity.OTHER)
    if person.is_head and is_ours:
        held.add(Capacity.HEAD)
    if person.is_supervisor:
        is_own = person.pk in _authors(thing) or (person.is_reporter and is_ours)
        held.add(
            Capacity.AUTHOR if is_own and isinstance(thing, Entry | ChangeRequest | Objection) else Capacity.SUPERVISOR
        )
    if person.is_administrator:
        held.add(Capacity.ADMINISTRATOR)
    return frozenset(held)


def _responsible(thing: Thing) -> int | None:
    """The department the thing is the work of."""
    match thing:
        case Target():
            return thing.lead_id
        case Entry() | ChangeRequest():
            return thing.target.lead_id
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
        case _:
            return frozenset()
