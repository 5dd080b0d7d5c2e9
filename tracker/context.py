"""What every page may ask of the site: edition, sample mark, report. Read only when a template asks."""

from typing import Any

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    return {}
