from decimal import Decimal

import pytest
from django.contrib import admin as contrib
from django.contrib.admin import ModelAdmin
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import make_report, month
from tracker.actions.errors import Conflict
from tracker.admin import targets
from tracker.admin.target_forms import TargetForm, first_of
from tracker.models import AuditRecord, PlanPoint, Revision, Target

GROUND = {"reason": "上级下达新指标", "document": "区政府第12号会议纪要", "decided_on": "2021-05-20"}


def page(target):
    return reverse("admin:tracker_target_change", args=[target.pk])


def point(target, number, share):
    return PlanPoint.objects.create(target=target, month=month(number), share=Decimal(share))


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


def test_new_target_is_due_by_the_years_end_even_if_another_was_postponed_beyond_it(desk, report, target):
    Target.objects.update(due=month(6, 2022))
    response = desk.get(reverse("admin:tracker_target_add"))
    assert response.context["adminform"].form.initial["due"] == month(12)


def test_first_target_of_a_new_report_opens_with_its_year(desk, target):
    newer = make_report(2022)
    response = desk.get(reverse("admin:tracker_target_add"))
    assert response.context["adminform"].form.initial["report"] == newer.pk


def test_form_of_the_admin_is_this_one():
    assert contrib.site.get_model_admin(Target).form is TargetForm


# Two editors, double clicks


def test_second_editor_gets_409_with_both_values_and_what_was_typed(desk, target):
    opened = desk.get(page(target))
    desk.post(page(target), typed(opened, value="36", **GROUND))
    response = desk.post(page(target), typed(opened, value="30", **GROUND))
    assert response.status_code == 409
    assert [row[1:] for row in response.context["differences"]] == [("36", "30")]
    assert 'name="value" value="30"' in response.content.decode()
    assert Target.objects.get().value == 36


def test_second_editor_may_save_over_after_having_seen_both(desk, target):
    opened = desk.get(page(target))
    desk.post(page(target), typed(opened, value="36", **GROUND))
    seen = desk.post(page(target), typed(opened, value="30", **GROUND))
    form = seen.context["adminform"].form
    assert (
        desk.post(
            page(target), typed(opened, value="30", **GROUND, version_seen=form["version_seen"].value())
        ).status_code
        == 302
    )
    assert Target.objects.get().value == 30


def test_double_click_makes_one_revision(desk, target):
    sent = typed(desk.get(page(target)), value="36", **GROUND)
    assert [desk.post(page(target), sent).status_code for _ in range(2)] == [302, 302]
    assert Revision.objects.count() == 1


def test_double_click_with_a_new_plan_point_adds_it_once(desk, target):
    new = {"plan_points-0-month": "2021-06", "plan_points-0-share": "0.4"}
    sent = typed(desk.get(page(target)), **new)
    assert [desk.post(page(target), sent).status_code for _ in range(2)] == [302, 302]
    assert PlanPoint.objects.count() == 1


@pytest.mark.parametrize("words", [{"name": "我的"}, {"value": "30", **GROUND}])
def test_somebody_saving_between_reading_and_writing_is_noticed(desk, target, monkeypatch, words):
    sent = typed(desk.get(page(target)), **words)
    first = ModelAdmin.changeform_view

    def overtaken(**given):
        raise Conflict(target)

    readings = []

    def read_again(*given):
        """The first reading ends in the conflict; by the second the other person's save is there."""
        if readings:
            Target.objects.update(name="别人的", row_version=9)
        readings.append(given)
        return first(*given)

    monkeypatch.setattr(targets, "save_target", overtaken)
    monkeypatch.setattr(ModelAdmin, "changeform_view", read_again)
    response = desk.post(page(target), sent)
    assert response.status_code == 409
    assert "别人的" in response.content.decode()


# The plan


def test_plan_point_is_added_changed_and_removed_on_the_record(change, target):
    point(target, 3, "0.2")
    changed = {"plan_points-0-share": "0.25", "plan_points-1-month": "2021年9月", "plan_points-1-share": "0.8"}
    assert change(target, **changed).status_code == 302
    assert list(PlanPoint.objects.values_list("month", "share")) == [
        (month(3), Decimal("0.25")),
        (month(9), Decimal("0.8")),
    ]
    change(Target.objects.get(), **{"plan_points-0-DELETE": "on"})
    deeds = AuditRecord.objects.filter(subject="planpoint").values_list("action", "subject_key")
    assert list(deeds) == [
        ("change", "HD-2021-01 2021-03"),
        ("add", "HD-2021-01 2021-09"),
        ("remove", "HD-2021-01 2021-03"),
    ]


def test_two_editors_of_a_plan_notice_one_another(desk, target):
    point(target, 3, "0.2")
    opened = desk.get(page(target))
    assert desk.post(page(target), typed(opened, **{"plan_points-0-share": "0.3"})).status_code == 302
    assert desk.post(page(target), typed(opened, **{"plan_points-0-share": "0.4"})).status_code == 409
    assert PlanPoint.objects.get().share == Decimal("0.3")
