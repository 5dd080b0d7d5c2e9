import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.exports.conftest import record
from tests.factories import make_area, make_entry, make_target
from tests.views.conftest import words
from tracker.exports.columns import LANGUAGES, said
from tracker.exports.resources import RESOURCES, TABLES
from tracker.models import Department
from tracker.views.data import allowed

__all__ = ["record"]
PREFIXES = {"zh-hans": "", "en": "/en"}
languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
def test_every_list_is_named_with_its_formats_and_columns(read, record, language):
    html = read(f"{PREFIXES[language]}/data/")
    for each in RESOURCES.values():
        assert said(each.about, language) in html
        for kind in ("json", "csv", "xlsx"):
            assert f'href="/api/v1/{each.name}.{kind}"' in html
    for each in TABLES.values():
        columns = re.search(rf'<details id="columns-{each.name}">.*?</details>', html, re.S)[0]
        assert re.findall(r'<code class="code">(\w+)</code>', columns) == [column.name for column in each.columns]
        for column in each.columns:
            assert said(column.about, language).replace("'", "&#x27;").split("“")[0] in columns


@languages
def test_every_link_of_the_page_leads_somewhere(client, read, record, language):
    html = read(f"{PREFIXES[language]}/data/")
    main = re.search(r"<main.*?</main>", html, re.S)[0]
    addresses = {address for address in re.findall(r'href="([^"]+)"', main) if address.startswith("/")}
    assert len(addresses) > 25
    for address in addresses:
        assert client.get(address).status_code == 200, address
    anchors = set(re.findall(r'href="#([^"]+)"', main))
    assert anchors <= set(re.findall(r'id="([^"]+)"', html))


@languages
def test_search_engines_are_told_of_the_data_set(read, record, language):
    html = read(f"{PREFIXES[language]}/data/")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    told = json.loads(block)
    assert told["@type"] == "Dataset"
    assert told["description"] in html


def test_licence_and_citation_are_those_of_the_settings(read, target, settings):
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "另一许可", "https://a.gov.cn/licence"
    html = read("/data/")
    assert '<a href="https://a.gov.cn/licence" rel="license noopener">另一许可</a>' in html
    assert "（另一许可）" in html


def test_sample_data_is_called_so_where_it_is_taken_away(read, record):
    assert "-sample" not in read("/en/data/")
    Department.objects.update(is_sample=True)
    html = read("/en/data/")
    assert "file names end in -sample" in html
    assert "[演示数据] Hedong" in html


@languages
def test_the_api_in_words_is_that_of_its_description(client, read, record, language):
    html = read(f"{PREFIXES[language]}/data/api/")
    described = client.get("/api/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        assert f"<code>{path}</code>" in html or f"<code>GET {path}</code>" in html
        summary = methods["get"]["summary"].split(" / ")[LANGUAGES.index(language)]
        assert summary.replace("'", "&#x27;") in html or path.endswith((".csv", ".xlsx"))
    section = re.search(r"<section><h2><code>GET /api/v1/targets.json</code>.*?</section>", html, re.S)[0]
    said_of = words(section)
    for text in ("2021-01 … 2021-12", "HD-2021-A0, HD-2021-A1", "1–1000", "/api/v1/targets.csv"):
        assert text in said_of
    assert re.findall(r'<code class="code">(\w+)</code>', section) == [
        *("month", "area", "department", "light", "kind", "words", "page", "per_page"),
    ]


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({"type": "string", "enum": ["a", "b"]}, "a, b"),
        ({"type": "string", "enum": [str(n) for n in range(20)]}, "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …"),
        ({"type": "string", "enum": []}, "–"),
        ({"type": "string", "format": "month", "enum": ["2021-01", "2021-02"]}, "2021-01 … 2021-02"),
        ({"type": "integer", "minimum": 1, "maximum": 9}, "1–9"),
        ({"type": "string", "format": "date"}, "YYYY-MM-DD"),
        ({"type": "string", "maxLength": 100}, "100 characters at most"),
    ],
)
def test_what_a_parameter_takes_is_put_in_words(english, schema, written):
    assert allowed(schema) == written


@languages
def test_the_whole_data_set_is_one_file_in_either_language(client, record, language):
    response = client.get(f"{PREFIXES[language]}/data/dataset.zip")
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"] == 'attachment; filename="HD-2021-2021-12.zip"'
    assert response.content == client.get("/data/dataset.zip").content
    with ZipFile(BytesIO(response.content)) as packed:
        assert packed.testzip() is None
        assert "entries.csv" in packed.namelist()


@pytest.mark.parametrize(("address", "queries"), [("/data/", 6), ("/data/api/", 7), ("/data/dataset.zip", 19)])
@pytest.mark.parametrize("rows", [1, 30])
def test_the_number_of_queries_does_not_depend_on_the_size(
    read, client, report, department, lin, wang, address, queries, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(make_area(report), lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
