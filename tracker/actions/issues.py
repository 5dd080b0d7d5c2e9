"""The office's papers: its words kept as a draft, the paper issued once and for ever, and made public."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import Snapshot, in_turn, record, snapshot
from tracker.choices import Act, IssueKind, IssueState
from tracker.models import Issue, User
from tracker.models.fields import digest
from tracker.models.issue import TEXTS, canonical
from tracker.permissions import may
from tracker.queries.edition import edition
from tracker.queries.issues import contents, is_period


class Words(NamedTuple):
    """What the office adds in its own words; the note is internal."""

    demands: str
    note: str


@in_turn
def keep_words(*, issue: Issue, words: Words, by: User, at: datetime, row_version: int) -> Issue:
    """Keep what the office adds to a period's paper not yet issued; `row_version` 0 where nothing was kept before.

    Raises Conflict with the paper when it moved on meanwhile.
    """
    issue = _fresh(issue, at)
    if not may(by, Act.ISSUE, issue):
        raise PermissionDenied if not by.is_supervisor else Conflict(issue)
    if (issue.demands, issue.internal_note) == words and issue.pk:
        return issue
    if (issue.row_version if issue.pk else 0) != row_version:
        raise Conflict(issue)
    before = _told(issue) if issue.pk else None
    issue.demands, issue.internal_note = words
    issue.is_sample = _is_sample(by)
    issue.row_version += 1 if issue.pk else 0
    issue.save()
    record(action="draft", thing=issue, before=before, by=by, at=at, after=_told(issue))
    return issue


@in_turn
def issue_paper(
    *,
    issue: Issue,
    by: User | None,
    at: datetime,
    words: Words | None = None,
    row_version: int | None = None,
    is_public: bool = False,
) -> Issue:
    """Freeze the paper of a period with the SHA-256 of its data. One that was issued stays as it is, whoever asks.

    `by` is None where the clock issues it. Words and `row_version` (0: no draft was kept) left out: as they stand.
    Raises Conflict when the draft moved on or went out with other words, ActionError when the period is not over.
    """
    issue = _fresh(issue, at)
    if issue.state != IssueState.DRAFT and (by is None or by.is_supervisor):
        if words not in {None, (issue.demands, issue.internal_note)}:
            raise Conflict(issue)
        return issue
    if by is not None and not may(by, Act.ISSUE, issue):
        raise PermissionDenied
    if row_version is not None and (issue.row_version if issue.pk else 0) != row_version:
        raise Conflict(issue)
    before = _told(issue) if issue.pk else None
    issue.demands, issue.internal_note = words or (issue.demands, issue.internal_note)
    issue.is_sample = _is_sample(by)
    content, internal = contents(issue)
    issue.content, issue.internal = canonical(content), canonical(internal)
    issue.sha256, issue.internal_sha256 = digest(issue.content), digest(issue.internal)
    others = Issue.objects.filter(report=issue.report, kind=issue.kind)
    issue.number = 1 + (others.aggregate(last=Max("number"))["last"] or 0)
    issue.state, issue.issued_by, issue.issued_at = IssueState.ISSUED, by, at
    issue.row_version += 1 if issue.pk else 0
    issue.save()
    record(action="issue", thing=issue, before=before, by=by, at=at, after=_told(issue))
    return _publish(issue, by, at) if is_public else issue


@in_turn
def publish(*, issue: Issue, by: User, at: datetime) -> Issue:
    """Show an issued paper to everybody, without its internal part; one that is public stays so."""
    issue = _fresh(issue, at)
    if issue.state == IssueState.PUBLISHED and by.is_supervisor:
        return issue
    if not may(by, Act.PUBLISH, issue):
        raise PermissionDenied
    return _publish(issue, by, at)


def _publish(issue: Issue, by: User | None, at: datetime) -> Issue:
    before = _told(issue)
    issue.state, issue.published_by, issue.published_at = IssueState.PUBLISHED, by, at
    issue.row_version += 1
    issue.save()
    record(action="publish", thing=issue, before=before, by=by, at=at, after=_told(issue))
    return issue


def _fresh(issue: Issue, at: datetime) -> Issue:
    """The period's paper as it is kept, or the one given; ActionError when the period is none, or not over."""
    if not is_period(issue.report, IssueKind(issue.kind), issue.month, localdate(at)):
        raise ActionError(_("There is no such period, or it is not over yet."))
    kept = Issue.objects.with_people().filter(report=issue.report, kind=issue.kind, month=issue.month)
    return kept.first() or Issue(report=issue.report, kind=issue.kind, month=issue.month)


def _is_sample(by: User | None) -> bool:
    """Whether a paper goes when the sample is cleared: sample data is in it, or a sample person wrote it."""
    return edition().is_sample or bool(by and by.is_sample)


def _told(issue: Issue) -> Snapshot:
    """What the trail keeps of a paper: its seals instead of its texts."""
    return {name: value for name, value in snapshot(issue).items() if name not in TEXTS}
