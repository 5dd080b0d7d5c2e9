from decimal import Decimal

import pytest
from django.contrib import admin as contrib
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import month
from tracker.admin.target_forms import TargetForm, first_of
from tracker.models import PlanPoint, Target


def errors_of(response):
    return [text for inline in response.context["inline_admin_formsets"] for text in inline.formset.non_form_errors()]


def test_plan_stays_within_the_targets_months(change, target, english):
    sent = {"plan_points-0-month": "2022-01", "plan_points-0-share": "1"}
    response = change(target, **sent)
    assert errors_of(response)
    assert not PlanPoint.objects.exists()


def test_plan_never_falls(change, target):
    PlanPoint.objects.create(target=target, month=month(3), share=Decimal("0.5"))
    response = change(target, **{"plan_points-1-month": "2021-06", "plan_points-1-share": "0.4"})
    assert errors_of(response)


@pytest.mark.parametrize("share", ["1.2", "-0.1", "abc"])
def test_share_lies_between_0_and_1(change, target, share):
    response = change(target, **{"plan_points-0-month": "2021-06", "plan_points-0-share": share})
    assert response.status_code == 200
    assert not PlanPoint.objects.exists()


def test_differences_are_told_in_words(desk, target, other_department, rf, admin):
    address = reverse("admin:tracker_target_change", args=[target.pk])
    opened = typed(desk.get(address))
    Target.objects.update(row_version=2)
    changes = {
        "due": "2021-11",
        "lead": other_department.pk,
        "cadence": "QUARTER",
        "cooperating": [other_department.pk],
    }
    told = {row[0]: row[1:] for row in desk.post(address, opened | changes).context["differences"]}
    assert ("2021年12月", "2021年11月") in told.values()
    assert ("区教育局", "区商务局") in told.values()
    assert ("–", "区商务局") in told.values()
    assert len(told) == 4


def test_stale_form_with_a_mistake_shows_both(desk, target):
    address = reverse("admin:tracker_target_change", args=[target.pk])
    opened = typed(desk.get(address), value="viel")
    Target.objects.update(row_version=2)
    response = desk.post(address, opened)
    assert response.status_code == 409
    assert "value" in response.context["adminform"].form.errors


def test_missing_version_counts_as_a_conflict(desk, target):
    address = reverse("admin:tracker_target_change", args=[target.pk])
    assert desk.post(address, typed(desk.get(address), name="x", version_seen=None)).status_code == 409


def test_new_target_opens_with_the_reports_year(report):
    assert first_of(report) == {"report": report.pk, "order": 1, "start": month(1), "due": month(12)}
    assert first_of(None) == {}


def test_form_of_the_admin_is_this_one():
    assert contrib.site.get_model_admin(Target).form is TargetForm
