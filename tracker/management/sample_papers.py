"""The sample office's papers: a bulletin each month and an assessment each quarter, in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tracker.actions.issues import Words, issue_paper
from tracker.choices import IssueKind
from tracker.management.sample_plan import MARK
from tracker.management.sample_steps import YEAR, moment
from tracker.models import Issue, Report, User
from tracker.rules.months import shift

DEMANDS = MARK + "进度滞后的单位请于月底前报送整改措施；未报送的单位请尽快补报。"
NOTE = MARK + "退回的数据请各单位于三个工作日内修改后重报。"
LAST = 11  # December's bulletin and the last quarter's assessment wait to be issued


@dataclass(frozen=True, slots=True)
class Going:
    """A paper going out. A bulletin is shown to everybody; an assessment stays internal."""

    at: datetime
    kind: IssueKind
    month: date


def papers() -> list[Going]:
    """Every paper of the year that went out, earliest first."""
    return sorted(_papers(), key=lambda each: each.at)


def _papers() -> Iterator[Going]:
    for number in range(1, LAST + 1):
        month = date(YEAR, number, 1)
        yield Going(moment(shift(month, 1).replace(day=8), 10), IssueKind.BULLETIN, month)
        if number % IssueKind.ASSESSMENT.months == 0:
            yield Going(moment(shift(month, 1).replace(day=12), 10), IssueKind.ASSESSMENT, month)


def send_out(going: Going, report: Report, by: User) -> None:
    """Issue it as the supervisor would."""
    is_bulletin = going.kind == IssueKind.BULLETIN
    words = Words(DEMANDS, NOTE) if is_bulletin else None
    issue = Issue(report=report, kind=going.kind, month=going.month)
    issue_paper(issue=issue, words=words, by=by, at=going.at, is_public=is_bulletin)
