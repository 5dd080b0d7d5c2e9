"""What changed between two months, as a page."""

import re
from datetime import UTC, datetime

import pytest

from tests.factories import make_entry, make_target
from tests.views.conftest import words

SECTIONS = ("lights", "revised", "corrected", "late", "figures")


@pytest.fixture
def moved(world, lin, wang):
    """Behind in May, half done in June; June's figure came late and was corrected."""
    make_entry(world.target, 5, "5", lin, wang, datetime(2021, 5, 20, tzinfo=UTC))
    make_entry(world.target, 6, "21", lin, wang, correction_reason="重复计算")
    return world


def sections(html):
    """What stands under each heading."""
    parts = re.split(r'<h2 id="(\w+)">', html)
    return {name: words(text) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_a_month_is_compared_with_the_one_before(read, moved):
    html = read("/en/2021-06/changes/")
    assert "between the ends of May 2021 and June 2021" in words(html)
    said = sections(html)
    assert tuple(said) == SECTIONS
    assert "New 5G base stations ■ Far behind → became ● On pace" in said["lights"].replace(
        "▲ Slightly behind", "■ Far behind"
    )
    assert "New 5G base stations June 2021" in said["corrected"]
    assert "New 5G base stations June 2021" in said["late"]
    assert "New 5G base stations 5 stations 21 stations 40 stations" in said["figures"]
    assert "No promise was revised." in said["revised"]


def test_any_two_months_can_be_compared(read, moved):
    html = read("/en/2021-06/changes/2020-12/")
    assert "between the ends of December 2020 and June 2021" in words(html)
    assert "– 21 stations" in sections(html)["figures"]


def test_where_nothing_changed_each_heading_says_so(read, moved):
    said = sections(read("/en/2021-11/changes/"))
    assert [said[name].split("h2>")[-1].endswith(".") for name in SECTIONS[:4]] == [True] * 4
    assert "No light changed." in said["lights"]
    assert "No new figure was accepted for these months." in said["figures"]


@pytest.mark.parametrize("address", ["/2021-06/changes/2021-06/", "/2021-06/changes/2021-07/", "/changes/2019-01/"])
def test_a_month_that_cannot_be_compared_is_refused_with_those_that_can(client, world, address):
    for prefix, says in (("", "2020年12月"), ("/en", "December 2020")):
        response = client.get(prefix + address)
        assert response.status_code == 400
        assert says in words(response)


def test_the_months_beside_lead_to_their_own_changes(read, moved):
    html = read("/en/2021-06/changes/2021-02/")
    picker = re.search(r'<nav class="month-picker".*?</nav>', html, re.S)[0]
    assert 'rel="prev" href="/en/2021-05/changes/"' in picker
    assert 'href="/en/changes/"' in picker
    assert 'href="/en/2021-06/changes/2020-12/"' in html


@pytest.mark.parametrize("rows", [1, 30])
def test_changes_ask_five_queries_whatever_the_size(
    read, report, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(5):  # edition, report, three of the ledger
        read("/en/2021-03/changes/")
