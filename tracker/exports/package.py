"""The whole data set in one zip file: every table as CSV, a Frictionless data package describing them, a read-me."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tracker.exports.columns import LANGUAGES, NOTICE, Column, Resource, Source, Type, said
from tracker.exports.envelopes import envelope
from tracker.exports.files import FORMULA, MARK, csv_bytes, json_bytes, zip_bytes
from tracker.exports.resources import TABLES

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES: dict[Type, dict[str, Any]] = {
    Type.TEXT: {"type": "string"},
    Type.FIGURE: {"type": "number"},
    Type.COUNT: {"type": "integer"},
    Type.FLAG: {"type": "boolean"},
    Type.MONTH: {"type": "yearmonth"},
    Type.DAY: {"type": "date"},
    Type.MOMENT: {"type": "datetime"},
    Type.ADDRESS: {"type": "string", "format": "uri"},
}
MARKED = gettext_lazy(
    "In the CSV files a text that a spreadsheet might take for a formula has a ' in front. To have it as it was "
    "written, take one ' off every text that matches the pattern under textMark in datapackage.json."
)
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def package_bytes(source: Source) -> bytes:
    """The zip file; byte for byte the same for one edition, month and address of the site."""
    tables = [(each, each.things(source.page)) for each in TABLES.values()]
    parts = [(f"{each.name}.csv", csv_bytes(each, things, source)) for each, things in tables]
    parts.append(("datapackage.json", json_bytes(descriptor(source))))
    parts.append(("README.txt", readme(source).replace("\n", "\r\n").encode("utf-8-sig")))
    return zip_bytes(sorted(parts))


def descriptor(source: Source) -> dict[str, Any]:
    """The package described: everything a program needs to read the tables, types and keys included."""
    told = envelope(source)
    return {
        "$schema": PROFILE,
        "name": f"targets-{source.page.report.code.lower()}",
        "title": f"{NOTICE} · {source.page.report.title_zh}" if told["sample"] else source.page.report.title_zh,
        "description": said(MARKED),
        "homepage": told["source"],
        "version": f"{told['edition']}",
        "created": told["published_at"],
        "licenses": [{"title": told["licence"]["name"], "path": told["licence"]["url"]}],
        "sources": [{"title": source.page.report.title_zh, "path": source.link("report")}],
        "report": told["report"],
        "month": told["month"],
        "sample": told["sample"],
        "notice": told["notice"],
        "textMark": {"mark": MARK, "pattern": f"^{MARK}+{FORMULA}"},
        "resources": [_resource(each) for each in TABLES.values()],
    }


def _resource(resource: Resource[Any]) -> dict[str, Any]:
    columns = resource.table_columns
    keys = [
        {"fields": [column.name], "reference": {"resource": column.refers, "fields": list(TABLES[column.refers].key)}}
        for column in columns
        if column.refers and column.refers != resource.name
    ]
    own = [
        {"fields": [column.name], "reference": {"resource": "", "fields": list(resource.key)}}
        for column in columns
        if column.refers == resource.name
    ]
    schema = {"fields": [field(column) for column in columns], "primaryKey": list(resource.key), "missingValues": [""]}
    if keys + own:
        schema["foreignKeys"] = keys + own
    return {
        "name": resource.name,
        "title": said(resource.title),
        "description": said(resource.about),
        "path": f"{resource.name}.csv",
        "type": "table",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": DIALECT,
        "schema": schema,
    }


def field(column: Column[Any]) -> dict[str, Any]:
    """A column as a field of a table schema."""
    constraints: dict[str, Any] = {} if column.is_nullable else {"required": True}
    if column.choices:
        constraints["enum"] = list(column.choices.values)
    described = {"name": column.name, **TYPES[column.holds], "description": said(column.about)}
    if not column.is_nullable and column.holds == Type.TEXT:
        described["missingValues"] = []  # a blank text is a text
    return described | ({"constraints": constraints} if constraints else {})


def readme(source: Source) -> str:
    """What is in the package, in both languages."""
    return "\n\n".join(_readme(source, language) for language in LANGUAGES) + "\n"


def _readme(source: Source, language: str) -> str:
    with override(language):
        return "\n".join(_lines(source))


def _lines(source: Source) -> Iterable[str]:
    told, report = envelope(source), source.page.report
    yield report.title
    if told["sample"]:
        yield _("Sample data: all progress, departments and people in it are made up. 演示数据")
    yield _("Figures accepted for months up to %(month)s; edition %(edition)s, published %(at)s.") % {
        "month": told["month"],
        "edition": told["edition"],
        "at": f"{localtime(source.edition.published_at):%Y-%m-%d %H:%M}" if source.edition.published_at else "–",
    }
    yield _("Source: %(address)s") % {"address": told["source"]}
    yield _("Licence: %(name)s, %(address)s") % {"name": told["licence"]["name"], "address": told["licence"]["url"]}
    yield ""
    for each in TABLES.values():
        yield f"{each.name}.csv: {each.about}"
    yield ""
    yield _("datapackage.json says what each column holds and how the tables belong together.")
    yield _("UTF-8 with mark, comma, CRLF (RFC 4180). Missing is empty, never 0.")
    yield str(MARKED)
