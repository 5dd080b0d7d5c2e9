import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.factories import make_area, make_department, make_entry, make_target
from tracker.exports.columns import Type
from tracker.exports.resources import RESOURCES
from tracker.models import Department


@pytest.mark.parametrize("name", RESOURCES)
def test_a_list_has_its_rows_under_its_name(client, record, name):
    read, resource = client.get(f"/api/v1/{name}.json").json(), RESOURCES[name]
    rows = read[resource.listed_as]
    assert (read["total"], read["page"], read["pages"], read["per_page"]) == (len(rows), 1, 1, 1000)
    assert len(rows) > 0
    assert {tuple(row) for row in rows} == {tuple(column.name for column in resource.columns)}
    assert (read["next"], read["prev"]) == (None, None)


@pytest.mark.parametrize("name", RESOURCES)
@pytest.mark.parametrize("query", ["", "?month=2021-07"])
def test_csv_and_workbook_have_the_rows_of_the_answer(client, record, name, query):
    resource = RESOURCES[name]
    rows = client.get(f"/api/v1/{name}.json{query}").json()[resource.listed_as]
    columns = [column for column in resource.columns if column.holds != Type.LIST]
    key = resource.key[0]
    table = client.get(f"/api/v1/{name}.csv{query}")
    lines = list(csv.DictReader(StringIO(table.content.decode("utf-8-sig"), newline="")))
    book = load_workbook(BytesIO(client.get(f"/api/v1/{name}.xlsx{query}").content))
    head, *cells = [[cell.value for cell in row] for row in book[name].iter_rows()]
    assert list(lines[0] if lines else head) == head == [column.name for column in columns]
    assert [line[key] for line in lines] == [row[0] for row in cells] == [row[key] for row in rows]


def test_files_say_what_they_are_in_their_name(client, record):
    assert client.get("/api/v1/targets.csv").headers["Content-Disposition"] == (
        'attachment; filename="targets-2021-12.csv"'
    )
    Department.objects.update(is_sample=True)
    response = client.get("/api/v1/entries.xlsx?month=2021-06")
    assert response.headers["Content-Disposition"] == 'attachment; filename="entries-2021-06-sample.xlsx"'
    assert response.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_pages_follow_one_another_by_their_addresses(client, record, settings):
    address, found, visited = "http://127.0.0.1:8000/api/v1/entries.json?per_page=2&until=2021-07", [], []
    while address:
        read = client.get(address.removeprefix(settings.SITE_URL)).json()
        found += [row["id"] for row in read["entries"]]
        visited.append(read["page"])
        assert (read["total"], read["pages"]) == (5, 3)
        address, before = read["next"], read["prev"]
    assert visited == [1, 2, 3]
    assert before == "http://127.0.0.1:8000/api/v1/entries.json?per_page=2&until=2021-07&page=2"
    assert found == [row["id"] for row in client.get("/api/v1/entries.json").json()["entries"]]


def test_a_page_after_the_last_holds_nothing(client, record):
    read = client.get("/api/v1/targets.json?page=1000000&per_page=1").json()
    assert (read["targets"], read["total"], read["next"]) == ([], 3, None)
    assert read["prev"].endswith("page=3&per_page=1")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_files_have_no_pages(client, target, kind):
    response = client.get(f"/api/v1/targets.{kind}?page=1&per_page=5")
    assert response.status_code == 400
    assert [each["parameter"] for each in response.json()["errors"]] == ["page", "per_page"]


def test_filters_are_asked_together(client, record):
    read = client.get("/api/v1/entries.json?target=HD-2021-01&since=2021-06&until=2021-06").json()
    assert [row["version"] for row in read["entries"]] == [1, 2]
    assert len(client.get("/api/v1/entries.csv?target=HD-2021-01&since=2021-07").content.splitlines()) == 2


def test_publications_are_newest_first(client, record):
    moments = [row["at"] for row in client.get("/api/v1/publications.json").json()["publications"]]
    assert moments == sorted(moments, reverse=True)
    assert len(moments) == 8


QUERIES = {
    "report": 5,
    "areas": 6,
    "departments": 6,
    "targets": 6,
    "entries": 5,
    "revisions": 3,
    "closings": 6,
    "publications": 5,
}


@pytest.mark.parametrize(("name", "queries"), QUERIES.items(), ids=QUERIES)
@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_asks_the_same_number_of_queries_whatever_its_size(
    client, report, lin, wang, name, queries, kind, rows, django_assert_num_queries
):
    for number in range(rows):
        lead = lin.department if number % 2 == 0 else make_department(f"d{number}")
        target = make_target(make_area(report), lead=lead)
        if lead == lin.department:
            make_entry(target, 3, "9", lin, wang, evidence_url="https://a.cn/x")
    with django_assert_num_queries(queries):
        assert client.get(f"/api/v1/{name}.{kind}").status_code == 200
