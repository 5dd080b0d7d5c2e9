"""`manage.py export_site DIR [--month YYYY-MM …] [--base URL]`: the public site as files for any web server."""

import logging
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.frame.page import latest_page, one_ledger
from tracker.management.site_crawl import BadLink, Crawl
from tracker.management.site_folder import Folder, Refused, new_folder
from tracker.queries.edition import EditionFacts, edition
from tracker.rules.months import read_month

ATTEMPTS = 3
STEP = 500  # files between two lines of progress
MB = 1_000_000


class Changed(Exception):
    """Something was published while the site was read: its pages would not agree."""


def month_key(text: str) -> str:
    """A month as `2021-06`."""
    month = read_month(text)
    if month is None:
        raise ArgumentTypeError(_("write a month as YYYY-MM, for example 2021-06"))
    return f"{month:%Y-%m}"


def base_address(text: str) -> str:
    """Where the export will stand: an address with a slash at its end."""
    address = text.rstrip("/") + "/"
    try:
        URLValidator(["http", "https"])(address.replace("://localhost", "://localhost.localdomain"))
    except ValidationError:
        raise ArgumentTypeError(_("write an address such as https://www.example.gov.cn/column/")) from None
    if any(sign in address for sign in "?#&'\""):
        raise ArgumentTypeError(_("write an address such as https://www.example.gov.cn/column/"))
    return address


class Command(BaseCommand):
    help = "Write the whole public site into a folder, as files that any web server can hand out, under any path."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder; months to keep to; where it will stand."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="empty, or a former export, which is replaced")
        parser.add_argument(
            "--month",
            type=month_key,
            action="append",
            metavar="YYYY-MM",
            help="write only this earlier month (may be repeated); links to others lead to the living site",
        )
        parser.add_argument(
            "--base",
            type=base_address,
            metavar="URL",
            help="where the export will stand, for link previews and code to embed",
        )

    def handle(self, *args: Any, folder: Path, month: list[str] | None, base: str | None, **options: Any) -> None:
        """Export, or leave the folder as it was and say why."""
        if getattr(staticfiles_storage, "hashed_files", None) == {}:
            raise CommandError(_("The static files are not collected; do so first: manage.py collectstatic"))
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with quiet(), one_ledger(), new_folder(folder) as made:
                    self._export(made, month, base or "")
                return
            except Changed as changed:
                if attempt == ATTEMPTS:
                    text = _("The site was changed during each of %(attempts)s attempts. Try again when it is quiet.")
                    raise CommandError(text % {"attempts": ATTEMPTS}) from changed
                self.stdout.write(_("The site was changed meanwhile; reading it again."))
            except (BadLink, Refused) as error:
                raise CommandError(str(error)) from error
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}") from error

    def _export(self, made: Folder, chosen: list[str] | None, base: str) -> None:
        began, facts, on = monotonic(), edition(), timezone.localdate()
        usual, months = shown(chosen)
        crawl = Crawl(None if chosen is None else set(months), base)
        for name, content in crawl.files():
            made.write(name, content)
            if made.files % STEP == 0:
                self.stdout.write(_("%(files)s files …") % {"files": made.files})
                _stay_at(facts, on)
        _stay_at(facts, on)
        made.mark(described(facts, usual, months))
        said = _("%(files)s files, %(size)s MB, edition %(edition)s, in %(seconds)s s: %(folder)s")
        self.stdout.write(
            said
            % {
                "files": made.files,
                "size": f"{made.size / MB:.1f}",
                "edition": facts.number,
                "seconds": f"{monotonic() - began:.0f}",
                "folder": made.target,
            }
        )


def _stay_at(facts: EditionFacts, on: date) -> None:
    """Raise Changed when the site is no longer what it was."""
    if (edition(), timezone.localdate()) != (facts, on):
        raise Changed


def shown(chosen: list[str] | None) -> tuple[str, list[str]]:
    """The month shown first, and all that are exported, of every year, by key; `chosen` are the others asked for."""
    page = latest_page(timezone.localdate())
    if page is None:
        raise CommandError(_("There is no report yet; load it first: manage.py load_targets"))
    every = [f"{each:%Y-%m}" for each in page.every_month]
    wrong = [key for key in chosen or [] if key not in every]
    if wrong:
        values = {"month": wrong[0], "first": every[0], "last": every[-1]}
        raise CommandError(_("There is no month %(month)s; there are %(first)s to %(last)s.") % values)
    return page.month_key, [key for key in every if chosen is None or key in chosen or key == page.month_key]


def described(facts: EditionFacts, usual: str, months: list[str]) -> dict[str, Any]:
    """What `export.json` says of an export."""
    return {
        "edition": facts.number,
        "published_at": facts.published_at.isoformat() if facts.published_at else None,
        "head": facts.head,
        "sample": facts.is_sample,
        "month": usual,
        "months": months,
    }


@contextmanager
def quiet() -> Iterator[None]:
    """Without a line in the log for each page that is meant not to exist."""
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
