"""One passage of a report: read in its place, decided on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.candidates import Decision, Terms, decide
from tracker.actions.errors import ActionError, Conflict
from tracker.choices import Act, CandidateState, Tense
from tracker.forms.candidates import DecisionForm, first_of
from tracker.models import Candidate
from tracker.permissions import may
from tracker.queries.predecessors import earlier_targets, suggested
from tracker.views.intake import allowed

AROUND = 120  # characters of the text shown before and after a passage


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def candidate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """`/desk/intake/<report>/<passage>/`: what becomes of it. `do=accept` makes it a target just as it was read."""
    by = allowed(request)
    rows = Candidate.objects.with_names().select_related(
        "text__report", "target", "area", "lead", "decided_by", "about"
    )
    row = rows.filter(text__report__code=code, pk=pk).first()
    if row is None:
        raise Http404
    first = _first(row)
    if request.method != "POST":
        return _page(request, row, DecisionForm(initial=first, candidate=row))
    sent = _as_read(request, first) if request.POST.get("do") == "accept" else request.POST.dict()
    form = DecisionForm(sent, candidate=row)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    columns, terms = form.decided
    decision = Decision(**columns, terms=Terms(**terms))
    try:
        decide(candidate=row, decision=decision, by=by, at=timezone.now(), row_version=form.cleaned_data["row_version"])
    except Conflict:
        return _page(request, rows.get(pk=row.pk), form, status=409)
    except ActionError as error:
        form.add_error(None, str(error))
        return _page(request, row, form, status=409)
    messages.success(request, _("Decided: %(passage)s") % {"passage": str(row)})
    return redirect(f"{reverse('intake_text', args=[code])}?{request.GET.urlencode()}#row-{row.anchor}")


def _first(row: Candidate) -> dict[str, Any]:
    """What the form opens with; of a result not decided on yet, with the earlier target it seems to tell of."""
    about = None
    if row.tense == Tense.OUTCOME and row.state == CandidateState.WAITING:
        about = suggested([row], earlier_targets(row.text.report)).get(row.pk)
    return first_of(row, about)


def _as_read(request: HttpRequest, first: dict[str, Any]) -> dict[str, Any]:
    """What the form would send had nothing been changed in it; the version is that of the list it was accepted in."""
    sent = {name: getattr(value, "pk", value) for name, value in first.items() if value is not None}
    return sent | {"state": CandidateState.TARGET, "row_version": request.POST.get("row_version")}


def _page(request: HttpRequest, row: Candidate, form: DecisionForm, status: int = 200) -> HttpResponse:
    text, start = row.text.text, max(0, row.start - AROUND)
    context = {
        "row": row,
        "form": form,
        "before": text[start : row.start],
        "after": text[row.end : row.end + AROUND],
        "has_moved_on": status == 409 and not form.errors,
        "may_decide": may(request.user, Act.TAKE_IN) and not row.is_fixed,
    }
    if context["has_moved_on"]:
        form.data = {**form.data, "row_version": row.row_version}
    return render(request, "desk/candidate.html", context, status=status)
