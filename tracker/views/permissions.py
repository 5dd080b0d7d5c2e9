"""Who may do what, as a table for everybody to read: the very matrix that decides."""

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tracker.choices import Act, Capacity
from tracker.frame.page import Page
from tracker.permissions import (
    ALWAYS,
    ANY_CLOSING,
    ANY_ENTRY,
    ANY_ISSUE,
    ANY_REQUEST,
    ANY_TARGET,
    ANY_WHISTLE,
    MATRIX,
    States,
)
from tracker.views.public import public


@public
def permissions(request: HttpRequest, page: Page) -> HttpResponse:
    """`/permissions/`"""
    rows = [(act, [(each, _words(MATRIX[act].get(each, frozenset()))) for each in Capacity]) for act in Act]
    return render(request, "permissions.html", {"page": page, "capacities": list(Capacity), "rows": rows})


def _words(states: States) -> str:
    """In which states: all of them, or those named, in the order they follow one another."""
    if states == ALWAYS:
        return _("always")
    if states in (ANY_ENTRY, ANY_TARGET, ANY_REQUEST, ANY_WHISTLE, ANY_CLOSING, ANY_ISSUE):
        return _("in any state")
    named = [state for state in states if isinstance(state, TextChoices)]
    order = list(type(named[0])) if named else []
    return _(", ").join(str(state.label) for state in sorted(named, key=order.index)) or "–"
