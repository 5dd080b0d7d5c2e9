"""The steps of the sample year: in the order of time, on working days, each entry saved before it is handed in."""

from collections import defaultdict

from tracker.management.sample_plan import COURSES, Course
from tracker.management.sample_steps import Verb, steps

FILING = [Verb.SAVE, Verb.SUBMIT, Verb.ACCEPT]


def filed(course: Course) -> list[str]:
    return [step.verb.value for step in steps([course]) if step.verb not in {Verb.ASSIGN, Verb.ACKNOWLEDGE}]


def test_steps_are_in_the_order_of_time_and_always_the_same():
    moments = [step.at for step in steps()]
    assert moments == sorted(moments)
    assert steps() == steps()


def test_nobody_works_at_weekends_or_at_night():
    assert all(step.at.weekday() < 5 and 8 <= step.at.hour <= 17 for step in steps())


def test_each_entry_goes_its_way_one_step_at_a_time():
    ways = defaultdict(list)
    for step in steps():
        if step.verb in {Verb.SAVE, Verb.SUBMIT, Verb.ACCEPT, Verb.SEND_BACK}:
            ways[step.course.code, step.month].append((step.at, step.verb))
    for way in ways.values():
        moments = [at for at, _verb in way]
        assert moments == sorted(set(moments))
        assert way[0][1] == Verb.SAVE


def test_an_entry_is_saved_submitted_and_accepted():
    assert filed(Course("HD-2021-31", "sample-a", "1 - - - - - - - - - - -")) == ["save", "submit", "accept"]


def test_a_returned_entry_comes_again():
    course = Course("HD-2021-31", "sample-a", "1 - - - - - - - - - - -", returned={1: "why"})
    assert filed(course) == ["save", "submit", "send_back", "save", "submit", "accept"]


def test_a_corrected_entry_is_accepted_twice():
    course = Course("HD-2021-31", "sample-a", "1 - - - - - - - - - - -", corrected={1: ("2", "why")})
    values = [str(step.value) for step in steps([course]) if step.verb == Verb.SAVE]
    assert filed(course) == FILING + FILING
    assert values == ["2", "1"]


def test_a_target_is_closed_after_its_last_figure():
    (course,) = [course for course in COURSES if course.code == "HD-2021-07"]
    assert filed(course)[-2:] == ["hand_in_closing", "accept_closing"]
    assert [step.verb for step in steps() if step.at.year == 2022].count(Verb.HAND_IN_CLOSING) == 19


def test_december_stops_where_the_script_says():
    december = "- - - - - - - - - - - 1"
    ends = {course.december.value: filed(course) for course in COURSES if course.code[-2:] in {"18", "23", "25"}}
    assert filed(Course("HD-2021-31", "sample-a", december)) == FILING
    assert ends["DRAFT"][-1] == "save"
    assert ends["RETURNED"] == ["save", "submit", "send_back"]
    assert ends["SUBMITTED"][-2:] == ["save", "submit"]
