"""The office's papers in public: as they went out, without the internal part, for ever at their address."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from tests.factories import AT, make_area, make_entry, make_report, make_target, send_out, submit_entry
from tests.views.conftest import inline, words
from tracker.actions.reviews import send_back
from tracker.choices import IssueKind

JUNE, QUARTER = "/bulletins/2021-06/", "/assessments/2021-06/"


@pytest.fixture
def public(world, lin, wang):
    """June's bulletin and the quarter's assessment, both public, with a secret each."""
    silent = make_target(world.area, lead=lin.department)
    entry = submit_entry(silent, 6, "7", lin, problems="绝密问题")
    send_back(entry=entry, reason="绝密理由", by=wang, at=AT, row_version=entry.row_version)
    return [
        send_out(world.report, 6, wang, kind, words=("请尽快报送", "绝密备注"), is_public=True) for kind in IssueKind
    ]


def test_before_any_is_public_the_list_says_so(read, world, wang):
    send_out(world.report, 6, wang)
    assert "No paper has been made public yet." in words(read("/en/bulletins/"))
    assert "尚无公开的通报或考核。" in words(read("/bulletins/"))


def test_the_list_leads_to_each(read, public):
    html = read("/bulletins/")
    for address in (JUNE, QUARTER):
        assert f'href="{address}"' in html
    assert public[0].sha256[:16] in html


@pytest.mark.parametrize("address", [JUNE, QUARTER])
def test_a_paper_is_read_without_its_internal_part_and_without_a_cookie(client, public, address):
    for prefix in ("", "/en"):
        response = client.get(prefix + address)
        html = response.content.decode()
        assert response.status_code == 200
        assert "绝密" not in html
        assert "请尽快报送" in html
        assert inline(html) == []
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert f"http://127.0.0.1:8000{address}" in html  # where the printed one can be checked


@pytest.mark.parametrize("place", ["/bulletins/2021-06", "/assessments/2021-06"])
@pytest.mark.parametrize("ending", ["docx", "xlsx", "json"])
def test_its_files_are_the_same_bytes_each_time_and_open_to_all(client, public, place, ending):
    response = client.get(f"{place}.{ending}")
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert client.get(f"{place}.{ending}").content == response.content
    assert "绝密".encode() not in response.content


@pytest.mark.parametrize("number", [0, 1])
def test_the_printed_seal_is_that_of_the_json(client, public, number):
    address = (JUNE, QUARTER)[number]
    data = client.get(f"{address.removesuffix('/')}.json").content
    assert sha256(data).hexdigest() == public[number].sha256
    assert public[number].sha256 in words(client.get(address))
    assert json.loads(data)["month"] == "2021-06"


@pytest.mark.parametrize(
    "address",
    [
        *("/bulletins/2021-05/", "/bulletins/2021-04/", "/bulletins/2021-04.json", "/bulletins/2099-12/"),
        *("/assessments/2021-05/", "/bulletins/2021-6/", "/bulletins/2021-06.pdf", "/bulletins/2021-13/"),
    ],
)
def test_what_is_not_public_does_not_exist(client, world, public, wang, address):
    send_out(world.report, 4, wang)
    assert client.get(address).status_code == 404


def test_a_correction_is_marked_on_it_and_its_bytes_stay(client, read, world, public, lin, wang):
    before = {ending: client.get(f"/bulletins/2021-06.{ending}").content for ending in ("docx", "xlsx", "json")}
    assert "此后更正" not in words(read(JUNE))
    make_entry(world.target, 6, "18", lin, wang, AT + timedelta(days=1), correction_reason="重复计算")
    for address in (JUNE, QUARTER):
        said = words(read(address))
        assert "20 座 → 18 座 2021-07-02 · 重复计算" in said
    assert {ending: client.get(f"/bulletins/2021-06.{ending}").content for ending in before} == before


def test_a_public_paper_stays_at_its_address_when_the_next_report_is_there(client, public, read):
    make_target(make_area(make_report(2022)))
    assert client.get(JUNE).status_code == 200
    assert f'href="{JUNE}"' in read("/bulletins/")


def test_a_new_paper_is_seen_at_once(client, world, wang):
    first = client.get("/bulletins/")
    send_out(world.report, 6, wang, is_public=True)
    assert client.get("/bulletins/", headers={"if-none-match": first.headers["ETag"]}).status_code == 200
    assert JUNE in client.get("/bulletins/").content.decode()


def test_they_are_in_the_navigation_and_in_the_sitemap(client, read, public):
    assert 'href="/bulletins/"' in read("/")
    places = client.get("/sitemap.xml").content.decode()
    for address in ("/bulletins/", JUNE, QUARTER):
        assert f"<loc>http://127.0.0.1:8000{address}</loc>" in places
        assert f"<loc>http://127.0.0.1:8000/en{address}</loc>" in places


@pytest.mark.parametrize(("address", "queries"), [("/bulletins/", 6), ("/bulletins/2021-01/", 9)])
@pytest.mark.parametrize("size", [1, 12])
def test_pages_ask_as_much_whatever_the_number_of_papers(
    client, world, wang, address, queries, size, django_assert_num_queries
):
    for number in range(1, size + 1):
        send_out(world.report, number, wang, at=datetime(2022, 1, 9, 1, tzinfo=UTC), is_public=True)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
