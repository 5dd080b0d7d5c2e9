from datetime import date, timedelta

import pytest

from tests.factories import AT, make_department, make_entry, make_target
from tests.views.conftest import words
from tracker.actions.departments import merge, rename
from tracker.actions.revisions import Ground


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_unknown_department_is_not_found(client, world, prefix):
    assert client.get(f"{prefix}/departments/none/").status_code == 404


def test_departments_are_listed_with_what_they_lead(read, world):
    said = words(read("/en/departments/", month="2021-06"))
    assert "Education Bureau 1 target ● On pace 1" in said
    assert "The report names no lead departments; 2 targets have none assigned yet." in said
    assert said.index("Departments without a target") < said.index("Commerce Bureau")


def test_before_anything_is_assigned_all_are_without(read, area, other_department):
    make_target(area)
    said = words(read("/en/departments/"))
    assert "1 target has none assigned yet." in said
    assert "Commerce Bureau" in said


def test_department_shows_what_it_leads_and_helps_with(read, world, department, other_department):
    world.silent.cooperating.add(department)
    said = words(read("/en/departments/jyj/", month="2021-06"))
    assert said.index("New 5G base stations") < said.index("Cooperates in") < said.index("Silent target")
    assert "No target is assigned to this department." in read("/en/departments/swj/")
    assert "Cooperates in" not in read("/en/departments/swj/")


def test_department_says_what_came_late_and_what_is_missing(read, world):
    said = words(read("/en/2021-07/departments/jyj/"))
    assert "7 months' figures due on time 0 late 1 no accepted figure 6" in said
    assert "Filed late New 5G base stations June 2021" in said
    assert "No accepted figure New 5G base stations January 2021–May 2021, July 2021" in said
    assert "A month's figure is due on day 25." in said
    assert "7 months' figures due on time 0 late 1" in words(read("/en/2021-07/departments/"))


def test_department_that_leads_nothing_has_nothing_due(read, world, other_department):
    assert "Reported in time" not in read("/en/departments/swj/")


def test_merged_departments_keep_their_pages_and_point_to_one_another(read, world, department, other_department, admin):
    ground = Ground("机构改革", "第3号", date(2021, 6, 18))
    merge(department=department, into=other_department, ground=ground, by=admin, at=AT)
    assert "Merged into: Commerce Bureau (2021-07-01)" in words(read("/en/departments/jyj/"))
    assert 'href="/en/departments/swj/"' in read("/en/departments/jyj/")
    said = words(read("/en/departments/swj/"))
    assert "Has taken over: Education Bureau (2021-07-01)" in said
    assert "New 5G base stations" in said
    listed = words(read("/en/departments/"))
    assert "Merged into others Education Bureau → Commerce Bureau" in listed
    assert listed.index("Departments without a target") < listed.index("Education Bureau")


def test_former_names_are_told(read, world, department, admin):
    rename(department=department, name="甲", name_en="Schools Bureau", by=admin, at=AT)
    said = words(read("/en/departments/jyj/"))
    assert "Called Education Bureau until 2021-07-01." in said
    assert "Education Bureau" not in words(read("/en/departments/"))


def test_an_entry_filed_before_shows_the_name_of_then(read, world, department, admin):
    rename(department=department, name="甲", name_en="Schools Bureau", by=admin, at=AT + timedelta(days=1))
    said = words(read("/en/targets/HD-2021-01/"))
    assert "Schools Bureau" in said
    assert "Education Bureau" in said


@pytest.mark.parametrize("rows", [1, 30])
def test_departments_ask_six_queries_whatever_their_number(read, area, lin, wang, rows, django_assert_num_queries):
    for index in range(rows):
        make_target(area, lead=make_department(f"d{index}"))
        make_department(f"e{index}")
    with django_assert_num_queries(6):
        assert read("/en/departments/").count('class="card"') == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_department_asks_ten_queries_whatever_it_leads(
    read, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        target = make_target(area, lead=department)
        target.cooperating.add(department)
        make_entry(target, 3, "9", lin, wang)
    with django_assert_num_queries(10):
        assert read("/en/departments/jyj/").count('class="standing"') == 2 * rows
