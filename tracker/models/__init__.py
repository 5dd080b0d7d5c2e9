"""What is kept."""

from tracker.models.audit import AuditRecord
from tracker.models.candidate import Candidate
from tracker.models.closing import Closing
from tracker.models.edition import Edition
from tracker.models.entry import Entry
from tracker.models.evidence import Evidence
from tracker.models.issue import Issue
from tracker.models.objection import Objection
from tracker.models.people import Department, FormerName, User
from tracker.models.reminder import Reminder
from tracker.models.report import Area, Policy, Report
from tracker.models.report_text import ReportText
from tracker.models.request import ChangeRequest
from tracker.models.review import Review
from tracker.models.revision import Revision
from tracker.models.target import PlanPoint, Target
from tracker.models.upload import Upload
from tracker.models.whistle import Whistle, WhistleCall

__all__ = [
    "Area",
    "AuditRecord",
    "Candidate",
    "ChangeRequest",
    "Closing",
    "Department",
    "Edition",
    "Entry",
    "Evidence",
    "FormerName",
    "Issue",
    "Objection",
    "PlanPoint",
    "Policy",
    "Reminder",
    "Report",
    "ReportText",
    "Review",
    "Revision",
    "Target",
    "Upload",
    "User",
    "Whistle",
    "WhistleCall",
]
