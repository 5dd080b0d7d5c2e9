"""One thing with what belongs to it: a target with its record, an area or a department with its targets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.exports.areas import AREAS
from tracker.exports.closings import CLOSINGS
from tracker.exports.columns import Reading, Resource, Source, Words
from tracker.exports.departments import DEPARTMENTS
from tracker.exports.entries import ENTRIES
from tracker.exports.envelopes import envelope
from tracker.exports.parameters import AREA_CODES, DEPARTMENT_CODES, TARGET_CODES, Schema
from tracker.exports.revisions import REVISIONS
from tracker.exports.targets import TARGETS

Belongs = Callable[[Any, str], bool]


@dataclass(frozen=True)
class Single:
    """How one thing is told: under which name, which codes there are, and the lists of what belongs to it."""

    name: str
    resource: Resource[Any]
    about: Words
    codes: Callable[[Reading], Schema]
    has_code: Belongs
    parts: tuple[tuple[Resource[Any], Belongs], ...]


SINGLES: dict[str, Single] = {
    each.resource.name: each
    for each in (
        Single(
            "target",
            TARGETS,
            _("One target with its accepted entries, revisions and close."),
            TARGET_CODES,
            lambda each, code: each.target.code == code,
            (
                (ENTRIES, lambda each, code: each.entry.target.code == code),
                (REVISIONS, lambda each, code: each.revision.target.code == code),
                (CLOSINGS, lambda each, code: each.closing.target.code == code),
            ),
        ),
        Single(
            "area",
            AREAS,
            _("One task area with its targets."),
            AREA_CODES,
            lambda each, code: each.area.code == code,
            ((TARGETS, lambda each, code: each.target.area.code == code),),
        ),
        Single(
            "department",
            DEPARTMENTS,
            _("One department with the targets it led in that month."),
            DEPARTMENT_CODES,
            lambda each, code: each.department.code == code,
            ((TARGETS, lambda each, code: each.lead is not None and each.lead.code == code),),
        ),
    )
}


def single(source: Source, name: str, code: str) -> dict[str, Any] | None:
    """The thing of that code with its parts; None when there is none."""
    told = SINGLES[name]
    found = [each for each in told.resource.things(source.page) if told.has_code(each, code)]
    if not found:
        return None
    (row,) = told.resource.rows(found, source)
    parts = {
        part.listed_as: part.rows([each for each in part.things(source.page) if belongs(each, code)], source)
        for part, belongs in told.parts
    }
    return envelope(source) | {told.name: row} | parts
