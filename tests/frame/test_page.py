from datetime import date

import pytest
from django.http import Http404

from tests.factories import make_area, make_department, make_report, make_target, month
from tracker.frame.page import BadMonth, Page, asked_month, latest_page, one_ledger, page_of

NEW_YEAR = date(2022, 1, 1)


@pytest.mark.parametrize(
    ("on", "last"),
    [
        (date(2021, 2, 28), 1),
        (date(2021, 7, 1), 6),
        (date(2021, 12, 31), 11),
        (date(2022, 1, 1), 12),
        (date(2030, 5, 5), 12),
    ],
)
def test_the_usual_month_is_the_last_closed_one(target, on, last):
    page = latest_page(on)
    assert page.month == page.last_month == month(last)
    assert page.is_default_month
    assert page.months == [month(number) for number in range(1, last + 1)]


def test_without_a_report_there_is_no_page(db, rf):
    make_report()  # it holds no target
    assert latest_page(NEW_YEAR) is None
    assert page_of(rf.get("/"), NEW_YEAR) is None


def test_month_still_running_is_not_shown(rf):
    with pytest.raises(BadMonth):
        asked_month(rf.get("/", {"month": "2021-07"}), month(1), month(6))


def test_a_month_is_asked_for_in_the_path_or_as_parameter(target, rf):
    assert page_of(rf.get("/"), NEW_YEAR).month == month(12)
    assert page_of(rf.get("/"), NEW_YEAR, "2021-06").month == month(6)
    assert page_of(rf.get("/", {"month": " 2021-05 "}), NEW_YEAR, "2021-06").month == month(5)
    with pytest.raises(BadMonth):
        page_of(rf.get("/"), NEW_YEAR, "2021-13")


def test_page_knows_its_list_by_area_and_counted(report, area, target):
    silent, empty = make_target(area), make_area(report)
    page = Page(report, month(6), NEW_YEAR)
    assert [standing.target for standing in page.standings] == [target, silent]
    assert [(each.area, len(each.standings)) for each in page.areas] == [(area, 2), (empty, 0)]
    assert page.counts.total == 2
    assert page.find(silent.code).target == silent
    with pytest.raises(Http404):
        page.find("none")


def test_departments_are_all_there_in_their_order(target):
    late, early = make_department("a", order=9), make_department("b")
    merged = make_department("c", order=5, successor=late)
    page = Page(target.report, month(6), NEW_YEAR)
    assert page.departments == [early, target.lead, merged, late]


def test_the_months_beside_are_those_that_can_be_shown(target):
    first, last = Page(target.report, month(1), NEW_YEAR), Page(target.report, month(12), NEW_YEAR)
    assert (first.earlier, first.later) == (None, month(2))
    assert (last.earlier, last.later) == (month(11), None)


@pytest.mark.parametrize("rows", [1, 30])
def test_whole_page_is_made_of_five_queries(area, department, rows, django_assert_num_queries):
    for _ in range(rows):
        make_target(area, lead=department)
    page = latest_page(NEW_YEAR)
    with django_assert_num_queries(5):  # three of the ledger, one of the areas, one of the departments
        assert page.counts.total == rows
        assert page.areas
        assert page.departments


def test_links_name_the_month_only_where_it_is_not_the_usual_one_and_the_page_has_months(target):
    earlier, usual = Page(target.report, month(6), NEW_YEAR), Page(target.report, month(12), NEW_YEAR)
    assert earlier.link("target", "x") == "/2021-06/targets/x/"
    assert earlier.link("targets", light="DONE", area="") == "/2021-06/targets/?light=DONE"
    assert earlier.link("data") == "/data/"
    assert usual.link("home") == "/"


def test_one_ledger_serves_every_page_of_a_copy(target, django_assert_num_queries):
    pages = [Page(target.report, month(number), NEW_YEAR) for number in (5, 6)]
    with one_ledger(), django_assert_num_queries(3):
        assert pages[0].ledger is pages[1].ledger
    assert Page(target.report, month(6), NEW_YEAR).ledger is not pages[0].ledger


def test_a_page_beside_is_another_year_s_and_names_its_month(target):
    next_year = make_target(make_area(make_report(2022)))
    page = latest_page(date(2022, 3, 1))
    other = page.holding(target.code)
    assert (other.report, other.month, other.is_default_month) == (target.report, month(12), False)
    assert other.link("target", target.code) == f"/2021-12/targets/{target.code}/"
    assert page.holding(next_year.code) is page
    assert other.beside(page.report).is_default_month
    with pytest.raises(Http404):
        page.holding("none")


def test_a_month_of_an_earlier_year_is_that_year_s_report(target, rf):
    make_target(make_area(make_report(2022)))
    on = date(2022, 3, 1)
    page = page_of(rf.get("/"), on, "2021-06")
    assert (page.report, page.month, page.reports[0].year) == (target.report, month(6), 2022)
    assert page_of(rf.get("/"), on).report.year == 2022
    with pytest.raises(BadMonth):
        page_of(rf.get("/"), on, "2019-06")
