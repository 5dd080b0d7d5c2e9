"""Objections to an assessment."""

from tracker.choices import ObjectionState
from tracker.models import Issue, Objection


def objections_of(issue: Issue) -> list[Objection]:
    """In the order they were made. One query."""
    return list(Objection.objects.with_people().filter(issue=issue))


def open_objections() -> list[Objection]:
    """Those that wait for the office's answer. One query."""
    return list(Objection.objects.with_people().filter(state=ObjectionState.OPEN))
