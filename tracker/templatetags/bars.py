"""Small drawings inside text: a bullet for one target, a bar for a set of them."""

from fractions import Fraction
from typing import Any, Protocol

from django import template

from tracker.choices import Light
from tracker.queries.standings import Standing
from tracker.rules.pace import as_decimal
from tracker.rules.rollup import Rollup
from tracker.rules.scale import beside_line

register = template.Library()


class Share(Protocol):
    """A share from 0 to 1, in the colour of a light where it has one."""

    @property
    def share(self) -> Fraction: ...
    @property
    def light(self) -> Light | None: ...


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
    place = beside_line(verdict.facts, verdict.facts.latest.value)
    band = {"band": _text(100 * (place.high - place.low))} if verdict.facts.is_band else {}
    return context | {"value": _text(100 * place.value), "line": _text(100 * place.low)} | band


@register.inclusion_tag("parts/share_bar.html")
def share_bar(bar: Share) -> dict[str, Any]:
    """A share as a piece of its track; the number stands beside it as text."""
    return {"light": bar.light, "width": _text(100 * max(Fraction(0), min(Fraction(1), bar.share)))}


def _text(value: Fraction) -> str:
    """A coordinate with two decimals."""
    return f"{as_decimal(value):.2f}"
