from xml.etree import ElementTree

import pytest

from tests.exports.conftest import record
from tests.factories import make_area, make_entry, make_report, make_target
from tracker.models import Department

__all__ = ["record"]
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {
    "/feeds/all.atom": (8, "/"),
    "/feeds/areas/HD-2021-A0.atom": (5, "/areas/HD-2021-A0/"),
    "/feeds/areas/HD-2021-A1.atom": (3, "/areas/HD-2021-A1/"),
    "/feeds/departments/jyj.atom": (5, "/departments/jyj/"),
    "/feeds/departments/swj.atom": (3, "/departments/swj/"),
    "/feeds/departments/zzj.atom": (0, "/departments/zzj/"),
    "/feeds/targets/HD-2021-01.atom": (5, "/targets/HD-2021-01/"),
    "/feeds/targets/HD-2021-03.atom": (0, "/targets/HD-2021-03/"),
}


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_tells_what_is_its_own(client, record, address, prefix):
    response = client.get(prefix + address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    number, page = FEEDS[address]
    assert len(root.findall(f"{ATOM}entry")) == number
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "alternate": f"http://127.0.0.1:8000{prefix}{page}",
        "self": f"http://127.0.0.1:8000{prefix}{address}",
    }
    for entry in root.findall(f"{ATOM}entry"):
        assert (
            client.get(entry.find(f"{ATOM}link").get("href").removeprefix("http://127.0.0.1:8000")).status_code == 200
        )
        assert entry.find(f"{ATOM}link").get("href").startswith(f"http://127.0.0.1:8000{prefix}/targets/")


def test_each_feed_has_an_id_of_its_own_and_a_publication_the_same_in_all(client, record):
    roots = [ElementTree.fromstring(client.get(address).content) for address in FEEDS]
    assert len({root.findtext(f"{ATOM}id") for root in roots}) == len(FEEDS)
    ids = {entry.findtext(f"{ATOM}id") for root in roots for entry in root.findall(f"{ATOM}entry")}
    assert len(ids) == 8


@pytest.mark.parametrize("path", ["areas/none", "departments/none", "targets/none", "targets/jyj"])
def test_there_is_no_feed_of_what_is_not_there(client, record, path):
    assert client.get(f"/feeds/{path}.atom").status_code == 404


def test_another_reports_target_and_area_keep_their_feeds(client, target):
    other = make_target(make_area(make_report(2020)))
    for address in (f"targets/{other.code}", f"areas/{other.area.code}"):
        assert f"/2020-12/{address}/" in client.get(f"/feeds/{address}.atom").content.decode()


def test_a_feed_unchanged_is_not_sent_again(client, record):
    first = client.get("/feeds/all.atom")
    assert client.get("/feeds/all.atom", headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert not first.cookies


def test_sample_data_is_called_so(client, record):
    Department.objects.update(is_sample=True)
    assert client.get("/en/feeds/all.atom").content.decode().count("演示数据 · ") == 9


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/feeds/all.atom", 6),
        ("/feeds/areas/HD-2021-A0.atom", 7),
        ("/feeds/departments/jyj.atom", 7),
        ("/feeds/targets/HD-2021-01.atom", 7),
    ],
)
@pytest.mark.parametrize("rows", [1, 30])
def test_a_feed_asks_the_same_number_of_queries_whatever_it_holds(
    client, area, department, lin, wang, address, queries, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
