"""`manage.py verify_audit [--head HASH]`: whether the audit trail is whole, and the rows as it says."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tracker.actions.trail import in_turn
from tracker.models import AuditRecord
from tracker.queries.audit import deed
from tracker.queries.chain import Broken, check

HASH = re.compile(r"[0-9a-f]{12,64}", re.ASCII)


def printed_hash(text: str) -> str:
    """A hash as the pages print it, whole or its beginning."""
    written = text.strip().lower()
    if not HASH.fullmatch(written):
        raise ArgumentTypeError(_("write the hash as a page printed it: at least 12 of the digits 0-9 and a-f"))
    return written


class Command(BaseCommand):
    help = "Check every audit record and compare entries and targets with the trail; name the first that is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A hash noted earlier may be given."""
        parser.add_argument(
            "--head",
            type=printed_hash,
            metavar="HASH",
            help="a hash printed on a page: is it in the chain?",
        )

    def handle(self, *args: Any, head: str | None, **options: Any) -> None:
        """Say in one line that all is well, or fail with the first fault."""
        try:
            whole = in_turn(check)(head or "")  # in line, so that nothing is written between reading trail and rows
        except Broken as broken:
            raise CommandError(_named(broken)) from broken
        words = _("The audit trail is whole: %(records)s records, and %(sample)s of sample data. Last hash: %(head)s")
        said = words % {"records": whole.records, "sample": whole.sample_records, "head": whole.head or "–"}
        if whole.sought:
            said += " " + _("The hash given is that of record %(number)s.") % {"number": whole.sought.number}
        self.stdout.write(said)


def _named(broken: Broken) -> str:
    """The fault with the record it shows in."""
    record = broken.record
    if record is None:
        return str(broken)
    return _("%(chain)s record %(number)s (%(key)s, %(deed)s, %(at)s, %(by)s): %(why)s") % {
        "chain": _chain(record),
        "number": record.number,
        "key": record.subject_key,
        "deed": deed(record.action),
        "at": f"{localtime(record.at):%Y-%m-%d %H:%M}",
        "by": record.by_name or record.by or "–",
        "why": broken,
    }


def _chain(record: AuditRecord) -> str:
    return _("Sample audit") if record.is_sample else _("Audit")
