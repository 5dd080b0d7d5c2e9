"""Public answers: known by edition, kept in the cache, never out of date. Pages, files and the API share this."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from tracker.queries.edition import edition

KEEP_SECONDS = 86_400
SAID = ("SITE_URL", "FORCE_SCRIPT_NAME", "IDENTITY", "DATA_LICENCE", "DATA_LICENCE_URL")
KINDS = {".py", ".html", ".mo", ".css", ".js"}


def _release() -> str:
    """What changes with the program: its newest file, the names of static files, what the settings let pages say."""
    roots = [settings.BASE_DIR / name for name in ("hedong", "tracker", "templates")]
    files = (file for root in roots for file in Path(root).rglob("*") if file.suffix in KINDS)
    newest = max(file.stat().st_mtime_ns for file in files)
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    named = sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else ""  # written anew at every start
    said = [getattr(settings, name) for name in SAID]
    return f"{newest} {settings.PLOTLY_BUNDLE} {named} {said}"


RELEASE = _release()


def answered(request: HttpRequest, on: date, make: Callable[[], HttpResponse], *, is_kept: bool = True) -> HttpResponse:
    """What `make()` answers, 304 while the asker still has it; on the request stands the edition it is made from.

    An answer is a pure function of address, language, edition and day `on`; these make its ETag and cache key. One
    not `is_kept` has the ETag alone: of questions with free words there are more than a cache should hold.
    """
    facts = edition()
    request.edition = facts  # type: ignore[attr-defined]
    known = "\n".join(map(str, [request.get_full_path(), get_language(), facts, on, RELEASE]))
    etag = f'"{sha256(known.encode()).hexdigest()[:32]}"'
    early = get_conditional_response(request, etag=etag)
    if isinstance(early, HttpResponse):
        return _labelled(early, etag)
    response: HttpResponse | None = cache.get(etag) if is_kept else None
    if response is None:
        response = make()
        if is_kept and response.status_code == 200:
            cache.set(etag, response, KEEP_SECONDS)
    return _labelled(response, etag) if response.status_code == 200 else response


def _labelled(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def whole_address(request: HttpRequest, **changed: object) -> str:
    """The whole address asked for, with these parameters changed."""
    asked = request.GET.copy()
    for name, value in changed.items():
        asked[name] = str(value)
    return f"{settings.SITE_URL}{request.path}{f'?{asked.urlencode()}' if asked else ''}"
