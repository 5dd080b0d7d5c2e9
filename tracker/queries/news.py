"""What is new for a department: what was decided on its work, what it is reminded of, what changed in its targets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models.functions import Coalesce

from tracker.choices import ClosingState, Decision, RequestState
from tracker.models import ChangeRequest, Closing, Department, Entry, Reminder, Review, Revision, Target

LINES = 8


@dataclass(frozen=True)
class News:
    """One line: what happened to which target, when; `kind` says what `thing` is."""

    at: datetime
    kind: Literal["review", "reminder", "request", "revision", "closing"]
    target: Target
    thing: Review | Reminder | ChangeRequest | Revision | Closing

    @property
    def entry(self) -> Entry | None:
        """The entry a review decided on."""
        return self.thing.entry if isinstance(self.thing, Review) else None


def news_of(department: Department) -> list[News]:
    """The newest lines, newest first. Five queries."""
    return sorted(_lines(department), key=lambda line: line.at, reverse=True)[:LINES]


def _lines(department: Department) -> Iterator[News]:
    reviews = Review.objects.filter(entry__target__lead=department).exclude(decision=Decision.SIGN_OFF)
    for review in reviews.select_related("entry__target", "by").order_by("-at")[:LINES]:
        yield News(review.at, "review", review.entry.target, review)
    for reminder in Reminder.objects.filter(target__lead=department).select_related("target", "by")[:LINES]:
        yield News(reminder.at, "reminder", reminder.target, reminder)
    decided = ChangeRequest.objects.filter(
        target__lead=department, state__in=[RequestState.GRANTED, RequestState.REFUSED]
    )
    for request in decided.select_related("target", "decided_by").order_by("-decided_at")[:LINES]:
        yield News(request.decided_at or request.asked_at, "request", request.target, request)
    answered = Closing.objects.filter(target__lead=department, state__in=[ClosingState.RETURNED, ClosingState.ACCEPTED])
    answered = answered.annotate(answered_at=Coalesce("accepted_at", "returned_at")).order_by("-answered_at")
    for closing in answered.select_related("target")[:LINES]:
        yield News(closing.accepted_at or closing.returned_at or closing.drafted_at, "closing", closing.target, closing)
    revisions = Revision.objects.filter(target__lead=department, request=None).select_related("target")
    for revision in revisions.order_by("-recorded_at")[:LINES]:
        yield News(revision.recorded_at, "revision", revision.target, revision)
