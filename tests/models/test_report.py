"""Reports, areas and policies."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from tests.factories import make_area, make_report, make_target, month
from tracker.models import Area, Policy, Report

pytestmark = pytest.mark.django_db


def test_report_and_area_are_named_in_the_readers_language(report, area):
    assert (str(report), report.place_name, str(area)) == ("2021年政府工作报告", "天津市河东区", "领域0")
    with translation.override("en"):
        assert (report.title, report.place_name) == ("Government Work Report 2021", "Hedong District, Tianjin")
        assert area.title == "Area 0"


def test_a_reports_year_runs_from_january_to_december(report):
    assert (report.first_month, report.last_month) == (date(2021, 1, 1), date(2021, 12, 1))


def test_the_current_report_is_the_newest_with_targets_and_comes_with_its_policy(report, django_assert_num_queries):
    make_target(make_area(report))
    newest = make_report(2022)
    make_target(make_area(newest), start=month(1, 2022), due=month(12, 2022))
    make_report(2023)
    with django_assert_num_queries(1):
        assert [each.policy.far_behind_over for each in Report.objects.current()] == [30]
    assert Report.objects.current().get() == newest


def test_a_year_has_one_report(report):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_report(2021, code="HD-2021-B")


def test_an_areas_code_is_its_own(report, area):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_area(report, area.code)


def test_areas_stand_in_the_reports_order(report):
    made = [make_area(report, f"A{order}", order=order) for order in (2, 0, 1)]
    assert list(Area.objects.all()) == sorted(made, key=lambda area: area.order)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"behind_over": 31}, "policy_red_not_before_yellow"),
        ({"due_day": 0}, "policy_due_day_in_every_month"),
        ({"due_day": 29}, "policy_due_day_in_every_month"),
        ({"whistle_sign_days": 0}, "policy_whistle_sign_days_from_1_to_10"),
        ({"whistle_sign_days": 11}, "policy_whistle_sign_days_from_1_to_10"),
    ],
)
def test_the_database_refuses_a_policy_that_cannot_be_applied(report, given, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Policy.objects.filter(report=report).update(**given)


def test_a_report_has_one_policy(report):
    with pytest.raises(IntegrityError), transaction.atomic():
        Policy.objects.create(report=report)


@pytest.mark.parametrize(("behind", "far", "due_day"), [(30, 30, 1), (0, 100, 28)])
def test_the_edges_of_a_policy_are_allowed(report, behind, far, due_day):
    Policy.objects.filter(report=report).update(behind_over=behind, far_behind_over=far, due_day=due_day)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("behind_over", Decimal("-1")),
        ("far_behind_over", Decimal(101)),
        ("not_started_months", 0),
        ("stale_periods", 0),
        ("due_day", 29),
    ],
)
def test_a_form_refuses_a_policy_out_of_range(report, field, value):
    setattr(report.policy, field, value)
    with pytest.raises(ValidationError) as refused:
        report.policy.full_clean()
    assert field in refused.value.message_dict


def test_a_policy_names_its_report_and_preset(report, english):
    assert str(report.policy) == "Government Work Report 2021 · Tianjin 0/30"


def test_the_points_of_a_score_make_100(report):
    Policy.objects.update(score_results=33, score_on_time=33, score_first_time=34)
    with pytest.raises(IntegrityError), transaction.atomic():
        Policy.objects.update(score_results=34)
