"""Small drawings inside text: a bullet for one target, a bar for a set of them."""

from fractions import Fraction
from typing import Any

from django import template

from tracker.choices import Light
from tracker.queries.standings import Standing
from tracker.rules.facts import Facts
from tracker.rules.pace import as_decimal
from tracker.rules.rollup import Rollup

register = template.Library()


@register.inclusion_tag("parts/status_bar.html")
def status_bar(counts: Rollup, label: str) -> dict[str, Any]:
    """The lights of a set as one bar, each piece as wide as its share of all."""
    pieces, start = [], Fraction(0)
    for light in Light:
        width = Fraction(100 * counts.lights[light], max(1, counts.total))
        if width:
            pieces.append({"light": light, "count": counts.lights[light], "x": _text(start), "width": _text(width)})
        start += width
    return {"pieces": pieces, "label": label, "counts": counts}


@register.inclusion_tag("parts/bullet.html")
def bullet(standing: Standing) -> dict[str, Any]:
    """What is done against what is expected, or, for a line to hold, where the figure lies beside the line."""
    verdict = standing.verdict
    context: dict[str, Any] = {"standing": standing, "light": verdict.light}
    if verdict.facts.latest is None or not verdict.light.is_in_scope:
        return context
    if verdict.done is not None and verdict.expected is not None:
        done = max(Fraction(0), min(Fraction(1), verdict.done))
        return context | {"done": _text(done * 100), "expected": _text(verdict.expected * 100)}
    return context | _beside_line(verdict.facts, Fraction(verdict.facts.latest.value))


def _beside_line(facts: Facts, value: Fraction) -> dict[str, str]:
    """Positions from 0 to 100 on a scale wide enough for the figure and the line with room on both sides."""
    low, high = Fraction(facts.low), Fraction(facts.high)
    ends = [value, low, high] if facts.is_band else [value, low]
    room = max((max(ends) - min(ends)), abs(low) / 5, Fraction(1)) / 2
    start, length = min(ends) - room, max(ends) - min(ends) + 2 * room
    place = {"value": _text(100 * (value - start) / length), "line": _text(100 * (low - start) / length)}
    if facts.is_band:
        place["band"] = _text(100 * (high - low) / length)
    return place


def _text(value: Fraction) -> str:
    """A coordinate with two decimals."""
    return f"{as_decimal(value):.2f}"
