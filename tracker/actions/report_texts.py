"""A report's text: kept as it was read, with everything in it to decide on; taken out while no target hangs on it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError
from tracker.actions.records import keep
from tracker.actions.trail import Snapshot, in_turn, record, snapshot
from tracker.choices import Act, CandidateState, Tense
from tracker.models import Candidate, Policy, Report, ReportText, Target, User
from tracker.models.fields import digest
from tracker.permissions import may
from tracker.queries.standings import ledger
from tracker.queries.uploads import reading_path
from tracker.reading.commitments import Candidate as Found
from tracker.reading.survey import Part, Survey, survey
from tracker.rules.facts import Facts
from tracker.rules.intake import PHRASE, proposed_terms

LARGE = ("text", "parts")
OF_TARGET = ("name", "name_en", "kind", "comparison", "tolerance", "unit", "unit_en", "area", "lead")
PROMISED = ("value", "value_high", "due")
LONG, STEPS = 50_000, 50  # characters from which a reading tells how far it is, and how often
AT_ONCE = 500  # rows in one statement
SECTION, HEADING = 300, 100  # characters kept of a path and of a heading


def add_text(*, report: Report, text: str, name: str, key: UUID, by: User, at: datetime) -> ReportText:
    """Read a report's text and keep it. A new report begins with the default thresholds.

    The same form (`key`) again changes nothing. How far a long reading has come is told in a small file: the database
    says nothing before the end. Raises ActionError when the report has another text.
    """
    if not may(by, Act.TAKE_IN):
        raise PermissionDenied
    if known := ReportText.objects.filter(key=key).first():
        return known
    if len(text) < LONG:
        return _add(report=report, found=survey(text), name=name, key=key, by=by, at=at)
    try:
        return _add(report=report, found=survey(text, _teller(key)), name=name, key=key, by=by, at=at)
    finally:
        default_storage.delete(reading_path(key))


def _teller(key: UUID) -> Callable[[int, int], None]:
    """Writes down now and then how far the reading has come."""
    path = Path(default_storage.path(reading_path(key)))
    path.parent.mkdir(parents=True, exist_ok=True)

    def tell(done: int, total: int) -> None:
        if done % max(1, total // STEPS) == 0:
            path.write_text(f"{done} {total}")

    return tell


@in_turn
def _add(*, report: Report, found: Survey, name: str, key: UUID, by: User, at: datetime) -> ReportText:
    sha256 = digest(found.text)
    known = ReportText.objects.filter(key=key).first()
    if known is None and report.pk:
        known = ReportText.objects.filter(report=report).first()
        if known and known.sha256 != sha256:
            raise ActionError(_("This report has a text already. Take that out first; then this one can be added."))
    if known:
        return known
    if report.pk is None:
        report.full_clean()
        keep(thing=report, by=by, at=at)
        keep(thing=Policy(report=report), by=by, at=at)
    kept = ReportText.objects.create(
        key=key,
        report=report,
        text=found.text,
        sha256=sha256,
        name=name,
        parts=[list(asdict(part).values()) for part in found.parts],
        added_by=by,
        added_at=at,
        is_sample=by.is_sample,
    )
    rows = Candidate.objects.bulk_create(_rows(kept, found), batch_size=AT_ONCE)
    after = facts(kept) | {"candidates": len(rows), "targets": _join(kept, by, at)}
    record(action="add_text", thing=kept, before=None, by=by, at=at, after=after)
    return kept


def _join(text: ReportText, by: User, at: datetime) -> list[str]:
    """Targets the report has already find their passage in its text, by phrase and figure; their codes.

    The text has the figure of before any revision, and so does the passage.
    """
    unplaced = Target.objects.of(text.report).filter(phrase_start__isnull=True).exclude(phrase="")
    waiting = list(text.candidates.filter(tense=Tense.COMMITMENT, is_sentence=False))
    joined = []
    for known in ledger(text.report, unplaced).rows:
        target, original = known.target, known.history.original
        row = next((row for row in waiting if _is_of(row, target, original)), None)
        if row is None:
            continue
        waiting.remove(row)
        for source, names in ((target, OF_TARGET), (original, PROMISED)):
            for name in names:
                setattr(row, name, getattr(source, name))
        row.state, row.target, row.first_month = CandidateState.TARGET, target, target.start
        row.decided_by, row.decided_at = by, at
        row.save()
        place = text.text.find(target.phrase, max(0, row.start - PHRASE))
        if place >= 0:
            target.phrase_start, target.phrase_end = place, place + len(target.phrase)
            keep(thing=target, by=by, at=at)
        joined.append(target.code)
    return joined


def _is_of(row: Candidate, target: Target, original: Facts) -> bool:
    """Whether a passage is a target's: the same figure and unit, and the one's words within the other's."""
    read, words = proposed_terms(row.proposed), row.clause.replace("\n", "")
    promised = (original.value, original.value_high, target.unit)
    is_same = (read.get("value"), read.get("value_high"), read.get("unit")) == promised
    return is_same and (target.phrase in words or words in target.phrase)


@in_turn
def remove_text(*, text: ReportText, by: User, at: datetime) -> None:
    """Take a text out with everything decided on it; ActionError once a target hangs on it."""
    if not may(by, Act.TAKE_IN):
        raise PermissionDenied
    kept = ReportText.objects.filter(pk=text.pk).first()
    if kept is None:
        return
    if kept.candidates.filter(target__isnull=False).exists():
        raise ActionError(_("Targets were made from this text: it stays as it is."))
    record(action="remove_text", thing=kept, before=facts(kept), by=by, at=at, after={})
    kept.delete()


def facts(text: ReportText) -> Snapshot:
    """What the trail keeps of a text: its seal instead of its words."""
    return {name: value for name, value in snapshot(text).items() if name not in LARGE}


def proposal(found: Found) -> dict[str, Any]:
    """What the reader read, as it is kept: figures as decimal text in the base unit."""
    return {
        "subject": found.subject,
        "value": _text(found.value),
        "value_high": _text(found.value_high),
        "unit": found.unit,
        "scale": found.scale,
        "comparison": found.comparison.value,
        "kind": found.kind.value,
        "tense": found.tense.value,
        "ground": found.ground.value,
        "confidence": _text(found.confidence),
        "doubts": [doubt.value for doubt in found.doubts],
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def placed(part: Part) -> dict[str, Any]:
    """The columns that say where in the report a passage stands."""
    return {"section": part.path[:SECTION], "heading": part.heading[:HEADING], "is_plan": part.is_plan}


def _rows(text: ReportText, found: Survey) -> Iterator[Candidate]:
    for each in found.candidates:
        yield Candidate(
            text=text,
            start=each.start,
            end=each.end,
            clause=each.clause,
            tense=each.tense,
            ground=each.ground,
            proposed=proposal(each),
            **placed(found.part_at(each.start)),
        )
    for start, end in found.promises:
        own = {"start": start, "end": end, "clause": text.text[start:end], "is_sentence": True}
        yield Candidate(text=text, **own, **placed(found.part_at(start)))
