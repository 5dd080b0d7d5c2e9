from xml.etree import ElementTree

import pytest

from tests.exports.conftest import record
from tests.factories import make_entry, make_target

__all__ = ["record"]
MAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


def urls(client):
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content).findall(f"{MAP}url")


def test_every_public_page_is_in_it_in_both_languages(client, record):
    places = [each.findtext(f"{MAP}loc").removeprefix("http://127.0.0.1:8000") for each in urls(client)]
    assert len(set(places)) == len(places)
    for address in ("/", "/targets/HD-2021-01/", "/targets/HD-2021-01/trail/", "/areas/HD-2021-A1/", "/data/api/"):
        assert {address, f"/en{address}"} <= set(places)
    assert {place.removeprefix("/en") for place in places if place.startswith("/en/")} == {
        place for place in places if not place.startswith("/en/")
    }
    for place in places:
        assert client.get(place).status_code == 200, place


def test_each_page_names_its_other_language(client, record):
    for each in urls(client):
        links = {link.get("hreflang"): link.get("href") for link in each.findall(f"{XHTML}link")}
        assert links.keys() == {"zh-hans", "en", "x-default"}
        assert each.findtext(f"{MAP}loc") in links.values()


def test_a_targets_page_says_when_its_record_last_changed(client, record):
    changed = {each.findtext(f"{MAP}loc"): each.findtext(f"{MAP}lastmod") for each in urls(client)}
    assert changed["http://127.0.0.1:8000/targets/HD-2021-01/"] == "2021-08-21"
    assert changed["http://127.0.0.1:8000/targets/HD-2021-03/"] is None
    assert changed["http://127.0.0.1:8000/"] is None


def test_addresses_are_those_of_the_settings(client, record, settings):
    settings.SITE_URL = "https://tracker.gov.cn"
    settings.ALLOWED_HOSTS = ["*"]
    response = client.get("/sitemap.xml", headers={"host": "evil.example"})
    assert "evil.example" not in response.content.decode()
    assert "<loc>https://tracker.gov.cn/en/targets/</loc>" in response.content.decode()
    assert "Sitemap: https://tracker.gov.cn/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_it_is_known_by_edition(client, record):
    etag = client.get("/sitemap.xml").headers["ETag"]
    assert client.get("/sitemap.xml", headers={"if-none-match": etag}).status_code == 304


def test_robots_stay_out_of_what_is_nobodys_page(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\n"
        "Disallow: /desk/\nDisallow: /login/\nDisallow: /admin/\n"
        "Disallow: /en/desk/\nDisallow: /en/login/\nDisallow: /en/admin/\n"
        "Allow: /\n\nSitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )
    assert client.post("/robots.txt").status_code == 405


@pytest.mark.parametrize("rows", [1, 30])
def test_it_asks_eleven_queries_whatever_its_size(client, area, department, lin, wang, rows, django_assert_num_queries):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(11):
        assert len(urls(client)) > 4 * rows
