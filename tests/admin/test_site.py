import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from hedong.csp import HEADER
from tests.factories import make_person
from tracker.choices import Role
from tracker.models import AuditRecord, User


@pytest.mark.parametrize("name", ["lin", "wang", "zhao"])
def test_only_administrators_come_in(client, request, name):
    client.force_login(request.getfixturevalue(name))
    for address in ("admin:index", "admin:tracker_target_changelist", "admin:tracker_user_add"):
        response = client.get(reverse(address))
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("admin:login"))


def test_administrator_logs_in_without_django_flags(client, admin):
    assert not admin.is_staff
    response = client.post(reverse("admin:login"), {"username": "chen", "password": "chen"})
    assert response.status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200


def test_superuser_comes_in_too(client, db):
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(reverse("admin:tracker_target_changelist")).status_code == 200


def test_administrator_who_was_switched_off_stays_out(client, db):
    client.force_login(make_person("gone", "高", None, Role.ADMINISTRATOR))
    User.objects.update(is_active=False)
    assert client.get(reverse("admin:index")).status_code == 302


def test_first_page_leads_to_targets_and_users(desk, english):
    text = desk.get("/en/admin/").content.decode()
    for word in ("Change a target", "Add a user", "/en/admin/tracker/target/", "/en/admin/tracker/user/add/"):
        assert word in text
    assert text.index("tracker/target/") < text.index("tracker/department/") < text.index("tracker/entry/")


def test_frame_leads_to_the_public_page_and_the_other_language(desk):
    text = desk.get(reverse("admin:tracker_target_changelist"), {"q": "5G"}).content.decode()
    assert f'href="{reverse("home")}"' in text
    assert 'href="/en/admin/tracker/target/?q=5G"' in text


def test_apps_page_is_the_first_page(desk):
    assert desk.get("/admin/tracker/").url == reverse("admin:index")


def test_first_page_shows_what_the_person_did_last(desk, change, area):
    change(area, name="新名称")
    assert area.code in desk.get(reverse("admin:index")).content.decode()


def test_djangos_own_log_stays_empty(desk, change, area):
    change(area, name="新名称")
    desk.post(reverse("admin:tracker_area_delete", args=[area.pk]), {"post": "yes"})
    assert AuditRecord.objects.count() == 2
    assert not LogEntry.objects.exists()


def test_own_password_is_changed_on_the_record(desk, admin):
    new = "河东-2021-督查"
    sent = {"old_password": "chen", "new_password1": new, "new_password2": new}
    assert desk.post(reverse("admin:password_change"), sent).status_code == 302
    assert desk.get(reverse("admin:index")).status_code == 200
    assert AuditRecord.objects.get().action == "set_password"


@pytest.mark.parametrize(
    "address", ["admin:index", "admin:tracker_target_add", "admin:tracker_user_add", "admin:login"]
)
def test_pages_hold_no_inline_style_or_script(desk, report, address):
    response = desk.get(reverse(address))
    text = response.content.decode()
    assert "'unsafe" not in response.headers[HEADER]
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    assert "<script>" not in text


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("auditrecord", "action"),
        ("auditrecord", "subject"),
        ("auditrecord", "subject_key"),
        ("auditrecord", "q"),
        ("target", "state__exact"),
        ("target", "area__id__exact"),
        ("user", "role"),
    ],
)
def test_nul_in_an_address_is_a_bad_request(desk, model, name):
    address = reverse(f"admin:tracker_{model}_changelist")
    assert desk.get(f"{address}?{name}=%00").status_code == 400
    assert desk.get(f"{address}?a%00={name}").status_code == 400
    assert desk.get(address).status_code == 200


def test_nul_in_a_new_forms_address_is_a_bad_request(desk, report):
    assert desk.get(reverse("admin:tracker_target_add") + "?area=%00").status_code == 400
