import re

import pytest
from django.test import override_settings

from hedong.csp import HEADER
from tests.factories import make_target
from tests.views.conftest import inline, words
from tracker.models import Department

CARDS = ["/embed/targets/HD-2021-01/", "/embed/areas/HD-2021-A0/", "/embed/areas/HD-2021-A1/"]


@pytest.mark.parametrize("prefix", ["", "/en", "/2021-06", "/en/2021-06"])
@pytest.mark.parametrize("address", CARDS)
def test_card_is_a_small_page_without_script_or_navigation(client, world, prefix, address):
    response = client.get(prefix + address)
    html = response.content.decode()
    assert response.status_code == 200
    assert inline(html) == []
    assert "<script" not in html
    assert "<nav" not in html
    assert html.count("<h1>") == 1
    assert f'<html lang="{"en" if "en" in prefix else "zh-Hans"}"' in html
    assert not response.cookies


def test_card_says_what_was_promised_how_it_stands_and_as_of_when(read, world):
    said = words(read("/en/2021-06/embed/targets/HD-2021-01/"))
    for text in ("5G base stations", "On pace", "20 stations", "promised: 40 stations", "50% done", "as of June 2021"):
        assert text in said
    assert 'class="fill-on-pace"' in read("/en/2021-06/embed/targets/HD-2021-01/")


def test_card_of_an_area_counts_its_targets(read, world):
    assert "3 targets" in words(read("/en/2021-06/embed/areas/HD-2021-A0/"))
    assert "holds no quantified target" in words(read("/en/embed/areas/HD-2021-A1/"))


@pytest.mark.parametrize("address", CARDS)
def test_every_link_opens_the_full_page_of_the_month_outside_of_the_frame(read, world, address):
    links = re.findall(r"<a [^>]+>", read(f"/2021-06{address}"))
    page = address.removeprefix("/embed")
    assert len(links) == 2
    assert all(f'href="/2021-06{page}"' in link for link in links)
    assert all('target="_blank" rel="noopener"' in link for link in links)


@pytest.mark.parametrize("address", CARDS)
def test_card_says_when_data_is_a_sample(read, world, address):
    assert "演示数据" not in read(address)
    Department.objects.filter(code="swj").update(is_sample=True)
    assert "演示数据" in words(read(address))


@pytest.mark.parametrize("allowed", [[], ["https://www.example.gov.cn"]])
def test_card_is_framed_by_those_allowed(client, world, settings, allowed):
    ancestors = allowed or ["'none'"]
    with override_settings(SECURE_CSP=settings.SECURE_CSP | {"frame-ancestors": ancestors}):
        client.handler.load_middleware()
        policy = client.get(CARDS[0]).headers[HEADER]
    assert f"frame-ancestors {ancestors[0]}" in policy


@pytest.mark.parametrize("address", ["/embed/targets/none/", "/embed/areas/none/"])
def test_unknown_code_is_not_found(client, world, address):
    assert client.get(address).status_code == 404


def test_card_takes_the_same_queries_with_one_target_and_with_thirty(client, world, django_assert_num_queries):
    for number in range(2):
        with django_assert_num_queries(6):
            client.get(f"/2021-0{number + 3}/embed/areas/HD-2021-A0/")
        for _more in range(29):
            make_target(world.area)
