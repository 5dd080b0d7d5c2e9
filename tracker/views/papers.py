"""The office's papers at the desk: prepared beside the last one, issued, made public, read by departments."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.issues import Words, issue_paper, keep_words, publish
from tracker.choices import Act, IssueKind
from tracker.exports import issued
from tracker.exports.papers import Paper
from tracker.forms.issues import WordsForm
from tracker.frame.machines import saved
from tracker.models import Issue, User
from tracker.permissions import may
from tracker.queries.assessments import changes_of_points
from tracker.queries.issues import contents, corrected_since, periods
from tracker.queries.objections import objections_of
from tracker.rules.months import read_month
from tracker.rules.objections import last_day_to_object
from tracker.views.person import person


@never_cache
@login_required
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """`/desk/papers/`: every closed period with its paper; a department sees those that went out."""
    by, on = person(request), timezone.localdate()
    listed = [(kind, [each for each in periods(kind, on) if may(by, Act.READ_ISSUE, each)]) for kind in IssueKind]
    return render(request, "desk/papers.html", {"listed": listed})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """`/desk/papers/bulletin/2021-09/`: a draft beside the last one, or what was issued."""
    by = person(request)
    issue = _found(by, kind, period)
    if request.method != "POST":
        return _page(request, by, issue, _words(issue))
    if not by.is_supervisor:
        raise Http404
    if request.POST.get("do") == "publish":
        publish(issue=issue, by=by, at=timezone.now())
        messages.success(request, _("It is public now, without its internal part."))
        return redirect("paper", kind, period)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, by, issue, form, status=422)
    try:
        told = _write(issue, form.cleaned_data, by, is_issued=request.POST.get("do") == "issue")
    except Conflict:
        return _moved_on(request, by, kind, period, form)
    except ActionError as error:
        form.add_error(None, str(error))
        return _page(request, by, issue, form, status=422)
    messages.success(request, told)
    return redirect("paper", kind, period)


@never_cache
@login_required
@require_safe
def paper_copy(request: HttpRequest, kind: str, period: str, ending: str) -> HttpResponse:
    """`/desk/papers/bulletin/2021-09.docx`: the office's own copy with its internal part; a department's without."""
    by = person(request)
    issue = _found(by, kind, period)
    made, content = _paper(by, issue)
    data, name = issued.paper_file(made, content, ending)
    return saved(data, ending, name)


def _found(by: User, kind: str, period: str) -> Issue:
    """The period's paper, kept or not; 404 where there is none for this person."""
    found = next((each for each in IssueKind if each.slug == kind), None)
    month = read_month(period)
    if found is None or month is None:
        raise Http404
    return _issue(by, found, month)


def _issue(by: User, kind: IssueKind, month: date) -> Issue:
    for each in periods(kind, timezone.localdate()):
        if each.month == month and may(by, Act.READ_ISSUE, each):
            return each
    raise Http404


def _words(issue: Issue) -> WordsForm:
    seen = {"demands": issue.demands, "note": issue.internal_note, "row_version": issue.row_version if issue.pk else 0}
    return WordsForm(initial=seen)


def _write(issue: Issue, fields: dict[str, Any], by: User, *, is_issued: bool) -> str:
    """Keep the words and, if asked, issue the paper with them; what to tell."""
    at = timezone.now()
    words, seen = Words(fields["demands"], fields["note"]), fields["row_version"]
    if not is_issued:
        keep_words(issue=issue, words=words, by=by, at=at, row_version=seen)
        return _("Kept. Below is how it would go out now.")
    issue_paper(issue=issue, words=words, by=by, at=at, row_version=seen, is_public=fields["is_public"])
    return _("Issued: its data is frozen.")


def _paper(by: User, issue: Issue) -> tuple[Paper, dict[str, Any]]:
    """The version this person reads, and its public content."""
    content, internal = contents(issue)
    is_office = by.is_supervisor or by.is_administrator
    return issued.paper_of(issue, content, internal if is_office else None), content


def _moved_on(request: HttpRequest, by: User, kind: str, period: str, form: WordsForm) -> HttpResponse:
    """What stands now, with what was typed; the form carries the newest version so that sending is a choice."""
    issue = _found(by, kind, period)
    typed = request.POST.copy()
    typed["row_version"] = str(issue.row_version if issue.pk else 0)
    form.data = typed
    return _page(request, by, issue, form, status=409)


def _page(request: HttpRequest, by: User, issue: Issue, form: WordsForm, *, status: int = 200) -> HttpResponse:
    made, _content = _paper(by, issue)
    last = Issue.objects.before(issue.report, issue.kind, issue.month)
    on = timezone.localdate()
    is_assessment = issue.kind == IssueKind.ASSESSMENT and issue.issued_at is not None
    until = last_day_to_object(timezone.localdate(issue.issued_at) if issue.issued_at else on)
    context = {
        "issue": issue,
        "paper": made,
        "form": form,
        "may_issue": may(by, Act.ISSUE, issue),
        "may_publish": may(by, Act.PUBLISH, issue),
        "has_moved_on": status == 409,
        "last_paper": _paper(by, last)[0] if last and not issue.issued_at else None,
        "corrections": corrected_since(issue),
        "objections": objections_of(issue) if is_assessment else [],
        "points": changes_of_points(issue.report) if issue.kind == IssueKind.ASSESSMENT else [],
        "may_object": is_assessment and may(by, Act.OBJECT, issue) and on <= until,
        "object_until": until,
        "endings": issued.ENDINGS,
    }
    return render(request, "desk/paper.html", context, status=status)
