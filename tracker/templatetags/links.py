"""Addresses that keep the reader in the month being read."""

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
