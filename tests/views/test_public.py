import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils.translation import gettext

from hedong.csp import HEADER
from tests.factories import make_entry
from tests.views.conftest import BOTH, PUBLIC, inline, title
from tracker.models import Department

LANGUAGES = ["", "/en"]
MONTHLESS = {"/years/", "/permissions/", "/data/", "/data/api/", "/bulletins/"}


@pytest.mark.parametrize(("address", "index"), BOTH, ids=[address for address, _index in BOTH])
def test_every_page_answers_in_both_languages(client, world, address, index):
    response = client.get(address)
    assert response.status_code == 200
    zh, en = PUBLIC[address.removeprefix("/en")]
    assert title(response) == (en if index else zh or gettext(en))
    assert f'<html lang="{["zh-Hans", "en"][index]}"' in response.content.decode()
    assert response.headers["Content-Language"] == ["zh-hans", "en"][index]


@pytest.mark.parametrize("address", PUBLIC)
def test_the_address_alone_decides_on_the_language(world, address):
    client = Client(headers={"accept-language": "en"})
    client.cookies["django_language"] = "en"
    assert client.get(address).headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize(("address", "index"), BOTH, ids=[address for address, _index in BOTH])
def test_sample_data_is_called_so_on_every_page(client, world, address, index):
    notice = ["演示数据", "Sample data"][index]
    assert notice not in client.get(address).content.decode()
    Department.objects.filter(code="swj").update(is_sample=True)
    html = client.get(address).content.decode()
    assert "notice-sample" in html
    assert notice in html


@pytest.mark.parametrize("address", PUBLIC)
def test_reading_sets_no_cookie(client, world, address):
    response = client.get(address)
    assert not response.cookies
    assert not client.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", PUBLIC)
def test_unchanged_page_is_not_sent_again(client, world, address, django_assert_num_queries):
    etag = client.get(address).headers["ETag"]
    with django_assert_num_queries(1):  # the edition
        again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("address", PUBLIC)
def test_page_is_kept_until_something_changes(client, world, address, lin, wang, django_assert_num_queries):
    first = client.get(address)
    with django_assert_num_queries(1):
        assert client.get(address).content == first.content
    make_entry(world.target, 7, "30", lin, wang)
    changed = client.get(address)
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert changed.content != first.content
    assert client.get(address, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_each_address_and_language_is_kept_for_itself(client, world, prefix):
    addresses = ["/", "/?month=2021-06", "/?month=2021-05", "/targets/", "/targets/?sort=light"]
    assert len({client.get(prefix + address).headers["ETag"] for address in addresses}) == len(addresses)
    assert client.get("/").headers["ETag"] != client.get("/en/").headers["ETag"]


@pytest.mark.parametrize("address", PUBLIC)
def test_head_is_answered_like_get_without_a_body(client, world, address):
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    page = client.get(address)  # after the answer to HEAD was kept
    assert page.content
    assert page.headers["ETag"] == head.headers["ETag"]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_only_answer_questions(client, world, address, method):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize(("address", "index"), BOTH, ids=[address for address, _index in BOTH])
def test_no_style_or_script_stands_in_the_page(client, world, settings, address, index):
    response = client.get(address)
    assert inline(response.content.decode()) == []
    assert "'unsafe" not in response.headers[HEADER]
    assert "http://" not in response.content.decode().replace("http://www.w3.org", "").replace(
        f"{settings.SITE_URL}/", ""
    )


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("address", [address for address in PUBLIC if address not in MONTHLESS])
def test_page_of_an_earlier_month_keeps_it_in_its_links(client, world, prefix, address):
    html = client.get(f"{prefix}/2021-06{address}").content.decode()
    assert f'href="{prefix}/2021-06/targets/"' in html
    other = "" if prefix else "/en"
    assert f'href="{other}/2021-06{address}"' in html


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("address", PUBLIC)
def test_before_any_report_is_loaded_the_page_says_how_to(client, db, prefix, address):
    response = client.get(prefix + address)
    assert response.status_code == 404
    assert "load_targets" in response.content.decode()
    assert "ETag" not in response.headers


def test_report_that_is_loaded_shows_at_once(client, db):
    assert client.get("/").status_code == 404
    call_command("load_targets", verbosity=0)
    assert client.get("/").status_code == 200


def test_pages_that_failed_are_not_kept(client, world):
    assert client.get("/?month=2030-01").status_code == 400
    assert client.get("/targets/none/").status_code == 404
    assert not getattr(cache, "_cache", {})


def test_page_is_the_same_for_everybody(client, world, lin):
    anonymous = client.get("/").content
    client.force_login(lin)
    assert client.get("/").content == anonymous
