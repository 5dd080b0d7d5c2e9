"""`manage.py issue_bulletin [2021-09]`: the month's bulletin, issued once. To be run once a month."""

from datetime import date

from django.utils.translation import gettext as _

from tracker.choices import IssueKind
from tracker.management.issuing import IssuingCommand
from tracker.rules.months import read_month


class Command(IssuingCommand):
    help = "Issue a month's bulletin: frozen, with its SHA-256. Run again it changes nothing."
    kind = IssueKind.BULLETIN
    period_help = "the month, like 2021-09; the last one that is over when left out"

    @staticmethod
    def read(text: str) -> date:
        """A month as the command line writes it."""
        found = read_month(text)
        if found is None:
            raise ValueError(_("“%(text)s” is no month; write it like 2021-09") % {"text": text})
        return found
