"""What the page of a paper needs beside its contents."""

from django import template

register = template.Library()


@register.filter
def under(level: int, top: int | str) -> int:
    """The level on the page of a heading of this level in a paper, whose title has the level `top`."""
    return int(top) + level
