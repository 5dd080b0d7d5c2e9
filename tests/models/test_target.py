"""Targets and plans: what the database refuses, whoever writes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from tests.factories import make_area, make_department, make_report, make_target, month
from tracker.choices import Comparison, Kind, TargetState
from tracker.models import PlanPoint, Target

BETWEEN, ABOUT = Comparison.BETWEEN, Comparison.ABOUT
UPPER = "target_upper_figure_only_between_and_above"
TOLERANCE = "target_tolerance_only_with_about"
ABOVE_ZERO = "target_figure_above_zero_unless_rate_or_cap"


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"start": date(2021, 1, 2)}, "target_start_is_a_first_day"),
        ({"due": date(2021, 12, 31)}, "target_due_is_a_first_day"),
        ({"start": month(7), "due": month(6)}, "target_start_not_after_due"),
        ({"comparison": BETWEEN}, UPPER),
        ({"comparison": BETWEEN, "value_high": Decimal(40)}, UPPER),
        ({"comparison": BETWEEN, "value_high": Decimal(39)}, UPPER),
        ({"value_high": Decimal(50)}, UPPER),
        ({"comparison": ABOUT}, TOLERANCE),
        ({"comparison": ABOUT, "tolerance": Decimal(-1)}, TOLERANCE),
        ({"tolerance": Decimal(1)}, TOLERANCE),
        ({"value": Decimal(0)}, ABOVE_ZERO),
        ({"value": Decimal(-1), "kind": Kind.LEVEL}, ABOVE_ZERO),
        ({"value": Decimal(0), "kind": Kind.MILESTONE}, ABOVE_ZERO),
        ({"state": TargetState.ASSIGNED}, "target_assigned_has_a_lead"),
        ({"state": TargetState.CLOSED}, "target_assigned_has_a_lead"),
    ],
)
def test_the_database_refuses(area, given, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_target(area, **given)


@pytest.mark.parametrize(
    "given",
    [
        {"start": month(6), "due": month(6)},
        {"comparison": BETWEEN, "value_high": Decimal("40.0001")},
        {"comparison": ABOUT, "tolerance": Decimal(0)},
        {"kind": Kind.RATE, "value": Decimal("-2.5")},
        {"kind": Kind.CUMULATIVE, "comparison": Comparison.AT_MOST, "value": Decimal(0)},
        {"state": TargetState.SUSPENDED},
        {"state": TargetState.DRAFT},
    ],
)
def test_the_database_keeps_what_is_at_the_edge(area, given):
    assert make_target(area, **given).pk


def test_a_code_is_given_once(area, target):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_target(area, code=target.code)


def test_a_target_is_named_in_the_readers_language(target):
    assert (str(target), target.unit_name) == ("HD-2021-01 新建5G基站", "座")
    with translation.override("en"):
        assert (target.title, target.unit_name) == ("New 5G base stations", "stations")


def test_definition_and_baseline_are_told_in_the_readers_language(area):
    target = make_target(
        area, definition="口径", definition_en="Definition", baseline_note="备注", baseline_note_en="Note"
    )
    assert (target.remark, target.baseline_remark, target.baseline_label) == ("口径", "备注", "座")
    with translation.override("en"):
        assert (target.remark, target.baseline_remark, target.baseline_label) == ("Definition", "Note", "stations")


def test_an_untranslated_definition_is_better_than_none(area):
    assert make_target(area, definition_en="Definition").remark == "Definition"
    with translation.override("en"):
        assert make_target(area, definition="口径").remark == "口径"


def test_a_baseline_of_another_unit_says_so(area):
    assert make_target(area, baseline=Decimal(178), baseline_unit="处").baseline_label == "处"


def test_a_reports_targets_come_in_its_order_with_area_and_lead(area, department, django_assert_num_queries):
    for order in (2, 3, 1):
        make_target(area, lead=department, code=f"T{order}", order=order)
    make_target(make_area(make_report(2022)))
    with django_assert_num_queries(1):
        assert [(target.code, target.area.code, target.lead.code) for target in Target.objects.of(area.report)] == [
            (f"T{order}", "HD-2021-A0", "jyj") for order in (1, 2, 3)
        ]


def test_what_a_target_hangs_on_cannot_be_deleted(area, target, department):
    for thing in (area, department):
        with pytest.raises(ProtectedError):
            thing.delete()


def test_last_years_target_may_go_and_leaves_this_years(area, target):
    successor = make_target(area, predecessor=target)
    target.delete()
    successor.refresh_from_db()
    assert successor.predecessor is None


def test_a_target_has_several_cooperating_departments(target):
    target.cooperating.set([make_department("a"), make_department("b")])
    assert [each.code for each in target.cooperating.all()] == ["a", "b"]


@pytest.mark.parametrize(
    ("at", "share", "constraint"),
    [
        (date(2021, 3, 31), "0.5", "planpoint_month_is_a_first_day"),
        (month(3), "1.0001", "planpoint_share_from_0_to_1"),
        (month(3), "-0.0001", "planpoint_share_from_0_to_1"),
    ],
)
def test_the_database_refuses_a_plan_point(target, at, share, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PlanPoint.objects.create(target=target, month=at, share=Decimal(share))


def test_a_month_is_planned_once(target):
    point = PlanPoint.objects.create(target=target, month=month(3), share=Decimal("0.25"))
    assert str(point) == "2021-03: 0.25"
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanPoint.objects.create(target=target, month=month(3), share=Decimal("0.5"))
