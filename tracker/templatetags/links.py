"""Addresses that keep the reader in the month being read."""

from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url

register = template.Library()


@register.simple_tag(takes_context=True)
def link(context: dict[str, Any], name: str, *args: Any, **query: Any) -> str:
    """The page's address in the month shown; `query` adds parameters."""
    page = context.get("page")
    address: str = page.link(name, *args, **query) if page else reverse(name, args=args, query=query)
    return address


@register.simple_tag(takes_context=True)
def narrowed_by(context: dict[str, Any], name: str, value: str) -> str:
    """The list being read with one parameter set to a value, or, where it has that value, without it."""
    asked = context["request"].GET.copy()
    if asked.get(name) == value:
        del asked[name]
    else:
        asked[name] = value
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def in_month(context: dict[str, Any], month: date) -> str:
    """The page being read, at the end of another month; its parameters are kept.

    Where not every month has the page, `months_of` in the context names one that has.
    """
    request, page, match = context["request"], context["page"], context["request"].resolver_match
    name, given = context.get("months_of"), {}
    if name is None:
        name, given = match.view_name, {key: value for key, value in match.kwargs.items() if key != "month_key"}
    asked = request.GET.copy()
    asked.pop("month", None)
    if not page.is_current or month != page.last_month:
        given["month_key"] = f"{month:%Y-%m}"
    return reverse(name, kwargs=given, query=asked)


@register.simple_tag(takes_context=True)
def other_language(context: dict[str, Any], code: str) -> str:
    """The same page in the language `code`."""
    return in_language(context["request"], code)


def in_language(request: HttpRequest, code: str) -> str:
    """The address of the request's page in the language `code`, below the site's sub-path; the same if it has none."""
    here = request.get_full_path_info()  # without the sub-path, which translate_url cannot read but puts in front
    there = translate_url(here, code)
    return request.get_full_path() if there == here else there


@register.simple_tag
def chart_library() -> str:
    """Where the chart library lies among the static files."""
    bundle: str = settings.PLOTLY_BUNDLE
    return bundle
