"""Departments: what each leads and how that stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tracker.models import Department
from tracker.queries.departments import by_department
from tracker.queries.standings import count
from tracker.views.page import Page
from tracker.views.public import public


@public
def departments(request: HttpRequest, page: Page) -> HttpResponse:
    """`/departments/`"""
    leading = by_department(page.standings, page.ledger.policy)
    led = {each.department.pk for each in leading}
    context = {
        "page": page,
        "leading": leading,
        "others": list(Department.objects.exclude(pk__in=led)),
        "unassigned": [standing for standing in page.standings if standing.lead is None],
    }
    return render(request, "departments.html", context)


@public
def department(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/departments/<code>/`"""
    found = get_object_or_404(Department, code=code)
    led = [standing for standing in page.standings if standing.lead == found]
    helped = set(found.cooperates.values_list("pk", flat=True))
    context = {
        "page": page,
        "found": found,
        "led": led,
        "counts": count(led, page.ledger.policy),
        "helped": [standing for standing in page.standings if standing.target.pk in helped],
    }
    return render(request, "department.html", context)
