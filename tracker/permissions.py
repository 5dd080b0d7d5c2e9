"""Who may do what to which thing. Every door and every action asks here; nothing else decides."""

from django.contrib.auth.models import AnonymousUser

from tracker.choices import EntryState
from tracker.models import Entry, Target, User
from tracker.rules.workflow import EDITABLE, REPORTING

Person = User | AnonymousUser


def leads(person: Person, target: Target) -> bool:
    """Whether this person reports for the target's lead department."""
    return (
        isinstance(person, User)
        and person.is_reporter
        and target.lead_id is not None
        and target.lead_id == person.department_id
    )


def may_report(person: Person, target: Target) -> bool:
    """Only a reporter of the lead department files figures, and only once the target is assigned."""
    return leads(person, target) and target.state in REPORTING


def may_see_entry(person: Person, entry: Entry) -> bool:
    """An accepted entry is public; before that its lead department and supervisors see it."""
    if entry.state == EntryState.ACCEPTED:
        return True
    return isinstance(person, User) and (person.is_supervisor or leads(person, entry.target))


def may_edit(person: Person, entry: Entry) -> bool:
    """A draft or a returned entry is edited by reporters of the lead department."""
    return may_report(person, entry.target) and entry.state in EDITABLE


def may_review(person: Person, entry: Entry) -> bool:
    """A supervisor decides on a submitted entry, never on an own one."""
    return (
        isinstance(person, User)
        and person.is_supervisor
        and entry.state == EntryState.SUBMITTED
        and entry.submitted_by_id != person.pk
    )


def may_acknowledge(person: Person, target: Target) -> bool:
    """A reporter of the lead department signs for an assigned target."""
    return may_report(person, target)


def may_administer(person: Person) -> bool:
    """Administrators edit targets, departments, users and policies."""
    return isinstance(person, User) and person.is_administrator
