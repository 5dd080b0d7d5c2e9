"""What every page may ask of the site: its edition, the report, where its pages are, who answers for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from tracker.models import Report
from tracker.queries.edition import edition

NAVIGATION = (
    ("home", _("Overview")),
    ("targets", _("Targets")),
    ("departments", _("Departments")),
    ("charts", _("Charts")),
    ("changes", _("Changes")),
    ("bulletins", _("Bulletins")),
    ("report", _("Report")),
    ("closing", _("Year's close")),
    ("method", _("Method")),
    ("data", _("Data")),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """`edition` and `current_report`, each read only when a template asks; `navigation`; `identity`."""
    known = getattr(request, "edition", None)
    return {
        "edition": known or SimpleLazyObject(edition),
        "current_report": SimpleLazyObject(lambda: Report.objects.current().first()),
        "navigation": NAVIGATION,
        "identity": settings.IDENTITY,
    }
