"""An issue as a paper and as files: the public version, and the office's own copy."""

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from tracker.choices import IssueKind
from tracker.exports.assessments import assessment_paper
from tracker.exports.bulletins import bulletin_paper
from tracker.exports.documents import document_bytes
from tracker.exports.issues import Data, Masthead
from tracker.exports.paper_workbooks import paper_workbook_bytes
from tracker.exports.papers import Paper
from tracker.models import Issue
from tracker.models.issue import canonical

MAKERS = {IssueKind.BULLETIN: bulletin_paper, IssueKind.ASSESSMENT: assessment_paper}
ENDINGS = ("docx", "xlsx", "json")


def paper_of(issue: Issue, content: Data, internal: Data | None = None) -> Paper:
    """The paper in the reader's language; with `internal` the office's own copy."""
    masthead = Masthead(
        issue.number, localdate(issue.issued_at) if issue.issued_at else None, issue.sha256, public_address(issue)
    )
    return MAKERS[IssueKind(issue.kind)](content, internal, masthead)


def public_address(issue: Issue) -> str:
    """The whole address where everybody can check a public paper; empty for others."""
    if not issue.published_at:
        return ""
    return settings.SITE_URL + reverse(IssueKind(issue.kind).slug, args=[f"{issue.month:%Y-%m}"])


def paper_file(paper: Paper, content: Data, ending: str) -> tuple[bytes, str]:
    """The file's bytes and its name. The JSON is the very text whose SHA-256 is printed."""
    if ending == "json":
        return canonical(content).encode(), paper.file_name("json")
    make = document_bytes if ending == "docx" else paper_workbook_bytes
    return make(paper), paper.file_name(ending)
