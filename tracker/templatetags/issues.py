"""Papers in templates: their period in words, and where they are."""

from django import template
from django.urls import reverse

from tracker.choices import IssueKind
from tracker.models import Issue
from tracker.rules.words import month_words, quarter_words

register = template.Library()


@register.filter
def period(issue: Issue) -> str:
    """The month or the quarter in words."""
    return quarter_words(issue.month) if issue.kind == IssueKind.ASSESSMENT else month_words(issue.month)


@register.filter
def kind_slug(issue: Issue) -> str:
    """The kind as addresses write it."""
    return IssueKind(issue.kind).slug


@register.simple_tag
def public_paper(issue: Issue) -> str:
    """Where everybody reads it."""
    return reverse(kind_slug(issue), args=[f"{issue.month:%Y-%m}"])


@register.simple_tag
def public_paper_file(issue: Issue, ending: str) -> str:
    """Where everybody fetches it as a file."""
    return reverse(f"{kind_slug(issue)}_file", args=[f"{issue.month:%Y-%m}", ending])
