"""Whistles at the desk: read, raised, taken back; reported in on, answered and rated, each call for itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.actions import whistles as actions
from tracker.actions.errors import ActionError, Conflict
from tracker.choices import Act
from tracker.forms.whistles import AnswerForm, RatingForm, WhistleForm
from tracker.models import Report, User, Whistle, WhistleCall
from tracker.permissions import is_theirs, may
from tracker.queries.whistles import (
    CallStanding,
    departments_to_call,
    rates,
    stands_for,
    whistle_standing,
    whistles_for,
)
from tracker.views.lookup import found_for, targets_to_whistle_on
from tracker.views.person import person

PAGE_SIZE = 50
STEPS = (Act.SIGN_CALL, Act.ANSWER_CALL, Act.RATE_CALL)  # of a call in one state at most one can be done
FORMS: dict[Act, type[forms.Form]] = {Act.ANSWER_CALL: AnswerForm, Act.RATE_CALL: RatingForm}


@dataclass(frozen=True)
class CallRow:
    """One called department on the whistle's page: what this person may do there now, and the form of it if it has one.

    `typed`: label and text of what was written and not taken, since somebody else was faster.
    """

    standing: CallStanding
    act: Act | None
    form: forms.Form | None
    typed: list[tuple[str, str]]


@never_cache
@login_required
@require_safe
def whistles(request: HttpRequest) -> HttpResponse:
    """`/desk/whistles/`: those a person may read; for who reads all of them, the departments' rates of the year too."""
    by, on = person(request), timezone.localdate()
    records = Paginator(whistles_for(by), PAGE_SIZE).get_page(request.GET.get("page"))
    ours = stands_for(by.department)
    report = Report.objects.current().first() if by.is_supervisor or by.is_administrator else None
    context = {
        "records": records,
        "rows": [whistle_standing(each, on, ours) for each in records],
        "may_raise": bool(targets_to_whistle_on(by)),
        "report": report,
        "rates": rates(report, report.first_month, report.last_month) if report else [],
    }
    return render(request, "desk/whistles.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def raise_whistle(request: HttpRequest) -> HttpResponse:
    """`/desk/whistles/raise/`, or `?target=` with one chosen already."""
    by, on = person(request), timezone.localdate()
    targets, asked = targets_to_whistle_on(by), request.GET.get("target", "")
    if not targets or (asked and asked not in {target.code for target in targets}):
        raise Http404
    given: dict[str, Any] = {"targets": targets, "departments": departments_to_call(by), "on": on}
    if request.method != "POST":
        form = WhistleForm(**given, initial={"key": uuid4(), "target": asked})
        return render(request, "desk/raise_whistle.html", {"form": form})
    form = WhistleForm(request.POST, **given)
    if form.is_valid():
        fields = form.cleaned_data
        need = actions.Need(fields["problem"], fields["departments"], fields["needed_by"])
        try:
            made = actions.raise_whistle(
                target=fields["target"], need=need, key=fields["key"], by=by, at=timezone.now()
            )
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The departments are called."))
            return redirect("whistle", key=made.key)
    return render(request, "desk/raise_whistle.html", {"form": form}, status=422)


@never_cache
@login_required
@require_safe
def whistle(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/whistles/<key>/`"""
    by = person(request)
    return _page(request, by, _found(by, key))


@login_required
@require_POST
def withdraw_whistle(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/whistles/<key>/withdraw/`"""
    by = person(request)
    found = _found(by, key)
    try:
        actions.withdraw(whistle=found, by=by, at=timezone.now())
        messages.success(request, _("The whistle is taken back."))
    except PermissionDenied as error:
        raise Http404 from error
    except Conflict:
        messages.warning(request, _("All answers are rated: it can no longer be taken back."))
    except ActionError as error:
        messages.warning(request, str(error))
    return redirect("whistle", key=key)


@login_required
@require_POST
def sign_call(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """`/desk/whistles/<key>/<department>/sign/`"""
    by = person(request)
    try:
        actions.sign(call=_call(by, key, code, Act.SIGN_CALL), by=by, at=timezone.now())
        messages.success(request, _("You have reported in. Please answer once something was done."))
    except Conflict:
        messages.warning(request, _("The whistle was taken back in between."))
    return redirect("whistle", key=key)


@never_cache
@login_required
@require_POST
def answer_call(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """`/desk/whistles/<key>/<department>/answer/`"""
    by = person(request)
    call = _call(by, key, code, Act.ANSWER_CALL)
    form = AnswerForm(request.POST, auto_id=_ids(call))
    if not form.is_valid():
        return _page(request, by, call.whistle, call, form, status=422)
    try:
        actions.answer(call=call, text=form.cleaned_data["answer"], by=by, at=timezone.now())
    except Conflict:
        return _page(request, by, _found(by, key), call, form, status=409)
    messages.success(request, _("Your answer is with the department that whistled."))
    return redirect("whistle", key=key)


@never_cache
@login_required
@require_POST
def rate_call(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """`/desk/whistles/<key>/<department>/rate/`"""
    by = person(request)
    call = _call(by, key, code, Act.RATE_CALL)
    form = RatingForm(request.POST, auto_id=_ids(call))
    if not form.is_valid():
        return _page(request, by, call.whistle, call, form, status=422)
    try:
        actions.rate(call=call, opinion=actions.Opinion(**form.cleaned_data), by=by, at=timezone.now())
    except Conflict:
        return _page(request, by, _found(by, key), call, form, status=409)
    messages.success(request, _("Your rating is recorded."))
    return redirect("whistle", key=key)


def _found(by: User, key: UUID) -> Whistle:
    return found_for(Whistle.objects.with_people(), Act.SEE_WHISTLE, by, key=key)


def _call(by: User, key: UUID, code: str, act: Act) -> WhistleCall:
    """The call of that department; 404 unless the act on it is the person's own."""
    for call in _found(by, key).calls.all():
        if call.department.code == code and is_theirs(by, act, call):
            return call
    raise Http404


def _ids(call: WhistleCall) -> str:
    """Ids of fields that differ from call to call: several may be rated on one page."""
    return f"id_%s_{call.pk}"


def _page(
    request: HttpRequest,
    by: User,
    found: Whistle,
    call: WhistleCall | None = None,
    sent: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whistle's story; `sent` is what was written for `call` and not taken."""
    standing = whistle_standing(found, timezone.localdate())
    rows = [_row(by, each, sent if call and call.pk == each.call.pk else None) for each in standing.calls]
    context = {
        "whistle": found,
        "target": found.target,
        "rows": rows,
        "may_withdraw": not standing.is_answered and may(by, Act.WITHDRAW_WHISTLE, found),
        "has_moved_on": status == 409,
    }
    return render(request, "desk/whistle.html", context, status=status)


def _row(by: User, standing: CallStanding, sent: forms.Form | None) -> CallRow:
    call = standing.call
    act = next((each for each in STEPS if may(by, each, call)), None)
    asked = FORMS.get(act) if act else None
    if sent and (asked is None or not isinstance(sent, asked)):
        return CallRow(standing, act, asked(auto_id=_ids(call)) if asked else None, _typed(sent))
    return CallRow(standing, act, sent or (asked(auto_id=_ids(call)) if asked else None), [])


def _typed(form: forms.Form) -> list[tuple[str, str]]:
    """Label and text of what was written."""
    texts = []
    for field in form:
        text = str(field.value() or "")
        texts.append((str(field.label), str(dict(getattr(field.field, "choices", ())).get(text, text))))
    return [(label, text) for label, text in texts if text]
