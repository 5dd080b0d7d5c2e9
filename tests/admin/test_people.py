import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import make_department, make_entry, make_person
from tracker.choices import Role
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
    assert client.login(username="sun", password=PASSWORD)
    records = AuditRecord.objects.filter(subject_key="sun", by=admin.username)
    assert [record.action for record in records] == ["add", "change"]
    assert (records[1].before, records[1].after) == ({"groups": []}, {"groups": ["reporter"]})
    assert PASSWORD not in str([record.after for record in records])


def test_reporter_needs_a_department(add):
    sent = {"username": "sun", "groups": [group(Role.REPORTER)], "password1": PASSWORD, "password2": PASSWORD}
    assert list(add("user", **sent).context["adminform"].form.errors) == ["department"]


def test_roles_are_told_in_words(desk):
    text = desk.get(reverse("admin:tracker_user_add")).content.decode()
    assert f"<strong>{Role.REPORTER.label}</strong>" in text
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
    assert client.login(username="lin", password=PASSWORD)


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
    assert [record.action for record in AuditRecord.objects.all()] == ["add", "change"]


@pytest.mark.parametrize("rows", [1, 30])
def test_list_of_departments_asks_five_queries_whatever_its_size(desk, rows, django_assert_num_queries):
    for number in range(rows):
        make_department(f"d{number}")
    with django_assert_num_queries(5):
        desk.get(reverse("admin:tracker_department_changelist"))


def test_department_that_leads_is_protected(desk, target, department):
    desk.post(reverse("admin:tracker_department_delete", args=[department.pk]), {"post": "yes"})
    assert Department.objects.filter(pk=department.pk).exists()
