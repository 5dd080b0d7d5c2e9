"""Writing one month's entry: saved as a draft, submitted, taken back, or shown beside what somebody else saved."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.forms import BooleanField, Field
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions.entries import Content, hand_in, save_draft
from tracker.actions.entries import withdraw as take_back
from tracker.actions.errors import ActionError, Conflict
from tracker.choices import Act, EntryState
from tracker.forms.entries import EntryForm
from tracker.forms.evidence import EvidenceForm
from tracker.models import Entry, Target
from tracker.queries.entries import accepted_entry, last_figure, months_open, open_entry
from tracker.queries.standings import policy_of, terms
from tracker.rules.doubts import doubts
from tracker.rules.months import read_month
from tracker.rules.reporting import due_date
from tracker.rules.words import promise
from tracker.rules.workflow import EDITABLE
from tracker.views.evidence import keep_evidence
from tracker.views.grid import texts_of
from tracker.views.lookup import found_for
from tracker.views.person import person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, code: str, month_key: str) -> HttpResponse:
    """`/desk/entries/<code>/<month>/`"""
    try:
        target, month = _place(request, code, month_key)
    except Http404:
        if request.method == "POST" and (gone := _gone(request, code)):
            return gone
        raise
    context = _context(target, month)
    if request.method == "POST":
        return _save(request, target, month, context)
    current, accepted = context["entry"], context["accepted"]
    if current and current.state not in EDITABLE:
        return render(request, "desk/entry_waiting.html", context)
    initial = EntryForm.initial_of(current or accepted)
    if current is None:
        initial |= {"row_version": accepted.row_version if accepted else 0, "correction_reason": ""}
    elif current.value is not None or current.is_uncounted:
        context["doubts"] = doubts(context["facts"], context["before"], current.value)
    form = EntryForm(
        initial=initial, facts=context["facts"], before=context["before"], is_correction=accepted is not None
    )
    return render(request, "desk/entry.html", context | {"form": form, "evidence": EvidenceForm()})


@login_required
@require_POST
def withdraw(request: HttpRequest, code: str, month_key: str) -> HttpResponse:
    """`/desk/entries/<code>/<month>/withdraw/`"""
    target, month = _place(request, code, month_key)
    newest = Entry.objects.filter(target=target, month=month).order_by("-version").first()
    if newest is None:
        raise Http404
    typed = request.POST.get("row_version", "")
    seen = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    try:
        take_back(entry=newest, by=person(request), at=timezone.now(), row_version=seen)
    except Conflict as conflict:
        stands = Entry.objects.with_people().select_related("saved_by").get(pk=conflict.current.pk)
        return render(request, "desk/conflict.html", {"target": target, "month": month, "stands": stands}, status=409)
    messages.success(request, _("Taken back: it is a draft again."))
    return redirect("entry", code, month_key)


def _place(request: HttpRequest, code: str, month_key: str) -> tuple[Target, date]:
    """The target and month of the address, if they are this person's to report on."""
    rows = Target.objects.select_related("report__policy", "area", "lead")
    target = found_for(rows, Act.REPORT, person(request), code=code)
    return target, _open_month(target, month_key)


def _gone(request: HttpRequest, code: str) -> HttpResponse | None:
    """What was typed for a target that was the department's and takes no figures from it any more."""
    department = person(request).department
    if department is None:
        return None
    theirs = Q(lead=department) | Q(revisions__lead_before=department)
    target = Target.objects.filter(theirs, code=code).first()
    if target is None:
        return None
    form = EntryForm(request.POST, facts=terms(target), before=None, is_correction=False)
    context = {"target": target, "is_ours": target.lead_id == department.pk, "typed": texts_of(form)}
    return render(request, "desk/entry_gone.html", context, status=409)


def _context(target: Target, month: date) -> dict[str, Any]:
    """What every page about the month's entry shows."""
    last = last_figure(target, month)
    limit = due_date(month, policy_of(target.report).due_day)
    facts = terms(target)
    return {
        "target": target,
        "month": month,
        "facts": facts,
        "entry": open_entry(target, month),
        "accepted": accepted_entry(target, month),
        "last": last,
        "before": last.value if last else None,
        "promise": promise(facts, target.unit_name),
        "limit": limit,
        "is_late": timezone.localdate() > limit,
    }


def _save(request: HttpRequest, target: Target, month: date, context: dict[str, Any]) -> HttpResponse:
    """Keep the evidence that is in order, whatever else is wrong: no browser keeps a chosen file. Then the text."""
    by, is_submitted = person(request), request.POST.get("do") == "submit"
    form = EntryForm(
        request.POST,
        facts=context["facts"],
        before=context["before"],
        is_correction=context["accepted"] is not None,
        is_submitted=is_submitted,
        units=target.units,
    )
    evidence = EvidenceForm(request.POST, request.FILES)
    context |= {"form": form, "evidence": evidence}
    form.full_clean()
    evidence.full_clean()
    seen = form.cleaned_data.pop("row_version", None)
    if seen is None:
        return _again(request, context)
    items = context["entry"].evidence.all() if context["entry"] else []
    write = hand_in if is_submitted else save_draft
    try:
        now = keep_evidence(evidence, target=target, month=month, items=items, by=by, row_version=seen)
        form.data = request.POST.copy()
        form.data["row_version"] = str(now)
        context |= {"entry": open_entry(target, month), "is_kept": now != seen}
        if not (form.is_valid() and evidence.is_valid()):
            return _again(request, context)
        content = Content(**form.cleaned_data)
        saved = write(target=target, month=month, content=content, by=by, at=timezone.now(), row_version=now)
    except Conflict as conflict:
        return _conflict(request, context, conflict)
    except ActionError as error:
        form.add_error(None, str(error))
        return _again(request, context)
    _tell(request, saved, form)
    return redirect("desk")


def _again(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page with everything typed; evidence already kept is listed and not asked for again."""
    if context["evidence"].is_valid():
        context["evidence"] = EvidenceForm()
    return render(request, "desk/entry.html", context | {"doubts": context["form"].doubts}, status=422)


def _tell(request: HttpRequest, saved: Entry, form: EntryForm) -> None:
    """What was done, and what is still asked for."""
    if saved.state == EntryState.FOR_SIGN_OFF:
        messages.success(request, _("Submitted: it waits for the head of your department to sign it off."))
    elif saved.state == EntryState.SUBMITTED:
        messages.success(request, _("Submitted."))
    else:
        messages.success(request, _("Draft saved."))
        if form.doubts and not saved.explanation:
            why = " ".join(str(doubt.label) for doubt in form.doubts)
            messages.warning(request, _("Before you submit, say why: %(doubts)s") % {"doubts": why})


def _conflict(request: HttpRequest, context: dict[str, Any], conflict: Conflict) -> HttpResponse:
    """Both texts side by side; the form carries the newest version so that saving again is a choice."""
    form: EntryForm = context["form"]
    stands = Entry.objects.with_people().select_related("saved_by").get(pk=conflict.current.pk)
    pairs = [
        (field.label, _shown(field, form.data.get(name)), _shown(field, EntryForm.initial_of(stands).get(name)))
        for name, field in form.fields.items()
        if name != "row_version"
    ]
    can_overwrite = stands.state in EDITABLE
    form.data = request.POST.copy()
    form.data["row_version"] = str(stands.row_version)
    is_lost = not can_overwrite and (context["evidence"].chosen or request.POST.get("link"))
    context |= {"stands": stands, "pairs": pairs, "can_overwrite": can_overwrite, "is_evidence_lost": is_lost}
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
