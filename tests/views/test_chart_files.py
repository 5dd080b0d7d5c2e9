import csv
import json
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.cache import cache

from tests.factories import make_area, make_entry, make_target
from tracker.models import Department, Target

PLACES = {
    "/charts": "lights-by-area",
    "/areas/HD-2021-A0/charts": "bullets",
    "/departments/jyj/charts": "bullets",
    "/targets/HD-2021-01/charts": "course",
}
FILES = pytest.mark.parametrize(("place", "key"), PLACES.items(), ids=PLACES.values())
LANGUAGES = pytest.mark.parametrize("prefix", ["", "/en"])


def table(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


@FILES
@LANGUAGES
@pytest.mark.parametrize(
    ("kind", "type_"),
    [("csv", "text/csv; charset=utf-8"), ("svg", "image/svg+xml; charset=utf-8"), ("json", "application/json")],
)
def test_each_chart_is_a_file_at_its_own_address(client, world, prefix, place, key, kind, type_):
    response = client.get(f"{prefix}/2021-06{place}/{key}.{kind}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == type_
    assert response.headers["ETag"]
    assert not response.cookies


def test_table_says_unit_month_source_and_notice_in_each_row(client, world):
    rows = table(client.get("/en/2021-06/targets/HD-2021-01/charts/course.csv"))
    assert rows[0] == ["Month", "Reported", "Pace", "Target", "Remarks", "Unit", "As of", "Source", "Notice"]
    assert rows[1] == ["January 2021", "", "3.33", "40", "", "stations", "2021-06", "Government Work Report 2021", ""]
    assert rows[6][1:5] == ["20", "20", "40", "filed late"]


@LANGUAGES
def test_sample_is_called_so_in_every_file(client, world, prefix):
    for kind in ("csv", "svg"):
        assert "演示数据" not in client.get(f"{prefix}/charts/burn-up.{kind}").content.decode()
    Department.objects.filter(code="swj").update(is_sample=True)
    assert all(row[-1].startswith("演示数据") for row in table(client.get(f"{prefix}/charts/burn-up.csv"))[1:])
    response = client.get(f"{prefix}/charts/burn-up.svg")
    assert "演示数据" in response.content.decode()
    assert response.headers["Content-Disposition"] == 'inline; filename="burn-up-2021-12-sample.svg"'


def test_name_that_looks_like_a_formula_stays_text(client, world):
    Target.objects.filter(code="HD-2021-01").update(name="=HYPERLINK(1)")
    rows = table(client.get("/areas/HD-2021-A0/charts/bullets.csv"))
    assert rows[1][0] == "'=HYPERLINK(1)"


def test_negative_numbers_are_numbers(client, world, department, lin, wang):
    rate = make_target(world.area, kind="RATE", unit="%", unit_en="%", name_en="Falling", lead=department)
    make_entry(rate, 6, "-2.5", lin, wang)
    rows = {row[0]: row for row in table(client.get("/en/2021-06/areas/HD-2021-A0/charts/lines-to-hold.csv"))}
    assert rows["Falling"][3:6] == ["-2.5", "June 2021", "-42.5"]


def test_drawing_is_valid_and_says_report_and_month(client, world):
    root = ElementTree.fromstring(client.get("/en/2021-06/charts/burn-up.svg").content)
    text = "".join(root.itertext())
    assert "Government Work Report 2021 · As of the end of June 2021 · Edition 3" in text


def test_figure_is_data_and_layout_with_colours_by_name(client, world):
    figure = json.loads(client.get("/2021-06/charts/lights-by-area.json").content)
    assert set(figure) == {"data", "layout"}
    assert figure["data"][0]["marker"]["color"].startswith("var(--")
    assert "领域0" in client.get("/charts/lights-by-area.json").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        *("/charts/nothing.svg", "/charts/bullets.csv", "/charts/burn-up.png", "/charts/months-and-targets.json"),
        *("/areas/HD-2021-A0/charts/course.svg", "/areas/HD-2021-A9/charts/bullets.svg"),
        *("/areas/HD-2021-A1/charts/bullets.svg", "/targets/HD-2021-99/charts/course.svg"),
        *("/targets/HD-2021-01/charts/bullets.csv", "/departments/none/charts/bullets.svg"),
        "/departments/swj/charts/bullets.svg",
    ],
)
def test_what_there_is_not_is_not_found(client, world, address):
    assert client.get(address).status_code == 404


def test_month_nobody_can_show_is_refused(client, world):
    assert client.get("/2030-01/charts/burn-up.svg").status_code == 400


@FILES
@pytest.mark.parametrize("kind", ["csv", "svg", "json"])
def test_unchanged_file_is_not_sent_again(client, world, place, key, kind, django_assert_num_queries):
    address = f"/2021-06{place}/{key}.{kind}"
    etag = client.get(address).headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    cache.clear()


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        *(("/charts/lights-by-area.svg", 6), ("/charts/burn-up.csv", 5), ("/areas/HD-2021-A1/charts/bullets.svg", 6)),
        *(("/departments/jyj/charts/small-courses.svg", 6), ("/targets/HD-2021-01/charts/course.svg", 5)),
    ],
)
def test_file_asks_the_same_queries_whatever_the_size(
    client, report, area, department, lin, wang, rows, address, queries, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(make_area(report), lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
