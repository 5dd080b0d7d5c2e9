"""All targets as a table, and one target with everything behind its light."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_tables2 import RequestConfig

from tracker.charts.course import course
from tracker.charts.theme import THEMES
from tracker.forms.targets import TargetFilter
from tracker.models import Revision
from tracker.queries.entries import public_entries
from tracker.queries.standings import Standing
from tracker.tables.targets import TargetTable
from tracker.views.page import Page
from tracker.views.public import public


@public
def targets(request: HttpRequest, page: Page) -> HttpResponse:
    """`/targets/`"""
    chosen = TargetFilter(request.GET, page.report)
    listed = page.standings
    if chosen.form.is_valid():
        asked = chosen.form.cleaned_data
        kept = set(chosen.qs.values_list("pk", flat=True)) if any(asked.values()) else None
        listed = [
            standing
            for standing in listed
            if (kept is None or standing.target.pk in kept)
            and (not asked["light"] or standing.verdict.light == asked["light"])
        ]
    table = TargetTable(listed, page.link)
    RequestConfig(request, paginate=False).configure(table)
    return render(request, "targets.html", {"page": page, "filter": chosen, "table": table, "found": len(listed)})


@public
def target(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/targets/<code>/`"""
    standing = page.find(code)
    entries = public_entries(standing.target, page.month)
    prefetch_related_objects(list(standing.revisions), "lead_before__former_names", "lead_after__former_names")
    context = {
        "page": page,
        "standing": standing,
        "target": standing.target,
        "cooperating": list(standing.target.cooperating.all()),
        "entries": entries,
        "due_day": standing.policy.due_day,
        "coming": _coming(page, standing),
        "charts": [course(standing)],
        "theme": THEMES,
    }
    return render(request, "target.html", context)


def _coming(page: Page, standing: Standing) -> list[Revision]:
    """Changes decided already that hold from a month not closed yet; none while reading an earlier month."""
    if not page.is_default_month:
        return []
    every = next(row.revisions for row in page.ledger.rows if row.target.pk == standing.target.pk)
    return [revision for revision in every if revision not in standing.revisions]
