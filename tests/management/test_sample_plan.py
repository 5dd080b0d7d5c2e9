"""The script of the sample year covers the report's targets, with people for each desk."""

import json

from django.conf import settings

from tracker.management.sample_plan import ADMINISTRATOR, COURSES, DESKS, PEOPLE, PLAN, REPORTER_OF


def test_every_target_of_the_report_has_a_course():
    rows = json.loads((settings.BASE_DIR / "fixtures" / "hedong_2021.json").read_text())
    codes = [row["fields"]["code"] for row in rows if row["model"] == "tracker.target"]
    assert [course.code for course in COURSES] == codes


def test_every_course_has_twelve_months_and_a_reporter():
    for course in COURSES:
        assert len(course.figures.split()) == 12, course.code
        assert course.desk in REPORTER_OF


def test_what_goes_wrong_goes_wrong_with_an_entry():
    for course in COURSES:
        months = {course.claim, *course.late, *course.returned, *course.corrected} - {0}
        assert months <= set(course.by_month), course.code


def test_departments_and_people_are_named_as_samples():
    assert all(desk.name.startswith("示例") and desk.name_en.startswith("Sample") for desk in DESKS)
    assert {person.department for person in PEOPLE} == {desk.code for desk in DESKS}
    assert ADMINISTRATOR.login not in {person.login for person in PEOPLE}


def test_the_plan_rises_to_the_whole():
    assert list(PLAN) == sorted(PLAN)
    assert PLAN[-1] == (12, 1)
