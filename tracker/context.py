"""What every page may ask of the site: its edition, whether the data is sample data, and the report's name."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tracker.models import Report
from tracker.queries.edition import edition


def site(request: HttpRequest) -> dict[str, Any]:
    """`edition` and `report`, each read only when a template asks."""
    known = getattr(request, "edition", None)
    return {
        "edition": known or SimpleLazyObject(edition),
        "current_report": SimpleLazyObject(lambda: Report.objects.current().first()),
    }
