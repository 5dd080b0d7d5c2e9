"""What a passage says as a figure, and the address that keeps the list a person is going through."""

from typing import Any

from django import template
from django.http import HttpRequest

from tracker.choices import CandidateState, Comparison, Tense
from tracker.models import Candidate
from tracker.rules.intake import proposed_terms
from tracker.rules.words import with_unit

register = template.Library()


@register.filter
def told(candidate: Candidate) -> str:
    """The figure decided on, or the one proposed, with its comparison: `at least 60 座`; empty where there is none."""
    terms: dict[str, Any] = {name: getattr(candidate, name) for name in ("comparison", "value", "value_high", "unit")}
    if candidate.state != CandidateState.TARGET:
        terms = proposed_terms(candidate.proposed) if candidate.tense != Tense.OTHER else {}
    if not terms:
        return ""
    high = "" if terms["value_high"] is None else f"–{with_unit(terms['value_high'], '')}"
    return f"{Comparison(terms['comparison']).label} {with_unit(terms['value'], '')}{high} {terms['unit']}"


@register.simple_tag(takes_context=True)
def listing(context: dict[str, Any], **changed: str) -> str:
    """The parameters of the list shown, with some changed; empty ones left out."""
    request: HttpRequest = context["request"]
    asked = {name: request.GET.get(name, "") for name in ("what", "state")} | changed
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"?{query}" if query else ""
