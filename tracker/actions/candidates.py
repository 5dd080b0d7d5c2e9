"""What people decide on the passages of a report: target, listed promise, or left out and why."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.report_texts import placed, proposal
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act, CandidateState, Tense
from tracker.models import Area, Candidate, Department, ReportText, Target, User
from tracker.permissions import may
from tracker.reading.commitments import read
from tracker.reading.survey import Part, part_at
from tracker.rules.intake import why_of

LONGEST = 500  # characters that may be marked at once


@dataclass(frozen=True, slots=True)
class Terms:
    """What a target is to say; figures in the unit the report writes. The area left out: by its heading."""

    name: str = ""
    name_en: str = ""
    kind: str = ""
    comparison: str = ""
    value: Decimal | None = None
    value_high: Decimal | None = None
    tolerance: Decimal | None = None
    unit: str = ""
    unit_en: str = ""
    area: Area | None = None
    lead: Department | None = None
    first_month: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a passage. `about`: the earlier target it tells of; `merged_into`: what it belongs to."""

    state: CandidateState
    why: str = ""
    words: str = ""
    merged_into: Candidate | None = None
    about: Target | None = None
    terms: Terms = Terms()


@in_turn
def decide(*, candidate: Candidate, decision: Decision, by: User, at: datetime, row_version: int) -> Candidate:
    """Decide on one passage, or open it again (WAITING). The same again changes nothing.

    Raises Conflict when somebody else decided meanwhile, ActionError once a target was made of it.
    """
    if not may(by, Act.TAKE_IN):
        raise PermissionDenied
    candidate = Candidate.objects.with_names().get(pk=candidate.pk)
    before = snapshot(candidate)
    stands = _decision_of(candidate)
    if stands == decision:
        return candidate
    if candidate.is_fixed:
        raise ActionError(_("A target was made of this passage. Change the target itself, with its reason."))
    if candidate.row_version != row_version:
        raise Conflict(candidate)
    _put(candidate, decision)
    is_decided = decision.state != CandidateState.WAITING
    candidate.decided_by, candidate.decided_at = (by, at) if is_decided else (None, None)
    candidate.row_version += 1
    candidate.save()
    record(action="decide", thing=candidate, before=before, by=by, at=at)
    return candidate


def _decision_of(candidate: Candidate) -> Decision:
    terms = Terms(**{field.name: getattr(candidate, field.name) for field in fields(Terms)})
    said = {name: getattr(candidate, name) for name in ("why", "words", "merged_into", "about")}
    return Decision(state=CandidateState(candidate.state), terms=terms, **said)


def _put(candidate: Candidate, decision: Decision) -> None:
    candidate.state, candidate.why, candidate.words = decision.state, decision.why, decision.words
    candidate.merged_into, candidate.about = decision.merged_into, decision.about
    for field in fields(Terms):
        setattr(candidate, field.name, getattr(decision.terms, field.name))


@in_turn
def decide_many(
    *, text: ReportText, chosen: Iterable[int], state: CandidateState, why: str, by: User, at: datetime
) -> int:
    """List passages as promises, or leave them out, in one go; how many were. Those decided already stay as they are.

    `chosen` are their primary keys. Without `why` each is left out for the reader's reason.
    """
    if not may(by, Act.TAKE_IN):
        raise PermissionDenied
    if state not in {CandidateState.PROMISE, CandidateState.LEFT_OUT}:
        raise ActionError(_("Targets are decided on one by one."))
    by_why: dict[str, list[int]] = {}
    for row in text.candidates.waiting().filter(pk__in=list(chosen)):
        reason = why or why_of(Tense(row.tense), row.ground) if state == CandidateState.LEFT_OUT else ""
        by_why.setdefault(str(reason), []).append(row.pk)
    decided = {"state": state, "decided_by": by, "decided_at": at, "row_version": F("row_version") + 1}
    for reason, keys in by_why.items():
        Candidate.objects.filter(pk__in=keys).update(why=reason, **decided)
    if by_why:
        record(action="decide_many", thing=text, before={}, by=by, at=at, after={"state": state, "candidates": by_why})
    return sum(map(len, by_why.values()))


@in_turn
def add_candidate(*, text: ReportText, start: int, end: int, by: User, at: datetime) -> Candidate:
    """Mark a passage the reader missed, or part of one; one that is marked already is given back.

    Its figure is read from its words. ActionError when the place is none, is blank or is too long.
    """
    if not may(by, Act.TAKE_IN):
        raise PermissionDenied
    text = ReportText.objects.get(pk=text.pk)
    clause = text.text[start:end]
    if not 0 <= start < end <= len(text.text) or not clause.strip() or len(clause) > LONGEST:
        raise ActionError(_("Mark a passage of at most %(most)s characters of the text.") % {"most": LONGEST})
    known = text.candidates.filter(start=start, end=end).order_by("pk").first()
    if known:
        return known
    found = max(read(clause), key=lambda each: (each.tense != Tense.OTHER, each.value is not None), default=None)
    candidate = Candidate.objects.create(
        text=text,
        start=start,
        end=end,
        clause=clause,
        proposed=proposal(found) if found and found.tense != Tense.OTHER else {},
        added_by=by,
        **placed(part_at([Part(*part) for part in text.parts], start)),
    )
    record(action="add", thing=candidate, before=None, by=by, at=at)
    return candidate
