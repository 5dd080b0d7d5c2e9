"""What the commands that issue papers share: the period asked for, and what is said about what was done."""

from abc import ABC, abstractmethod
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions.issues import issue_paper
from tracker.choices import IssueKind
from tracker.models import Issue
from tracker.models.fields import digest
from tracker.models.issue import canonical
from tracker.queries.issues import contents, periods


class IssuingCommand(BaseCommand, ABC):
    """Issues the paper of one period, once: run again it says what was issued, and changes nothing."""

    kind: IssueKind
    period_help: str

    @staticmethod
    @abstractmethod
    def read(text: str) -> date:
        """The period's last month; ValueError, told to the person, when the text names none."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The period, whether everybody may read it, and a switch to look only."""
        parser.add_argument("period", nargs="?", help=self.period_help)
        parser.add_argument("--public", action="store_true", help="show it to everybody, without its internal part")
        parser.add_argument("--dry-run", action="store_true", help="say what would be issued, and issue nothing")

    def handle(self, *args: Any, period: str | None, public: bool, dry_run: bool, **options: Any) -> None:
        """Issue, and say number and SHA-256; CommandError when there is no such period."""
        issue = self._found(period)
        if not dry_run:
            issue = issue_paper(issue=issue, by=None, at=timezone.now(), is_public=public)
        self._say(issue)

    def _found(self, period: str | None) -> Issue:
        """The paper of the period asked for; of the last one that is over when none is."""
        try:
            wanted = self.read(period) if period else None
        except ValueError as error:
            raise CommandError(str(error)) from error
        for issue in periods(self.kind, timezone.localdate()):
            if wanted in {None, issue.month}:
                return issue
        raise CommandError(_("There is no such period, or it is not over yet."))

    def _say(self, issue: Issue) -> None:
        content, _internal = contents(issue)
        words = _("%(code)s: No. %(number)s, %(state)s, SHA-256 %(sha256)s")
        values = {
            "code": issue.code,
            "number": issue.number or "–",
            "state": issue.get_state_display(),
            "sha256": issue.sha256 or digest(canonical(content)),
        }
        self.stdout.write(words % values)
