"""What follows when a report's policy is changed."""

from datetime import datetime

from tracker.actions.records import keep
from tracker.actions.trail import in_turn, record, snapshot
from tracker.actions.workflow import settle_completion
from tracker.choices import EntryState
from tracker.models import Entry, Policy, User


@in_turn
def keep_policy(*, policy: Policy, by: User, at: datetime) -> list[Entry]:
    """Save a policy. Where no head signs off any more, the entries that waited for one go on to the supervisors.

    Returns those entries.
    """
    keep(thing=policy, by=by, at=at)
    return release_waiting(by=by, at=at)


def release_waiting(*, by: User | None, at: datetime) -> list[Entry]:
    """Send on to the supervisors what waits for a sign-off no policy asks for. Called by actions, in their turn."""
    waiting = Entry.objects.filter(state=EntryState.FOR_SIGN_OFF).exclude(target__report__policy__needs_sign_off=True)
    entries = list(waiting.select_related("target__report__policy"))
    for entry in entries:
        before = snapshot(entry)
        entry.state = EntryState.SUBMITTED
        entry.row_version += 1
        entry.save()
        record(action="change", thing=entry, before=before, by=by, at=at)
        settle_completion(target=entry.target, by=by, at=at)
    return entries
