"""Departments: what each leads and how that stands, what it was called and what it went into."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tracker.frame.page import Page
from tracker.models import Department
from tracker.queries.departments import by_department
from tracker.queries.filings import filings
from tracker.queries.posts import merged_on, taken_over
from tracker.queries.standings import count
from tracker.views.charts import department_charts
from tracker.views.public import public


@public
def departments(request: HttpRequest, page: Page) -> HttpResponse:
    """`/departments/`"""
    leading = by_department(page.standings, page.ledger.policy)
    led = {each.department.pk for each in leading}
    others = list(Department.objects.exclude(pk__in=led).select_related("successor"))
    context = {
        "page": page,
        "leading": [(each, filings(each.standings)) for each in leading],
        "others": [each for each in others if each.successor is None],
        "merged": [each for each in others if each.successor],
        "unassigned": [standing for standing in page.standings if standing.lead is None],
    }
    return render(request, "departments.html", context)


@public
def department(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/departments/<code>/`"""
    found = get_object_or_404(Department.objects.select_related("successor"), code=code)
    led = [standing for standing in page.standings if standing.lead == found]
    helped = set(found.cooperates.values_list("pk", flat=True))
    taken = list(taken_over(found))
    days = merged_on([found, *taken])
    context = {
        "page": page,
        "found": found,
        "merged_on": days.get(found.pk),
        "taken_over": [(each, days.get(each.pk)) for each in taken],
        "led": led,
        "counts": count(led, page.ledger.policy),
        "filed": filings(led),
        "charts": department_charts(page, found, led),
        "helped": [standing for standing in page.standings if standing.target.pk in helped],
    }
    return render(request, "department.html", context)
