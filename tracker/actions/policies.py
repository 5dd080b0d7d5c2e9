"""What follows when a report's policy is changed."""

from datetime import datetime

from tracker.actions.entries import reach_supervisors
from tracker.actions.records import keep
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import EntryState
from tracker.models import Entry, Policy, User


@in_turn
def keep_policy(*, policy: Policy, by: User, at: datetime) -> list[Entry]:
    """Save a policy. Where no head signs off any more, the entries that waited for one go on to the supervisors.

    Returns those entries.
    """
    keep(thing=policy, by=by, at=at)
    if policy.needs_sign_off:
        return []
    waiting = Entry.objects.filter(state=EntryState.FOR_SIGN_OFF, target__report=policy.report)
    entries = list(waiting.select_related("target__report__policy"))
    for entry in entries:
        before = snapshot(entry)
        entry.state = EntryState.SUBMITTED
        entry.row_version += 1
        entry.save()
        record(action="change", thing=entry, before=before, by=by, at=at)
        reach_supervisors(entry=entry, by=by, at=at)
    return entries
