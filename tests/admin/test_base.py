import pytest
from django.contrib import admin as contrib
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.urls import reverse

from tracker.admin import base
from tracker.admin.base import RecordAdmin
from tracker.models import AuditRecord, Department, Edition


def test_every_page_is_one_of_ours():
    assert all(isinstance(page, RecordAdmin) for page in contrib.site._registry.values())


@pytest.mark.parametrize("name", ["lin", "wang"])
def test_django_permissions_play_no_part(rf, request, name):
    asked = rf.get("/")
    for asked.user in (AnonymousUser(), request.getfixturevalue(name)):
        for page in contrib.site._registry.values():
            assert not page.has_module_permission(asked)
            assert not page.has_view_permission(asked)
            assert not page.has_add_permission(asked)
            assert not page.has_change_permission(asked)
            assert not page.has_delete_permission(asked)


def test_change_is_audited_and_raises_the_edition(change, department, admin):
    change(department, order="7")
    record = AuditRecord.objects.get()
    assert (record.by, record.before, record.after) == (admin.username, {"order": 0}, {"order": 7})
    assert Edition.objects.get().number == 1


def test_failed_audit_takes_the_change_back(change, department, monkeypatch):
    def broken(**_given):
        raise RuntimeError

    monkeypatch.setattr("tracker.actions.records.record", broken)
    with pytest.raises(RuntimeError):
        change(department, name="区教委")
    assert Department.objects.get().name == "区教育局"


def test_save_without_changes_leaves_no_trace(change, department):
    assert change(department).status_code == 302
    assert not AuditRecord.objects.exists()


def test_chosen_rows_are_removed_all_or_none(desk, department, other_department, monkeypatch):
    real, done = base.remove, []

    def second_fails(**given):
        if done:
            raise RuntimeError
        done.append(real(**given))

    monkeypatch.setattr(base, "remove", second_fails)
    sent = {"action": "delete_selected", "_selected_action": [department.pk, other_department.pk], "post": "yes"}
    with pytest.raises(RuntimeError):
        desk.post(reverse("admin:tracker_department_changelist"), sent)
    assert Department.objects.count() == 2


def test_history_is_the_rows_part_of_the_audit(desk, change, department, other_department):
    change(department, name="区教委")
    change(other_department, name="区商委")
    response = desk.get(reverse("admin:tracker_department_history", args=[department.pk]), follow=True)
    assert [row.subject_key for row in response.context["cl"].result_list] == ["jyj"]


NEW = {"code": "yjj", "name": "区应急局", "name_en": "Emergency Bureau"}


def test_double_click_on_a_new_row_adds_it_once_and_shows_no_error(add):
    assert [add("department", **NEW).status_code for _ in range(2)] == [302, 302]
    assert AuditRecord.objects.count() == 1


def test_taken_code_is_an_error_when_anything_differs(add):
    add("department", **NEW)
    response = add("department", **NEW | {"name": "别的局"})
    assert list(response.context["adminform"].form.errors) == ["code"]


def test_row_somebody_else_added_is_an_error(add):
    Department.objects.create(**NEW)
    assert "code" in add("department", **NEW).context["adminform"].form.errors


def test_code_taken_between_reading_and_writing_is_said_in_words(add, monkeypatch):
    first = contrib.ModelAdmin.changeform_view

    posts = []

    def overtaken(*given):
        """The first reading finds the code free, its writing does not; the second finds who took it."""
        posts.extend([given] if given[1].method == "POST" else [])
        if len(posts) == 1:
            raise IntegrityError
        if posts:
            Department.objects.create(code="yjj", name="别的局", name_en="Another")
        return first(*given)

    monkeypatch.setattr(contrib.ModelAdmin, "changeform_view", overtaken)
    assert list(add("department", **NEW).context["adminform"].form.errors) == ["code"]


def test_many_are_boxes_to_tick(desk, target, other_department):
    text = desk.get(reverse("admin:tracker_target_change", args=[target.pk])).content.decode()
    assert f'type="checkbox" name="cooperating" value="{other_department.pk}"' in text


@pytest.mark.parametrize(
    ("model", "name"),
    [
        *(("entry", "department"), ("user", "department"), ("target", "lead"), ("target", "area")),
        *(("upload", "department"), ("changerequest", "target"), ("reminder", "department"), ("whistle", "department")),
    ],
)
def test_filter_by_a_number_no_database_holds_is_no_fault(desk, target, model, name):
    address = reverse(f"admin:tracker_{model}_changelist")
    response = desk.get(address, {name: "9" * 400})
    assert response.status_code in {200, 302}
    assert desk.get(address, {name: "9" * 400}, follow=True).status_code == 200
