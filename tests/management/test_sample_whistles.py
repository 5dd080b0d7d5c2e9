"""The whistles of the sample year: on working days, step by step, by desks and on targets there are."""

from tracker.choices import DepartmentKind
from tracker.management.sample_plan import COURSES, DESKS
from tracker.management.sample_whistles import WHISTLES, Part, whistle_steps


def test_steps_are_in_the_order_of_time_on_working_days():
    moments = [step.at for step in whistle_steps()]
    assert moments == sorted(moments)
    assert all(at.weekday() < 5 and 8 <= at.hour <= 17 and at.year == 2021 for at in moments)


def test_each_called_department_signs_before_it_answers_and_is_rated():
    for whistle in WHISTLES:
        for called in whistle.called:
            parts = [step.part for step in whistle_steps() if step.whistle == whistle and step.called in (None, called)]
            assert parts == [Part.RAISE, Part.SIGN, Part.ANSWER, Part.RATE][: len(parts)]
            assert all([called.answer, called.word]) == bool(called.rated)


def test_a_subdistrict_calls_two_departments():
    kinds = {desk.code: desk.kind for desk in DESKS}
    first = WHISTLES[0]
    assert kinds[first.desk] == DepartmentKind.SUBDISTRICT
    assert len(first.called) == 2


def test_a_bureau_whistles_on_its_own_target_only():
    led = {course.code: course.desk for course in COURSES}
    kinds = {desk.code: desk.kind for desk in DESKS}
    for whistle in WHISTLES:
        assert kinds[whistle.desk] == DepartmentKind.SUBDISTRICT or led[whistle.code] == whistle.desk
        assert whistle.desk not in {called.desk for called in whistle.called}
