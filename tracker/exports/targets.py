"""The columns of a target for machines: one list, from which every machine-readable face is made."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import override

from tracker.queries.standings import Standing
from tracker.rules.words import decimal_text, plain

COLUMNS: Mapping[str, Callable[[Standing], Any]] = {
    "code": lambda each: each.target.code,
    "name": lambda each: each.target.name,
    "name_en": lambda each: each.target.name_en,
    "area": lambda each: each.target.area.code,
    "kind": lambda each: str(each.facts.kind),
    "comparison": lambda each: str(each.facts.comparison),
    "value": lambda each: plain(each.facts.value),
    "value_high": lambda each: None if each.facts.value_high is None else plain(each.facts.value_high),
    "unit": lambda each: each.target.unit,
    "light": lambda each: str(each.verdict.light),
    "done_share": lambda each: decimal_text(each.verdict.done),
    "expected_share": lambda each: decimal_text(each.verdict.expected),
    "gap": lambda each: decimal_text(each.verdict.gap),
    "latest_value": lambda each: plain(each.facts.latest.value) if each.facts.latest else None,
    "latest_month": lambda each: f"{each.facts.latest.month:%Y-%m}" if each.facts.latest else None,
    "lead": lambda each: each.lead.code if each.lead else None,
    "lead_name": lambda each: each.lead.name if each.lead else None,
    "reason": lambda each: _reason(each, "zh-hans"),
    "reason_en": lambda each: _reason(each, "en"),
    "section": lambda each: each.target.section,
    "phrase": lambda each: each.target.phrase,
    "start": lambda each: f"{each.facts.start:%Y-%m}",
    "due": lambda each: f"{each.facts.due:%Y-%m}",
}


def row(standing: Standing) -> dict[str, Any]:
    """One target as plain values; figures and shares are decimal strings, missing is None."""
    return {name: read(standing) for name, read in COLUMNS.items()}


def _reason(standing: Standing, language: str) -> str:
    with override(language):
        return standing.reason
