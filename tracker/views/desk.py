"""The desk: an official's month, what waits for a head's or a supervisor's decision, and who is late."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.actions import workflow
from tracker.actions.errors import ActionError
from tracker.choices import Act, EntryState, TargetState
from tracker.frame.page import BadMonth, asked_month
from tracker.models import Report, Target, User, Whistle
from tracker.permissions import may
from tracker.queries.closings import awaiting_acceptance
from tracker.queries.desk import desk_rows, late_departments
from tracker.queries.entries import awaiting_review, awaiting_sign_off, figures_in_force, without_head
from tracker.queries.news import news_of
from tracker.queries.reminders import notices_for
from tracker.queries.requests import open_requests, requests_of
from tracker.queries.standings import policy_of, terms
from tracker.queries.whistles import desk_whistles
from tracker.rules.months import month_of, span
from tracker.rules.reporting import due_date
from tracker.rules.requests import is_in_time
from tracker.rules.words import promise
from tracker.views.lookup import found_for, targets_to_whistle_on
from tracker.views.person import person


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`/desk/`: what is to be done, by role."""
    by, on = person(request), timezone.localdate()
    report = Report.objects.current().first()
    if report is None:
        return redirect("intake") if may(by, Act.TAKE_IN) else render(request, "no_report.html", status=404)
    running = max(report.first_month, min(month_of(on), report.last_month))
    try:
        month = asked_month(request, report.first_month, running)
    except BadMonth as error:
        return render(request, "400.html", {"message": str(error)}, status=400)
    limit = due_date(month, policy_of(report).due_day)
    context: dict[str, Any] = {
        "month": month,
        "months": list(span(report.first_month, running)),
        "limit": limit,
        "days_left": (limit - on).days,
    }
    if by.department and (by.is_reporter or by.is_head):
        context |= _department(by, report, month, on)
    if by.is_supervisor:
        context |= _supervision(by, report, month, on)
    return render(request, "desk/desk.html", context)


def _department(by: User, report: Report, month: date, on: date) -> dict[str, Any]:
    """What a department's people have before them."""
    rows = desk_rows(by.department, report, month, on)
    department: Any = by.department
    returned = [row for row in rows if row.draft and row.draft.state == EntryState.RETURNED]
    return {
        "to_do": [row for row in rows if row.is_to_do and row not in returned],
        "returned": returned,
        "gaps": [row for row in rows if row.missing],
        "settled": [row for row in rows if not row.is_to_do],
        "changeable": [
            row.target for row in rows if may(by, Act.ASK_CHANGE, row.target) and is_in_time(row.target.due, on)
        ],
        "for_sign_off": awaiting_sign_off(by) if by.is_head else [],
        "news": news_of(department),
        "reminders": notices_for(department, on),
        "our_requests": requests_of(department),
        "whistles": desk_whistles(department, on),
        "whistle_on": targets_to_whistle_on(by),
    }


def _supervision(by: User, report: Report, month: date, on: date) -> dict[str, Any]:
    """What supervisors have before them."""
    return {
        "waiting": awaiting_review(by),
        "headless": without_head(),
        "late": late_departments(report, month, on),
        "requests": open_requests(),
        "open_whistles": Whistle.objects.open().count(),
        "closings": awaiting_acceptance(by),
        "completed": list(Target.objects.of(report).filter(state=TargetState.COMPLETED)),
    }


@login_required
@require_POST
def acknowledge(request: HttpRequest, code: str) -> HttpResponse:
    """`/desk/targets/<code>/acknowledge/`: sign for an assigned target."""
    by = person(request)
    target = found_for(Target.objects.select_related("report"), Act.ACKNOWLEDGE, by, code=code)
    workflow.acknowledge(target=target, by=by, at=timezone.now())
    return redirect("desk")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, code: str) -> HttpResponse:
    """`/desk/targets/<code>/close/`: look at a completed target once more, and strike it off."""
    by = person(request)
    if request.method != "POST":
        return _before_closing(request, by, code)
    target = get_object_or_404(Target, code=code)
    if not by.is_supervisor:
        raise Http404
    try:
        workflow.close(target=target, by=by, at=timezone.now())
    except PermissionDenied as error:
        raise Http404 from error
    except ActionError as error:
        messages.warning(request, str(error))
        return redirect("desk")
    messages.success(request, _("%(target)s was struck off.") % {"target": target.title})
    return redirect("desk")


def _before_closing(request: HttpRequest, by: User, code: str) -> HttpResponse:
    target = found_for(Target.objects.select_related("report", "lead"), Act.CLOSE, by, code=code)
    figures = figures_in_force(target)
    context = {
        "target": target,
        "promise": promise(terms(target), target.unit_name),
        "last": figures[-1] if figures else None,
    }
    return render(request, "desk/close.html", context)
