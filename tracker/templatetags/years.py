"""Cells of a promise's line, and addresses on the pages of other reports."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import template

from tracker.queries.standings import Standing
from tracker.queries.years import Line

register = template.Library()


class Cell(NamedTuple):
    """A promise in one year; `page` is that of the year's report."""

    page: Any
    standing: Standing | None


@register.filter
def cells(line: Line, pages: Sequence[Any]) -> list[Cell]:
    """The line's years, each with its report's page."""
    return [Cell(page, standing) for page, standing in zip(pages, line.standings, strict=True)]


@register.simple_tag
def page_link(page: Any, name: str, *args: Any) -> str:
    """An address on another report's page."""
    address: str = page.link(name, *args)
    return address
