"""What a quarter's assessment says, as plain data: each department's score, open to its arithmetic."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext

from tracker.choices import Decision, EntryState, IssueKind, Light
from tracker.models import AuditRecord, Department, Entry, Report, Review
from tracker.queries.audit import Change, changes, newest_records
from tracker.queries.departments import by_department
from tracker.queries.filings import filings
from tracker.queries.standings import Ledger, Standing, policy_row
from tracker.queries.statements import lead_of, statement
from tracker.queries.texts import both
from tracker.queries.whistles import CalledDepartment, rates, whistle_counts
from tracker.rules.months import last_day, shift, span
from tracker.rules.scores import Part, Score, Weights, quality, score
from tracker.rules.words import decimal_text, fixed, mean_formula, percent

Data = dict[str, Any]
POINTS = tuple(f"score_{name}" for name in Weights.__slots__)
COUNTED = ("called", "signed_in_time", "signed_late", "answered", "solved", "rated", "satisfied")
MONTHS = IssueKind.ASSESSMENT.months


@dataclass(frozen=True)
class Decided:
    """How many of a department's first figures were decided on, and how many of them held at once."""

    decided: int = 0
    first_time: int = 0


@dataclass(frozen=True)
class PointsChange:
    """When and by whom (`record`) the points were changed, and how."""

    record: AuditRecord
    changes: list[Change]


def quarter_of(month: date) -> list[date]:
    """The three months of the quarter a month lies in."""
    first = date(month.year, (month.month - 1) // MONTHS * MONTHS + 1, 1)
    return list(span(first, shift(first, MONTHS - 1)))


def weights_of(report: Report) -> Weights:
    """The points the report's policy gives to each part."""
    policy = policy_row(report)
    return Weights(policy.score_results, policy.score_on_time, policy.score_first_time)


def assessment(ledger: Ledger, month: date, *, remarks: str = "", is_sample: bool = False) -> Data:
    """The assessment of the quarter that ends with `month`. Three queries, whatever the size.

    A department's targets are those it led at the quarter's end.
    """
    report, months = ledger.report, quarter_of(month)
    listed = ledger.standings(months[-1])
    weights = weights_of(report)
    decided = _decided(report, months)
    scored = [
        (each.department, _score(each.standings, months, decided[each.department.pk], weights), each.standings)
        for each in by_department(listed, ledger.policy)
    ]
    return {
        **statement(report, IssueKind.ASSESSMENT, months[-1], is_sample=is_sample),
        "quarter": f"{months[0].year}Q{months[-1].month // MONTHS}",
        "months": [f"{each:%Y-%m}" for each in months],
        "data_until": last_day(months[-1]).isoformat(),
        "weights": asdict(weights),
        "departments": [_department(*each) for each in _ranked(scored)],
        "without_lead": [each.target.code for each in listed if each.lead is None],
        "whistles": asdict(whistle_counts(report, months[-1])),
        "remarks": remarks,
    }


def assessment_internal(report: Report, month: date, *, note: str = "") -> Data:
    """What the office's own copy has besides: how called departments answered whistles (街道吹哨), and a note.

    One query, and one for the policy unless it is at hand.
    """
    months = quarter_of(month)
    return {"whistles": [_called(each) for each in rates(report, months[0], months[-1])], "note": note}


def _called(each: CalledDepartment) -> Data:
    tally = each.tally
    shares = {
        "response": tally.response_rate,
        "solution": tally.solution_rate,
        "satisfaction": tally.satisfaction_rate,
    }
    return {
        **(lead_of(each.department) or {}),
        **{name: getattr(tally, name) for name in COUNTED},
        **{name: None if share is None else percent(share) for name, share in shares.items()},
    }


def changes_of_points(report: Report) -> list[PointsChange]:
    """Each change of the points in the report's policy, the newest first, as the trail has it. One query."""
    told = newest_records().filter(subject="policy", subject_key=report.code, after__has_any_keys=POINTS)
    return [
        PointsChange(record, [change for change in changes(record) if change.name in POINTS])
        for record in told.exclude(before={})
    ]


Scored = tuple[Department, Score, list[Standing]]


def _ranked(scored: Iterable[Scored]) -> list[Scored]:
    """The highest first; those not scored last; equals in the order of departments."""
    return sorted(scored, key=lambda each: (each[1].total is None, -(each[1].total or 0)))


def _score(led: list[Standing], months: list[date], decided: Decided, weights: Weights) -> Score:
    filed = filings(led, since=months[0])
    qualities = [found for each in led if (found := quality(each.verdict)) is not None]
    return score(
        qualities,
        due=filed.due,
        on_time=filed.on_time,
        decided=decided.decided,
        first_time=decided.first_time,
        weights=weights,
    )


def _decided(report: Report, months: list[date]) -> dict[int, Decided]:
    """By department: the first figures of these months that a supervisor decided on. Two queries.

    What a head sent back inside the department is the department's own care, and no return.
    """
    rows = (
        Entry.objects.filter(target__report=report, month__in=months, version=1, submitted_at__isnull=False)
        .filter(state__in=[EntryState.ACCEPTED, EntryState.RETURNED, EntryState.SUBMITTED])
        .prefetch_related(Prefetch("reviews", Review.objects.select_related("by")))
    )
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for entry in rows:
        was_returned = any(
            each.decision == Decision.SEND_BACK and each.by.department_id != entry.department_id
            for each in entry.reviews.all()
        )
        is_accepted = entry.state == EntryState.ACCEPTED
        counts[entry.department_id]["decided"] += was_returned or is_accepted
        counts[entry.department_id]["first_time"] += is_accepted and not was_returned
    found = {key: Decided(each["decided"], each["first_time"]) for key, each in counts.items()}
    return defaultdict(Decided, found)


def _department(department: Department, found: Score, led: list[Standing]) -> Data:
    named = lead_of(department) or {}
    qualities = [one for each in led if (one := quality(each.verdict)) is not None]
    return {
        **named,
        "score": None if found.total is None else fixed(found.total),
        "score_exact": decimal_text(found.total),
        "results": {**_part(found.results), "sum": mean_formula(qualities)},
        "on_time": _part(found.on_time),
        "first_time": _part(found.first_time),
        "targets": [_target(each) for each in led],
        "why": None if found.total is not None else both(lambda: gettext("None of its targets was in scope.")),
    }


def _part(part: Part) -> Data:
    """`got` of `of`, the share and the points it gives."""
    return {
        "weight": part.weight,
        "got": decimal_text(part.got),
        "of": part.of,
        "share": None if part.share is None else percent(part.share),
        "points": None if part.points is None else fixed(part.points),
    }


def _target(each: Standing) -> Data:
    found = quality(each.verdict)
    return {
        "code": each.target.code,
        "name": {"zh": each.target.name, "en": each.target.name_en},
        "light": str(each.verdict.light),
        "quality": None if found is None else percent(found),
        "quality_exact": decimal_text(found),
        "sum": both(lambda: quality_sum(each, found)),
    }


def quality_sum(each: Standing, found: Fraction | None) -> str:
    """How a target's quality came about, in the reader's language."""
    facts, verdict = each.facts, each.verdict
    if found is None:
        return gettext("out of scope")
    if facts.latest is None or verdict.light == Light.NO_DATA:
        return each.reason
    if verdict.done is not None and verdict.expected is not None:
        return gettext("%(done)s done ÷ %(expected)s expected, at most 100%%") % {
            "done": percent(verdict.done),
            "expected": percent(verdict.expected),
        }
    return " ".join(each.formula)
