"""What all papers say alike: whose they are, of which report and period, and how one target stands."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from tracker.choices import IssueKind
from tracker.models import Department, Report
from tracker.queries.standings import Standing
from tracker.queries.texts import Text, both
from tracker.rules.words import decimal_text, percent, plain, points, with_unit

Data = dict[str, Any]
SCHEMA = 1


def statement(report: Report, kind: IssueKind, month: date, *, is_sample: bool) -> Data:
    """The masthead as data. `month` is the last of the period."""
    return {
        "schema": SCHEMA,
        "kind": kind.slug,
        "is_sample": is_sample,
        "issuer": issuer(is_sample=is_sample),
        "report": {
            "code": report.code,
            "year": report.year,
            "title": {"zh": report.title_zh, "en": report.title_en},
            "place": {"zh": report.place, "en": report.place_en},
        },
        "month": f"{month:%Y-%m}",
    }


def issuer(*, is_sample: bool) -> Text:
    """Who issues: the organiser the settings name; with sample data never anything official."""
    if is_sample:
        return both(lambda: gettext("Sample supervision office"))
    named: str = settings.IDENTITY["organiser"]
    return {"zh": named, "en": named} if named else both(lambda: gettext("Supervision office"))


def row(each: Standing, texts: Data | None = None, before: Standing | None = None) -> Data:
    """One target as a paper prints it; `before`: how it stood a month earlier. Figures exact and as printed."""
    facts, verdict, target = each.facts, each.verdict, each.target
    latest = facts.latest
    return {
        "code": target.code,
        "name": {"zh": target.name, "en": target.name_en},
        "area": target.area.code,
        "kind": str(facts.kind),
        "promise": both(lambda: each.promise),
        "value": plain(facts.value),
        "unit": {"zh": target.unit, "en": target.unit_en},
        "latest": latest and {"month": f"{latest.month:%Y-%m}", "value": plain(latest.value)},
        "latest_words": latest and both(lambda: with_unit(latest.value, target.unit_name)),
        "done_share": decimal_text(verdict.done),
        "done": None if verdict.done is None else percent(verdict.done),
        "expected_share": decimal_text(verdict.expected),
        "expected": None if verdict.done is None or verdict.expected is None else percent(verdict.expected),
        "gap": None if verdict.gap is None else ("−" if verdict.gap < 0 else "") + points(verdict.gap),
        "distance": None if latest is None or facts.has_share else signed(latest.value - facts.value),
        "light": str(verdict.light),
        "light_before": str(before.verdict.light) if before else None,
        "bucket": str(each.bucket),
        "reason": both(lambda: each.reason),
        "lead": lead_of(each.lead),
        **(texts or {"problems": "", "next_steps": ""}),
    }


def lead_of(department: Department | None) -> Data | None:
    """A department by code and name."""
    if department is None:
        return None
    return {"code": department.code, "name": {"zh": department.name, "en": department.name_en}}


def signed(value: Decimal) -> str:
    """A difference with its sign: `+0.1`, `−0.2`, `0`."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{plain(abs(value))}"
