import jsonschema_rs
import pytest
from django.urls import resolve

from tests.exports.conftest import read_at
from tracker.exports.columns import LANGUAGES
from tracker.exports.envelopes import listing
from tracker.exports.openapi import FORMATS, ROOT, document, row_schema
from tracker.exports.resources import RESOURCES, TABLES
from tracker.exports.singles import SINGLES, single


def schema_of(described, path):
    """The schema of an answer, with what it refers to beside it."""
    (content,) = described["paths"][path]["get"]["responses"]["200"]["content"].values()
    return content["schema"] | {"components": described["components"]}


def test_every_address_is_described_and_is_there(record):
    described = document(read_at())
    lists = [f"{ROOT}{name}.{kind}" for name in RESOURCES for kind in FORMATS]
    assert list(described["paths"]) == [ROOT, *lists, *(f"{ROOT}{name}/{{code}}.json" for name in SINGLES)]
    for path in described["paths"]:
        assert resolve(path.replace("{code}", "x")).func.__module__.startswith("tracker.api.")


@pytest.mark.parametrize("name", RESOURCES)
def test_a_list_is_as_described(record, name):
    source, resource = read_at(), RESOURCES[name]
    validator = jsonschema_rs.validator_for(schema_of(document(source), f"{ROOT}{name}.json"), validate_formats=True)
    told = listing(source, resource, resource.things(source.page), lambda number: f"http://a/{number}", 1, 1)
    assert [error.message for error in validator.iter_errors(told)] == []
    told[resource.listed_as][0]["more"] = 1
    assert not validator.is_valid(told)


@pytest.mark.parametrize(("name", "code"), [("targets", "HD-2021-01"), ("areas", "HD-2021-A0"), ("departments", "jyj")])
def test_a_single_thing_is_as_described(record, name, code):
    source = read_at()
    schema = schema_of(document(source), f"{ROOT}{name}/{{code}}.json")
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    assert [error.message for error in validator.iter_errors(single(source, name, code))] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_value_that_is_missing_without_leave_is_no_row(record, name):
    source, resource = read_at(), TABLES[name]
    validator = jsonschema_rs.validator_for(row_schema(resource.columns, ("en",)))
    row = resource.rows(resource.things(source.page), source)[0]
    assert validator.is_valid(row)
    for column in resource.columns:
        assert validator.is_valid(row | {column.name: None}) == column.is_nullable


def test_the_parameters_are_those_answers_are_asked_by(record):
    described = document(read_at())
    (month, *filters, page, per_page) = described["paths"][f"{ROOT}targets.json"]["get"]["parameters"]
    assert month["schema"]["enum"] == [f"2021-{number:02}" for number in range(1, 13)]
    assert [each["name"] for each in filters] == ["area", "department", "light", "kind", "words"]
    assert filters[1]["schema"]["enum"] == ["jyj", "swj", "zzj"]
    assert page["schema"]["minimum"] == 1
    assert per_page["schema"] == {"type": "integer", "minimum": 1, "maximum": 1000, "default": 1000}


def test_it_speaks_one_language_or_both(record):
    zh, en, both = (document(read_at(), *languages)["info"]["title"] for languages in [("zh-hans",), ("en",), ()])
    assert both == f"{zh} / {en}"
    assert en == "Hedong target tracker"
    assert len(LANGUAGES) == 2


def test_it_names_licence_and_server(target, settings):
    settings.SITE_URL = "https://a.gov.cn"
    described = document(read_at())
    assert described["info"]["license"] == {
        "name": "CC BY 4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert described["servers"] == [{"url": "https://a.gov.cn"}]
    assert described["openapi"] == "3.1.0"
