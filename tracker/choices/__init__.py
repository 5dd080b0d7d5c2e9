"""The words every floor shares, by subject."""

from tracker.choices.closings import ClosingLack, ClosingReason, ClosingState
from tracker.choices.columns import SheetColumn, TaskColumn
from tracker.choices.intake import CandidateState, Carry, Why
from tracker.choices.judging import Bucket, Cadence, Comparison, Kind, Light, Outcome, Preset
from tracker.choices.languages import reads_chinese
from tracker.choices.papers import IssueKind, IssueState, ObjectionState
from tracker.choices.people import Act, Capacity, DepartmentKind, Role
from tracker.choices.reading import FigureKind, Ground, Tense
from tracker.choices.whistles import CallState, Rating, Signing, WhistleState
from tracker.choices.workflow import (
    Decision,
    Doubt,
    EntryState,
    PublicationKind,
    ReportingState,
    RequestKind,
    RequestState,
    RevisionKind,
    Slip,
    TargetState,
)

__all__ = [
    "Act",
    "Bucket",
    "Cadence",
    "CallState",
    "CandidateState",
    "Capacity",
    "Carry",
    "ClosingLack",
    "ClosingReason",
    "ClosingState",
    "Comparison",
    "Decision",
    "DepartmentKind",
    "Doubt",
    "EntryState",
    "FigureKind",
    "Ground",
    "IssueKind",
    "IssueState",
    "Kind",
    "Light",
    "ObjectionState",
    "Outcome",
    "Preset",
    "PublicationKind",
    "Rating",
    "ReportingState",
    "RequestKind",
    "RequestState",
    "RevisionKind",
    "Role",
    "SheetColumn",
    "Signing",
    "Slip",
    "TargetState",
    "TaskColumn",
    "Tense",
    "WhistleState",
    "Why",
    "reads_chinese",
]
