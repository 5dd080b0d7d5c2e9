import json
from decimal import Decimal

import pytest
from django.core.cache import cache

from tests.factories import draft_entry, make_area, make_entry, make_target
from tracker.exports.targets import COLUMNS
from tracker.models import Department, Edition

ADDRESS = "/api/v1/targets.json"
SHAPE = [
    *("code", "name", "name_en", "area", "kind", "comparison", "value", "value_high", "unit", "light", "done_share"),
    *("expected_share", "gap", "latest_value", "latest_month", "lead", "reason"),
]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def answer(client):
    def get(**query):
        response = client.get(ADDRESS, query)
        assert response.status_code == 200
        return response.json()

    return get


def test_answer_has_the_shape_that_was_promised(answer, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    read = answer(month="2021-06")
    assert (read["month"], read["sample"], read["edition"], read["report"]) == ("2021-06", False, 3, "HD-2021")
    assert read["notice"] is None
    assert read["published_at"].startswith("2021-07-01T")
    (row,) = read["targets"]
    assert list(row) == [column.name for column in COLUMNS]
    assert [name for name in row if name in SHAPE] == SHAPE
    assert {name: row[name] for name in SHAPE if name != "reason"} == {
        "code": "HD-2021-01",
        "name": "新建5G基站",
        "name_en": "New 5G base stations",
        "area": "HD-2021-A0",
        "kind": "CUMULATIVE",
        "comparison": "AT_LEAST",
        "value": "40",
        "value_high": None,
        "unit": "座",
        "light": "ON_PACE",
        "done_share": "0.5",
        "expected_share": "0.5",
        "gap": "0",
        "latest_value": "20",
        "latest_month": "2021-06",
        "lead": "jyj",
    }
    assert row["reason_en"] == "50% done by June 2021, 50% expected."


def test_no_figure_is_a_float_or_an_int(client, target, lin, wang):
    make_entry(target, 6, "20.5", lin, wang)
    numbers = []
    text = client.get(ADDRESS).content.decode()
    json.loads(text, parse_float=numbers.append, parse_int=numbers.append)
    assert numbers == ["3", "1", "1", "1000", "1"]  # the edition, rows, page, rows a page, pages
    assert "新建5G基站" in text


def test_missing_is_null(answer, area):
    make_target(area)
    row = answer()["targets"][0]
    assert {row[name] for name in ("latest_value", "latest_month", "done_share", "gap", "lead", "value_high")} == {None}


@pytest.mark.parametrize(
    ("figure", "month", "value", "light", "gap"),
    [
        ("50", 6, 100, "ON_PACE", "0"),
        ("49", 6, 100, "BEHIND", "1"),
        ("20", 6, 100, "BEHIND", "30"),
        ("19", 6, 100, "FAR_BEHIND", "31"),
        ("11", 11, 12, "ON_PACE", "0"),
    ],
)
def test_readers_check_holds(answer, area, department, lin, wang, figure, month, value, light, gap):
    target = make_target(area, lead=department, value=Decimal(value))
    make_entry(target, month, figure, lin, wang)
    (row,) = answer(month=f"2021-{month:02}")["targets"]
    assert (row["light"], row["gap"], row["latest_value"]) == (light, gap, figure)


def test_usual_month_is_the_last_closed_one(answer, target):
    assert answer()["month"] == "2021-12"


def test_figures_of_later_months_do_not_show_earlier(answer, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    assert answer(month="2021-05")["targets"][0]["latest_value"] is None


@pytest.mark.parametrize(
    "month", ["", "2030-01", "2020-12", "2021-13", "abc", "2021-6", "٢٠٢١-٠٦", "2021-06" * 999, "\x00"]
)
def test_bad_month_is_refused_with_what_to_write(client, target, month):
    response = client.get(ADDRESS, {"month": month})
    assert response.status_code == 400
    message = "write YYYY-MM, from 2021-01 to 2021-12"
    assert response.json() == {
        "error": f"month: {message}",
        "errors": [{"parameter": "month", "message": message}],
    }
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_before_a_report_is_loaded_it_says_so(client, db):
    response = client.get(ADDRESS)
    assert (response.status_code, response.json()) == (404, {"error": "no report is loaded", "errors": []})


def test_sample_data_is_called_so(answer, target, lin):
    draft_entry(target, 6, "20", lin)
    Department.objects.update(is_sample=True)
    assert (answer()["sample"], answer()["notice"]) == (True, "演示数据")


def test_edition_is_the_one_in_force(answer, target, lin, wang):
    assert answer()["edition"] == 0
    make_entry(target, 6, "20", lin, wang)
    assert answer()["edition"] == Edition.objects.get().number == 3


def test_every_site_may_read_and_nobody_gets_a_cookie(client, target):
    response = client.get(ADDRESS, headers={"origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Type"] == "application/json"
    assert not response.cookies
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_list_is_only_read(client, target):
    assert client.head(ADDRESS).status_code == 200
    for method in (client.post, client.put, client.delete, client.patch):
        assert method(ADDRESS).status_code == 405


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_answer_does_not_follow_the_readers_language(client, target, language):
    response = client.get(ADDRESS, headers={"accept-language": language})
    row = response.json()["targets"][0]
    assert row["reason"].startswith("应") or not row["reason"].isascii()
    assert row["reason_en"] == "A figure is due and none has been accepted."


@pytest.mark.parametrize("rows", [1, 30])
def test_list_asks_six_queries_whatever_its_size(
    answer, report, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(make_area(report), lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(6):  # edition, report, three of the ledger, who cooperates
        assert len(answer()["targets"]) == rows
