"""The columns of a revision and of a publication for machines."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from tracker.choices import PublicationKind, RevisionKind
from tracker.exports.columns import (
    Column,
    Place,
    Reading,
    Resource,
    Type,
    Words,
    moment_text,
    month_text,
    notice_column,
    page_column,
    person_name,
)
from tracker.exports.entries import place_of
from tracker.models import Department
from tracker.queries.closings import closing_id
from tracker.queries.publications import Publication, publications
from tracker.queries.records import PublicRevision, entry_id, public_revisions
from tracker.rules.words import plain

C = Column[PublicRevision]
P = Column[Publication]


def _figure(name: str, read: Callable[[PublicRevision], Decimal | None], about: Words, *, is_nullable: bool) -> C:
    def text(each: PublicRevision) -> str | None:
        value = read(each)
        return None if value is None else plain(value)

    return C(name, Type.FIGURE, text, about, is_nullable=is_nullable)


def _lead(name: str, read: Callable[[PublicRevision], Department | None], about: Words) -> C:
    def code(each: PublicRevision) -> str | None:
        department = read(each)
        return department.code if department else None

    return C(name, Type.TEXT, code, about, is_nullable=True, refers="departments")


def published_at(each: Publication) -> Place:
    """Where a publication stands on its target's page."""
    if each.closing:
        return Place("target", each.target.code, "closing")
    return place_of(each.entry) if each.entry else Place("target", each.target.code, "revisions")


def until(page: Reading) -> date | None:
    """The month revisions are listed up to: today what is decided for a month still open is told too."""
    return None if page.is_default_month else page.month


REVISIONS = Resource(
    "revisions",
    "revisions",
    _("Revisions"),
    _("Every change of a promise with what stood before, why, and by which document."),
    (
        C("id", Type.TEXT, lambda each: each.id, _("Target and number in the order recorded; never changes.")),
        C("target", Type.TEXT, lambda each: each.revision.target.code, _("Code of the target."), refers="targets"),
        C("kind", Type.TEXT, lambda each: each.revision.kind, _("What was done."), choices=RevisionKind),
        C("decided_on", Type.DAY, lambda each: each.revision.decided_on.isoformat(), _("The day of the decision.")),
        C("month", Type.MONTH, lambda each: month_text(each.month), _("The month it holds from.")),
        _figure("value_before", lambda each: each.revision.value_before, _("Figure before."), is_nullable=False),
        _figure("value_after", lambda each: each.revision.value_after, _("Figure after."), is_nullable=False),
        _figure(
            "value_high_before",
            lambda each: each.revision.value_high_before,
            _("Upper figure before, of a promise “between” two."),
            is_nullable=True,
        ),
        _figure(
            "value_high_after",
            lambda each: each.revision.value_high_after,
            _("Upper figure after, of a promise “between” two."),
            is_nullable=True,
        ),
        C("due_before", Type.MONTH, lambda each: month_text(each.revision.due_before), _("Due month before.")),
        C("due_after", Type.MONTH, lambda each: month_text(each.revision.due_after), _("Due month after.")),
        _lead("lead_before", lambda each: each.revision.lead_before, _("Code of the lead department before.")),
        _lead("lead_after", lambda each: each.revision.lead_after, _("Code of the lead department after.")),
        C("document", Type.TEXT, lambda each: each.revision.document, _("The document that decided it.")),
        C("reason", Type.TEXT, lambda each: each.revision.reason, _("Why.")),
        _lead(
            "asked_for_by",
            lambda each: getattr(getattr(each.revision, "request", None), "department", None),
            _("Code of the department that asked for it; empty where none did."),
        ),
        C(
            "recorded_by",
            Type.TEXT,
            lambda each: person_name(each.revision.recorded_by),
            _("Who made it public."),
            is_nullable=True,
        ),
        C("recorded_at", Type.MOMENT, lambda each: moment_text(each.revision.recorded_at), _("When it became public.")),
        page_column(lambda each: Place("target", each.revision.target.code, "revisions")),
        notice_column(),
    ),
    lambda page: public_revisions(page.report, until(page)),
    key=("id",),
)

PUBLICATIONS = Resource(
    "publications",
    "publications",
    _("Publications"),
    _("Every moment the public record changed, newest first; the feeds tell the same."),
    (
        P("id", Type.TEXT, lambda each: each.id, _("Id of what was published; never changes.")),
        P("at", Type.MOMENT, lambda each: moment_text(each.at), _("When the public could first see it.")),
        P("kind", Type.TEXT, lambda each: str(each.kind), _("What became public."), choices=PublicationKind),
        P(
            "target",
            Type.TEXT,
            lambda each: each.target.code,
            _("Code of the target; empty for what is about no single one."),
            is_nullable=True,
            refers="targets",
        ),
        P("month", Type.MONTH, lambda each: month_text(each.month), _("The month it is about, or holds from.")),
        P(
            "entry",
            Type.TEXT,
            lambda each: entry_id(each.entry) if each.entry else None,
            _("Id of the entry accepted."),
            is_nullable=True,
            refers="entries",
        ),
        P(
            "revision",
            Type.TEXT,
            lambda each: each.revision.id if each.revision else None,
            _("Id of the revision."),
            is_nullable=True,
            refers="revisions",
        ),
        P(
            "closing",
            Type.TEXT,
            lambda each: closing_id(each.closing) if each.closing else None,
            _("Id of the closing accepted."),
            is_nullable=True,
            refers="closings",
        ),
        page_column(published_at),
        notice_column(),
    ),
    lambda page: publications(page.report, page.month, until(page)),
    key=("id",),
)
