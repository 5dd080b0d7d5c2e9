"""What the API offers, for people and for programs, and what it says where it offers nothing."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from tracker.api.answers import machine
from tracker.exports.columns import Source, said
from tracker.exports.envelopes import envelope
from tracker.exports.openapi import FORMATS, document
from tracker.exports.resources import RESOURCES
from tracker.frame.machines import json_answer, problem


@machine(lambda: ())
def index(_request: HttpRequest, source: Source, _asked: dict[str, Any]) -> HttpResponse:
    """`/api/v1/`, and `/api/v1/index.json`, which can be a file."""
    lists = [
        {"name": each.name, "title": said(each.title), "about": said(each.about)}
        | {kind: each.address(kind) for kind in FORMATS}
        for each in RESOURCES.values()
    ]
    more = {name: source.link(page) for name, page in (("documentation", "data_api"), ("dataset", "dataset"))}
    more["openapi"] = f"{settings.SITE_URL}{reverse('api_openapi')}"
    return json_answer(envelope(source) | more | {"resources": lists})


@machine(lambda: ())
def openapi(_request: HttpRequest, source: Source, _asked: dict[str, Any]) -> HttpResponse:
    """`/api/v1/openapi.json`"""
    return json_answer(document(source))


@csrf_exempt
def nothing(_request: HttpRequest) -> HttpResponse:
    """Every other address below `/api/`."""
    return problem(404, "there is nothing here; /api/v1/ lists what there is")
