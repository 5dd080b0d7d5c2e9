import re

import pytest
from django.utils.translation import override

from tests.factories import make_area, make_entry, make_target, month
from tests.views.conftest import words
from tracker.frame.page import Page
from tracker.queries.areas import by_area
from tracker.queries.standings import count
from tracker.views.charts import (
    HOME,
    REPORT,
    SET,
    area_charts,
    department_charts,
    home_charts,
    target_charts,
)

FIGURE = re.compile(r'<figure class="chart[^"]*" id="([\w-]+)">(.*?)</figure>', re.S)


def figures(html):
    return dict(FIGURE.findall(html))


@pytest.fixture
def page(world):
    return Page(world.report, month(6), month(2, 2022))


def test_overview_shows_few_and_the_page_of_charts_all(read, world):
    assert list(figures(read("/2021-06/"))) == list(HOME)
    assert list(figures(read("/2021-06/charts/"))) == [key for key in REPORT if key != "beside-last-period"]


def test_each_page_has_its_charts_in_reading_order(read, world):
    assert list(figures(read("/2021-06/areas/HD-2021-A0/"))) == [key for key in SET if key != "beside-last-period"]
    assert list(figures(read("/2021-06/targets/HD-2021-01/"))) == ["course"]
    assert list(figures(read("/2021-06/departments/jyj/"))) == ["bullets", "months-and-targets", "small-courses"]
    assert figures(read("/2021-06/departments/swj/")) == {}
    assert figures(read("/2021-06/areas/HD-2021-A1/")) == {}


def test_each_chart_says_a_sentence_and_gives_table_and_files(read, world):
    for key, html in figures(read("/2021-06/charts/")).items():
        assert re.search(r"<figcaption><strong>[^<]+</strong> [^<]+</figcaption>", html)
        assert "<table" in html
        for kind in ("csv", "svg"):
            assert f'href="/2021-06/charts/{key}.{kind}" download="{key}-2021-06.{kind}"' in html
        assert f'data-picture="{key}-2021-06.png"' in html


def test_picture_button_waits_for_the_script(read, world):
    assert (
        len(re.findall(r'<button type="button" class="quiet" hidden data-picture', read("/charts/"))) == len(REPORT) - 1
    )


def test_figure_is_a_file_and_stands_nowhere_in_the_page(read, world):
    html = read("/en/2021-06/charts/")
    assert 'data-figure="/en/2021-06/charts/burn-up.json"' in html
    assert "json_script" not in html
    assert '"type":"bar"' not in html
    assert "interactive" not in figures(html)["months-and-targets"]


def test_lights_by_months_are_a_table_with_heads(read, world):
    heat = figures(read("/en/2021-06/charts/"))["months-and-targets"]
    assert len(re.findall(r'<th scope="col" role="columnheader"', heat)) == 7
    assert 'aria-label="June 2021">6</th>' in heat
    assert heat.count('<th scope="row" role="rowheader"><a href="/en/2021-06/targets/') == 3
    assert "On pace, filed late" in heat
    assert "details" not in heat


def test_panels_link_to_what_they_show(read, world):
    html = figures(read("/2021-06/charts/"))["lights-by-area"]
    assert '<a href="/2021-06/areas/HD-2021-A0/">领域0</a>' in html


def test_page_of_charts_leads_to_the_small_courses(read, world):
    html = read("/2021-06/charts/")
    assert 'href="/2021-06/areas/HD-2021-A0/#small-courses"' in html
    assert "/areas/HD-2021-A1/#small-courses" not in html


def test_before_the_first_month_there_are_lights_and_lines_only(world):
    page = Page(world.report, month(12, 2020), month(1))
    assert [chart.key for chart in home_charts(page)] == ["lights-by-area"]
    assert [chart.key for chart in area_charts(page, page.areas[0])] == ["lines-to-hold"]


def test_files_lie_in_the_month_and_language_of_the_page(page, world):
    (chart,) = target_charts(page, page.find("HD-2021-01"))
    assert chart.files.svg == "/2021-06/targets/HD-2021-01/charts/course.svg"
    assert chart.files.name == "HD-2021-01-course-2021-06"
    with override("en"):
        (chart, *_others) = area_charts(page, page.areas[0])
        assert chart.files.csv == "/en/2021-06/areas/HD-2021-A0/charts/bullets.csv"
    newest = Page(world.report, month(12), month(2, 2022))
    assert home_charts(newest)[0].files.figure == "/charts/lights-by-area.json"


def test_department_without_targets_has_no_charts(page, other_department):
    assert department_charts(page, other_department, []) == []


def test_charts_count_what_the_list_counts(page):
    rows = home_charts(page)[0].rows
    counted = sum(int(cell.text) for row in rows for cell in row[1:])
    assert counted == count(page.standings, page.ledger.policy).total
    assert [row[0].text for row in rows] == [
        each.area.title for each in by_area(page.report.areas.all(), [], page.ledger.policy)
    ]


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("address", "queries"), [("/en/2021-06/charts/", 6), ("/en/2021-06/areas/HD-2021-A0/", 6)])
def test_page_asks_six_queries_whatever_its_size(
    read, report, area, department, lin, wang, rows, address, queries, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(make_area(report), lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(queries):
        assert words(read(address))
