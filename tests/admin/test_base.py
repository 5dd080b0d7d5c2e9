import pytest
from django.contrib import admin as contrib
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

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
    change(department, name="区教委")
    record = AuditRecord.objects.get()
    assert (record.by, record.before, record.after) == (admin.username, {"name": "区教育局"}, {"name": "区教委"})
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
    from tracker.admin import base

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
