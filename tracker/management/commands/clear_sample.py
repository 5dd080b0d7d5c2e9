"""`manage.py clear_sample`: the sample year taken out again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions import sample


class Command(BaseCommand):
    help = "Remove all sample data and put the targets back; real work stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say in one line how much it was."""
        removed = sample.clear(at=timezone.now())
        if removed is None:
            self.stdout.write(_("There is no sample data."))
            return
        words = _(
            "Sample data removed: %(entries)s entries, %(revisions)s revisions, "
            "%(people)s users, %(departments)s departments."
        )
        self.stdout.write(words % {name: getattr(removed, name) for name in removed.__slots__})
