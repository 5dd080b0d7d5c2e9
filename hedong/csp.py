"""Content-Security-Policy on every answer, from `SECURE_CSP` (the name and form Django 6 gives it)."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"


def build_policy(directives: Mapping[str, Sequence[str]]) -> str:
    """The header's text: `name source source; name source`."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def csp_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set the policy unless the view has set a stricter one itself.

    What no cache may keep is somebody's own page: no other site shows it in a frame, also none that may show the rest.
    """
    policy = build_policy(settings.SECURE_CSP)
    own = build_policy(settings.SECURE_CSP | {"frame-ancestors": ["'none'"]})

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_own = "no-store" in response.headers.get("Cache-Control", "")
        response.headers.setdefault(HEADER, own if is_own else policy)
        return response

    return middleware
