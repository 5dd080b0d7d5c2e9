"""Two editors of one row, whatever it is; Target has its own in test_target_forms."""

import pytest
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import make_person
from tracker.admin.record_forms import digest
from tracker.choices import Role
from tracker.models import AuditRecord, User

FIRST, SECOND = "甲写的", "乙写的"


def page(row):
    return reverse(f"admin:tracker_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def row_of(area, department, lin):
    """A row of each kind that is edited, and two things people type into it: name, first, second."""
    return {
        "policy": (area.report.policy, "due_day", "20", "22"),
        "report": (area.report, "title_zh", FIRST, SECOND),
        "area": (area, "name", FIRST, SECOND),
        "department": (department, "name", FIRST, SECOND),
        "user": (lin, "last_name", FIRST, SECOND),
    }


KINDS = ["policy", "report", "area", "department", "user"]


@pytest.mark.parametrize("kind", KINDS)
def test_second_editor_gets_409_with_both_values_and_may_then_save_over(desk, row_of, kind):
    row, name, first, second = row_of[kind]
    opened = desk.get(page(row))
    assert desk.post(page(row), typed(opened, **{name: first})).status_code == 302
    conflict = desk.post(page(row), typed(opened, **{name: second}))
    assert conflict.status_code == 409
    assert [told[1:] for told in conflict.context["differences"]] == [(first, second)]
    text = conflict.content.decode()
    assert f'value="{second}"' in text
    assert f"<td>{first}</td><td>{second}</td>" in text
    row.refresh_from_db()
    assert str(getattr(row, name)) == first
    assert desk.post(page(row), typed(conflict)).status_code == 302
    row.refresh_from_db()
    assert str(getattr(row, name)) == second


@pytest.mark.parametrize("kind", KINDS)
def test_other_field_of_a_stale_form_does_not_put_the_first_back(desk, row_of, kind):
    row, name, first, _second = row_of[kind]
    opened = desk.get(page(row))
    desk.post(page(row), typed(opened, **{name: first}))
    other = {"policy": "ahead_from", "report": "source", "user": "first_name"}.get(kind, "name_en")
    assert desk.post(page(row), typed(opened, **{other: "12"})).status_code == 409
    row.refresh_from_db()
    assert str(getattr(row, name)) == first


@pytest.mark.parametrize("kind", KINDS)
def test_double_click_is_harmless(desk, row_of, kind):
    row, name, first, _second = row_of[kind]
    sent = typed(desk.get(page(row)), **{name: first})
    assert desk.post(page(row), sent).status_code == 302
    once = AuditRecord.objects.count()
    assert desk.post(page(row), sent).status_code == 302
    assert AuditRecord.objects.count() == once


def test_double_click_on_a_preset_is_harmless(desk, report):
    sent = typed(desk.get(page(report.policy)), preset="YINCHUAN")
    assert [desk.post(page(report.policy), sent).status_code for _ in range(2)] == [302, 302]
    assert AuditRecord.objects.count() == 1


def test_roles_count_and_are_told_by_their_titles(desk, lin, english):
    opened = desk.get(page(lin))
    supervisor = make_person("x", "x", None, Role.SUPERVISOR).groups.get()
    assert desk.post(page(lin), typed(opened, groups=[supervisor.pk])).status_code == 302
    conflict = desk.post(page(lin), typed(opened, is_active=None))
    assert conflict.status_code == 409
    told = [row[1:] for row in conflict.context["differences"]]
    assert (str(Role.SUPERVISOR.label), str(Role.REPORTER.label)) in told
    assert ("yes", "no") in told
    assert list(User.objects.get(pk=lin.pk).groups.all()) == [supervisor]


def test_days_are_told_as_days(desk, report):
    opened = desk.get(page(report))
    desk.post(page(report), typed(opened, adopted_on="2021-01-14"))
    conflict = desk.post(page(report), typed(opened, adopted_on="2021-01-15"))
    assert [told[1:] for told in conflict.context["differences"]] == [("2021-01-14", "2021-01-15")]


def test_form_that_does_not_say_what_was_seen_is_a_conflict(desk, department):
    sent = typed(desk.get(page(department)), name=FIRST, version_seen=None)
    assert desk.post(page(department), sent).status_code == 409


def test_page_sends_along_what_was_seen(desk, department):
    assert f'name="version_seen" value="{digest(department)}"' in desk.get(page(department)).content.decode()


def test_login_and_password_are_no_change(lin):
    before = digest(lin)
    lin.last_login, lin.password = lin.date_joined, "x"
    assert digest(lin) == before
