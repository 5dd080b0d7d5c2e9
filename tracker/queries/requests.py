"""Requests for change: those to decide, a department's own, and what granting one would do."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.choices import RequestKind
from tracker.models import ChangeRequest, Department, Target
from tracker.queries.standings import ledger
from tracker.rules.facts import Facts, Verdict
from tracker.rules.lights import judge
from tracker.rules.months import last_closed
from tracker.rules.requests import as_asked
from tracker.rules.words import explain, promise

LATEST = 20


@dataclass(frozen=True)
class Terms:
    """What was promised, in words, and by when."""

    promise: str
    due: date


@dataclass(frozen=True)
class Outlook:
    """What was promised first, what stands, what is asked; and the light at the last closed month without and with."""

    original: Terms
    now: Terms
    asked: Terms
    before: Verdict
    after: Verdict
    reason_before: str
    reason_after: str


def open_requests() -> list[ChangeRequest]:
    """Those a supervisor has yet to decide, oldest first. One query."""
    return list(ChangeRequest.objects.open().with_people())


def requests_of(department: Department | None) -> list[ChangeRequest]:
    """The newest ones about targets a department leads, newest first. One query; none without a department."""
    if department is None:
        return []
    theirs = ChangeRequest.objects.filter(target__lead=department).with_people()
    return list(theirs.order_by("-asked_at", "-pk")[:LATEST])


def open_request(target: Target) -> ChangeRequest | None:
    """The target's request that is not decided yet."""
    return ChangeRequest.objects.open().with_people().filter(target=target).first()


def outlook(change: ChangeRequest, on: date) -> Outlook:
    """What granting it would do, judged at the last month that was over on the day `on`."""
    report, kind = change.target.report, RequestKind(change.kind)
    found = ledger(report, Target.objects.of(report).filter(pk=change.target_id))
    [row] = found.rows
    target, history = row.target, row.history
    month = last_closed(report.first_month, report.last_month, on)
    stood = history.at(month)
    ends_today = replace(stood, value=history.facts.value, value_high=history.facts.value_high, due=history.facts.due)
    before = history.judge(found.policy, month)
    after = judge(as_asked(ends_today, kind, change.value_asked, change.due_asked), found.policy, month)
    unit = target.unit_name

    def terms(facts: Facts) -> Terms:
        return Terms(promise(facts, unit), facts.due)

    return Outlook(
        terms(history.original),
        terms(history.facts),
        terms(as_asked(history.facts, kind, change.value_asked, change.due_asked)),
        before,
        after,
        explain(before, found.policy, unit),
        explain(after, found.policy, unit),
    )
