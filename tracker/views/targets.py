"""All targets as a table, and one target with everything behind its light."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_tables2 import RequestConfig

from tracker.exports.revisions import until
from tracker.forms.targets import TargetFilter
from tracker.frame.page import Page
from tracker.models import Revision
from tracker.queries.closings import public_closings
from tracker.queries.entries import PublicEntry, public_entries
from tracker.queries.marks import marked_months
from tracker.queries.standings import Standing
from tracker.queries.whistles import whistle_counts
from tracker.queries.years import line_of
from tracker.tables.targets import DEFAULT_COLUMNS, TargetTable
from tracker.views.charts import target_charts
from tracker.views.public import public


@public
def targets(request: HttpRequest, page: Page) -> HttpResponse:
    """`/targets/`"""
    chosen = TargetFilter(request.GET, [each.area for each in page.areas], page.standings)
    listed = chosen.found
    table = TargetTable(listed, page.link, request.GET.getlist("columns") or DEFAULT_COLUMNS)
    RequestConfig(request, paginate=False).configure(table)
    asked = request.GET.copy()
    for name in ("columns", "month"):  # a file has every column, and its month in the address
        asked.pop(name, None)
    query = f"?{asked.urlencode()}" if asked else ""
    context = {"page": page, "filter": chosen, "table": table, "found": len(listed), "query": query}
    return render(request, "targets.html", context)


@public
def target(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/targets/<code>/`; a target of an earlier report stands at the address of a month of its own year."""
    its = page.holding(code)
    if its is not page:
        return redirect(its.link("target", code))
    standing = page.find(code)
    entries = public_entries(standing.target, page.month)
    prefetch_related_objects(list(standing.revisions), "lead_before__former_names", "lead_after__former_names")
    context = {
        "page": page,
        "standing": standing,
        "target": standing.target,
        "cooperating": list(standing.target.cooperating.all()),
        "newest": _newest(standing, entries),
        "closed": next(iter(public_closings(page.ledger, until(page), code)), None),
        "strip": marked_months(standing),
        "entries": entries,
        "coming": _coming(page, standing),
        "charts": target_charts(page, standing),
        "whistles": whistle_counts(page.report, page.month, standing.target),
        "years": [(each, page.beside(each.target.report)) for each in line_of(standing, page.on)],
    }
    return render(request, "target.html", context)


def _newest(standing: Standing, entries: list[PublicEntry]) -> PublicEntry | None:
    """The entry whose figure is shown: that of the last month with a figure, in its version in force."""
    latest = standing.facts.latest
    return next((each for each in entries if latest and each.entry.month == latest.month), None)


def _coming(page: Page, standing: Standing) -> list[Revision]:
    """Changes decided already that hold from a month not closed yet; none while reading an earlier month."""
    if not page.is_default_month:
        return []
    every = next(row.revisions for row in page.ledger.rows if row.target.pk == standing.target.pk)
    return [revision for revision in every if revision not in standing.revisions]
