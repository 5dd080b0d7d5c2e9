"""Columns for machines: a name, what it holds, how it is read, what it means. All files and answers come of these."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tracker.models import Department, Report, User
from tracker.queries.areas import AreaStanding
from tracker.queries.edition import EditionFacts
from tracker.queries.standings import Ledger, Standing

NOTICE = "演示数据"

T = TypeVar("T")
Value = str | int | bool | None | list[dict[str, Any]]
Words = str | Promise


class Type(TextChoices):
    """What a value is. Figures and shares are text in JSON, so that no reader rounds them."""

    TEXT = "text", _("text")
    FIGURE = "figure", _("decimal, as text in JSON")
    COUNT = "count", _("whole number")
    FLAG = "flag", _("true or false")
    MONTH = "month", _("month")  # "2021-06"
    DAY = "day", _("day")  # "2021-06-30"
    MOMENT = "moment", _("moment")  # "2021-07-01T09:00:00+08:00"
    ADDRESS = "address", _("address")
    LIST = "list", _("list, in JSON only")  # a table of its own beside it


class Reading(Protocol):
    """The report as read in a month: what the doors' page offers."""

    @property
    def report(self) -> Report: ...
    @property
    def month(self) -> date: ...
    @property
    def months(self) -> list[date]: ...
    @property
    def every_month(self) -> list[date]: ...
    @property
    def is_default_month(self) -> bool: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def standings(self) -> list[Standing]: ...
    @property
    def areas(self) -> list[AreaStanding]: ...
    @property
    def departments(self) -> list[Department]: ...
    def link(self, name: str, *args: Any) -> str: ...
    def holding(self, code: str) -> "Reading": ...
    def holding_area(self, code: str) -> "Reading": ...


@dataclass(frozen=True)
class Source:
    """What an answer is made from, and says of itself: the report in a month, and the edition in force."""

    page: Reading
    edition: EditionFacts

    @property
    def notice(self) -> str | None:
        """The words that sample data carries."""
        return NOTICE if self.edition.is_sample else None

    @property
    def month_key(self) -> str:
        """The month as addresses and file names write it."""
        return month_text(self.page.month)

    def link(self, name: str, *args: Any, anchor: str = "") -> str:
        """A page's whole address in the month read, in the site's own language; `anchor` is a place on it."""
        with override(settings.LANGUAGE_CODE):
            return self.whole(self.page.link(name, *args)) + (f"#{anchor}" if anchor else "")

    def whole(self, path: str) -> str:
        """A path of this site as a whole address."""
        return f"{settings.SITE_URL}{path}"


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column. `read` yields the value as JSON has it; `refers` names the resource whose key it holds."""

    name: str
    holds: Type
    read: Callable[[T], Any]
    about: Words
    is_nullable: bool = False
    choices: type[TextChoices] | None = None
    refers: str = ""

    @property
    def kind(self) -> str:
        """What it holds, in the reader's language."""
        return str(self.holds.label)

    def value(self, thing: T, source: Source) -> Value:
        """The value of a thing; None where there is none."""
        found: Value = self.read(thing)
        return found


@dataclass(frozen=True)
class Place:
    """A page by name and what it takes, and the place on it."""

    name: str
    code: str = ""
    anchor: str = ""


class PageColumn(Column[T]):
    """A page's whole address; `read` yields its Place."""

    def value(self, thing: T, source: Source) -> Value:
        """The address in the month read."""
        return address_of(self.read(thing), source)


def address_of(place: Place, source: Source) -> str:
    """The whole address of a place in the month read."""
    return source.link(place.name, *filter(None, [place.code]), anchor=place.anchor)


class NoticeColumn(Column[T]):
    """Whether the data is sample data: of the whole, so that no row taken out of it passes for real."""

    def value(self, thing: T, source: Source) -> Value:
        """The words, or None."""
        return source.notice


def page_column(read: Callable[[T], Place]) -> Column[T]:
    """The address of a thing's page."""
    return PageColumn("url", Type.ADDRESS, read, _("Address of the page that shows it, in the month read."))


def notice_column() -> Column[Any]:
    """The last column of every table."""
    about = _("Says so while the data is made up: then nothing in the row may be taken for real. Else empty.")
    return NoticeColumn("notice", Type.TEXT, lambda _each: None, about, is_nullable=True)


@dataclass(frozen=True)
class Resource(Generic[T]):
    """One list: its name in addresses and files, its name in JSON, its columns, key and things in their order."""

    name: str
    listed_as: str
    title: Words
    about: Words
    columns: tuple[Column[T], ...]
    things: Callable[[Reading], list[T]]
    key: tuple[str, ...] = ("code",)

    def rows(self, things: Iterable[T], source: Source, columns: Sequence[Column[T]] = ()) -> list[dict[str, Value]]:
        """Plain values by column, in the site's own language whatever the reader's."""
        with override(settings.LANGUAGE_CODE):
            chosen = columns or self.columns
            return [{column.name: column.value(thing, source) for column in chosen} for thing in things]

    def url_name(self, kind: str) -> str:
        """The name its address in the API has in the map; `kind` is json, csv or xlsx."""
        return f"api_{self.name}" if kind == "json" else f"api_{self.name}_{kind}"

    def address(self, kind: str) -> str:
        """Its whole address in the API."""
        return f"{settings.SITE_URL}{reverse(self.url_name(kind))}"

    @property
    def table_columns(self) -> tuple[Column[T], ...]:
        """The columns a flat table has."""
        return tuple(column for column in self.columns if column.holds != Type.LIST)


LANGUAGES = ("zh-hans", "en")


def said(words: Words, *languages: str) -> str:
    """Words in these languages, one after the other; in all of the site's when none is named."""
    texts = []
    for language in languages or LANGUAGES:
        with override(language):
            texts.append(str(words))
    return " / ".join(dict.fromkeys(texts))


def month_text(month: date) -> str:
    """`2021-06`"""
    return f"{month:%Y-%m}"


def moment_text(moment: datetime | None) -> str | None:
    """`2021-07-01T09:00:00+08:00`: by the site's clock, to the last digit kept."""
    return None if moment is None else localtime(moment).isoformat()


def person_name(person: User | None) -> str | None:
    """A person's name, never the login name."""
    return f"{person.last_name}{person.first_name}" or None if person else None
