"""Which step may follow which: entries, and targets from assignment to being struck off; which columns a step fixes."""

from tracker.choices import EntryState, TargetState

ENTRY_STEPS: dict[EntryState, frozenset[EntryState]] = {
    EntryState.DRAFT: frozenset({EntryState.FOR_SIGN_OFF, EntryState.SUBMITTED}),
    EntryState.FOR_SIGN_OFF: frozenset({EntryState.SUBMITTED, EntryState.RETURNED, EntryState.DRAFT}),
    EntryState.SUBMITTED: frozenset({EntryState.ACCEPTED, EntryState.RETURNED, EntryState.DRAFT}),
    EntryState.RETURNED: frozenset({EntryState.FOR_SIGN_OFF, EntryState.SUBMITTED}),
    EntryState.ACCEPTED: frozenset(),
}
EDITABLE = frozenset({EntryState.DRAFT, EntryState.RETURNED})
HANDED_IN = frozenset({EntryState.FOR_SIGN_OFF, EntryState.SUBMITTED})
FILED = HANDED_IN | {EntryState.ACCEPTED}

TARGET_STEPS: dict[TargetState, frozenset[TargetState]] = {
    TargetState.DRAFT: frozenset({TargetState.ASSIGNED, TargetState.SUSPENDED}),
    TargetState.ASSIGNED: frozenset({TargetState.IN_PROGRESS, TargetState.SUSPENDED}),
    TargetState.IN_PROGRESS: frozenset({TargetState.COMPLETION_CLAIMED, TargetState.COMPLETED, TargetState.SUSPENDED}),
    TargetState.COMPLETION_CLAIMED: frozenset({TargetState.IN_PROGRESS, TargetState.COMPLETED}),
    TargetState.COMPLETED: frozenset({TargetState.IN_PROGRESS, TargetState.COMPLETION_CLAIMED, TargetState.CLOSED}),
    TargetState.CLOSED: frozenset(),
    TargetState.SUSPENDED: frozenset({TargetState.IN_PROGRESS, TargetState.DRAFT}),
}
SETTLED = frozenset({TargetState.IN_PROGRESS, TargetState.COMPLETION_CLAIMED, TargetState.COMPLETED})
REPORTING = frozenset(
    {TargetState.ASSIGNED, TargetState.IN_PROGRESS, TargetState.COMPLETION_CLAIMED, TargetState.COMPLETED}
)
RUNNING = REPORTING - {TargetState.COMPLETED}

TERMS = frozenset({"value", "value_high", "due", "lead"})  # a target's columns that only a public revision changes
# Its columns that no longer change once figures were accepted: those would have been judged by another measure
JUDGED = frozenset({"kind", "comparison", "tolerance", "unit", "unit_en", "start", "baseline", "baseline_unit"})


def may_step(state: EntryState, to: EntryState) -> bool:
    """Whether an entry may go from one state to the other."""
    return to in ENTRY_STEPS[state]


def target_may_step(state: TargetState, to: TargetState) -> bool:
    """Whether a target may go from one state to the other."""
    return to in TARGET_STEPS[state]
