"""The public across the years: side by side, one target's line, and addresses that last."""

import pytest

from tests.factories import make_area, make_report, make_target
from tests.views.conftest import inline, words


@pytest.fixture
def two_years(world):
    area = make_area(make_report(2022))
    carried = make_target(area, predecessor=world.target, name="新建基站", name_en="Stations again")
    make_target(area, name="新事", name_en="Something new")
    return carried


def test_two_years_stand_side_by_side(read, two_years):
    html = read("/en/years/")
    page = words(html)
    assert "Carried on 1 Ended 2 New 1" in page
    assert "20 of 40 stations" in page
    assert 'href="/en/2021-12/targets/HD-2021-01/"' in html
    assert 'href="/en/targets/HD-2022-01/"' in html
    assert inline(html) == []


def test_one_year_says_that_it_is_alone(read, world):
    assert "现有报告1份" in words(read("/years/"))


def test_a_target_shows_its_line(read, two_years, world):
    now, then = read("/en/targets/HD-2022-01/"), read("/en/2021-12/targets/HD-2021-01/")
    for html in (now, then):
        assert "Across the years" in html
        assert "20 of 40 stations" in words(html)
    assert "Across the years" not in read("/en/targets/HD-2022-02/")


def test_an_address_with_a_month_lasts_when_the_next_report_is_opened(client, read, world, two_years):
    html = read("/en/2021-06/targets/HD-2021-01/")
    assert 'href="/en/2021-06/targets/"' in html
    assert 'href="/en/2021-12/' in html
    assert "New 5G base stations" in html
    assert "Government Work Report 2021" in read("/en/2021-12/")
    assert "Government Work Report 2022" in read("/en/")


def test_without_a_month_a_target_of_an_earlier_report_leads_to_its_year(client, two_years):
    answer = client.get("/targets/HD-2021-01/")
    assert (answer.status_code, answer.url) == (302, "/2021-12/targets/HD-2021-01/")
    assert client.get("/targets/HD-2021-01/trail/").status_code == 200
    assert client.get("/targets/HD-1999-01/").status_code == 404


def test_a_month_of_no_report_is_told(client, two_years):
    assert client.get("/2020-06/").status_code == 400


def test_years_take_the_same_queries_whatever_their_size(read, two_years, django_assert_num_queries):
    for _ in range(20):
        make_target(two_years.area)
    with django_assert_num_queries(2 + 3 * 3):  # edition and reports; each ledger, and the page's own
        read("/years/")


@pytest.mark.parametrize(
    "address",
    [
        *("/embed/targets/HD-2021-01/", "/embed/areas/HD-2021-A0/", "/badges/targets/HD-2021-01.svg"),
        *(
            "/badges/areas/HD-2021-A0.svg",
            "/targets/HD-2021-01/charts/course.svg",
            "/areas/HD-2021-A0/charts/bullets.csv",
        ),
        *("/feeds/targets/HD-2021-01.atom", "/feeds/areas/HD-2021-A0.atom", "/api/v1/targets/HD-2021-01.json"),
        *("/api/v1/areas/HD-2021-A0.json", "/api/v1/targets.json?month=2021-06", "/2021-06/targets.csv"),
    ],
)
def test_what_other_sites_show_and_read_of_a_year_lasts_when_the_next_report_is_opened(client, two_years, address):
    """Cards, badges, charts, feeds and data keep their address, and what stands at it."""
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "2021" in text
    assert "2022-" not in text.replace("2022-01-", "")  # days of January, when December's figures came in


def test_without_a_month_an_area_of_an_earlier_report_leads_to_its_year(client, two_years):
    answer = client.get("/areas/HD-2021-A0/")
    assert (answer.status_code, answer.url) == (302, "/2021-12/areas/HD-2021-A0/")
    assert client.get("/areas/HD-1999-A0/").status_code == 404


@pytest.mark.parametrize("address", ["targets/HD-2021-01", "areas/HD-2021-A0"])
def test_the_api_gives_a_thing_of_another_year_only_where_no_month_is_asked(client, two_years, address):
    assert client.get(f"/api/v1/{address}.json?month=2022-03").status_code == 404
    assert client.get(f"/api/v1/{address}.json?month=2021-03").status_code == 200
    assert (
        client.get("/api/v1/targets.json?month=2020-03").json()["errors"][0]["message"].endswith("2021-01 to 2022-12")
    )
