from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import (
    AT,
    make_area,
    make_department,
    make_entry,
    make_report,
    make_target,
    month,
    submit_entry,
    unsaved_target,
)
from tracker.actions.errors import ActionError
from tracker.actions.records import keep
from tracker.admin import targets
from tracker.choices import Comparison, Kind, RevisionKind, TargetState
from tracker.models import AuditRecord, Edition, PlanPoint, Revision, Target

GROUND = {"reason": "上级下达新指标", "document": "区政府第12号会议纪要", "decided_on": "2021-05-20"}
LIST = "admin:tracker_target_changelist"


def page(target):
    return reverse("admin:tracker_target_change", args=[target.pk])


def point(target, number, share):
    return PlanPoint.objects.create(target=target, month=month(number), share=Decimal(share))


# The list


def test_list_tells_light_completion_and_latest_figure(desk, target, lin, wang):
    make_entry(target, 11, "10", lin, wang)
    text = desk.get(reverse(LIST)).content.decode()
    for word in (target.code, "新建5G基站", "■", "25%", "10 座", "2021年11月", "区教育局", "2021-12"):
        assert word in text


def test_list_says_that_a_rate_has_no_completion(desk, english, area):
    make_target(area, kind=Kind.RATE, value=Decimal("6.5"), unit="%", unit_en="%")
    assert "n/a (a line to hold)" in desk.get("/en/admin/tracker/target/").content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_list_asks_twelve_queries_whatever_its_size(desk, area, department, lin, wang, rows, django_assert_num_queries):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(12):
        response = desk.get(reverse(LIST))
    assert len(response.context["cl"].result_list) == rows


@pytest.mark.parametrize("word", ["HD-2021-01", "5G", "stations", "178处"])
def test_search_finds_code_names_and_phrase(desk, area, word):
    found = make_target(area, phrase="5G基站178处")
    make_target(area, code="other", name="其他", name_en="Other")
    assert list(desk.get(reverse(LIST), {"q": word}).context["cl"].result_list) == [found]


def test_filters_narrow_the_list(desk, area, target, department):
    rate = make_target(area, kind=Kind.RATE)
    for query, expected in (
        ({"kind__exact": "RATE"}, [rate]),
        ({"state__exact": "IN_PROGRESS"}, [target]),
        ({"lead__id__exact": department.pk}, [target]),
        ({"area__id__exact": area.pk}, [target, rate]),
    ):
        assert list(desk.get(reverse(LIST), query).context["cl"].result_list) == expected


# A change of the terms


def test_changed_figure_with_a_reason_becomes_a_public_revision(change, target, admin):
    assert change(target, value="36", **GROUND).status_code == 302
    revision = Revision.objects.get()
    assert (revision.value_before, revision.value_after, revision.recorded_by) == (40, 36, admin)
    assert (revision.reason, revision.decided_on) == (GROUND["reason"], date(2021, 5, 20))
    assert AuditRecord.objects.get(action="revise_changed").subject_key == target.code
    assert Edition.objects.get().number == 1


@pytest.mark.parametrize("typed_in", [{"value": "36"}, {"due": "2021-11"}, {"lead": "other"}])
def test_new_terms_without_ground_say_all_three_at_once(change, target, other_department, typed_in):
    typed_in = {name: other_department.pk if value == "other" else value for name, value in typed_in.items()}
    response = change(target, **typed_in)
    assert set(response.context["adminform"].form.errors) == {"reason", "document", "decided_on"}
    assert not Revision.objects.exists()
    assert Target.objects.get().value == 40


def test_decision_after_the_due_month_is_refused(change, target):
    response = change(target, value="36", **GROUND | {"decided_on": "2022-01-01"})
    assert set(response.context["adminform"].form.errors) == {"decided_on"}


def test_reason_without_new_terms_is_not_swallowed(change, target):
    response = change(target, name="别名", **GROUND)
    assert set(response.context["adminform"].form.errors) == {"reason"}


def test_first_lead_is_a_revision_and_assigns_the_target(change, area, department):
    draft = make_target(area)
    assert change(draft, lead=department.pk, **GROUND).status_code == 302
    draft.refresh_from_db()
    assert (draft.lead, draft.state) == (department, TargetState.ASSIGNED)
    assert Revision.objects.get().lead_after == department


def test_assigned_target_keeps_a_lead(change, target):
    assert "lead" in change(target, lead=None, **GROUND).context["adminform"].form.errors


def test_comparison_and_upper_figure_change_together(change, target):
    assert change(target, comparison=Comparison.BETWEEN, value_high="50", **GROUND).status_code == 302
    target.refresh_from_db()
    assert (target.comparison, target.value_high) == (Comparison.BETWEEN, 50)
    assert Revision.objects.get().value_high_after == 50


def test_start_and_due_move_together(change, target):
    assert change(target, start="2022年1月", due="2022/6", **GROUND).status_code == 302
    target.refresh_from_db()
    assert (target.start, target.due) == (month(1, 2022), month(6, 2022))


def test_due_before_start_is_said_in_words(change, target):
    response = change(target, start="2021-06", due="2021-03", **GROUND)
    assert list(response.context["adminform"].form.errors) == ["due"]


def test_rule_the_form_does_not_know_is_its_error_and_what_was_typed_stays(change, target, monkeypatch):
    def refused(**_given):
        raise ActionError("Not on a Sunday.")

    monkeypatch.setattr(targets, "save_target", refused)
    response = change(target, value="36", **GROUND)
    assert response.context["adminform"].form.non_field_errors() == ["Not on a Sunday."]
    assert 'name="value" value="36"' in response.content.decode()


# Other changes


def test_plain_change_is_audited_and_no_revision(change, target, admin):
    assert change(target, name="新建基站", definition="建成并开通").status_code == 302
    record = AuditRecord.objects.get()
    assert (record.action, record.by, record.after["name"]) == ("change", admin.username, "新建基站")
    assert not Revision.objects.exists()


def test_save_without_changes_leaves_no_trace(change, target):
    assert change(target).status_code == 302
    assert not AuditRecord.objects.exists()
    assert Target.objects.get().row_version == 1


def test_new_phrase_forgets_where_the_old_one_stood(change, target):
    Target.objects.update(phrase="旧", phrase_start=5, phrase_end=6)
    change(target, phrase="新建40座")
    target.refresh_from_db()
    assert (target.phrase, target.phrase_start, target.phrase_end) == ("新建40座", None, None)


def test_cooperating_departments_are_on_the_record(change, target, other_department):
    change(target, cooperating=[other_department.pk])
    assert AuditRecord.objects.filter(before={"cooperating": []}, after={"cooperating": ["swj"]}).exists()
    assert Target.objects.get().row_version == 2


def test_new_target_opens_with_the_reports_year_and_is_assigned_to_its_lead(add, area, department):
    response = add(
        "target", code="HD-2021-90", area=area.pk, name="新", name_en="New", kind="CUMULATIVE", value="12",
        unit="个", unit_en="items", lead=department.pk,
    )  # fmt: skip
    assert response.status_code == 302
    target = Target.objects.get()
    assert (target.start, target.due, target.state) == (month(1), month(12), TargetState.ASSIGNED)
    assert list(AuditRecord.objects.values_list("action", flat=True)) == ["add", "assign"]


def test_area_of_another_report_is_refused(add, area):
    foreign = make_area(make_report(2022))
    response = add("target", code="x", report=area.report_id, area=foreign.pk, name="新", name_en="New", value="1")
    assert "area" in response.context["adminform"].form.errors


def test_code_and_report_cannot_be_changed(change, target):
    change(target, code="changed", name="别名")
    assert Target.objects.get().code == target.code


# Suspended, resumed, deleted


def test_target_is_suspended_and_resumed_by_a_decision(desk, target):
    for name, state in (("suspend", TargetState.SUSPENDED), ("resume", TargetState.IN_PROGRESS)):
        address = reverse(f"admin:tracker_target_{name}", args=[target.pk])
        assert address in desk.get(page(target)).content.decode()
        assert desk.post(address, typed(desk.get(address), **GROUND)).status_code == 302
        target.refresh_from_db()
        assert target.state == state
    kinds = Revision.objects.values_list("kind", flat=True)
    assert list(kinds) == [RevisionKind.SUSPENDED, RevisionKind.RESUMED]


def delete(desk, *rows):
    if len(rows) == 1:
        return desk.post(reverse("admin:tracker_target_delete", args=[rows[0].pk]), {"post": "yes"}).status_code
    sent = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    return desk.post(reverse(LIST), sent).status_code


def added_here(area, admin, **given):
    return keep(thing=unsaved_target(area, **given), by=admin, at=AT)


def test_target_added_here_is_deleted_whole_and_on_the_record(desk, area, admin):
    target = added_here(area, admin)
    point(target, 3, "0.2")
    assert delete(desk, target) == 302
    assert not Target.objects.exists()
    removed = AuditRecord.objects.filter(action="remove").order_by("number")
    assert list(removed.values_list("subject", flat=True)) == ["planpoint", "target"]


def test_target_of_the_report_is_never_deleted(desk, area, target, admin):
    assert delete(desk, target) == 403
    assert delete(desk, added_here(area, admin), target) == 403
    assert Target.objects.count() == 2


def test_target_with_entries_or_revisions_is_never_deleted(desk, area, department, admin, lin, wang, change):
    reported, revised = added_here(area, admin, lead=department), added_here(area, admin)
    make_entry(reported, 3, "9", lin, wang)
    change(revised, value="36", **GROUND)
    assert (delete(desk, reported), delete(desk, revised)) == (403, 403)
    assert Target.objects.count() == 2


def test_chosen_targets_are_deleted_together(desk, area, admin):
    assert delete(desk, added_here(area, admin), added_here(area, admin)) == 302
    assert not Target.objects.exists()
    assert AuditRecord.objects.filter(action="remove").count() == 2


# What accepted figures were judged by

JUDGED_BY = {
    "kind": "RATE", "comparison": "AT_MOST", "tolerance": "1", "unit": "个", "unit_en": "items", "start": "2021-02",
    "baseline": "3", "baseline_unit": "次",
}  # fmt: skip


def test_what_a_light_is_judged_by_is_open_until_figures_are_accepted(change, target, lin):
    submit_entry(target, 3, "9", lin)
    changes = {name: value for name, value in JUDGED_BY.items() if name != "tolerance"}
    assert change(Target.objects.get(), **changes).status_code == 302
    stored = Target.objects.get()
    assert (stored.kind, stored.unit, stored.start, stored.baseline) == (Kind.RATE, "个", month(2), 3)


def test_what_a_light_is_judged_by_is_fixed_once_figures_are_accepted(desk, target, lin, wang, english):
    address = f"/en/admin/tracker/target/{target.pk}/change/"
    assert "Suspend the target and add another" not in desk.get(address).content.decode()
    make_entry(target, 3, "9", lin, wang)
    opened = desk.get(address)
    assert "Suspend the target and add another" in opened.content.decode()
    assert not set(JUDGED_BY) & set(opened.context["adminform"].form.fields)
    assert desk.post(address, typed(opened, name="别名")).status_code == 302
    before = Target.objects.values(*JUDGED_BY).get()
    assert desk.post(address, typed(desk.get(address), **JUDGED_BY)).status_code == 409
    assert Target.objects.values(*JUDGED_BY).get() == before


def test_form_opened_before_the_first_acceptance_is_not_half_saved(desk, target, lin, wang):
    sent = typed(desk.get(page(target)), unit="个", name="别名")
    make_entry(target, 3, "9", lin, wang)
    response = desk.post(page(target), sent)
    assert response.status_code == 409
    assert (Target.objects.get().unit, Target.objects.get().name) == ("座", "新建5G基站")
    assert desk.post(page(target), typed(response)).status_code == 302
    assert (Target.objects.get().unit, Target.objects.get().name) == ("座", "别名")


@pytest.mark.parametrize("changes", [{"value_high": "50"}, {"value": "0"}, {"due": "2020-12"}])
def test_figure_that_does_not_fit_what_is_fixed_is_an_error(change, target, lin, wang, changes):
    make_entry(target, 3, "9", lin, wang)
    response = change(Target.objects.get(), **changes, **GROUND | {"decided_on": "2020-12-20"})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert change(Target.objects.get(), value="36", **GROUND).status_code == 302


def test_page_shows_where_the_target_stands_and_the_way_to_its_public_page(desk, target, lin, wang):
    make_entry(target, 12, "10", lin, wang)
    text = desk.get(page(target)).content.decode()
    assert "10 ÷ 40 = 25%" in text
    assert reverse("target", args=[target.code]) in text


def test_departments_offered_need_no_query_each(desk, target, django_assert_max_num_queries):
    for number in range(30):
        make_department(f"d{number}")
    with django_assert_max_num_queries(20):
        desk.get(page(target))
