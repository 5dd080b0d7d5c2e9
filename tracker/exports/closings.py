"""The columns of an accepted closing for machines."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.choices import ClosingReason, Outcome
from tracker.exports.columns import (
    Column,
    Place,
    Resource,
    Type,
    moment_text,
    month_text,
    notice_column,
    page_column,
    person_name,
)
from tracker.exports.revisions import until
from tracker.queries.closings import PublicClosing, public_closings
from tracker.rules.words import plain

C = Column[PublicClosing]


def _text(name: str, about: Any) -> C:
    """What an official wrote; None where nothing is written."""
    return C(name, Type.TEXT, lambda each: getattr(each.closing, name) or None, about, is_nullable=True)


CLOSINGS = Resource(
    "closings",
    "closings",
    _("Year's closes"),
    _("What became of each promise, as the office stated and accepted it, beside what the figures gave then."),
    (
        C("id", Type.TEXT, lambda each: each.id, _("The target's close; never changes.")),
        C("target", Type.TEXT, lambda each: each.closing.target.code, _("Code of the target."), refers="targets"),
        C("outcome", Type.TEXT, lambda each: each.closing.outcome, _("The outcome stated."), choices=Outcome),
        C(
            "computed",
            Type.TEXT,
            lambda each: each.closing.computed,
            _("The outcome by the figures, as it was computed when the closing was accepted."),
            choices=Outcome,
        ),
        _text("difference_reason", _("Why the office states another outcome than the one computed.")),
        C(
            "reason_kind",
            Type.TEXT,
            lambda each: each.closing.reason_kind or None,
            _("Kind of reason why the promise was not kept in full."),
            is_nullable=True,
            choices=ClosingReason,
        ),
        _text("statement", _("The closing statement.")),
        _text("statement_en", _("The closing statement in English.")),
        _text("document", _("The supporting document.")),
        _text("evidence_title", _("What the evidence shows.")),
        C(
            "evidence_url",
            Type.ADDRESS,
            lambda each: each.closing.evidence_url or None,
            _("Where the evidence can be read."),
            is_nullable=True,
        ),
        C("month", Type.MONTH, lambda each: month_text(each.closing.month), _("The month it was closed as of.")),
        C(
            "value",
            Type.FIGURE,
            lambda each: None if each.closing.value is None else plain(each.closing.value),
            _("The last accepted figure when it was closed, in the unit of the target."),
            is_nullable=True,
        ),
        C(
            "value_month",
            Type.MONTH,
            lambda each: month_text(each.closing.value_month) if each.closing.value_month else None,
            _("The month of that figure."),
            is_nullable=True,
        ),
        C(
            "done_share",
            Type.FIGURE,
            lambda each: each.closing.done_share or None,
            _("Share of the target done then, where 1 is all of it."),
            is_nullable=True,
        ),
        C(
            "corrected",
            Type.FLAG,
            lambda each: each.is_corrected,
            _("Whether the figure was corrected after the close."),
        ),
        C(
            "value_now",
            Type.FIGURE,
            lambda each: None if each.value_now is None else plain(each.value_now),
            _("That figure as it stands today."),
            is_nullable=True,
        ),
        C(
            "department",
            Type.TEXT,
            lambda each: each.closing.department.code if each.closing.department else None,
            _("Code of the department that handed it in; empty where none leads."),
            is_nullable=True,
            refers="departments",
        ),
        C(
            "department_name",
            Type.TEXT,
            lambda each: each.closing.department_title or None,
            _("Its name at that time, in Chinese."),
            is_nullable=True,
        ),
        C(
            "filed_by",
            Type.TEXT,
            lambda each: person_name(each.closing.submitted_by),
            _("Who handed it in."),
            is_nullable=True,
        ),
        C("filed_at", Type.MOMENT, lambda each: moment_text(each.closing.submitted_at), _("When it was handed in.")),
        C(
            "accepted_by",
            Type.TEXT,
            lambda each: person_name(each.closing.accepted_by),
            _("Who accepted it."),
            is_nullable=True,
        ),
        C("accepted_at", Type.MOMENT, lambda each: moment_text(each.closing.accepted_at), _("When it was accepted.")),
        page_column(lambda each: Place("target", each.closing.target.code, "closing")),
        notice_column(),
    ),
    lambda page: public_closings(page.ledger, until(page)),
    key=("id",),
)
