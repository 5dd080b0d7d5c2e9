import pytest

from tests.factories import make_area, make_target
from tracker.exports.resources import RESOURCES


def test_the_index_leads_to_everything(client, record):
    read = client.get("/api/v1/").json()
    assert [each["name"] for each in read["resources"]] == list(RESOURCES)
    addresses = [each[kind] for each in read["resources"] for kind in ("json", "csv", "xlsx")]
    addresses += [read["openapi"], read["documentation"], read["dataset"], read["source"]]
    for address in addresses:
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_the_index_speaks_both_languages(client, target):
    first = client.get("/api/v1/").json()["resources"][1]
    assert first["title"] == "领域 / Task areas"


def test_the_description_is_openapi(client, target):
    read = client.get("/api/v1/openapi.json").json()
    assert read["openapi"] == "3.1.0"
    assert " / " in read["paths"]["/api/v1/targets.json"]["get"]["summary"]


@pytest.mark.parametrize(
    "path", ["", "v1", "v2/", "v1/nothing.json", "v1/targets", "v1/targets.xml", "v1/targets/HD-2021-01", "v1/%00"]
)
@pytest.mark.parametrize("method", ["get", "post", "options"])
def test_where_there_is_nothing_it_says_so_to_machines(client, target, path, method, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = getattr(client, method)(f"/api/{path}")
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/json")
    assert "/api/v1/" in response.json()["error"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("rows", [1, 30])
def test_the_description_asks_seven_queries(client, report, rows, django_assert_num_queries):
    for _ in range(rows):
        make_target(make_area(report))
    with django_assert_num_queries(7):  # edition, report, three of the ledger, areas, departments
        assert client.get("/api/v1/openapi.json").status_code == 200
    with django_assert_num_queries(2):
        assert client.get("/api/v1/").status_code == 200
