"""Open data explained: what there is, in which forms, under which licence; the API in words; the whole in one file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.exports.columns import Source
from tracker.exports.dataset import citation, description, schema_dataset
from tracker.exports.envelopes import licence
from tracker.exports.files import file_name
from tracker.exports.openapi import FORMATS, document
from tracker.exports.package import package_bytes
from tracker.exports.parameters import LISTED, Schema
from tracker.exports.resources import RESOURCES, TABLES
from tracker.exports.workbooks import EXACT_DIGITS, MOST_TEXT
from tracker.frame.machines import file_answer
from tracker.frame.page import Page
from tracker.views.public import public


def _source(request: HttpRequest, page: Page) -> Source:
    return Source(page, request.edition)  # type: ignore[attr-defined]


@public
def data(request: HttpRequest, page: Page) -> HttpResponse:
    """`/data/`"""
    source = _source(request, page)
    context = {
        "page": page,
        "lists": [(each, [(kind, each.url_name(kind)) for kind in FORMATS]) for each in RESOURCES.values()],
        "tables": list(TABLES.values()),
        "description": description(),
        "licence": licence(),
        "citation": citation(source),
        "dataset": schema_dataset(source),
        "examples": _examples(source),
        "exact_digits": EXACT_DIGITS,
        "most_text": MOST_TEXT,
    }
    return render(request, "data.html", context)


def _examples(source: Source) -> list[str]:
    """Calls to copy: a filtered list, the whole, a table in a program."""
    targets = RESOURCES["targets"]
    return [
        f"curl '{targets.address('json')}?light=BEHIND&month={source.month_key}'",
        f"curl -O {source.link('dataset')}",
        f"pandas.read_csv('{targets.address('csv')}', dtype=str, keep_default_na=False)",
    ]


@public
def data_api(request: HttpRequest, page: Page) -> HttpResponse:
    """`/data/api/`: drawn from the very document programs read."""
    described = document(_source(request, page), get_language() or "")
    calls = {path: _call(path, methods["get"]) for path, methods in described["paths"].items()}
    for path in list(calls):
        whole = f"{path.rpartition('.')[0]}.json"
        if path != whole and whole in calls:  # the same rows as a file
            calls[whole]["files"].append(calls.pop(path)["path"])
    return render(request, "data_api.html", {"page": page, "info": described["info"], "calls": calls.values()})


def _call(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        {"name": each["name"], "about": each.get("description", ""), "allowed": allowed(each["schema"])}
        for each in operation["parameters"]
    ]
    return {"path": path, "about": operation["summary"], "parameters": parameters, "files": []}


@public
def dataset(request: HttpRequest, page: Page) -> HttpResponse:
    """`/data/dataset.zip`"""
    source = _source(request, page)
    return file_answer(package_bytes(source), "zip", file_name(source, page.report.code, "zip"))


def allowed(schema: Schema) -> str:
    """The values a parameter takes, in words."""
    if schema.get("format") == "month":
        return f"{schema['enum'][0]} … {schema['enum'][-1]}"
    if "enum" in schema:
        values: list[Any] = schema["enum"]
        some = ", ".join(map(str, values[:LISTED])) or "–"
        return f"{some} …" if len(values) > LISTED else some
    if schema["type"] == "integer":
        return f"{schema['minimum']}–{schema['maximum']}"
    if schema.get("format") == "date":
        return "YYYY-MM-DD"
    return _("%(length)s characters at most") % {"length": schema["maxLength"]}
