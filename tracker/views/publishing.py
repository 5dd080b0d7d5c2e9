"""Publishing a report: what would be made, what it carries on from the year before, and doing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.errors import ActionError
from tracker.actions.publishing import publish_report
from tracker.choices import Act, CandidateState
from tracker.models import Candidate, Target
from tracker.permissions import may
from tracker.queries.coverage import coverage
from tracker.queries.predecessors import earlier_targets, rollover, suggested
from tracker.views.intake import allowed, text_of_report


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def intake_publish(request: HttpRequest, code: str) -> HttpResponse:
    """`/desk/intake/<report>/publish/`: the targets to be made, each with the earlier one it carries on, if any."""
    by = allowed(request)
    text = text_of_report(code)
    laid_out = coverage(text)
    rows = [row for row in laid_out.candidates if row.state == CandidateState.TARGET and not row.is_fixed]
    earlier = earlier_targets(text.report)
    chosen = _chosen(request, rows, earlier) if request.method == "POST" else suggested(rows, earlier)
    error = ""
    if request.method == "POST" and request.POST.get("do") == "publish":
        try:
            made = publish_report(text=text, predecessors=chosen, by=by, at=timezone.now())
        except (ActionError, ValidationError) as refused:
            error = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
        else:
            words = ngettext("Published: %(n)s target.", "Published: %(n)s targets.", len(made))
            messages.success(request, words % {"n": len(made)} if made else _("Nothing was left to publish."))
            return redirect("intake_text", code=code)
    context = {
        "text": text,
        "coverage": laid_out,
        "waiting": text.candidates.to_decide().count(),
        "rows": [(row, chosen.get(row.pk)) for row in rows],
        "earlier": earlier,
        "rollover": rollover(rows, earlier, chosen),
        "error": error,
        "may_publish": may(by, Act.TAKE_IN),
    }
    return render(request, "desk/intake_publish.html", context, status=409 if error else 200)


def _chosen(request: HttpRequest, rows: list[Candidate], earlier: list[Target]) -> dict[int, Target]:
    """The earlier targets chosen in the form, by the passage's primary key."""
    known = {target.code: target for target in earlier}
    asked = {row.pk: known.get(request.POST.get(f"predecessor-{row.pk}", "")) for row in rows}
    return {key: target for key, target in asked.items() if target is not None}
