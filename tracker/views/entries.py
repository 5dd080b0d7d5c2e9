"""Writing one month's entry: saved as a draft, submitted, or shown beside what somebody else saved."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BooleanField, Field
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.entries import Content, hand_in, save_draft
from tracker.actions.errors import ActionError, Conflict
from tracker.forms.entries import EntryForm
from tracker.models import Entry, Target
from tracker.permissions import may_report
from tracker.queries.entries import accepted_entry, last_accepted, months_open, open_entry
from tracker.queries.standings import policy_of, terms
from tracker.rules.months import read_month
from tracker.rules.reporting import due_date
from tracker.rules.words import promise
from tracker.rules.workflow import EDITABLE
from tracker.views.lookup import found_for
from tracker.views.person import person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, code: str, month_key: str) -> HttpResponse:
    """`/desk/entries/<code>/<month>/`"""
    by = person(request)
    target = found_for(Target.objects.select_related("report__policy", "area", "lead"), may_report, by, code=code)
    month = _open_month(target, month_key)
    current = open_entry(target, month)
    accepted = accepted_entry(target, month)
    limit = due_date(month, policy_of(target.report).due_day)
    context: dict[str, Any] = {
        "target": target,
        "month": month,
        "entry": current,
        "accepted": accepted,
        "last": last_accepted(target, month),
        "promise": promise(terms(target), target.unit_name),
        "limit": limit,
        "is_late": timezone.localdate() > limit,
    }
    if current and current.state not in EDITABLE and request.method != "POST":
        return render(request, "desk/entry_waiting.html", context)
    if request.method != "POST":
        start = current or accepted
        initial = EntryForm.initial_of(start)
        if current is None:
            initial |= {"row_version": 0, "correction_reason": ""}
        form = EntryForm(initial=initial, facts=terms(target), is_correction=accepted is not None)
        return render(request, "desk/entry.html", context | {"form": form})
    return _save(request, target, month, context)


def _save(request: HttpRequest, target: Target, month: date, context: dict[str, Any]) -> HttpResponse:
    by, is_submitted = person(request), request.POST.get("do") == "submit"
    form = EntryForm(
        request.POST, facts=terms(target), is_correction=context["accepted"] is not None, is_submitted=is_submitted
    )
    context["form"] = form
    if not form.is_valid():
        return render(request, "desk/entry.html", context, status=422)
    fields = form.cleaned_data
    row_version = fields.pop("row_version")
    try:
        write = hand_in if is_submitted else save_draft
        write(target=target, month=month, content=Content(**fields), by=by, at=timezone.now(), row_version=row_version)
    except Conflict as conflict:
        return _conflict(request, context, conflict)
    except ActionError as error:
        form.add_error(None, str(error))
        return render(request, "desk/entry.html", context, status=422)
    messages.success(request, _("Submitted.") if is_submitted else _("Draft saved."))
    return redirect("desk")


def _conflict(request: HttpRequest, context: dict[str, Any], conflict: Conflict) -> HttpResponse:
    """Both texts side by side; the form carries the newest version so that saving again is a choice."""
    current = conflict.current
    form: EntryForm = context["form"]
    stands = Entry.objects.with_people().select_related("saved_by").get(pk=current.pk)
    pairs = [
        (field.label, _shown(field, form.data.get(name)), _shown(field, EntryForm.initial_of(stands).get(name)))
        for name, field in form.fields.items()
        if name != "row_version"
    ]
    can_overwrite = stands.state in EDITABLE
    if can_overwrite:
        form.data = request.POST.copy()
        form.data["row_version"] = str(stands.row_version)
    context |= {"stands": stands, "pairs": pairs, "can_overwrite": can_overwrite}
    return render(request, "desk/conflict.html", context, status=409)


def _shown(field: Field, value: Any) -> Any:
    """A field's content for reading: 0 stays 0, a tick is a tick."""
    if isinstance(field, BooleanField):
        return "✓" if field.to_python(value) else ""
    return field.prepare_value(value)


def _open_month(target: Target, month_key: str) -> date:
    month = read_month(month_key)
    if month is None or month not in months_open(target, timezone.localdate()):
        raise Http404
    return month
