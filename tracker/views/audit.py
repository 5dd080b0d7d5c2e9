"""The audit trail: whole for supervisors and administrators, a target's own for everybody."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.choices import Act
from tracker.forms.audit import AuditFilter
from tracker.frame.page import Page
from tracker.permissions import may
from tracker.queries.audit import department_names, line, public_trail
from tracker.views.person import person
from tracker.views.public import public

PAGE_SIZE = 50


@never_cache
@login_required
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """`/desk/audit/`"""
    if not may(person(request), Act.SEE_TRAIL):
        raise Http404
    chosen = AuditFilter(request.GET)
    records = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    names = department_names()
    lines = [line(record, names) for record in records]
    return render(request, "desk/audit.html", {"filter": chosen, "records": records, "lines": lines})


@public
def trail(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/targets/<code>/trail/`"""
    page = page.holding(code)
    target = page.find(code).target
    return render(request, "trail.html", {"page": page, "target": target, "lines": public_trail(target)})
