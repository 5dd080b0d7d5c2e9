"""The one list: as of any month, for every target, in three queries whatever the size."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from tests.factories import (
    AT,
    draft_entry,
    make_area,
    make_department,
    make_entry,
    make_report,
    make_target,
    month,
    submit_entry,
    unsaved_target,
)
from tracker.actions.revisions import Ground, Terms, resume, revise, suspend, terms_of
from tracker.choices import Bucket, Comparison, EntryState, Kind, Light, Outcome
from tracker.models import Entry, PlanPoint, Policy, Report, Target
from tracker.queries.standings import count, ledger, policy_of, reaches, standings
from tracker.rules.facts import Policy as Thresholds


def only(report, at):
    """The standing of the one target there is."""
    [standing] = standings(report, month(at))
    return standing


def ground(day):
    return Ground("资金调整", "河东政发〔2021〕8号", day)


def fill(area, lead, lin, wang, size):
    """`size` targets with a plan point and two accepted figures each."""
    targets = Target.objects.bulk_create(
        [unsaved_target(area, lead=lead, code=f"T-{number:03}", order=number) for number in range(size)]
    )
    PlanPoint.objects.bulk_create(
        [PlanPoint(target=target, month=month(at), share=at / Decimal(12)) for target in targets for at in (3, 6)]
    )
    people = {"department": lead, "saved_by": lin, "saved_at": AT, "submitted_by": lin, "submitted_at": AT}
    Entry.objects.bulk_create(
        [
            Entry(
                target=target,
                month=month(at),
                value=Decimal(at),
                state=EntryState.ACCEPTED,
                reviewed_by=wang,
                reviewed_at=AT,
                **people,
            )
            for target in targets
            for at in (1, 2)
        ]
    )


@pytest.mark.parametrize("size", [1, 30, 500])
def test_the_list_takes_three_queries_whatever_its_size(area, department, lin, wang, size, django_assert_num_queries):
    fill(area, department, lin, wang, size)
    report = Report.objects.current().get()
    with django_assert_num_queries(3):
        listed = standings(report, month(6))
    assert [len(standing.facts.figures) for standing in listed] == [2] * size
    with django_assert_num_queries(0):
        for standing in listed[:30]:
            told = [standing.promise, standing.reason, standing.formula, standing.target.area.title]
            told += [standing.target.lead.title, standing.bucket, standing.outcome, standing.course, standing.original]
            assert standing.target.report is report


def test_an_empty_report_has_an_empty_list(report):
    assert standings(report, month(6)) == []


def test_any_month_is_judged_from_one_ledger(target, lin, wang, django_assert_num_queries):
    for at, value in ((3, "10"), (6, "14")):
        make_entry(target, at, value, lin, wang)
    report = Report.objects.current().get()
    kept = ledger(report)
    with django_assert_num_queries(0):
        lights = [kept.standings(month(at))[0].verdict.light for at in (2, 3, 4, 6, 10)]
    assert lights == [Light.NO_DATA, Light.ON_PACE, Light.BEHIND, Light.BEHIND, Light.FAR_BEHIND]


def test_targets_stand_in_the_reports_order_and_other_years_apart(area):
    for order in (2, 3, 1):
        make_target(area, order=order, code=f"T{order}")
    make_target(make_area(make_report(2022)))
    assert [standing.target.code for standing in standings(area.report, month(6))] == ["T1", "T2", "T3"]


def test_a_ledger_may_be_of_some_targets(area):
    chosen = make_target(area)
    make_target(area)
    [row] = ledger(area.report, Target.objects.of(area.report).filter(pk=chosen.pk)).standings(month(6))
    assert row.target == chosen


def test_all_points_of_a_plan_arrive_once_and_in_order(target):
    for at in (6, 3, 9):
        PlanPoint.objects.create(target=target, month=month(at), share=at / Decimal(12))
    facts = only(target.report, 6).facts
    assert [(point.month, point.share) for point in facts.plan] == [(month(at), at / Decimal(12)) for at in (3, 6, 9)]


def test_a_later_figure_is_not_seen_in_an_earlier_month(target, lin, wang):
    make_entry(target, 3, "10", lin, wang)
    make_entry(target, 9, "40", lin, wang, claims_completion=True)
    early, late = only(target.report, 6), only(target.report, 9)
    assert [figure.value for figure in early.accepted] == [10]
    assert (early.verdict.light, late.verdict.light) == (Light.BEHIND, Light.DONE)


@pytest.mark.parametrize("make", [draft_entry, submit_entry])
def test_a_figure_not_accepted_is_not_seen(target, lin, make):
    make(target, 3, "10", lin)
    standing = only(target.report, 3)
    assert standing.accepted == ()
    assert standing.verdict.light == Light.NO_DATA


def test_the_highest_accepted_version_of_a_month_counts(target, lin, wang):
    make_entry(target, 3, "10", lin, wang)
    make_entry(target, 6, "25", lin, wang)
    make_entry(target, 3, "8", lin, wang, correction_reason="重复统计")
    submit_entry(target, 6, "15", lin, correction_reason="尚未核定")
    standing = only(target.report, 6)
    assert [(figure.month.month, figure.version, figure.value) for figure in standing.accepted] == [
        (3, 2, 8),
        (6, 1, 25),
    ]
    assert [figure.value for figure in standing.facts.figures] == [8, 25]


def test_a_corrected_completion_is_taken_back(target, lin, wang):
    make_entry(target, 6, "40", lin, wang, claims_completion=True)
    assert only(target.report, 6).verdict.light == Light.DONE
    make_entry(target, 6, "39", lin, wang, correction_reason="一座未通过验收")
    assert only(target.report, 6).verdict.light == Light.ON_PACE


def test_a_revision_holds_from_the_month_it_was_decided(target, wang, lin):
    make_entry(target, 3, "10", lin, wang)
    terms = Terms(Decimal(20), None, month(10), target.lead)
    revise(target=target, terms=terms, ground=ground(date(2021, 5, 20)), by=wang, at=AT, row_version=1)
    before, after = only(target.report, 4), only(target.report, 5)
    assert (before.facts.value, before.facts.due, before.revisions) == (40, month(12), ())
    assert (after.facts.value, after.facts.due, len(after.revisions)) == (20, month(10), 1)
    assert (after.original.value, after.original.due) == (40, month(12))
    assert [verdict.facts.value for verdict in after.course] == [40, 40, 40, 40, 20]


def test_a_suspension_holds_from_its_month_until_the_target_is_resumed(target, wang):
    changed = suspend(target=target, ground=ground(date(2021, 4, 1)), by=wang, at=AT, row_version=1)
    resume(target=changed, ground=ground(date(2021, 8, 31)), by=wang, at=AT, row_version=2)
    lights = [verdict.light for verdict in only(target.report, 9).course]
    assert lights == [Light.NO_DATA] * 3 + [Light.SUSPENDED] * 4 + [Light.NO_DATA] * 2


def test_a_standing_carries_what_every_face_draws(target, lin, wang):
    for at, value in ((1, "4"), (2, "8"), (3, "12"), (4, "18")):
        make_entry(target, at, value, lin, wang)
    with translation.override("en"):
        standing = only(target.report, 4)
        assert standing.promise == "40 stations"
        assert standing.reason == "45% done by April 2021, 33.3% expected."
        assert standing.formula[0] == "Done share: 18 ÷ 40 = 45%"
    assert (standing.month, standing.bucket, standing.outcome) == (month(4), Bucket.AHEAD, None)
    assert (standing.forecast.value, standing.forecast.points) == (Decimal("52.67"), 4)
    assert only(target.report, 12).outcome == Outcome.MISSED


def test_the_words_follow_the_month_not_todays_terms(target, wang, english):
    terms = Terms(Decimal(20), None, target.due, target.lead)
    revise(target=target, terms=terms, ground=ground(date(2021, 5, 20)), by=wang, at=AT, row_version=1)
    assert [only(target.report, at).promise for at in (4, 5)] == ["40 stations", "20 stations"]


def test_a_band_and_a_baseline_reach_the_judgement(area, lin, wang, department):
    band = make_target(
        area, lead=department, kind=Kind.RATE, comparison=Comparison.ABOUT, value=Decimal(70), tolerance=Decimal(5)
    )
    level = make_target(area, lead=department, kind=Kind.LEVEL, value=Decimal(45), baseline=Decimal(25))
    for target, value in ((band, "66"), (level, "35")):
        make_entry(target, 6, value, lin, wang)
    assert [standing.verdict.light for standing in standings(area.report, month(6))] == [Light.ON_PACE, Light.ON_PACE]


def test_each_report_is_judged_by_its_own_policy(target, lin, wang):
    make_entry(target, 6, "16", lin, wang)
    assert only(Report.objects.current().get(), 6).verdict.light == Light.BEHIND
    Policy.objects.update(behind_over=10)
    assert only(Report.objects.current().get(), 6).verdict.light == Light.ON_PACE


def test_thresholds_are_all_taken_from_the_report(report):
    Policy.objects.filter(report=report).update(
        behind_over=1, far_behind_over=2, ahead_from=3, cap_margin=4, not_started_months=5, stale_periods=6, due_day=7
    )
    assert policy_of(Report.objects.get()) == Thresholds(Decimal(1), Decimal(2), Decimal(3), Decimal(4), 5, 6, 7)


def test_a_report_without_a_policy_is_judged_by_tianjins(report):
    Policy.objects.all().delete()
    assert policy_of(Report.objects.get()) == Thresholds()


def test_a_month_is_judged_once_and_its_list_is_each_callers_own(report, target):
    whole = ledger(report)
    first, again = whole.standings(month(6)), whole.standings(month(6))
    assert first == again
    assert first[0] is again[0]
    first.clear()
    assert len(whole.standings(month(6))) == 1


def test_the_list_is_counted(area, department, lin, wang):
    good, slow, silent = [make_target(area, lead=department) for _number in range(3)]
    for target, value in ((good, "40"), (slow, "10")):
        make_entry(target, 6, value, lin, wang)
    rollup = count(standings(area.report, month(6)), Thresholds())
    assert (rollup.total, rollup.with_data, rollup.lights[Light.NO_DATA]) == (3, 2, 1)
    assert rollup.completion == Decimal("0.625")
    assert silent.code not in {
        standing.target.code for standing in standings(area.report, month(6)) if standing.accepted
    }


def test_the_moment_of_submission_comes_with_the_figure(target, lin, wang):
    make_entry(target, 6, "20", lin, wang, at=AT + timedelta(days=3))
    [figure] = only(target.report, 6).accepted
    assert (figure.submitted_at, figure.target_id) == (AT + timedelta(days=3), target.pk)


def test_terms_are_the_targets_own(target):
    assert terms_of(target) == Terms(Decimal(40), None, month(12), target.lead)


def test_a_lead_that_changed_is_told_without_another_query(target, wang, django_assert_num_queries):
    successor = make_department("kjj")
    terms = Terms(target.value, None, target.due, successor)
    revise(target=target, terms=terms, ground=ground(date(2021, 5, 20)), by=wang, at=AT, row_version=1)
    standing = only(Report.objects.current().get(), 6)
    with django_assert_num_queries(0):
        [revision] = standing.revisions
        assert (revision.lead_before.code, revision.lead_after.code) == ("jyj", "kjj")


def test_the_lead_is_the_one_of_the_month(target, other_department, department, wang):
    now = replace(terms_of(target), lead=other_department)
    revise(target=target, terms=now, ground=ground(date(2021, 6, 10)), by=wang, at=AT, row_version=1)
    report = Report.objects.get()
    assert [standings(report, month(number))[0].lead for number in (5, 6)] == [department, other_department]


def test_nothing_is_forecast_once_due_or_suspended(target, lin, wang):
    for number in (1, 2, 3, 4):
        make_entry(target, number, str(number), lin, wang)
    report = Report.objects.get()
    assert [standings(report, month(number))[0].forecast is None for number in (4, 11, 12)] == [False, False, True]
    target.refresh_from_db()
    suspend(target=target, ground=ground(date(2021, 5, 10)), by=wang, at=AT, row_version=target.row_version)
    assert standings(report, month(5))[0].forecast is None


def test_a_figure_reaches_the_target_or_does_not(target):
    assert not reaches(target, target.value - 1)
    assert reaches(target, target.value)
