"""What holds for every address of the API: who may ask how, and what is said to a bad question."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import draft_entry, make_entry
from tracker.exports.resources import RESOURCES
from tracker.models import Department

LISTS = [f"/api/v1/{name}.{kind}" for name in RESOURCES for kind in ("json", "csv", "xlsx")]
SINGLES = ["/api/v1/targets/HD-2021-01.json", "/api/v1/areas/HD-2021-A0.json", "/api/v1/departments/jyj.json"]
EVERY = ["/api/v1/", "/api/v1/index.json", "/api/v1/openapi.json", *LISTS, *SINGLES]
every_address = pytest.mark.parametrize("address", EVERY)
HOSTILE = ["\x00", "9" * 10_000, "٣", "-1", "' OR 1=1 --", "<script>", "../..", "%s", "😀", "a\r\nSet-Cookie: a=b"]


@every_address
def test_every_site_may_read_and_nobody_gets_a_cookie(client, record, address):
    response = client.get(address, headers={"origin": "https://elsewhere.example"})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@every_address
def test_a_browser_that_asks_beforehand_is_told_what_it_may(client, target, address, django_assert_num_queries):
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    with django_assert_num_queries(0):
        response = client.options(address, headers=asked)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Allow"] == response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@every_address
def test_it_is_only_read(target, address):
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PURGE"):
        response = Client(enforce_csrf_checks=True).generic(method, address)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert response.json()["error"] == "this is only read: GET, HEAD, OPTIONS"


@every_address
def test_unchanged_it_is_not_sent_again(client, record, address, django_assert_num_queries):
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    with django_assert_num_queries(1):  # the edition
        again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    with django_assert_num_queries(1):
        assert client.get(address).content == first.content


@every_address
def test_head_is_answered_like_get_without_a_body(client, record, address):
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert client.get(address).headers["ETag"] == head.headers["ETag"]


@every_address
def test_it_follows_no_readers_language(record, address):
    answers = {Client(headers={"accept-language": language}).get(address).content for language in ("zh-hans", "en")}
    assert len(answers) == 1


@every_address
def test_what_is_not_known_is_refused_by_name(client, target, address):
    response = client.get(f"{address}?colour=red")
    assert response.status_code == 400
    ((parameter, message),) = [each.values() for each in response.json()["errors"]]
    assert parameter == "colour"
    assert message.startswith("there is no such parameter here")
    assert response.json()["error"] == f"colour: {message}"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@every_address
def test_before_a_report_is_loaded_it_says_so(client, db, address):
    response = client.get(address)
    assert (response.status_code, response.json()) == (404, {"error": "no report is loaded", "errors": []})


@pytest.mark.parametrize("address", [*LISTS, *SINGLES])
def test_each_address_takes_a_month_and_takes_it_once(client, record, address):
    late, early = (client.get(f"{address}?month={month}") for month in ("2021-12", "2021-05"))
    assert (late.status_code, early.status_code) == (200, 200)
    assert late.content != early.content
    twice = client.get(f"{address}?month=2021-06&month=2021-06")
    assert (twice.status_code, twice.json()["error"]) == (400, "month: write it once")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_value_is_refused_and_breaks_nothing(client, target, text):
    for name in RESOURCES:
        for parameter in ("month", "page", "per_page", "target", "since", "light", "nothing"):
            response = client.get(f"/api/v1/{name}.json?{parameter}={quote(text)}")
            assert response.status_code == 400
            assert [each["parameter"] for each in response.json()["errors"]] == [parameter]
    assert client.get(f"/api/v1/targets/{quote(text, safe='')}.json").status_code == 404


def test_too_many_parameters_are_refused(client, target):
    response = client.get("/api/v1/targets.json?" + "&".join(f"a{number}=1" for number in range(5001)))
    assert (response.status_code, response.json()["error"]) == (400, "too many parameters")


@every_address
def test_drafts_and_internal_things_are_never_told(client, record, address):
    text = client.get(address).content.decode(errors="replace")
    for secret in ("绝密", "98.765", "internal.cn"):
        assert secret not in text


@pytest.mark.parametrize("address", ["/api/v1/", *[address for address in LISTS if "json" in address], *SINGLES])
def test_sample_data_is_called_so(client, record, address):
    assert client.get(address).json()["notice"] is None
    Department.objects.update(is_sample=True)
    assert client.get(address).json()["notice"] == "演示数据"
    assert client.get(address).json()["sample"] is True


def test_free_words_are_not_kept(client, record, lin, django_assert_num_queries):
    draft_entry(record.target, 10, "30", lin)
    for _time in range(2):
        with django_assert_num_queries(6):
            assert client.get("/api/v1/targets.json?words=5g").status_code == 200
    for _time, queries in enumerate((6, 1)):
        with django_assert_num_queries(queries):
            assert client.get("/api/v1/targets.json?month=2021-06").status_code == 200


def test_a_new_figure_shows_at_once(client, target, lin, wang):
    before = client.get("/api/v1/entries.json")
    make_entry(target, 6, "20", lin, wang)
    after = client.get("/api/v1/entries.json")
    assert (before.json()["total"], after.json()["total"]) == (0, 1)
    assert before.headers["ETag"] != after.headers["ETag"]
