"""Answers for machines: JSON, files and what is wrong with a question, readable by scripts of every site."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from tracker.exports.files import TYPES, json_bytes

METHODS = "GET, HEAD, OPTIONS"
KEPT_BY_BROWSERS = "86400"


def json_answer(content: object, status: int = 200) -> HttpResponse:
    """The content as JSON."""
    return open_to_all(HttpResponse(json_bytes(content), status=status, content_type=TYPES["json"]))


def file_answer(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file to save."""
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return open_to_all(HttpResponse(data, content_type=TYPES[kind], headers=headers))


def problem(status: int, message: str, wrong: Mapping[str, str] | None = None) -> HttpResponse:
    """What is wrong, in one line and parameter by parameter."""
    errors = [{"parameter": name, "message": text} for name, text in (wrong or {}).items()]
    return json_answer({"error": message, "errors": errors}, status)


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let scripts of every site read the answer."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Content-Disposition"
    if response.status_code == 204:
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
        response.headers["Access-Control-Max-Age"] = KEPT_BY_BROWSERS
    return response
