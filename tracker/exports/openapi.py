"""The API described by OpenAPI 3.1: made from the columns answers are made of and the parameters they are asked by."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _

from tracker.exports.columns import Column, Resource, Source, Type, Words, said
from tracker.exports.entries import LISTED_EVIDENCE
from tracker.exports.envelopes import licence
from tracker.exports.files import TYPES
from tracker.exports.parameters import MONTH, Parameter, Schema, of_list
from tracker.exports.resources import RESOURCES
from tracker.exports.singles import SINGLES

ROOT = "/api/v1/"
FORMATS = ("json", "csv", "xlsx")
DECIMAL = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"
MONTH_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
SCHEMAS: dict[Type, Schema] = {
    Type.TEXT: {"type": "string"},
    Type.FIGURE: {"type": "string", "format": "decimal", "pattern": DECIMAL},
    Type.COUNT: {"type": "integer", "minimum": 0},
    Type.FLAG: {"type": "boolean"},
    Type.MONTH: {"type": "string", "format": "month", "pattern": MONTH_PATTERN},
    Type.DAY: {"type": "string", "format": "date"},
    Type.MOMENT: {"type": "string", "format": "date-time"},
    Type.ADDRESS: {"type": "string", "format": "uri"},
}
PROBLEM = {
    "type": "object",
    "required": ["error", "errors"],
    "properties": {
        "error": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "message"],
                "properties": {"parameter": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


def column_schema(column: Column[Any], languages: Sequence[str]) -> Schema:
    """What a column holds, as JSON Schema."""
    if column.holds == Type.LIST:
        schema: Schema = {"type": "array", "items": row_schema(LISTED_EVIDENCE, languages)}
    else:
        schema = dict(SCHEMAS[column.holds])
    if column.choices:
        schema["enum"] = list(column.choices.values)
    if column.is_nullable:
        schema["type"] = [schema["type"], "null"]
        if column.choices:
            schema["enum"] = [*schema["enum"], None]
    return schema | {"description": said(column.about, *languages)}


def row_schema(columns: Iterable[Column[Any]], languages: Sequence[str]) -> Schema:
    """A row as JSON Schema: every column is always there."""
    properties = {column.name: column_schema(column, languages) for column in columns}
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def document(source: Source, *languages: str) -> dict[str, Any]:
    """The whole description for the report read, in these languages; in all of the site's when none is named."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": said(_("Hedong target tracker"), *languages),
            "version": "1",
            "description": said(_ABOUT, *languages),
            "license": licence(),
        },
        "servers": [{"url": f"{settings.SITE_URL}{get_script_prefix().rstrip('/')}"}],
        "paths": dict(_paths(source, languages)),
        "components": {
            "schemas": {each.name: row_schema(each.columns, languages) for each in RESOURCES.values()}
            | {"envelope": _envelope_schema(), "problem": PROBLEM}
        },
    }


_ABOUT = _(
    "Read-only and open to every site. Figures and shares are decimal text, so that nothing rounds them; what is "
    "missing is null, never 0. Unknown parameters are refused. Answers carry an ETag; ask with If-None-Match."
)


def _paths(source: Source, languages: Sequence[str]) -> Iterable[tuple[str, Any]]:
    yield ROOT, _get("index", [], _("What there is."), {"application/json": {"type": "object"}}, source, languages)
    for each in RESOURCES.values():
        for kind in FORMATS:
            about = each.about if kind == "json" else _("The same rows as a file.")
            content = {TYPES[kind].split(";")[0]: _listing_schema(each) if kind == "json" else {}}
            operation = _get(f"{each.name}_{kind}", of_list(each.name, kind), about, content, source, languages)
            yield f"{ROOT}{each.name}.{kind}", operation
    for single in SINGLES.values():
        parts: Schema = {single.name: _of(single.resource)}
        parts |= {part.listed_as: {"type": "array", "items": _of(part)} for part, _belongs in single.parts}
        content = {TYPES["json"]: _enveloped(parts)}
        operation = _get(single.name, [MONTH], single.about, content, source, languages)
        operation["get"]["parameters"].append(
            {"name": "code", "in": "path", "required": True, "schema": single.codes(source.page)}
        )
        operation["get"]["responses"]["404"] = _problem("Not there")
        yield f"{ROOT}{single.resource.name}/{{code}}.json", operation


def _get(
    name: str,
    parameters: Iterable[Parameter],
    about: Words,
    content: Schema,
    source: Source,
    languages: Sequence[str],
) -> dict[str, Any]:
    return {
        "get": {
            "operationId": name,
            "summary": said(about, *languages),
            "parameters": [
                {
                    "name": each.name,
                    "in": "query",
                    "description": said(each.about, *languages),
                    "schema": each.schema(source.page),
                }
                for each in parameters
            ],
            "responses": {
                "200": {"description": "OK", "content": {kind: {"schema": schema} for kind, schema in content.items()}},
                "400": _problem("A parameter that cannot be used"),
            },
        }
    }


def _problem(words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/problem"}}}}


def _of(resource: Resource[Any]) -> Schema:
    return {"$ref": f"#/components/schemas/{resource.name}"}


def _enveloped(properties: Schema) -> Schema:
    own = {"type": "object", "required": list(properties), "properties": properties}
    return {"allOf": [{"$ref": "#/components/schemas/envelope"}, own]}


def _listing_schema(resource: Resource[Any]) -> Schema:
    count, link = {"type": "integer", "minimum": 0}, {"type": ["string", "null"], "format": "uri"}
    paging = dict.fromkeys(("total", "page", "per_page", "pages"), count) | dict.fromkeys(("next", "prev"), link)
    return _enveloped(paging | {resource.listed_as: {"type": "array", "items": _of(resource)}})


def _envelope_schema() -> Schema:
    text, moment = {"type": "string"}, {"type": ["string", "null"], "format": "date-time"}
    properties = {
        "month": SCHEMAS[Type.MONTH],
        "sample": {"type": "boolean"},
        "notice": {"type": ["string", "null"]},
        "edition": {"type": "integer", "minimum": 0},
        "published_at": moment,
        "report": text,
        "as_of": SCHEMAS[Type.DAY],
        "licence": {"type": "object", "required": ["name", "url"], "properties": {"name": text, "url": text}},
        "source": SCHEMAS[Type.ADDRESS],
    }
    return {"type": "object", "required": list(properties), "properties": properties}
