from decimal import Decimal

import pytest
from django.urls import reverse

from tests.factories import make_area, make_report
from tracker.choices import Preset
from tracker.models import Area, AuditRecord, Policy, Report


@pytest.mark.parametrize(("preset", "yellow", "red"), [("YINCHUAN", 10, 30), ("STRICT", 0, 10)])
def test_preset_fills_both_thresholds_in(change, report, preset, yellow, red):
    assert change(report.policy, preset=preset).status_code == 302
    policy = Policy.objects.get()
    assert (policy.behind_over, policy.far_behind_over) == (yellow, red)
    assert AuditRecord.objects.get().subject_key == report.code


def test_own_thresholds_are_kept_as_typed(change, report):
    change(report.policy, preset=Preset.OWN, behind_over="5", far_behind_over="12.5")
    policy = Policy.objects.get()
    assert (policy.behind_over, policy.far_behind_over) == (5, Decimal("12.5"))


def test_own_thresholds_have_to_be_typed(change, report):
    response = change(report.policy, preset=Preset.OWN, behind_over=None, far_behind_over=None)
    assert set(response.context["adminform"].form.errors) == {"behind_over", "far_behind_over"}


def test_typed_thresholds_are_not_silently_put_back_to_the_preset(change, report):
    response = change(report.policy, behind_over="5")
    assert list(response.context["adminform"].form.errors) == ["preset"]


def test_red_may_not_come_before_yellow(change, report, english):
    response = change(report.policy, preset=Preset.OWN, behind_over="20", far_behind_over="10")
    assert response.context["adminform"].form.non_field_errors()
    assert Policy.objects.get().behind_over == 0


def test_report_title_is_edited_and_year_is_not(change, report):
    change(report, title_zh="新标题", year="1999")
    report.refresh_from_db()
    assert (report.title_zh, report.year) == ("新标题", 2021)


def test_new_report_begins_with_the_default_thresholds(add):
    sent = {
        "code": "HD-2022",
        "year": "2022",
        "title_zh": "报告",
        "title_en": "Report",
        "place": "河东",
        "place_en": "Hedong",
    }
    assert add("report", **sent, adopted_on="2022年1月13日").status_code == 302
    assert Report.objects.get().policy.preset == Preset.TIANJIN
    assert AuditRecord.objects.count() == 2


def test_report_added_by_mistake_is_taken_back_on_the_record(desk, report, area):
    address = reverse("admin:tracker_report_delete", args=[report.pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"post": "yes"}).status_code == 302
    assert not Report.objects.exists()
    removed = AuditRecord.objects.filter(action="remove").order_by("number")
    assert list(removed.values_list("subject", flat=True)) == ["area", "policy", "report"]


def test_report_with_targets_is_never_deleted(desk, report, target):
    address = reverse("admin:tracker_report_delete", args=[report.pk])
    assert desk.post(address, {"post": "yes"}).status_code == 403
    empty = make_report(2022)
    sent = {"action": "delete_selected", "_selected_action": [report.pk, empty.pk], "post": "yes"}
    desk.post(reverse("admin:tracker_report_changelist"), sent)
    assert Report.objects.count() == 2


@pytest.mark.parametrize("year", ["0", "1989", "2101", "99999"])
def test_year_that_is_none_is_an_error_of_its_field(add, year):
    sent = {"code": "x", "title_zh": "报告", "title_en": "Report", "place": "河东", "place_en": "Hedong"}
    response = add("report", **sent, year=year, adopted_on="2022-01-13")
    assert list(response.context["adminform"].form.errors) == ["year"]


def test_policy_is_not_deleted_here(desk, report):
    address = reverse("admin:tracker_policy_delete", args=[report.policy.pk])
    assert desk.post(address, {"post": "yes"}).status_code == 403


def test_area_is_edited_on_the_record(change, area):
    change(area, name="新名称")
    assert Area.objects.get().name == "新名称"
    assert AuditRecord.objects.get().after == {"name": "新名称"}


def test_area_with_targets_is_protected(desk, target, area):
    desk.post(reverse("admin:tracker_area_delete", args=[area.pk]), {"post": "yes"})
    assert Area.objects.exists()


def test_area_without_targets_says_so(desk, area, english):
    assert "no quantified target" in desk.get("/en/admin/tracker/area/").content.decode()


@pytest.mark.parametrize(("model", "queries"), [("area", 6), ("report", 5), ("policy", 5)])
@pytest.mark.parametrize("rows", [1, 30])
def test_lists_ask_the_same_queries_whatever_their_size(desk, report, model, queries, rows, django_assert_num_queries):
    for _ in range(rows):
        make_area(report)
    with django_assert_num_queries(queries):
        desk.get(reverse(f"admin:tracker_{model}_changelist"))
