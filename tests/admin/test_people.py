import pytest
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import draft_entry, make_department, make_entry, make_person, submit_entry
from tests.views.conftest import words
from tracker.choices import EntryState, Role
from tracker.models import AuditRecord, Department, User

PASSWORD = "河东-2021-督查"


def group(role):
    return Group.objects.get(name=role).pk


def test_person_is_added_with_department_role_and_password(add, client, department, admin):
    response = add(
        "user",
        username="sun",
        last_name="孙",
        department=department.pk,
        groups=[group(Role.REPORTER)],
        password1=PASSWORD,
        password2=PASSWORD,
    )
    assert response.status_code == 302
    person = User.objects.get(username="sun")
    assert (person.title, person.department, person.is_reporter) == ("孙", department, True)
    assert client.login(request=HttpRequest(), username="sun", password=PASSWORD)
    records = AuditRecord.objects.filter(subject_key="sun", by=admin.username)
    assert [record.action for record in records] == ["add", "change"]
    assert (records[1].before, records[1].after) == ({"groups": []}, {"groups": ["reporter"]})
    assert PASSWORD not in str([record.after for record in records])


@pytest.mark.parametrize("role", [Role.REPORTER, Role.HEAD])
def test_reporter_and_head_need_a_department(add, role):
    sent = {"username": "sun", "groups": [group(role)], "password1": PASSWORD, "password2": PASSWORD}
    assert list(add("user", **sent).context["adminform"].form.errors) == ["department"]


def test_roles_are_told_in_words(desk):
    text = desk.get(reverse("admin:tracker_user_add")).content.decode()
    assert all(f"<strong>{role.label}</strong>" in text for role in Role)
    assert reverse("permissions") in text
    assert "is_superuser" not in text
    assert "user_permissions" not in text


def test_changed_role_is_on_the_record_with_before_and_after(change, lin):
    change(lin, groups=[group(Role.REPORTER), group(Role.SUPERVISOR)])
    record = AuditRecord.objects.get()
    assert (record.before, record.after) == ({"groups": ["reporter"]}, {"groups": ["reporter", "supervisor"]})


def test_person_who_left_is_switched_off(change, lin):
    change(lin, is_active=None)
    lin.refresh_from_db()
    assert not lin.is_active
    assert AuditRecord.objects.get().after == {"is_active": False}


def page(person):
    return reverse("admin:tracker_user_change", args=[person.pk])


def test_page_says_what_a_person_leaves_behind_and_who_goes_on(desk, target, department, lin, wang, english):
    make_entry(target, 3, "9", lin, wang)
    submit_entry(target, 4, "10", lin)
    draft_entry(target, 5, "11", lin)
    said = words(desk.get(page(lin)))
    assert "Drafts and entries sent back: 1. Submitted and undecided: 1." in said
    assert "Education Bureau has nobody else in the role “Reporter”. Add a user" in said
    make_person("sun", "孙", department, Role.REPORTER)
    said = words(desk.get(page(lin)))
    assert "孙 can open and submit them." in said
    assert "nobody else" not in said


@pytest.mark.parametrize(
    "changes", [{"is_active": None}, {"department": "other"}, {"groups": None}], ids=["left", "moved", "other role"]
)
def test_a_post_left_empty_is_said_with_the_way_to_fill_it(desk, lin, other_department, changes, english):
    typed_in = {name: other_department.pk if value == "other" else value for name, value in changes.items()}
    address = page(lin)
    response = desk.post(address, typed(desk.get(address), **typed_in), follow=True)
    assert "Education Bureau has nobody in the role “Reporter”. Add a user" in words(response)


def test_a_post_somebody_else_holds_is_not_missed(desk, department, lin, english):
    make_person("sun", "孙", department, Role.REPORTER)
    address = page(lin)
    assert "nobody" not in words(desk.post(address, typed(desk.get(address), is_active=None), follow=True))


def test_the_last_head_is_missed_where_figures_are_signed_off(desk, report, target, department, english):
    head = make_person("sun", "孙", department, Role.HEAD)
    assert "“Department head”" not in words(desk.get(page(head)))
    report.policy.needs_sign_off = True
    report.policy.save()
    assert "nobody else in the role “Department head”" in words(desk.get(page(head)))


def test_whoever_left_is_signed_out(change, target, lin):
    browser = Client()
    browser.force_login(lin)
    assert browser.get(reverse("desk")).status_code == 200
    change(lin, is_active=None)
    response = browser.get(reverse("desk"))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("login"))


def test_the_successor_opens_changes_and_submits_what_was_left(change, add, target, department, lin, wang):
    accepted = make_entry(target, 3, "9", lin, wang)
    draft = draft_entry(target, 4, "10", lin, progress="林写的")
    change(lin, is_active=None)
    sent = {"username": "sun", "last_name": "孙", "department": department.pk, "groups": [group(Role.REPORTER)]}
    assert add("user", **sent, password1=PASSWORD, password2=PASSWORD).status_code == 302
    successor, browser = User.objects.get(username="sun"), Client()
    browser.force_login(successor)
    address = reverse("entry", args=[target.code, "2021-04"])
    opened = browser.get(address)
    assert "林写的" in opened.content.decode()
    version = str(opened.context["form"]["row_version"].value())
    written = {"value": "12", "progress": "孙接着写", "row_version": version, "do": "submit"}
    assert browser.post(address, written).status_code == 302
    draft.refresh_from_db()
    accepted.refresh_from_db()
    assert (draft.state, draft.submitted_by, draft.value) == (EntryState.SUBMITTED, successor, 12)
    assert (accepted.submitted_by, accepted.department) == (lin, department)
    assert "林" in words(browser.get(reverse("target", args=[target.code])))


def test_nobody_shuts_themselves_out(change, admin):
    response = change(admin, is_active=None, groups=None)
    assert set(response.context["adminform"].form.errors) == {"is_active", "groups"}
    assert User.objects.get(pk=admin.pk).is_administrator


def test_nobody_deletes_themselves(desk, admin):
    assert desk.post(reverse("admin:tracker_user_delete", args=[admin.pk]), {"post": "yes"}).status_code == 403


def test_person_who_reported_is_protected(desk, target, lin, wang):
    make_entry(target, 3, "9", lin, wang)
    desk.post(reverse("admin:tracker_user_delete", args=[lin.pk]), {"post": "yes"})
    assert User.objects.filter(pk=lin.pk).exists()


def test_new_password_is_given_on_the_record_and_never_shown(desk, client, lin):
    address = reverse("admin:tracker_user_password", args=[lin.pk])
    sent = typed(desk.get(address), new_password1=PASSWORD, new_password2=PASSWORD)
    assert desk.post(address, sent).status_code == 302
    assert AuditRecord.objects.get().action == "set_password"
    assert client.login(request=HttpRequest(), username="lin", password=PASSWORD)


def test_weak_password_is_refused_in_words(desk, lin):
    address = reverse("admin:tracker_user_password", args=[lin.pk])
    response = desk.post(address, {"new_password1": "123", "new_password2": "123"})
    assert "new_password2" in response.context["form"].errors
    assert not AuditRecord.objects.exists()


def test_own_new_password_keeps_the_login(desk, admin):
    address = reverse("admin:tracker_user_password", args=[admin.pk])
    desk.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert desk.get(address).status_code == 200


def test_list_shows_name_department_and_roles(desk, lin, english):
    text = desk.get("/en/admin/tracker/user/").content.decode()
    assert "林" in text
    assert "Education Bureau" in text
    assert "Reporter" in text


@pytest.mark.parametrize("rows", [1, 30])
def test_list_of_people_asks_seven_queries_whatever_its_size(desk, department, rows, django_assert_num_queries):
    for number in range(rows):
        make_person(f"p{number}", "孙", department, Role.REPORTER)
    with django_assert_num_queries(7):
        desk.get(reverse("admin:tracker_user_changelist"))


def test_filter_by_role(desk, lin, wang):
    found = desk.get(reverse("admin:tracker_user_changelist"), {"role": Role.SUPERVISOR}).context["cl"].result_list
    assert list(found) == [wang]


def test_department_is_added_renamed_and_counted(add, change, desk, admin):
    assert add("department", code="yjj", name="区应急局", name_en="Emergency Bureau").status_code == 302
    department = Department.objects.get()
    change(department, name="区应急管理局", code="other")
    department.refresh_from_db()
    assert (department.name, department.code) == ("区应急管理局", "yjj")
    deeds = AuditRecord.objects.filter(subject="department").values_list("action", flat=True)
    assert list(deeds) == ["add", "rename"]


@pytest.mark.parametrize("rows", [1, 30])
def test_list_of_departments_asks_five_queries_whatever_its_size(desk, rows, django_assert_num_queries):
    for number in range(rows):
        make_department(f"d{number}")
    with django_assert_num_queries(5):
        desk.get(reverse("admin:tracker_department_changelist"))


def test_department_is_found_by_a_former_name(desk, change, department, other_department):
    change(department, name="区教育和体育局")
    found = desk.get(reverse("admin:tracker_department_changelist"), {"q": "区教育局"}).context["cl"].result_list
    assert list(found) == [department]


def test_department_that_leads_is_protected(desk, target, department):
    desk.post(reverse("admin:tracker_department_delete", args=[department.pk]), {"post": "yes"})
    assert Department.objects.filter(pk=department.pk).exists()
