from decimal import Decimal

import pytest
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import make_area, make_person, make_report, make_target, submit_entry
from tests.views.conftest import words
from tracker.choices import EntryState, Preset, Role
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


def test_reminders_and_sign_off_are_edited_on_the_record(change, report):
    assert change(report.policy, remind_before="5", remind_again="14", needs_sign_off="on").status_code == 302
    assert AuditRecord.objects.get().after == {"needs_sign_off": True, "remind_before": 5, "remind_again": 14}


@pytest.mark.parametrize("sent", [{"remind_before": "0"}, {"remind_before": "15"}, {"remind_again": "32"}])
def test_reminders_stay_within_a_month(change, report, sent):
    response = change(report.policy, **sent)
    assert list(response.context["adminform"].form.errors) == list(sent)


def test_the_days_to_report_in_on_a_whistle_are_edited_on_the_record(change, report):
    assert change(report.policy, whistle_sign_days="3").status_code == 302
    assert AuditRecord.objects.get().after == {"whistle_sign_days": 3}


@pytest.mark.parametrize("days", ["0", "11", "两"])
def test_the_days_to_report_in_are_few(change, report, days):
    assert list(change(report.policy, whistle_sign_days=days).context["adminform"].form.errors) == ["whistle_sign_days"]


def test_begun_sign_off_names_the_departments_without_a_head(desk, report, area, target, other_department, english):
    make_target(area, lead=other_department)
    make_person("sun", "孙", other_department, Role.HEAD)
    address = f"/en/admin/tracker/policy/{report.policy.pk}/change/"
    said = words(desk.post(address, typed(desk.get(address), needs_sign_off="on"), follow=True))
    assert "Education Bureau has nobody in the role “Department head”. Add a user" in said
    assert "Commerce Bureau has nobody" not in said


def test_ended_sign_off_says_how_many_entries_went_on(desk, report, target, department, lin, english):
    report.policy.needs_sign_off = True
    report.policy.save()
    make_person("sun", "孙", department, Role.HEAD)
    entry = submit_entry(target, 3, "9", lin)
    address = f"/en/admin/tracker/policy/{report.policy.pk}/change/"
    response = desk.post(address, typed(desk.get(address), needs_sign_off=None), follow=True)
    assert "Entries that waited for sign-off and are with the supervisors now: 1." in words(response)
    entry.refresh_from_db()
    assert entry.state == EntryState.SUBMITTED


def test_a_policy_saved_unchanged_leaves_no_trace(change, report):
    assert change(report.policy).status_code == 302
    assert not AuditRecord.objects.exists()


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


def test_points_of_a_score_that_do_not_make_100_are_said_beside_them_and_not_kept(change, report):
    response = change(report.policy, score_results="70")
    form = response.context["adminform"].form
    assert list(form.errors) == ["score_results"]
    assert "90" in form.errors["score_results"][0]
    assert Policy.objects.get().score_results == 80


@pytest.mark.parametrize("points", [("60", "20", "20"), ("0", "1", "99"), ("100", "0", "0"), ("33", "33", "34")])
def test_any_whole_points_that_make_100_are_kept_and_on_the_record(change, report, points):
    names = ("score_results", "score_on_time", "score_first_time")
    assert change(report.policy, **dict(zip(names, points, strict=True))).status_code == 302
    assert Policy.objects.values_list(*names).get() == tuple(map(int, points))
    assert AuditRecord.objects.get().after["score_results"] == int(points[0])


@pytest.mark.parametrize("points", ["-1", "101", "33.5", "", "八十"])
def test_points_are_whole_and_from_0_to_100(change, report, points):
    response = change(report.policy, score_results=points)
    assert "score_results" in response.context["adminform"].form.errors
