"""What stands around the rows in every answer: which month and edition, whose data, under which licence."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from tracker.exports.columns import Resource, Source, T
from tracker.rules.months import last_day

MOST_ROWS = 1000


def licence() -> dict[str, str]:
    """The licence by name and address."""
    return {"name": settings.DATA_LICENCE, "url": settings.DATA_LICENCE_URL}


def publisher(source: Source) -> str:
    """Who answers for the data: the organiser named, else the place; a demonstration never has an organiser."""
    named: str = settings.IDENTITY["organiser"]
    return named if named and not source.edition.is_sample else source.page.report.place_name


def envelope(source: Source) -> dict[str, Any]:
    """What an answer says of itself. `as_of` is the last day of the month read."""
    page, edition = source.page, source.edition
    return {
        "month": source.month_key,
        "sample": edition.is_sample,
        "notice": source.notice,
        "edition": edition.number,
        "published_at": edition.published_at.isoformat() if edition.published_at else None,
        "report": page.report.code,
        "as_of": last_day(page.month).isoformat(),
        "licence": licence(),
        "source": source.link("data"),
    }


def listing(
    source: Source,
    resource: Resource[T],
    things: list[T],
    turn: Callable[[int], str | None],
    page: int = 1,
    per_page: int = MOST_ROWS,
) -> dict[str, Any]:
    """One page of a list. `turn` gives the address of another page; pages after the last one hold nothing."""
    pages = max(1, -(-len(things) // per_page))
    before = min(page, pages + 1) - 1
    return envelope(source) | {
        "total": len(things),
        "page": page,
        "per_page": per_page,
        "pages": pages,
        "next": turn(page + 1) if page < pages else None,
        "prev": turn(before) if before else None,
        resource.listed_as: resource.rows(things[(page - 1) * per_page : page * per_page], source),
    }
