"""The frame of public pages: read-only, without cookies, known by edition, kept in the cache."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tracker.queries.edition import edition
from tracker.views.page import BadMonth, Page, page_of

KEEP_SECONDS = 86_400
KINDS = {".py", ".html", ".mo", ".css", ".js"}


def _release() -> str:
    """What changes with the program: its newest file, the names of the static files, and the chart library."""
    roots = [settings.BASE_DIR / name for name in ("hedong", "tracker", "templates")]
    files = (file for root in roots for file in Path(root).rglob("*") if file.suffix in KINDS)
    newest = max(file.stat().st_mtime_ns for file in files)
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    named = sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else ""  # written anew at every start
    return f"{newest} {settings.PLOTLY_BUNDLE} {named}"


RELEASE = _release()


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give `view(request, page, ...)` its page and answer from the cache while nothing has changed.

    An answer is a pure function of address, language, edition and day; these make its ETag and cache key.
    """

    @require_safe
    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        facts = edition()
        request.edition = facts  # type: ignore[attr-defined]
        known = "\n".join(map(str, [request.get_full_path(), get_language(), facts, timezone.localdate(), RELEASE]))
        etag = f'"{sha256(known.encode()).hexdigest()[:32]}"'
        early = get_conditional_response(request, etag=etag)
        if isinstance(early, HttpResponse):
            return _labelled(early, etag)
        response: HttpResponse | None = cache.get(etag)
        if response is None:
            response = _answer(view, request, *args, **kwargs)
            if response.status_code == 200:
                cache.set(etag, response, KEEP_SECONDS)
        return _labelled(response, etag) if response.status_code == 200 else response

    return framed


def _answer(
    view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, month_key: str = "", **kwargs: Any
) -> HttpResponse:
    try:
        page: Page | None = page_of(request, month_key)
    except BadMonth as error:
        return render(request, "400.html", {"message": str(error)}, status=400)
    if page is None:
        return render(request, "no_report.html", status=404)
    return view(request, page, *args, **kwargs)


def _labelled(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
