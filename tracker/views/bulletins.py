"""The office's public papers, as they were frozen, with what was corrected since."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.choices import IssueKind
from tracker.exports import issued
from tracker.frame.machines import file_answer
from tracker.frame.page import Page
from tracker.models import Issue
from tracker.queries.issues import contents, corrected_since, published
from tracker.rules.months import read_month
from tracker.views.public import public


@public
def bulletins(request: HttpRequest, page: Page) -> HttpResponse:
    """`/bulletins/`: every public paper, the newest first."""
    return render(request, "bulletins.html", {"page": page, "issues": published()})


@public
def bulletin(request: HttpRequest, page: Page, kind: IssueKind, period: str) -> HttpResponse:
    """`/bulletins/2021-09/`, `/assessments/2021-09/`: the paper without its internal part."""
    issue = _found(kind, period)
    content, _internal = contents(issue)
    context = {
        "page": page,
        "issue": issue,
        "paper": issued.paper_of(issue, content),
        "corrections": corrected_since(issue),
        "endings": issued.ENDINGS,
    }
    return render(request, "bulletin.html", context)


@public
def bulletin_file(_request: HttpRequest, _page: Page, kind: IssueKind, period: str, ending: str) -> HttpResponse:
    """`/bulletins/2021-09.docx`, `.xlsx`, `.json`"""
    issue = _found(kind, period)
    content, _internal = contents(issue)
    data, name = issued.paper_file(issued.paper_of(issue, content), content, ending)
    return file_answer(data, ending, name)


def _found(kind: IssueKind, period: str) -> Issue:
    """A public paper stays at its address when another report has become the current one."""
    month = read_month(period)
    for issue in published():
        if (issue.kind, issue.month) == (kind, month):
            return issue
    raise Http404
