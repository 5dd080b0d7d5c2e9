"""The frame of every issued paper: what it is called, its number, and the words its tables share."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from tracker.choices import IssueKind, Light, reads_chinese
from tracker.exports.papers import Bar, Block, Cell, Heading, Paper, Paragraph, Table
from tracker.rules.months import read_month
from tracker.rules.words import han_number, month_words, quarter_words

Data = dict[str, Any]


@dataclass(frozen=True)
class Masthead:
    """What stands around a content: empty or None while it is a draft. `address`: where it can be checked."""

    number: int | None = None
    issued_on: date | None = None
    sha256: str = ""
    address: str = ""


DRAFT = Masthead()


def framed(content: Data, title: str, blocks: list[Block], masthead: Masthead) -> Paper:
    """The paper in the reader's language, its headings numbered."""
    kind = next(each for each in IssueKind if each.slug == content["kind"])
    return Paper(
        code=f"{content['report']['code']}-{kind.slug}-{content['month']}",
        issuer=told(content["issuer"]),
        series=str(kind.label),
        number=gettext("No. %(number)s") % {"number": masthead.number} if masthead.number else "",
        title=title,
        issued_on=masthead.issued_on,
        data_until=date_format(date.fromisoformat(content["data_until"]), "DATE_FORMAT"),
        blocks=tuple(_numbered(blocks)),
        is_sample=content["is_sample"],
        sha256=masthead.sha256,
        address=masthead.address,
        language=get_language() or "",
    )


def _numbered(blocks: list[Block]) -> list[Block]:
    """First-level headings with their ordinals."""
    found: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            count += 1
            found.append(Heading(f"{_ordinal(count)}{block.text}", 1))
        else:
            found.append(block)
    return found


def _ordinal(place: int) -> str:
    return f"{han_number(place)}、" if reads_chinese() else f"{place}. "


def second_ordinal(place: int) -> str:
    """The ordinal of a heading of the second level: `（十一）`, `(11) `."""
    return f"（{han_number(place)}）" if reads_chinese() else f"({place}) "


def told(text: dict[str, str] | None) -> str:
    """The one of two frozen texts that the reader's language asks for; a dash where there is none."""
    if text is None:
        return "–"
    return text["zh" if reads_chinese() else "en"]


def named(row: Data) -> str:
    """A target by code and name."""
    return f"{row['code']} {told(row['name'])}"


def lead_name(lead: Data | None) -> str:
    """A department's name; that none is announced where there is none."""
    return told(lead["name"]) if lead else gettext("Lead department to be announced")


def light_word(value: str) -> str:
    """A light by shape and word."""
    light = Light(value)
    return f"{light.symbol} {light.label}"


def month_word(key: str) -> str:
    """A frozen month in words."""
    month = read_month(key)
    return month_words(month) if month else key


def quarter_word(key: str) -> str:
    """The quarter that ends with a frozen month, in words."""
    month = read_month(key)
    return quarter_words(month) if month else key


def number(text: object) -> Cell:
    """A figure as it was frozen; a dash where there is none."""
    return Cell("–" if text is None else str(text), is_number=True)


def share_bar(row: Data) -> Cell:
    """The done share of a target, with its bar."""
    if row["done_share"] is None:
        return number(row["done"])
    share = max(Fraction(0), min(Fraction(1), Fraction(Decimal(row["done_share"]))))
    return Cell(row["done"], Bar(share, Light(row["light"])), is_number=True)


def listing(caption: str, columns: list[tuple[str, int]], rows: list[list[Cell]], *, is_wide: bool = False) -> Table:
    """A table from (column, relative width) pairs."""
    names, widths = zip(*columns, strict=True)
    return Table(caption, names, tuple(tuple(row) for row in rows), widths, is_wide)


def paragraphs(text: str) -> list[Block]:
    """The office's own words as they were written."""
    return [Paragraph(text)] if text else []
