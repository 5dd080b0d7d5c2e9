"""`manage.py load_targets [FILE]`: the report's targets, once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions.loading import load_report
from tracker.models import Department, Report

FILE = Path("fixtures") / "hedong_2021.json"


class Command(BaseCommand):
    help = "Load a report's areas, departments and targets from a fixture file; a report already there is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file may be left out."""
        parser.add_argument("file", nargs="?", type=Path, default=settings.BASE_DIR / FILE, metavar="FILE")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Load, and say in one line what came of it."""
        departments = Department.objects.count()
        report = _load(file)
        if report is None:
            self.stdout.write(_("%(file)s: already loaded, nothing changed.") % {"file": file.name})
            return
        counts = {
            "code": report.code,
            "targets": report.targets.count(),
            "areas": report.areas.count(),
            "departments": Department.objects.count() - departments,
        }
        words = _("%(code)s loaded: %(targets)s targets, %(areas)s areas, %(departments)s departments.")
        self.stdout.write(words % counts)


def _load(file: Path) -> Report | None:
    try:
        return load_report(file=file, at=timezone.now())
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(why)s") % {"file": file, "why": error.strerror or error}
        ) from error
    except ValidationError as error:
        raise CommandError(
            _("%(file)s does not hold a valid report: %(why)s") % {"file": file, "why": " ".join(error.messages)}
        ) from error
    except (DeserializationError, UnicodeDecodeError, TypeError, DatabaseError) as error:
        why = error.__cause__ or error
        raise CommandError(_("%(file)s is not a fixture of a report: %(why)s") % {"file": file, "why": why}) from error
