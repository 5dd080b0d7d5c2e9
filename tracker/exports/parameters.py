"""What a question may carry: each parameter declared once, as a schema that answers and documents alike go by."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tracker.choices import Kind, Light, Outcome, PublicationKind
from tracker.exports.columns import Reading, T, Words, month_text
from tracker.exports.envelopes import MOST_ROWS
from tracker.queries.closings import PublicClosing
from tracker.queries.entries import PublicEntry
from tracker.queries.narrowing import KEEPS
from tracker.queries.publications import Publication
from tracker.queries.records import PublicRevision
from tracker.queries.standings import Standing

Schema = dict[str, Any]
WORDS = r"^[^\x00-\x1f\x7f]+$"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WHOLE = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
LISTED = 12  # so many values are named to somebody who wrote another
MOST_PAGES = 1_000_000
MOST_WORDS = 100


class Refused(Exception):
    """A parameter that cannot be used; the text says what to write."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of the address. `schema` is its JSON Schema for the report read, by which it is checked too."""

    name: str
    about: Words
    schema: Callable[[Reading], Schema]

    def read(self, text: str, page: Reading) -> Any:
        """The value written; raises Refused."""
        schema = self.schema(page)
        if schema["type"] == "integer":
            if WHOLE.fullmatch(text) and schema["minimum"] <= int(text) <= schema["maximum"]:
                return int(text)
        elif "enum" in schema:
            if text in schema["enum"]:
                return text
        elif schema.get("format") == "date":
            if (day := _day(text)) is not None:
                return day
        elif len(text) <= schema["maxLength"] and re.fullmatch(schema["pattern"], text):
            return text
        raise Refused(remedy(schema))


@dataclass(frozen=True)
class Filter(Parameter, Generic[T]):
    """A parameter that narrows a list to the things `keeps` holds true of."""

    keeps: Callable[[T, Any], bool]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def remedy(schema: Schema) -> str:
    """What to write for a value the schema allows."""
    if schema["type"] == "integer":
        return f"write a whole number from {schema['minimum']} to {schema['maximum']}"
    if schema.get("format") == "month":
        return f"write YYYY-MM, from {schema['enum'][0]} to {schema['enum'][-1]}"
    if schema.get("format") == "date":
        return "write a day as YYYY-MM-DD"
    if "enum" in schema:
        some = ", ".join(schema["enum"][:LISTED]) or "nothing, there is none"
        return f"write one of {some}{', …' if len(schema['enum']) > LISTED else ''}"
    return f"write 1 to {schema['maxLength']} characters, none of them a control character"


def _one_of(values: Callable[[Reading], Iterable[str]]) -> Callable[[Reading], Schema]:
    return lambda page: {"type": "string", "enum": list(values(page))}


def _whole(highest: int, default: int) -> Callable[[Reading], Schema]:
    return lambda _page: {"type": "integer", "minimum": 1, "maximum": highest, "default": default}


def _one_month_of(months: Callable[[Reading], Iterable[date]]) -> Callable[[Reading], Schema]:
    return lambda page: {"type": "string", "format": "month", "enum": [month_text(month) for month in months(page)]}


def _days(_page: Reading) -> Schema:
    return {"type": "string", "format": "date"}


def _words(_page: Reading) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": MOST_WORDS, "pattern": WORDS}


AREA_CODES = _one_of(lambda page: [each.area.code for each in page.areas])
TARGET_CODES = _one_of(lambda page: [row.target.code for row in page.ledger.rows])
DEPARTMENT_CODES = _one_of(lambda page: [each.code for each in page.departments])

MONTHS = _one_month_of(lambda page: page.months)
MONTH = Parameter(
    "month",
    _("The month to read, as it stood at its end; the last closed one when left out."),
    _one_month_of(lambda page: page.every_month),
)
PAGE = Parameter("page", _("Which page of the list, from 1."), _whole(MOST_PAGES, 1))
PER_PAGE = Parameter("per_page", _("How many rows a page has."), _whole(MOST_ROWS, MOST_ROWS))
SINCE = _("Only what is about this month or a later one.")
UNTIL = _("Only what is about this month or an earlier one.")
OF_TARGET = _("Only those of the target with this code.")


def _of_list(name: str, about: Words, schema: Callable[[Reading], Schema]) -> Filter[Standing]:
    return Filter(name, about, schema, KEEPS[name])


TARGET_FILTERS = (
    _of_list("area", _("Only targets of the task area with this code."), AREA_CODES),
    _of_list("department", _("Only targets the department with this code led in that month."), DEPARTMENT_CODES),
    _of_list("light", _("Only targets with this light at the end of that month."), _one_of(lambda _page: Light.values)),
    _of_list("kind", _("Only targets of this kind."), _one_of(lambda _page: Kind.values)),
    _of_list("words", _("Only targets with each of these words in a name, the code or the phrase."), _words),
)
ENTRY_FILTERS: tuple[Filter[PublicEntry], ...] = (
    Filter("target", OF_TARGET, TARGET_CODES, lambda each, code: each.entry.target.code == code),
    Filter(
        "area",
        _("Only those of targets in the task area with this code."),
        AREA_CODES,
        lambda each, code: each.entry.target.area.code == code,
    ),
    Filter(
        "department",
        _("Only those filed by the department with this code."),
        DEPARTMENT_CODES,
        lambda each, code: each.entry.department.code == code,
    ),
    Filter("since", SINCE, MONTHS, lambda each, key: month_text(each.entry.month) >= key),
    Filter("until", UNTIL, MONTHS, lambda each, key: month_text(each.entry.month) <= key),
)
REVISION_FILTERS: tuple[Filter[PublicRevision], ...] = (
    Filter("target", OF_TARGET, TARGET_CODES, lambda each, code: each.revision.target.code == code),
)
CLOSING_FILTERS: tuple[Filter[PublicClosing], ...] = (
    Filter("target", OF_TARGET, TARGET_CODES, lambda each, code: each.closing.target.code == code),
    Filter(
        "outcome",
        _("Only those with this outcome, as stated."),
        _one_of(lambda _page: Outcome.values),
        lambda each, outcome: each.closing.outcome == outcome,
    ),
)
PUBLICATION_FILTERS: tuple[Filter[Publication], ...] = (
    Filter("target", OF_TARGET, TARGET_CODES, lambda each, code: each.target.code == code),
    Filter(
        "since",
        _("Only what became public on this day or later, by the site's clock."),
        _days,
        lambda each, day: localdate(each.at) >= day,
    ),
    Filter(
        "kind",
        _("Only publications of this kind."),
        _one_of(lambda _page: PublicationKind.values),
        lambda each, kind: each.kind == kind,
    ),
)
FILTERS: Mapping[str, tuple[Filter[Any], ...]] = {
    "targets": TARGET_FILTERS,
    "entries": ENTRY_FILTERS,
    "revisions": REVISION_FILTERS,
    "closings": CLOSING_FILTERS,
    "publications": PUBLICATION_FILTERS,
}


def narrowed(things: list[T], name: str, asked: Mapping[str, Any]) -> list[T]:
    """The things of a resource that every filter asked for keeps, in their order."""
    tests = [(each, asked[each.name]) for each in FILTERS.get(name, ()) if each.name in asked]
    return [thing for thing in things if all(each.keeps(thing, value) for each, value in tests)]


def read_all(
    given: Mapping[str, list[str]], declared: Iterable[Parameter], page: Reading
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of the parameters given, and what is wrong with the others, each by its name."""
    known = {each.name: each for each in declared}
    values, wrong = {}, {}
    for name, texts in given.items():
        if name not in known:
            there_are = ", ".join(known) or "none"
            wrong[name[:40]] = f"there is no such parameter here; there are: {there_are}"
        elif len(texts) != 1:
            wrong[name] = "write it once"
        else:
            try:
                values[name] = known[name].read(texts[0], page)
            except Refused as refused:
                wrong[name] = str(refused)
    return values, wrong


def of_list(name: str, kind: str) -> tuple[Parameter, ...]:
    """What a list may be asked by. Files hold every row, so only JSON has pages."""
    pages = (PAGE, PER_PAGE) if kind == "json" else ()
    return (MONTH, *FILTERS.get(name, ()), *pages)
