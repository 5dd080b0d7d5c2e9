"""What is kept."""

from tracker.models.audit import AuditRecord
from tracker.models.edition import Edition
from tracker.models.entry import Entry
from tracker.models.evidence import Evidence
from tracker.models.people import Department, User
from tracker.models.report import Area, Policy, Report
from tracker.models.review import Review
from tracker.models.revision import Revision
from tracker.models.target import PlanPoint, Target

__all__ = [
    "Area",
    "AuditRecord",
    "Department",
    "Edition",
    "Entry",
    "Evidence",
    "PlanPoint",
    "Policy",
    "Report",
    "Review",
    "Revision",
    "Target",
    "User",
]
