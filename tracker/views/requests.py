"""Requests for change at the desk: asked and taken back by the department, decided by a supervisor."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.requests import Wish, ask, grant, refuse, withdraw
from tracker.actions.revisions import Ground
from tracker.choices import Act, RequestState
from tracker.forms.requests import DecisionForm, RequestForm
from tracker.models import ChangeRequest, Target, User
from tracker.permissions import may
from tracker.queries.requests import open_request, outlook
from tracker.queries.standings import terms
from tracker.rules.requests import is_in_time
from tracker.rules.words import promise
from tracker.views.lookup import found_for
from tracker.views.person import person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_change(request: HttpRequest, code: str) -> HttpResponse:
    """`/desk/targets/<code>/request/`"""
    by = person(request)
    target = found_for(Target.objects.select_related("report__policy", "lead"), Act.ASK_CHANGE, by, code=code)
    context: dict[str, Any] = {
        "target": target,
        "promise": promise(terms(target), target.unit_name),
        "is_in_time": is_in_time(target.due, timezone.localdate()),
        "open_one": open_request(target),
    }
    if request.method != "POST":
        form = RequestForm(target=target, initial={"key": uuid4()})
        return render(request, "desk/request_change.html", context | {"form": form})
    form = RequestForm(request.POST, target=target)
    context["form"] = form
    if form.is_valid():
        fields = form.cleaned_data
        key = fields.pop("key")
        try:
            change = ask(target=target, wish=Wish(**fields), key=key, by=by, at=timezone.now())
        except Conflict:
            context["open_one"] = open_request(target)
            return render(request, "desk/request_change.html", context, status=409)
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your request is with the supervisors."))
            return redirect("request_decide", key=change.key)
    return render(request, "desk/request_change.html", context, status=422)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/requests/<key>/`: read by those it concerns, decided by a supervisor."""
    by = person(request)
    change = _found(by, key)
    if request.method != "POST":
        return _page(request, by, change, _form(change))
    if not may(by, Act.DECIDE, change) and (change.state == RequestState.OPEN or not by.is_supervisor):
        raise Http404
    is_refused = request.POST.get("do") == "refuse"
    form = _form(change, request.POST, is_refused=is_refused)
    if not form.is_valid():
        return _page(request, by, change, form, status=422)
    try:
        _decide(change, form, by, is_refused=is_refused)
    except Conflict:
        return _moved_on(request, by, key, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
    except ActionError as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, _("Refused.") if is_refused else _("Granted: the change is on record and public."))
        return redirect("request_decide", key=key)
    return _page(request, by, change, form, status=422)


@login_required
@require_POST
def request_withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/requests/<key>/withdraw/`"""
    by = person(request)
    change = _found(by, key)
    if not may(by, Act.WITHDRAW_REQUEST, change) and (change.state == RequestState.OPEN or not by.is_reporter):
        raise Http404
    try:
        withdraw(change=change, by=by, at=timezone.now())
        messages.success(request, _("Your request is taken back."))
    except Conflict:
        messages.warning(request, _("It was decided in between and can no longer be taken back."))
    return redirect("request_decide", key=key)


def _found(by: User, key: UUID) -> ChangeRequest:
    return found_for(ChangeRequest.objects.with_people(), Act.SEE_REQUEST, by, key=key)


def _form(change: ChangeRequest, data: Any = None, *, is_refused: bool = False) -> DecisionForm:
    seen = {"row_version": change.row_version, "target_version": change.target.row_version}
    on = timezone.localdate()
    return DecisionForm(data, initial=seen, due=change.target.due, on=on, is_refused=is_refused)


def _decide(change: ChangeRequest, form: DecisionForm, by: User, *, is_refused: bool) -> None:
    fields, at = form.cleaned_data, timezone.now()
    if is_refused:
        refuse(change=change, reason=fields["reason"], by=by, at=at, row_version=fields["row_version"])
        return
    grant(
        change=change,
        ground=Ground(change.reason, fields["document"], fields["decided_on"]),
        word=fields["reason"],
        by=by,
        at=at,
        row_version=fields["row_version"],
        target_version=fields["target_version"],
    )


def _moved_on(request: HttpRequest, by: User, key: UUID, form: DecisionForm) -> HttpResponse:
    """What stands now, with what was typed; the form carries the newest versions so that deciding is a choice."""
    change = _found(by, key)
    typed = request.POST.copy()
    typed |= {"row_version": str(change.row_version), "target_version": str(change.target.row_version)}
    form.data = typed
    return _page(request, by, change, form, status=409)


def _page(
    request: HttpRequest, by: User, change: ChangeRequest, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    is_open = change.state == RequestState.OPEN
    context = {
        "change": change,
        "target": change.target,
        "outlook": outlook(change, timezone.localdate()) if is_open else None,
        "may_decide": may(by, Act.DECIDE, change),
        "may_withdraw": may(by, Act.WITHDRAW_REQUEST, change),
        "has_moved_on": status == 409,
        "form": form,
    }
    return render(request, "desk/request_decide.html", context, status=status)
