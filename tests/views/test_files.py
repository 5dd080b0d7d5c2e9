import csv
import re
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.exports.conftest import record
from tests.factories import make_entry, make_target
from tracker.models import Department

__all__ = ["record"]
CODES = re.compile(r'<span class="code">([\w-]+)</span>')
QUERIES = [
    "",
    "?light=SUSPENDED",
    "?words=silent",
    "?sort=-gap",
    "?sort=light",
    "?area=HD-2021-A0&sort=-name",
    "?kind=RATE",
]
QUERIES += ["?columns=gap&columns=light&sort=done", "?department=swj", "?light=DONE"]


def codes(client, address):
    """The codes in a file, in its order."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    kind = address.partition("?")[0].rpartition(".")[2]
    if kind == "json":
        return [row["code"] for row in response.json()["targets"]]
    if kind == "csv":
        return [row["code"] for row in csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline=""))]
    sheet = load_workbook(BytesIO(response.content))["targets"]
    return [cell.value for cell in next(iter(sheet.columns))[1:]]


@pytest.mark.parametrize("prefix", ["", "/en", "/2021-06", "/en/2021-06"])
def test_a_file_has_the_rows_of_the_page_in_its_order(client, read, record, prefix):
    for query in QUERIES:
        shown = CODES.findall(read(f"{prefix}/targets/{query}"))
        for kind in ("json", "csv", "xlsx"):
            assert codes(client, f"{prefix}/targets.{kind}{query}") == shown, (query, kind)


def test_a_file_is_of_the_month_in_its_address(client, record):
    earlier, usual = (client.get(f"{month}/targets.json").json() for month in ("/2021-06", ""))
    assert (earlier["month"], usual["month"]) == ("2021-06", "2021-12")
    assert client.get("/targets.json?month=2021-06").json()["targets"] == earlier["targets"]
    assert earlier["targets"][0]["url"] == "http://127.0.0.1:8000/2021-06/targets/HD-2021-01/"
    assert client.get("/2021-06/targets.csv").headers["Content-Disposition"].endswith('"targets-2021-06.csv"')


def test_a_row_is_that_of_the_api_in_either_language(client, record):
    api = client.get("/api/v1/targets.json?month=2021-06").json()
    for prefix in ("", "/en"):
        assert client.get(f"{prefix}/2021-06/targets.json").json() == api


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
@pytest.mark.parametrize("query", ["light=x", "area=none", "department=zzj", "kind=%00", "words=a%00b"])
def test_a_filter_the_page_calls_wrong_is_refused(client, record, kind, query):
    response = client.get(f"/en/targets.{kind}?{query}")
    assert response.status_code == 400
    assert [each["parameter"] for each in response.json()["errors"]] == [query.partition("=")[0]]
    assert "ETag" not in response.headers


@pytest.mark.parametrize("address", ["/2030-01/targets.csv", "/2021-13/targets.json", "/targets.xlsx?month=abc"])
def test_a_month_that_cannot_be_shown_is_refused(client, record, address):
    assert client.get(address).status_code == 400


def test_sample_data_is_called_so_in_name_and_rows(client, record):
    Department.objects.update(is_sample=True)
    response = client.get("/targets.csv")
    assert response.headers["Content-Disposition"].endswith('"targets-2021-12-sample.csv"')
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert {row["notice"] for row in rows} == {"演示数据"}


def test_files_are_known_by_edition_and_open_to_every_site(client, record):
    for kind in ("json", "csv", "xlsx"):
        first = client.get(f"/targets.{kind}")
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        again = client.get(f"/targets.{kind}", headers={"if-none-match": first.headers["ETag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
@pytest.mark.parametrize("rows", [1, 30])
def test_a_file_asks_seven_queries_whatever_its_size(
    client, area, department, lin, wang, kind, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(7):  # edition, report, three of the ledger, areas, who cooperates
        assert len(codes(client, f"/targets.{kind}?department=jyj&sort=light")) == rows
