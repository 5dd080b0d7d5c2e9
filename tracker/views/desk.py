"""The desk: an official's month, and the entries a supervisor has to decide on."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tracker.actions.workflow import acknowledge as acknowledge_target
from tracker.models import Report, Target
from tracker.permissions import may_acknowledge
from tracker.queries.entries import awaiting_review, desk_rows
from tracker.queries.standings import policy_of
from tracker.rules.months import month_of, span
from tracker.rules.reporting import due_date
from tracker.views.lookup import found_for
from tracker.views.page import BadMonth, asked_month
from tracker.views.person import person


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`/desk/`: what is to be done, by role."""
    by, on = person(request), timezone.localdate()
    report = Report.objects.current().first()
    if report is None:
        return render(request, "no_report.html", status=404)
    running = max(report.first_month, min(month_of(on), report.last_month))
    try:
        month = asked_month(request, report.first_month, running)
    except BadMonth as error:
        return render(request, "400.html", {"message": str(error)}, status=400)
    rows = desk_rows(by, month, on) if by.is_reporter else []
    limit = due_date(month, policy_of(report).due_day)
    context = {
        "month": month,
        "months": list(span(report.first_month, running)),
        "limit": limit,
        "days_left": (limit - on).days,
        "to_do": [row for row in rows if row.is_to_do],
        "gaps": [row for row in rows if row.missing and not row.is_to_do],
        "settled": [row for row in rows if not row.missing and not row.is_to_do],
        "waiting": awaiting_review(by) if by.is_supervisor else [],
    }
    return render(request, "desk/desk.html", context)


@login_required
@require_POST
def acknowledge(request: HttpRequest, code: str) -> HttpResponse:
    """`/desk/targets/<code>/acknowledge/`: sign for an assigned target."""
    by = person(request)
    target = found_for(Target.objects.select_related("report"), may_acknowledge, by, code=code)
    acknowledge_target(target=target, by=by, at=timezone.now())
    return redirect("desk")
