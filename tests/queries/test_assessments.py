"""What a quarter's assessment says: each department's score, from its figures to the last decimal."""

from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import uuid4

import pytest

from tests.charts.conftest import CAP, RATE
from tests.factories import AT, make_department, make_entry, make_person, make_target, month, submit_entry
from tracker.actions.records import keep
from tracker.actions.reviews import accept, send_back, sign_off
from tracker.actions.whistles import Need, Opinion, answer, raise_whistle, rate, sign
from tracker.choices import Cadence, Rating, Role
from tracker.models import Policy
from tracker.queries.assessments import assessment, assessment_internal, changes_of_points, quarter_of
from tracker.queries.standings import ledger


def on(number, day=20):
    return datetime(2021, number, day, 4, tzinfo=UTC)


def said(report, number=6):
    return assessment(ledger(report), month(number))


def scores(content):
    return {each["code"]: each["score"] for each in content["departments"]}


def parts(department):
    return {name: (department[name]["got"], department[name]["of"], department[name]["points"]) for name in PARTS}


PARTS = ("results", "on_time", "first_time")


@pytest.mark.parametrize(("number", "months"), [(1, [1, 2, 3]), (6, [4, 5, 6]), (8, [7, 8, 9]), (12, [10, 11, 12])])
def test_a_quarter_has_three_months(number, months):
    assert quarter_of(date(2021, number, 1)) == [month(each) for each in months]


def test_a_score_from_end_to_end(report, target, area, department, lin, wang):
    """Two targets of which a half and all is done of what was expected; one month late, one missing, one sent back."""
    other = make_target(area, lead=department)
    for number, value in ((4, "5"), (5, "8")):
        make_entry(target, number, value, lin, wang, on(number))
        make_entry(other, number, value, lin, wang, on(number))
    make_entry(target, 6, "10", lin, wang, on(6, 28))  # late; 25 % done of 50 % expected
    entry = submit_entry(other, 5, "20", lin, on(6), correction_reason="误报")  # no first figure: not asked about
    send_back(entry=entry, reason="缺证明", by=wang, at=on(6), row_version=entry.row_version)
    entry = submit_entry(other, 6, "19", lin, on(6))
    entry = send_back(entry=entry, reason="缺证明", by=wang, at=on(6), row_version=entry.row_version)
    make_entry(other, 6, "20", lin, wang, on(6, 29))  # in time by its first submission, not accepted at once
    (found,) = said(report)["departments"]
    # results 80 × (1/2 + 1) / 2 = 60; in time 10 × 5/6; at once 10 × 5/6
    assert parts(found) == {"results": ("1.5", 2, "60.0"), "on_time": ("5", 6, "8.3"), "first_time": ("5", 6, "8.3")}
    assert found["score"] == "76.7"
    assert found["score_exact"] == "76.666667"
    assert [(each["code"], each["quality"]) for each in found["targets"]] == [
        ("HD-2021-01", "50%"),
        ("HD-2021-02", "100%"),
    ]
    assert found["targets"][0]["sum"]["en"] == "25% done ÷ 50% expected, at most 100%"


def test_what_is_missing_is_neither_in_time_nor_at_once_and_counts_nothing(report, target):
    (found,) = said(report)["departments"]
    assert parts(found) == {"results": ("0", 1, "0.0"), "on_time": ("0", 3, "0.0"), "first_time": ("0", 3, "0.0")}
    assert found["score"] == "0.0"


def test_a_department_with_nothing_in_scope_is_not_scored_and_stands_last_with_the_reason(
    report, target, area, other_department, lin, wang
):
    make_target(area, lead=other_department, start=month(9))
    make_entry(target, 6, "20", lin, wang)
    first, last = said(report)["departments"]
    assert (first["code"], last["code"], last["score"], last["score_exact"]) == ("jyj", "swj", None, None)
    assert first["why"] is None
    assert last["why"] == {"zh": "其目标均不在考核范围内。", "en": "None of its targets was in scope."}
    assert last["targets"][0]["sum"]["en"] == "out of scope"


def test_a_part_with_nothing_to_judge_is_left_out_and_the_rest_counts_for_the_whole(
    report, area, department, lin, wang
):
    target = make_target(area, lead=department, cadence=Cadence.YEAR)
    make_entry(target, 3, "10", lin, wang)  # of the quarter before
    (found,) = said(report)["departments"]
    assert (found["on_time"]["of"], found["on_time"]["points"], found["first_time"]["points"]) == (0, None, None)
    assert found["score"] == "50.0"


def test_what_waits_for_a_decision_is_not_decided(report, target, lin, wang):
    make_entry(target, 4, "20", lin, wang, on(4))
    submit_entry(target, 5, "20", lin, on(5))
    (found,) = said(report)["departments"]
    assert (found["first_time"]["got"], found["first_time"]["of"]) == ("1", 1)


def test_what_a_head_sent_back_inside_the_department_is_no_return(report, target, department, lin, wang):
    Policy.objects.update(needs_sign_off=True)
    head = make_person("head", "局长", department, Role.HEAD)
    entry = submit_entry(target, 6, "19", lin, on(6))
    send_back(entry=entry, reason="再核", by=head, at=on(6), row_version=entry.row_version)
    entry = submit_entry(target, 6, "20", lin, on(6))
    sign_off(entry=entry, by=head, at=on(6), row_version=entry.row_version)
    accept(entry=target.entries.get(), by=wang, at=on(6), row_version=target.entries.get().row_version)
    (found,) = said(report)["departments"]
    assert (found["first_time"]["got"], found["first_time"]["of"]) == ("1", 1)


@pytest.mark.parametrize(("terms", "figure", "quality"), [(RATE, "3.25", "50%"), (CAP, "4.75", "75%")])
def test_a_line_is_measured_by_its_own_formula_and_says_it(report, area, department, lin, wang, terms, figure, quality):
    make_entry(make_target(area, lead=department, **terms), 6, figure, lin, wang)
    (found,) = said(report)["departments"]
    assert found["targets"][0]["quality"] == quality
    assert found["targets"][0]["sum"]["zh"]


def test_what_nobody_leads_is_in_no_score_and_named(report, area, target):
    make_target(area)
    content = said(report)
    assert content["without_lead"] == ["HD-2021-02"]
    assert [each["code"] for each in content["departments"]] == ["jyj"]


def test_the_points_are_the_policys(report, target, lin, wang):
    make_entry(target, 6, "10", lin, wang, on(6))
    Policy.objects.update(score_results=50, score_on_time=50, score_first_time=0)
    report.refresh_from_db()
    content = said(report)
    assert content["weights"] == {"results": 50, "on_time": 50, "first_time": 0}
    # 50 × 1/2 + 50 × 1/3, of a whole of 100
    assert content["departments"][0]["score_exact"] == "41.666667"


def test_the_best_stand_first_and_equals_in_the_order_of_departments(report, area, wang):
    for number, value in enumerate(["10", "20", "10"]):
        department = make_department(f"d{number}", order=number)
        by = make_person(f"p{number}", "人", department, Role.REPORTER)
        make_entry(make_target(area, lead=department), 6, value, by, wang)
    assert [each["code"] for each in said(report)["departments"]] == ["d1", "d0", "d2"]


def test_changes_of_the_points_are_told_by_whom_and_from_what_to_what(report, admin, english):
    policy = report.policy
    policy.behind_over = 5
    keep(thing=policy, by=admin, at=AT)
    assert changes_of_points(report) == []
    policy.score_results, policy.score_on_time = 70, 20
    keep(thing=policy, by=admin, at=AT)
    (told,) = changes_of_points(report)
    assert (told.record.by_name, told.record.at) == ("陈", AT)
    assert [(each.label, each.before, each.after) for each in told.changes] == [
        ("points for results", "80", "70"),
        ("points for reporting in time", "10", "20"),
    ]


def test_changes_of_the_points_take_one_query(report, admin, django_assert_num_queries):
    for points in (70, 60, 50):
        report.policy.score_results, report.policy.score_on_time = points, 90 - points
        keep(thing=report.policy, by=admin, at=AT)
    with django_assert_num_queries(1):
        assert len(changes_of_points(report)) == 3


@pytest.mark.parametrize("size", [1, 20])
def test_it_asks_three_queries_whatever_the_size(report, area, wang, size, django_assert_num_queries):
    for number in range(size):
        department = make_department(f"d{number}")
        by = make_person(f"p{number}", "人", department, Role.REPORTER)
        make_entry(make_target(area, lead=department), 6, "20", by, wang)
    read = ledger(report)
    with django_assert_num_queries(3):
        content = assessment(read, month(6))
    assert scores(content) == {f"d{number}": scores(content)["d0"] for number in range(size)}
    assert Fraction(scores(content)["d0"]) > 80


def test_the_annex_counts_whistles_for_everybody_and_rates_departments_for_the_office(report, target, lin, zhao, wang):
    need = Need("场地未交", (zhao.department,), date(2021, 12, 20))
    whistle = raise_whistle(target=target, need=need, key=uuid4(), by=lin, at=on(5, 3))
    call = whistle.calls.get()
    sign(call=call, by=zhao, at=on(5, 9))  # six days later
    answer(call=call, text="已协调", by=zhao, at=on(5, 10))
    rate(call=call, opinion=Opinion(Rating.SATISFIED, is_solved=True, word=""), by=lin, at=on(5, 11))
    content = said(report)
    assert content["whistles"] == {"open": 0, "solved": 1, "unsolved": 0}
    assert zhao.department.code not in str(content["whistles"])
    (found,) = assessment_internal(report, month(6), note="备注")["whistles"]
    assert (found["code"], found["called"], found["signed_late"]) == (zhao.department.code, 1, 1)
    assert (found["response"], found["solution"], found["satisfaction"]) == ("0%", "100%", "100%")
    assert assessment_internal(report, month(3)) == {"whistles": [], "note": ""}
