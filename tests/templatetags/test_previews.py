import re

import pytest
from django.urls import get_script_prefix, set_script_prefix

from tests.factories import make_entry
from tests.views.conftest import PUBLIC
from tracker.models import Department

SITE = "https://tracker.example.gov.cn"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def metas(html):
    """What the head says, by property or name; of several the last."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html)
    links = re.findall(r'<link rel="(?:canonical|alternate)"(?: hreflang="([^"]+)")? href="([^"]+)">', html)
    return dict(found) | dict(links)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_has_a_lasting_address_in_each_language_and_a_picture(read, world, prefix, address):
    said = metas(read(prefix + address))
    assert said[""] == said["og:url"] == SITE + prefix + address
    assert said["zh-Hans"] == said["x-default"] == SITE + address
    assert said["en"] == f"{SITE}/en{address}"
    assert said["og:locale"] == ("en_GB" if prefix else "zh_CN")
    assert said["og:locale:alternate"] == ("zh_CN" if prefix else "en_GB")
    assert said["og:image"].startswith(f"{SITE}/og/2021-12/")
    assert said["description"] == said["og:description"] == said["og:image:alt"]
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:title"]


@pytest.mark.parametrize("address", ["/2021-06/targets/?sort=gap", "/targets/?month=2021-06&light=DONE"])
def test_the_lasting_address_has_its_month_in_the_path_and_no_parameters(read, world, address):
    said = metas(read(address))
    assert said[""] == f"{SITE}/2021-06/targets/"
    assert said["en"] == f"{SITE}/en/2021-06/targets/"
    assert said["og:image"] == f"{SITE}/og/2021-06/report.png"


def test_the_usual_month_has_one_address_however_it_was_asked_for(read, world):
    for address in ("/", "/2021-12/", "/?month=2021-12"):
        assert metas(read(address))[""] == f"{SITE}/"


def test_a_page_without_months_has_none_in_its_address(read, world):
    assert metas(read("/permissions/?month=2021-06"))[""] == f"{SITE}/permissions/"


def test_addresses_have_the_sub_path_the_site_is_served_under(read, world):
    before = get_script_prefix()
    set_script_prefix("/tracker/")
    try:
        said = metas(read("/targets/"))
    finally:
        set_script_prefix(before)
    assert said["en"] == f"{SITE}/tracker/en/targets/"
    assert said["og:image"] == f"{SITE}/tracker/og/2021-12/report.png"


def test_a_target_says_how_it_stands_and_what_was_promised(read, world):
    said = metas(read("/en/2021-06/targets/HD-2021-01/"))
    assert said["og:title"] == "New 5G base stations"
    assert said["og:description"] == (
        "On pace as of June 2021. 50% done by June 2021, 50% expected. Promised: 40 stations."
    )
    assert said["og:image"] == f"{SITE}/og/2021-06/targets/HD-2021-01.png"


def test_an_area_and_the_report_are_counted(read, world):
    said = metas(read("/en/2021-06/areas/HD-2021-A0/"))
    assert said["og:description"] == "Area 0, by the end of June 2021: On pace 1, Not reported 2. Targets in all: 3."
    assert said["og:image"] == f"{SITE}/og/2021-06/areas/HD-2021-A0.png"
    assert metas(read("/en/2021-06/"))["og:description"].startswith("Government Work Report 2021, by the end of June")
    assert metas(read("/en/areas/HD-2021-A1/"))["og:description"].endswith("holds no quantified target.")


@pytest.mark.parametrize("address", ["/", "/targets/HD-2021-01/", "/areas/HD-2021-A1/"])
def test_sample_data_is_called_so_in_previews(read, world, address):
    assert "演示数据" not in metas(read(address))["og:description"]
    Department.objects.filter(code="swj").update(is_sample=True)
    assert metas(read(address))["og:description"].startswith("【演示数据，非真实情况】")


def test_what_is_written_changes_with_the_figures(read, world, lin, wang):
    make_entry(world.target, 7, "39", lin, wang)
    assert "97.5%" in metas(read("/2021-07/targets/HD-2021-01/"))["og:description"]


def test_names_are_written_once_and_cannot_leave_their_place(read, world):
    world.target.name = 'A&B "<c>'
    world.target.save()
    html = read("/targets/HD-2021-01/")
    assert "<title>A&amp;B &quot;&lt;c&gt; · " in html
    assert 'property="og:title" content="A&amp;B &quot;&lt;c&gt;"' in html


def test_a_page_that_is_not_there_has_no_address(client, world):
    html = client.get("/targets/none/").content.decode()
    assert "canonical" not in html
    assert "og:" not in html
    assert '<meta name="description"' in html
