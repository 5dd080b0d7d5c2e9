from xml.etree import ElementTree

import pytest

from tests.factories import make_entry, make_target
from tracker.models import Department

BADGES = ["/badges/targets/HD-2021-01.svg", "/badges/areas/HD-2021-A0.svg", "/badges/areas/HD-2021-A1.svg"]


def said(response):
    return ElementTree.fromstring(response.content).findtext("{http://www.w3.org/2000/svg}title")


@pytest.mark.parametrize("prefix", ["", "/en", "/2021-06", "/en/2021-06"])
@pytest.mark.parametrize("address", BADGES)
def test_badge_is_a_picture_any_site_may_show_and_nothing_more(client, world, prefix, address):
    response = client.get(prefix + address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["ETag"]
    assert not response.cookies


def test_badge_of_a_month_keeps_to_it_and_the_usual_one_follows(client, world):
    assert said(client.get("/2021-06/badges/targets/HD-2021-01.svg")) == (
        "新建5G基站 · 20 / 40 座 · 达进度 · 截至2021年6月"
    )
    assert "截至2021年12月" in said(client.get("/badges/targets/HD-2021-01.svg"))
    assert "as of June 2021" in said(client.get("/en/2021-06/badges/areas/HD-2021-A0.svg"))


def test_badge_changes_with_the_figures(client, world, lin, wang):
    first = client.get("/2021-07/badges/targets/HD-2021-01.svg")
    make_entry(world.target, 7, "30", lin, wang)
    changed = client.get("/2021-07/badges/targets/HD-2021-01.svg", headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "30 / 40" in said(changed)


@pytest.mark.parametrize("address", BADGES)
def test_badge_says_when_data_is_a_sample(client, world, address):
    assert "演示数据" not in said(client.get(address))
    Department.objects.filter(code="swj").update(is_sample=True)
    assert "演示数据" in said(client.get(address))


@pytest.mark.parametrize("name", ["targets/none", "areas/none", "areas/HD-2021-01"])
def test_unknown_code_is_not_found(client, world, name):
    assert client.get(f"/badges/{name}.svg").status_code == 404


def test_badge_takes_the_same_queries_with_one_target_and_with_thirty(client, world, django_assert_num_queries):
    for number in range(2):
        with django_assert_num_queries(7):  # the edition twice, the report, the list in three, the areas
            client.get(f"/2021-0{number + 3}/badges/areas/HD-2021-A0.svg")
        for _more in range(29):
            make_target(world.area)
