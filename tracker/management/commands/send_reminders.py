"""`manage.py send_reminders`: the day's reminder slips, put on the desks and mailed. To be run once a day."""

from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions.reminders import mail, remind_daily
from tracker.choices import Slip
from tracker.models import Department
from tracker.queries.reminders import slips_of_day


def day(text: str) -> date:
    """A day as the command line writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("“%(text)s” is no day; write it like 2021-06-22") % {"text": text}) from error


class Command(BaseCommand):
    help = "Send the day's reminder slips: notices at the desks, and one e-mail to each department."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, and a switch to look only."""
        parser.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="the day to send for, instead of today")
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")

    def handle(self, *args: Any, on: date | None, dry_run: bool, **options: Any) -> None:
        """Send, and say in a few lines what was sent; CommandError when a mail did not go."""
        today = timezone.localdate()
        on = on or today
        if dry_run:
            slips = slips_of_day(on)
            for slip in slips:
                line = (slip.target.code, f"{slip.month:%Y-%m}", slip.slip.label, slip.lead.title)
                self.stdout.write("  ".join(str(part) for part in line))
            self._count(str(slip.slip) for slip in slips)
            return
        if on > today:
            raise CommandError(_("The day lies in the future; only --dry-run can look there."))
        self._count(reminder.slip for reminder in remind_daily(on=on, at=timezone.now()))
        post = mail(on=on, at=timezone.now())
        if post.sent:
            self.stdout.write(_("Mailed to: %(names)s") % {"names": _names(post.sent)})
        if post.without_address:
            words = _("Nobody there has an e-mail address, so no mail went to: %(names)s")
            self.stdout.write(words % {"names": _names(post.without_address)})
        if post.failed:
            words = _("The mail did not go (%(error)s), and is tried again with the next daily run: %(names)s")
            raise CommandError(words % {"error": post.error, "names": _names(post.failed)})

    def _count(self, slips: Any) -> None:
        counted = Counter(slips)
        words = _("Reminders: %(blue)s due soon, %(yellow)s behind pace, %(red)s overdue.")
        self.stdout.write(words % {slip.name.lower(): counted[slip.value] for slip in Slip})


def _names(departments: list[Department]) -> str:
    return _(", ").join(department.title for department in departments)
