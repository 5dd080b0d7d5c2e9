"""`manage.py issue_assessment [2021Q3]`: the quarter's assessment, issued once. To be run once a quarter."""

import re
from datetime import date

from django.utils.translation import gettext as _

from tracker.choices import IssueKind
from tracker.management.issuing import IssuingCommand

QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])", re.ASCII)


class Command(IssuingCommand):
    help = "Issue a quarter's assessment: frozen, with its SHA-256. Run again it changes nothing."
    kind = IssueKind.ASSESSMENT
    period_help = "the quarter, like 2021Q3; the last one that is over when left out"

    @staticmethod
    def read(text: str) -> date:
        """The last month of a quarter as the command line writes it."""
        found = QUARTER.fullmatch(text)
        if found is None or not int(found[1]):
            raise ValueError(_("“%(text)s” is no quarter; write it like 2021Q3") % {"text": text})
        return date(int(found[1]), int(found[2]) * IssueKind.ASSESSMENT.months, 1)
