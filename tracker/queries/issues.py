"""The papers of a report: which periods there are, what was issued for them, and what a paper says."""

from datetime import date

from tracker.choices import IssueKind
from tracker.models import Issue, Report
from tracker.queries.assessments import assessment, assessment_internal
from tracker.queries.bulletins import Data, bulletin, bulletin_internal
from tracker.queries.corrections import Correction, corrections
from tracker.queries.edition import edition
from tracker.queries.standings import ledger
from tracker.rules.months import last_closed, span


def periods(kind: IssueKind, on: date) -> list[Issue]:
    """The papers of all periods that are over on the day `on`, the newest first; unsaved drafts where none is kept.

    A period is the newest report's that has it: last year's ends where this year's begins. Two queries.
    """
    kept = {issue.month: issue for issue in Issue.objects.listed().filter(kind=kind).order_by("report__year")}
    found: dict[date, Issue] = {}
    for report in Report.objects.held():
        for month in _closed(report, kind, on):
            found.setdefault(month, kept.get(month) or Issue(report=report, kind=kind, month=month))
    return [found[month] for month in sorted(found, reverse=True)]


def is_period(report: Report, kind: IssueKind, month: date, on: date) -> bool:
    """Whether `month` ends a period of that kind that is over on the day `on`."""
    return month in _closed(report, kind, on)


def _closed(report: Report, kind: IssueKind, on: date) -> list[date]:
    last = last_closed(report.first_month, report.last_month, on)
    return [month for month in span(report.first_month, last) if month.month % kind.months == 0]


def contents(issue: Issue) -> tuple[Data, Data]:
    """What the paper says, the public part and the internal one: as frozen, or of a draft as the record stands."""
    if issue.content:
        return issue.data, issue.internal_data
    report, is_sample = issue.report, issue.is_sample or edition().is_sample
    if issue.kind == IssueKind.ASSESSMENT:
        content = assessment(ledger(report), issue.month, remarks=issue.demands, is_sample=is_sample)
        return content, assessment_internal(report, issue.month, note=issue.internal_note)
    content = bulletin(ledger(report), issue.month, demands=issue.demands, is_sample=is_sample)
    return content, bulletin_internal(report, issue.month, note=issue.internal_note)


def corrected_since(issue: Issue) -> list[Correction]:
    """The figures of an issued paper that were corrected after it went out. One query."""
    return corrections(issue.report, issue.month, issue.issued_at) if issue.issued_at else []


def published() -> list[Issue]:
    """What everybody may read, of every report there was, the newest first. One query."""
    return list(Issue.objects.listed().published().order_by("-month", "kind", "-report__year"))
