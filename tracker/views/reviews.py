"""A supervisor's decision on one entry."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.entries import accept, send_back
from tracker.actions.errors import Conflict
from tracker.choices import EntryState
from tracker.forms.entries import ReviewForm
from tracker.models import Entry, User
from tracker.permissions import may_review, may_see_entry
from tracker.queries.preview import preview
from tracker.views.lookup import found_for
from tracker.views.person import person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """`/desk/reviews/<id>/`"""
    by = person(request)
    entry = found_for(Entry.objects.with_people().prefetch_related("evidence", "reviews__by"), _may_open, by, pk=pk)
    context: dict[str, Any] = {"entry": entry, "target": entry.target, "may_review": may_review(by, entry)}
    if entry.value is not None:
        context |= {"before_after": preview(entry)}
    if request.method != "POST":
        return render(
            request, "desk/review.html", context | {"form": ReviewForm(initial={"row_version": entry.row_version})}
        )
    is_sent_back = request.POST.get("do") == "send_back"
    form = ReviewForm(request.POST, is_sent_back=is_sent_back)
    if not form.is_valid():
        return render(request, "desk/review.html", context | {"form": form}, status=422)
    row_version, at = form.cleaned_data["row_version"], timezone.now()
    try:
        if is_sent_back:
            send_back(entry=entry, reason=form.cleaned_data["reason"], by=by, at=at, row_version=row_version)
        else:
            accept(entry=entry, by=by, at=at, row_version=row_version)
    except Conflict:
        entry = Entry.objects.with_people().prefetch_related("evidence", "reviews__by").get(pk=pk)
        context |= {"entry": entry, "may_review": may_review(by, entry), "form": form}
        return render(request, "desk/review_moved_on.html", context, status=409)
    messages.success(request, _("Sent back.") if is_sent_back else _("Accepted: the public page shows it now."))
    return redirect("desk")


def _may_open(by: User, entry: Entry) -> bool:
    return by.is_supervisor and may_see_entry(by, entry) and entry.state != EntryState.DRAFT
