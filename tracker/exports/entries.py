"""The columns of an accepted entry for machines, and of its public evidence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.exports.columns import (
    Column,
    Place,
    Reading,
    Resource,
    Source,
    Type,
    Value,
    moment_text,
    month_text,
    notice_column,
    page_column,
    person_name,
)
from tracker.models import Entry, Evidence
from tracker.queries.entries import PublicEntry
from tracker.queries.records import accepted_entries, entry_id
from tracker.rules.words import plain

C = Column[PublicEntry]
E = Column[Evidence]


class EvidenceAddress(Column[Evidence]):
    """Where an item of evidence is: a link as it was given, a file on this site."""

    def value(self, thing: Evidence, source: Source) -> Value:
        """The whole address."""
        if not thing.sha256:
            return thing.url
        return (
            source.link("evidence_file", thing.key, thing.ending)
            if thing.ending
            else source.link("evidence", thing.key)
        )


EVIDENCE_COLUMNS: tuple[E, ...] = (
    E("id", Type.TEXT, lambda each: str(each.key), _("Id of the item; never changes.")),
    E("entry", Type.TEXT, lambda each: entry_id(each.entry), _("Id of the entry it supports."), refers="entries"),
    E("title", Type.TEXT, lambda each: each.label, _("What it is called.")),
    EvidenceAddress("url", Type.ADDRESS, lambda each: each.url, _("Where it can be read or saved.")),
    E(
        "sha256",
        Type.TEXT,
        lambda each: each.sha256 or None,
        _("SHA-256 of a file's content; empty for a link."),
        is_nullable=True,
    ),
    E("size", Type.COUNT, lambda each: each.size, _("Size of a file in bytes; empty for a link."), is_nullable=True),
    notice_column(),
)


class EvidenceList(Column[PublicEntry]):
    """The public items of an entry, each with title, address and checksum."""

    def value(self, thing: PublicEntry, source: Source) -> Value:
        """One object an item."""
        return [
            {column.name: column.value(item, source) for column in LISTED_EVIDENCE} for item in _public_evidence(thing)
        ]


LISTED_EVIDENCE = tuple(column for column in EVIDENCE_COLUMNS if column.name in {"id", "title", "url", "sha256"})


def _public_evidence(item: PublicEntry) -> list[Evidence]:
    return [each for each in item.entry.evidence.all() if each.is_public]


def place_of(entry: Entry) -> Place:
    """Where an entry stands on its target's page."""
    return Place("target", entry.target.code, f"entry-{month_text(entry.month)}-{entry.version}")


def _text(name: str, about: Any) -> C:
    """What an official wrote; None where nothing is written."""
    return C(name, Type.TEXT, lambda each: getattr(each.entry, name) or None, about, is_nullable=True)


ENTRIES = Resource(
    "entries",
    "entries",
    _("Accepted entries"),
    _("Every figure a supervisor has accepted, in all its versions; drafts and figures under review are not public."),
    (
        C("id", Type.TEXT, lambda each: entry_id(each.entry), _("Target, month and version; never changes.")),
        C("target", Type.TEXT, lambda each: each.entry.target.code, _("Code of the target."), refers="targets"),
        C("month", Type.MONTH, lambda each: month_text(each.entry.month), _("The month reported on.")),
        C("version", Type.COUNT, lambda each: each.entry.version, _("1, or higher for a correction.")),
        C(
            "value",
            Type.FIGURE,
            lambda each: None if each.entry.value is None else plain(each.entry.value),
            _("The figure to date, not the month's own amount; empty where nothing was counted."),
            is_nullable=True,
        ),
        C("unit", Type.TEXT, lambda each: each.entry.target.unit, _("Unit of the figure, in Chinese.")),
        C(
            "not_counted",
            Type.FLAG,
            lambda each: each.entry.is_uncounted,
            _("Whether it states that nothing was counted in that month."),
        ),
        C(
            "completion",
            Type.FLAG,
            lambda each: each.entry.claims_completion,
            _("Whether completion was claimed with it and accepted with it."),
        ),
        C("late", Type.FLAG, lambda each: each.is_late, _("Whether the month was first filed after its day.")),
        C("superseded", Type.FLAG, lambda each: each.is_superseded, _("Whether a correction has taken its place.")),
        _text("progress", _("What was done, as the department wrote it.")),
        _text("problems", _("What stands in the way.")),
        _text("next_steps", _("What comes next.")),
        _text("explanation", _("Why the figure is unusual.")),
        _text("correction_reason", _("Why an accepted figure was corrected.")),
        C(
            "department",
            Type.TEXT,
            lambda each: each.entry.department.code,
            _("Code of the department that filed it."),
            refers="departments",
        ),
        C("department_name", Type.TEXT, lambda each: each.department_title, _("Its name at that time, in Chinese.")),
        C(
            "filed_by",
            Type.TEXT,
            lambda each: person_name(each.entry.submitted_by),
            _("Who filed it."),
            is_nullable=True,
        ),
        C(
            "first_filed_at",
            Type.MOMENT,
            lambda each: moment_text(each.entry.first_submitted_at),
            _("When it was first filed."),
            is_nullable=True,
        ),
        C("filed_at", Type.MOMENT, lambda each: moment_text(each.entry.submitted_at), _("When it was filed as it is.")),
        C(
            "accepted_by",
            Type.TEXT,
            lambda each: person_name(each.entry.reviewed_by),
            _("Who accepted it."),
            is_nullable=True,
        ),
        C("accepted_at", Type.MOMENT, lambda each: moment_text(each.entry.reviewed_at), _("When it was accepted.")),
        EvidenceList(
            "evidence", Type.LIST, lambda _each: None, _("The public evidence: id, title, address, checksum of a file.")
        ),
        C(
            "evidence_withheld",
            Type.COUNT,
            lambda each: sum(not item.is_public for item in each.entry.evidence.all()),
            _("How many further items are for the reviewers only."),
        ),
        page_column(lambda each: place_of(each.entry)),
        notice_column(),
    ),
    lambda page: accepted_entries(page.report, page.month),
    key=("id",),
)


def evidence_of(items: list[PublicEntry]) -> list[Evidence]:
    """The public evidence of these entries, in their order; asks nothing, since it came with them."""
    found = []
    for item in items:
        for each in _public_evidence(item):
            each.entry = item.entry
            found.append(each)
    return found


def _every(page: Reading) -> list[Evidence]:
    return evidence_of(accepted_entries(page.report, page.month))


EVIDENCE = Resource(
    "evidence",
    "evidence",
    _("Evidence"),
    _("What the accepted figures can be checked by, as far as it is public."),
    EVIDENCE_COLUMNS,
    _every,
    key=("id",),
)
