"""What a monthly bulletin says, as plain data: what is frozen when it is issued, and what a draft shows."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from tracker.choices import Bucket, Decision, EntryState, IssueKind
from tracker.models import Entry, Issue, Report
from tracker.queries.corrections import Correction, corrections
from tracker.queries.filings import filings
from tracker.queries.standings import Ledger, Standing, count
from tracker.queries.statements import lead_of, row, statement
from tracker.rules.months import last_day, month_of, shift
from tracker.rules.rollup import Rollup
from tracker.rules.words import percent, plain

Data = dict[str, Any]
DOING_WELL = frozenset({Bucket.DONE, Bucket.AHEAD})


def bulletin(ledger: Ledger, month: date, *, demands: str = "", is_sample: bool = False) -> Data:
    """The public part of a month's bulletin: a pure function of the record, the office's words and the issue before.

    Figures stand twice, exact and as printed. Four queries, whatever the size.
    """
    report = ledger.report
    listed = ledger.standings(month)
    before: list[Standing] = ledger.standings(shift(month, -1)) if month > report.first_month else []
    previous = Issue.objects.before(report, IssueKind.BULLETIN, month)
    texts = _texts(report, month)
    rows = [
        row(each, texts.get((each.target.pk, _latest(each))), before[place] if before else None)
        for place, each in enumerate(listed)
    ]
    return {
        **statement(report, IssueKind.BULLETIN, month, is_sample=is_sample),
        "data_until": last_day(month).isoformat(),
        **_totals(count(listed, ledger.policy), ledger, before, previous, month),
        "targets": rows,
        "areas": _areas(report, listed),
        "lines": [each.target.code for each in listed if not each.facts.has_share],
        "doing_well": [each.target.code for each in _best_first(listed)],
        "behind": [each.target.code for each in _worst_first(listed)],
        **_filed(listed, month),
        "revisions": _revisions(listed, previous, month),
        "corrections": [_correction(each) for each in _corrected(report, previous)],
        "demands": demands,
    }


def bulletin_internal(report: Report, month: date, *, note: str = "") -> Data:
    """What the office's own copy has besides: what was sent back, and a note. Two queries."""
    waiting = (
        Entry.objects.filter(target__report=report, month__lte=month, state=EntryState.RETURNED)
        .select_related("target", "department")
        .prefetch_related("reviews")
        .order_by("department__order", "department__code", "target__order", "month")
    )
    return {"returned": [_returned(entry) for entry in waiting], "note": note}


def _totals(rollup: Rollup, ledger: Ledger, before: list[Standing], previous: Issue | None, month: date) -> Data:
    """The counts by bucket, against the month before: as printed where its bulletin went out, else as it stands now."""
    last = shift(month, -1)
    is_printed = previous is not None and previous.month == last
    if previous is not None and is_printed:
        counts = {each["bucket"]: each["count"] for each in previous.data["buckets"]}
    else:
        counts = dict(count(before, ledger.policy).buckets) if before else {}
    compared = {"month": f"{last:%Y-%m}", "number": previous.number if previous and is_printed else None}
    return {
        "totals": {
            "total": rollup.total,
            "in_scope": rollup.in_scope,
            "with_data": rollup.with_data,
            "with_share": rollup.with_share,
            "completion": None if rollup.completion is None else percent(rollup.completion),
        },
        "compared_with": compared if counts else None,
        "buckets": [_bucket(each, rollup, counts.get(each)) for each in Bucket],
    }


def _bucket(each: Bucket, rollup: Rollup, before: int | None) -> Data:
    number, scope = rollup.buckets[each], rollup.in_scope
    return {
        "bucket": str(each),
        "count": number,
        "percent": percent(Fraction(number, scope)) if scope and each != Bucket.OTHER else None,
        "before": before,
        "change": None if before is None else number - before,
    }


def _areas(report: Report, listed: Iterable[Standing]) -> list[Data]:
    codes: dict[int, list[str]] = {}
    for each in listed:
        codes.setdefault(each.target.area_id, []).append(each.target.code)
    return [
        {
            "code": area.code,
            "section": area.section,
            "name": {"zh": area.name, "en": area.name_en},
            "targets": codes.get(area.pk, []),
        }
        for area in report.areas.all()
    ]


def _best_first(listed: Iterable[Standing]) -> list[Standing]:
    well = [each for each in listed if each.bucket in DOING_WELL]
    return sorted(well, key=lambda each: each.verdict.gap or Fraction(0))


def _worst_first(listed: Iterable[Standing]) -> list[Standing]:
    """Those behind pace, the largest gap first; lines that are missed have no gap and come after."""
    slow = [each for each in listed if each.bucket == Bucket.BEHIND]
    return sorted(slow, key=lambda each: (each.verdict.gap is None, -(each.verdict.gap or 0)))


def _filed(listed: list[Standing], month: date) -> Data:
    """What of this month came late, and what is missing so far."""
    chosen = {"late": filings(listed, since=month).late, "missing": filings(listed).missing}
    return {
        name: [
            {"target": each.target.code, "lead": lead_of(each.lead), "months": [f"{one:%Y-%m}" for one in months]}
            for each, months in found
        ]
        for name, found in chosen.items()
    }


def _revisions(listed: Iterable[Standing], previous: Issue | None, month: date) -> list[Data]:
    """What was decided since the period of the bulletin before, or recorded only after that one had gone out."""
    after = previous.month if previous else shift(month, -1)
    went_out = previous.issued_at if previous else None
    return [
        {
            "target": each.target.code,
            "kind": str(change.kind),
            "value_before": plain(change.value_before),
            "value_after": plain(change.value_after),
            "due_before": f"{change.due_before:%Y-%m}",
            "due_after": f"{change.due_after:%Y-%m}",
            "reason": change.reason,
            "document": change.document,
            "decided_on": change.decided_on.isoformat(),
        }
        for each in listed
        for change in each.revisions
        if month_of(change.decided_on) > after or (went_out and change.recorded_at > went_out)
    ]


def _corrected(report: Report, previous: Issue | None) -> list[Correction]:
    if previous is None or previous.issued_at is None:
        return []
    return corrections(report, previous.month, previous.issued_at)


def _correction(each: Correction) -> Data:
    values = {"before": each.before.value, "after": each.after.value}
    return {
        "target": each.after.target.code,
        "month": f"{each.after.month:%Y-%m}",
        **{name: None if value is None else plain(value) for name, value in values.items()},
        "reason": each.after.correction_reason,
    }


def _returned(entry: Entry) -> Data:
    back = [review for review in entry.reviews.all() if review.decision == Decision.SEND_BACK]
    return {
        "target": entry.target.code,
        "lead": lead_of(entry.department),
        "month": f"{entry.month:%Y-%m}",
        "reason": back[-1].reason if back else "",
    }


def _latest(each: Standing) -> date | None:
    return each.facts.latest.month if each.facts.latest else None


def _texts(report: Report, month: date) -> dict[tuple[int, date | None], Data]:
    """What departments wrote about what stands in the way and what comes next, by target and month."""
    rows = Entry.objects.accepted().filter(target__report=report, month__lte=month).order_by("version")
    return {
        (target, at): {"problems": problems, "next_steps": steps}
        for target, at, problems, steps in rows.values_list("target_id", "month", "problems", "next_steps")
    }
