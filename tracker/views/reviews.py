"""Decisions on entries, one or many: a supervisor's, a department head's sign-off."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.errors import Conflict
from tracker.actions.reviews import MovedOn, accept, accept_all, send_back, sign_off, sign_off_all
from tracker.choices import Act, Decision
from tracker.forms.entries import ReviewForm
from tracker.forms.reviews import TickedForm
from tracker.models import Entry, User
from tracker.permissions import may
from tracker.queries.entries import awaiting_review, awaiting_sign_off, is_late
from tracker.queries.preview import Preview, preview, previews
from tracker.queries.standings import policy_of
from tracker.rules.words import percent, promise
from tracker.views.lookup import found_for
from tracker.views.person import person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """`/desk/reviews/<id>/`"""
    by = person(request)
    entry = _entry(by, pk)
    if request.method != "POST":
        form = ReviewForm(initial={"row_version": entry.row_version})
        return render(request, "desk/review.html", _context(by, entry, form))
    do = request.POST.get("do")
    form = ReviewForm(request.POST, is_sent_back=do == "send_back")
    if not form.is_valid():
        return render(request, "desk/review.html", _context(by, entry, form), status=422)
    seen: dict[str, Any] = {"by": by, "at": timezone.now(), "row_version": form.cleaned_data["row_version"]}
    try:
        match do:
            case "send_back":
                send_back(entry=entry, reason=form.cleaned_data["reason"], **seen)
                messages.success(request, _("Sent back."))
            case "sign_off":
                sign_off(entry=entry, **seen)
                messages.success(request, _("Signed off: it is with the supervisors now."))
            case _:
                accept(entry=entry, **seen)
                messages.success(request, _("Accepted: the public page shows it now."))
    except Conflict:
        return render(request, "desk/review_moved_on.html", _context(by, _entry(by, pk), form), status=409)
    return redirect("desk")


def _entry(by: User, pk: int) -> Entry:
    """An entry as those who decide on it see it; for anybody else there is none."""
    rows = Entry.objects.with_people().prefetch_related("evidence", "reviews__by")
    entry = found_for(rows, Act.SEE_INTERNAL, by, pk=pk)
    if not (by.is_supervisor or by.is_head):
        raise Http404
    return entry


def _context(by: User, entry: Entry, form: ReviewForm) -> dict[str, Any]:
    return {
        "entry": entry,
        "target": entry.target,
        "before_after": preview(entry),
        "may_review": may(by, Act.REVIEW, entry),
        "may_sign_off": may(by, Act.SIGN_OFF, entry),
        "form": form,
    }


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """`/desk/reviews/`: all that waits, each with what it would change; the ticked ones are decided on together.

    A supervisor accepts; a head who is none signs off.
    """
    by = person(request)
    if not (by.is_supervisor or by.is_head):
        raise Http404
    if request.method != "POST":
        return _list(request, by, TickedForm())
    form = TickedForm(request.POST)
    if not by.is_supervisor:
        form.fields["entry"].error_messages["required"] = _("Tick the entries you sign off.")
    if not form.is_valid():
        return _list(request, by, form, status=422)
    ticked = form.cleaned_data["entry"]
    found = Entry.objects.select_related("target").in_bulk(ticked)
    if found.keys() != ticked.keys() or not all(_may_tick(by, one) for one in found.values()):
        raise Http404
    decide = accept_all if by.is_supervisor else sign_off_all
    try:
        decide(seen=[(found[pk], ticked[pk]) for pk in ticked], by=by, at=timezone.now())
    except MovedOn as moved:
        return _list(request, by, form, moved={entry.pk: entry for entry in moved.entries}, status=409)
    messages.success(request, _done(len(ticked), is_signed=not by.is_supervisor))
    return redirect("reviews")


def _may_tick(by: User, entry: Entry) -> bool:
    """Whether the entry can have stood in this person's list, whatever became of it since."""
    if by.is_supervisor:
        return by.pk not in {entry.submitted_by_id, entry.saved_by_id}
    return may(by, Act.SEE_INTERNAL, entry)


def _done(count: int, *, is_signed: bool) -> str:
    if is_signed:
        words = ngettext(
            "%(n)s entry signed off: it is with the supervisors now.",
            "%(n)s entries signed off: they are with the supervisors now.",
            count,
        )
    else:
        words = ngettext(
            "%(n)s entry accepted: the public page shows it now.",
            "%(n)s entries accepted: the public page shows them now.",
            count,
        )
    return words % {"n": count}


@dataclass(frozen=True)
class ReviewRow:
    """An entry that waits, with what it would change and what to know of it."""

    entry: Entry
    seen: Preview
    is_ticked: bool
    has_moved: bool

    @property
    def promise(self) -> str:
        """What was promised, in the reader's language."""
        return promise(self.seen.after.facts, self.entry.target.unit_name)

    @property
    def expected(self) -> str:
        """The share expected by the month's end; empty where there is none."""
        share = self.seen.after.expected
        return "" if share is None else percent(share)

    @property
    def is_late(self) -> bool:
        """Whether the month's figure first came in after its day; a correction makes no month late."""
        return is_late(self.entry, policy_of(self.entry.target.report).due_day)

    @property
    def was_sent_back(self) -> bool:
        """Whether it comes for another time."""
        return any(review.decision == Decision.SEND_BACK for review in self.entry.reviews.all())


def _list(
    request: HttpRequest, by: User, form: TickedForm, moved: dict[int, Entry] | None = None, status: int = 200
) -> HttpResponse:
    waiting = awaiting_review(by) if by.is_supervisor else awaiting_sign_off(by)
    prefetch_related_objects(waiting, "evidence", "reviews")
    seen = previews(waiting)
    gone = Entry.objects.with_people().filter(pk__in=moved or {})
    context = {
        "rows": [
            ReviewRow(entry, seen[entry.pk], entry.pk in form.ticked, entry.pk in (moved or {})) for entry in waiting
        ],
        "moved": [(entry, may(by, Act.SEE_INTERNAL, entry)) for entry in gone],
        "form": form,
        "is_review": by.is_supervisor,
    }
    return render(request, "desk/reviews.html", context, status=status)
