"""The whole data set, read back by its own description alone and compared with the database."""

import csv
import json
import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import jsonschema_rs
import pytest
from django.utils.translation import override

from tests.exports.conftest import FORMULA, read_at
from tests.factories import make_area, make_entry, make_target
from tracker.exports.package import descriptor, package_bytes, readme
from tracker.exports.resources import TABLES
from tracker.models import Area, Department, Entry, Evidence, Report, Revision, Target

READ = {
    "string": str,
    "number": Decimal,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "yearmonth": lambda text: date.fromisoformat(f"{text}-01"),
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def unpack(data):
    """The tables as a stranger reads them: by what datapackage.json says, and nothing else."""
    with ZipFile(BytesIO(data)) as packed:
        described = json.loads(packed.read("datapackage.json"))
        return described, {each["name"]: read_table(packed, each, described) for each in described["resources"]}


def read_table(packed, resource, described):
    text = packed.read(resource["path"]).decode(resource["encoding"])
    dialect = resource["dialect"]
    rows = csv.DictReader(
        StringIO(text, newline=""),
        delimiter=dialect["delimiter"],
        quotechar=dialect["quoteChar"],
        doublequote=dialect["doubleQuote"],
        strict=True,
    )
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert rows.fieldnames == list(fields)
    missing, mark = resource["schema"]["missingValues"], described["textMark"]
    return [{name: value_of(text, fields[name], missing, mark) for name, text in row.items()} for row in rows]


def value_of(text, field, missing, mark):
    if text in field.get("missingValues", missing):
        assert not field.get("constraints", {}).get("required")
        return None
    if field["type"] == "string" and re.match(mark["pattern"], text):
        text = text.removeprefix(mark["mark"])
    value = READ[field["type"]](text)
    allowed = field.get("constraints", {}).get("enum")
    assert allowed is None or value in allowed
    return value


@pytest.fixture
def tables(record):
    """Each table of the package by name."""
    return unpack(package_bytes(read_at()))[1]


def test_every_table_is_there_with_all_its_rows(tables):
    assert {name: len(rows) for name, rows in tables.items()} == {
        "report": 1,
        "areas": 2,
        "departments": 3,
        "targets": 3,
        "entries": 5,
        "revisions": 2,
        "closings": 1,
        "publications": 8,
        "standings": 36,
        "evidence": 2,
    }


def test_keys_are_unique_and_what_they_refer_to_is_there(tables, record):
    described = descriptor(read_at())
    referred = 0
    for resource in described["resources"]:
        schema, rows = resource["schema"], tables[resource["name"]]
        keys = {tuple(row[name] for name in schema["primaryKey"]) for row in rows}
        assert len(keys) == len(rows)
        for key in schema.get("foreignKeys", []):
            there = tables[key["reference"]["resource"] or resource["name"]]
            known = {tuple(row[name] for name in key["reference"]["fields"]) for row in there}
            given = {tuple(row[name] for name in key["fields"]) for row in rows} - {(None,)}
            assert given <= known, key
            referred += len(given)
    assert referred == 33


def test_entries_are_those_of_the_database_to_the_last_letter(tables):
    accepted = {
        (entry.target.code, entry.month, entry.version): entry
        for entry in Entry.objects.accepted().select_related("target", "department")
    }
    assert {(row["target"], row["month"], row["version"]) for row in tables["entries"]} == accepted.keys()
    for row in tables["entries"]:
        entry = accepted[row["target"], row["month"], row["version"]]
        assert (row["value"], row["not_counted"]) == (entry.value, entry.is_uncounted)
        for name in ("progress", "problems", "next_steps", "explanation", "correction_reason"):
            assert (row[name] or "") == getattr(entry, name)
        for name, column in (("first_filed_at", "first_submitted_at"), ("filed_at", "submitted_at")):
            assert row[name] == getattr(entry, column)
        assert (row["accepted_at"], row["completion"]) == (entry.reviewed_at, entry.claims_completion)
        assert (row["department"], row["unit"]) == (entry.department.code, entry.target.unit)
    assert tables["entries"][0]["progress"] == FORMULA


def test_targets_areas_departments_and_report_are_those_of_the_database(tables):
    for row in tables["targets"]:
        target = Target.objects.select_related("area", "lead").get(code=row["code"])
        same = ("name", "name_en", "kind", "comparison", "value", "value_high", "tolerance", "unit", "unit_en", "start")
        for name in (*same, "due", "cadence", "section", "phrase", "baseline"):
            assert row[name] == getattr(target, name)
        assert (row["definition"] or "") == target.definition
        assert (row["area"], row["lead"]) == (target.area.code, target.lead.code if target.lead else None)
        helpers = target.cooperating.order_by("code").values_list("code", flat=True)
        assert (row["cooperating"] or "").split() == list(helpers)
    for name, model in (("areas", Area), ("departments", Department)):
        assert [(row["code"], row["name"], row["name_en"]) for row in tables[name]] == [
            (each.code, each.name, each.name_en) for each in model.objects.all()
        ]
    (row,), report = tables["report"], Report.objects.get()
    assert (row["code"], row["year"], row["adopted_on"]) == (report.code, report.year, report.adopted_on)
    assert (row["behind_over"], row["due_day"]) == (report.policy.behind_over, report.policy.due_day)


def test_revisions_and_evidence_are_those_of_the_database(tables):
    columns = ("kind", "decided_on", "value_before", "value_after", "value_high_before", "value_high_after")
    columns += ("due_before", "due_after", "document", "reason", "recorded_at")
    assert [[row[name] for name in columns] for row in tables["revisions"]] == [
        list(row) for row in Revision.objects.order_by("target__order", "id").values_list(*columns)
    ]
    assert [(row["id"], row["sha256"] or "", row["size"]) for row in tables["evidence"]] == [
        (str(each.key), each.sha256, each.size) for each in Evidence.objects.filter(is_public=True)
    ]


def test_standings_are_those_of_the_list(tables):
    page = read_at().page
    for row in tables["standings"]:
        (standing,) = [each for each in page.ledger.standings(row["month"]) if each.target.code == row["target"]]
        verdict, latest = standing.verdict, standing.facts.latest
        assert (row["light"], row["outcome"]) == (verdict.light, standing.outcome)
        assert (row["latest_value"], row["latest_month"]) == ((latest.value, latest.month) if latest else (None, None))
        for name, share in (("done_share", verdict.done), ("expected_share", verdict.expected), ("gap", verdict.gap)):
            assert (row[name] is None) == (share is None)
            assert share is None or abs(row[name] - Decimal(share.numerator) / share.denominator) <= Decimal("5e-7")


def test_nothing_that_is_not_public_is_in_it(record):
    with ZipFile(BytesIO(package_bytes(read_at()))) as packed:
        text = "".join(packed.read(name).decode() for name in packed.namelist())
    for secret in ("绝密", "98.765", "internal.cn", "lin,", "wang,"):
        assert secret not in text


def test_the_same_edition_gives_the_same_bytes_whatever_the_readers_language(record):
    data = package_bytes(read_at())
    with override("en"):
        assert data == package_bytes(read_at())
    with ZipFile(BytesIO(data)) as packed:
        assert packed.namelist() == sorted([f"{name}.csv" for name in TABLES] + ["datapackage.json", "README.txt"])
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sample_data_is_called_so_wherever_one_looks(record):
    described, tables = unpack(package_bytes(read_at(is_sample=True)))
    assert (described["sample"], described["notice"]) == (True, "演示数据")
    assert described["title"].startswith("演示数据 · ")
    assert {row["notice"] for rows in tables.values() for row in rows} == {"演示数据"}
    assert "演示数据" in readme(read_at(is_sample=True))
    assert "演示数据" not in json.dumps(descriptor(read_at())["title"], ensure_ascii=False)


def test_the_read_me_names_each_table_in_both_languages(record):
    text = readme(read_at())
    zh, en = text.split("\n\n2021")[0], text
    assert "2021年政府工作报告" in zh
    assert "Government Work Report 2021" in en
    for name in TABLES:
        assert text.count(f"{name}.csv: ") == 2
    assert "CC BY 4.0" in text
    assert "http://127.0.0.1:8000/data/" in text


def test_the_description_is_a_data_package(record):
    described = descriptor(read_at())
    assert jsonschema_rs.is_valid(PROFILE, described)
    assert [each["path"] for each in described["resources"]] == [f"{name}.csv" for name in TABLES]
    assert re.fullmatch(r"[-a-z0-9._/]+", described["name"])


FIELD = {
    "type": "object",
    "required": ["name", "type", "description"],
    "properties": {"type": {"enum": list(READ)}, "missingValues": {"type": "array", "items": {"type": "string"}}},
}
PROFILE = {
    "type": "object",
    "required": ["name", "resources", "licenses", "created"],
    "properties": {
        "licenses": {"type": "array", "minItems": 1, "items": {"required": ["path", "title"]}},
        "resources": {
            "type": "array",
            "items": {
                "required": ["name", "path", "schema", "encoding", "dialect"],
                "properties": {
                    "name": {"pattern": "^[a-z]+$"},
                    "schema": {
                        "required": ["fields", "primaryKey"],
                        "properties": {"fields": {"type": "array", "items": FIELD}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("number", [1, 30])
def test_it_takes_eighteen_queries_whatever_its_size(report, department, lin, wang, number, django_assert_num_queries):
    for _ in range(number):
        make_entry(make_target(make_area(report), lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(18):
        assert len(unpack(package_bytes(read_at()))[1]["standings"]) == number * 12
