import re
from datetime import date
from decimal import Decimal

import pytest

from tests.factories import AT, make_area, make_entry, make_target, month, submit_entry
from tests.views.conftest import words
from tracker.actions.revisions import Ground, suspend
from tracker.choices import Light
from tracker.models import Target
from tracker.queries.standings import count, policy_of, standings


def headline(html):
    return words(re.search(r'<h1 id="headline">(.*?)</h1>', html, re.S)[1])


@pytest.fixture
def every_light(report, area, department, lin, wang):
    """A target at each light at the end of June, two of them red."""

    def make(figure=None, number=6, **given):
        target = make_target(area, lead=department, **given)
        if figure is not None:
            make_entry(target, number, figure, lin, wang, claims_completion=given.get("name_en") == "done")
        return target

    make("40", name_en="done")
    for figure, name in (("20", "pace"), ("15", "yellow"), ("1", "red"), ("2", "red too"), (None, "silent")):
        make(figure, name_en=name)
    make(name_en="later", start=month(9))
    stopped = make(name_en="stopped")
    stopped.refresh_from_db()
    ground = Ground("原因", "文件", date(2021, 5, 20))
    suspend(target=stopped, ground=ground, by=wang, at=AT, row_version=stopped.row_version)
    return report


def test_one_sentence_counts_the_whole_report(read, every_light):
    assert headline(read("/en/", month="2021-06")) == (
        "By the end of June 2021 , of 8 quantified promises 1 done , 1 on pace, 1 slightly behind, "
        "2 far behind and 1 not reported."
    ).replace("2021 ,", "2021,").replace("done ,", "done ,")


@pytest.mark.parametrize("number", range(1, 13))
def test_sentence_and_tiles_are_the_list_counted(read, every_light, number):
    html = read("/en/", month=f"2021-{number:02}")
    counts = count(standings(every_light, month(number)), policy_of(every_light)).lights
    said = [int(figure) for figure in re.findall(r"\d+", headline(html).split("2021", 1)[1])]
    shown = [Light.DONE, Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA]
    assert said == [8, *(counts[light] for light in shown)]
    tiles = re.findall(r'<a class="tile tile-([\w-]+)" href="([^"]+)"><span class="count">(\d+)', html)
    assert [(slug, int(figure)) for slug, _link, figure in tiles] == [(light.slug, counts[light]) for light in shown]
    beside = re.search(r"Beside these:(.*?)\.", words(html))
    others = {light: counts[light] for light in (Light.NOT_DUE, Light.SUSPENDED) if counts[light]}
    assert (beside is None) is (not others)
    assert all(f"{light.label} {figure}" in beside[1] for light, figure in others.items())


def test_each_tile_leads_to_the_list_it_counts(read, every_light, client):
    html = read("/en/", month="2021-06")
    for link, figure in re.findall(r'<a class="tile [\w -]+" href="([^"]+)"><span class="count">(\d+)', html):
        assert f"{figure} of 8 targets." in words(client.get(link.replace("&amp;", "&")))


def test_when_it_was_published_is_said(read, world):
    assert re.search(r"Published \d{4}-\d\d-\d\d \d\d:\d\d\.", words(read("/en/")))
    assert re.search(r"发布.{0,4}\d{4}-\d\d-\d\d|\d{4}-\d\d-\d\d \d\d:\d\d.{0,3}发布", words(read("/")))


def test_each_area_leads_down_and_counts_its_targets(read, world):
    html = read("/en/", month="2021-06")
    assert 'href="/en/2021-06/areas/HD-2021-A0/"' in html
    assert 'href="/en/2021-06/targets/HD-2021-01/"' in html
    card = re.search(r'<section class="area-card" aria-labelledby="area-HD-2021-A0">(.*?)</section>', html, re.S)[1]
    assert "3 targets" in words(card)
    assert "50% done, 50% expected" in words(card)


@pytest.mark.parametrize(
    ("prefix", "says"), [("", "本领域无量化指标"), ("/en", "This area of the report holds no quantified target.")]
)
def test_area_without_target_says_so_and_never_zero_per_cent(read, world, prefix, says):
    html = read(f"{prefix}/")
    card = re.search(r'<section class="area-card" aria-labelledby="area-HD-2021-A1">(.*?)</section>', html, re.S)[1]
    assert says in words(card)
    assert "%" not in words(card)
    assert "<svg" not in card


def test_what_changed_in_the_month_is_listed(read, world, lin, wang):
    make_entry(world.target, 5, "1", lin, wang)
    moved = re.search(r'<ul class="moves">(.*?)</ul>', read("/en/", month="2021-06"), re.S)[1]
    assert "Far behind → became Slightly behind" not in words(moved)
    assert "New 5G base stations ■ Far behind → became ● On pace" in words(moved)
    assert "50% done by June 2021, 50% expected." in words(moved)
    assert moved.count("<li>") == 1


def test_nothing_changed_is_said(read, world):
    assert "No light changed, and nothing was revised or corrected." in read("/en/", month="2021-05")


def test_first_month_lists_no_change(read, world):
    assert "No light changed, and nothing was revised or corrected." in read("/en/", month="2021-01")


def test_what_was_promised_without_a_figure_is_listed(read, world):
    html = read("/en/", month="2021-06")
    silent = words(html.split("Promised, and no figure accepted yet</h2>")[1].split("<h2")[0])
    assert "Silent target 40 stations" in silent
    assert "Growth 40%" in silent
    assert "New 5G base stations" not in silent


def test_figures_of_later_months_do_not_show_earlier(read, world):
    html = read("/en/", month="2021-05")
    assert "New 5G base stations" in words(html.split("Promised, and no figure accepted yet</h2>")[1].split("<h2")[0])


def test_what_is_behind_or_silent_comes_first_the_worst_at_the_top(read, every_light):
    html = read("/en/", month="2021-06")
    rows = [words(row) for row in re.findall(r'<li class="light-box-[\w-]+">(.*?)</li>', html, re.S)]
    assert [row.split(" ■ ")[0].split(" ▲ ")[0].split(" ○ ")[0] for row in rows] == [
        "red",
        "red too",
        "yellow",
        "silent",
    ]
    assert "2.5% done by June 2021, 50% expected: behind by 47.5 percentage points." in rows[0]


def test_where_nothing_is_wanting_no_heading_stands(read, report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    assert 'id="attention"' not in read("/en/2021-06/")


def test_a_row_shows_the_lights_of_the_months_and_says_what_was_late(read, world, lin, wang):
    make_entry(world.target, 5, "1", lin, wang)
    row = re.search(r'<li class="standing">(.*?)</li>', read("/en/2021-06/"), re.S)[1]
    assert re.findall(r'<i class="light-[\w-]+">(.)</i>', row) == ["○", "○", "○", "○", "■", "●"]
    assert "Behind in May 2021, caught up in June 2021." in words(row)


def test_when_every_target_has_a_figure_it_says_so(read, report, target, lin, wang):
    make_entry(target, 1, "3", lin, wang)
    assert "Every target has at least one accepted figure." in read("/en/")


def test_mean_completion_says_over_how_many(read, every_light):
    Target.objects.filter(name_en="silent").update(kind="RATE")
    said = words(read("/en/", month="2021-06"))
    assert "Mean completion 39%, over 5 targets that have a percentage" in said
    assert "(100% + 50% + 37.5% + 2.5% + 5%) ÷ 5 = 39%" in said
    assert "5 of 6 in scope have data." in said


def test_only_accepted_entries_count(read, world, lin):
    submit_entry(world.target, 7, "40", lin)
    assert headline(read("/en/", month="2021-07")).endswith(
        "0 on pace, 1 slightly behind, 0 far behind and 2 not reported."
    )


def test_report_without_targets_is_not_shown_yet(client, area):
    response = client.get("/en/")
    assert response.status_code == 404
    assert "No report has been loaded yet" in words(response)


def test_what_was_revised_or_corrected_is_listed_too(read, world, lin, wang):
    make_entry(world.target, 6, "19", lin, wang, correction_reason="更正")
    moved = re.search(r'<ul class="moves">(.*?)</ul>', read("/en/", month="2021-06"), re.S)[1]
    assert "figure corrected" in words(moved)


@pytest.mark.parametrize("rows", [1, 30])
def test_dashboard_asks_seven_queries_whatever_its_size(
    read, report, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(make_area(report), lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(7):
        read("/en/", month="2021-06")


def test_figures_are_grouped_and_exact(read, report, area, department, lin, wang):
    target = make_target(area, lead=department, value=Decimal(2000), unit="家", unit_en="firms")
    make_entry(target, 6, "1240.5", lin, wang)
    html = read("/", month="2021-06")
    assert "<b>1,240.5</b> / 2,000 家" in html
