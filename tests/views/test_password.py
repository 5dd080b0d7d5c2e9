import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import translation

from hedong.csp import HEADER
from tests.views.conftest import inline, title, words
from tracker.models import AuditRecord, Edition

NEW = "new-secret-2021"


def sent(old="lin", new=NEW, again=None):
    return {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}


@pytest.mark.parametrize(("prefix", "language"), [("", "zh-hans"), ("/en", "en")])
@pytest.mark.parametrize("name", ["lin", "wang", "admin"])
def test_everybody_signed_in_finds_the_way_from_the_desk(enter, world, request, name, prefix, language):
    client = enter(request.getfixturevalue(name))
    assert f'<a href="{prefix}/desk/password/">' in client.get(f"{prefix}/desk/").content.decode()
    page = client.get(f"{prefix}/desk/password/")
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert inline(page.content.decode()) == []
    assert "'unsafe" not in page.headers[HEADER]
    assert page.content.decode().count('type="password"') == 3
    with translation.override(language):
        assert title(page) == translation.gettext("Change password")


def test_strangers_are_not_shown_the_way(client, world):
    assert "/desk/password/" not in client.get("/login/").content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_new_password_holds_and_this_session_goes_on(enter, world, lin, prefix):
    client = enter(lin)
    response = client.post(f"{prefix}/desk/password/", sent())
    assert (response.status_code, response.url) == (302, f"{prefix}/desk/")
    desk = client.get(response.url)
    assert desk.status_code == 200
    assert ["密码已修改", "The password was changed."][bool(prefix)] in words(desk)
    lin.refresh_from_db()
    assert lin.check_password(NEW)


def test_other_sessions_end(enter, world, lin):
    elsewhere = Client()
    assert elsewhere.login(request=HttpRequest(), username="lin", password="lin")
    assert elsewhere.get("/desk/").status_code == 200
    enter(lin).post("/desk/password/", sent())
    assert elsewhere.get("/desk/").status_code == 302


def test_change_stands_on_the_record_without_the_password(enter, world, lin):
    before, edition = AuditRecord.objects.count(), Edition.objects.get().number
    enter(lin).post("/desk/password/", sent())
    record = AuditRecord.objects.order_by("-number")[0]
    assert AuditRecord.objects.count() == before + 1
    assert (record.action, record.subject_key, record.by) == ("set_password", "lin", "lin")
    assert (record.before, record.after) == ({}, {})
    assert Edition.objects.get().number == edition + 1


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (sent(old="wrong"), "old_password"),
        (sent(old=""), "old_password"),
        (sent(again="other-secret-2021"), "new_password2"),
        (sent(new="short"), "new_password2"),
        ({}, "old_password"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_changes(enter, world, lin, prefix, form, wrong):
    client, before = enter(lin), AuditRecord.objects.count()
    response = client.post(f"{prefix}/desk/password/", form)
    assert response.status_code == 422
    marked = response.content.decode().split('<div class="field wrong">')[1:]
    assert any(f'name="{wrong}"' in field and "errorlist" in field for field in marked)
    assert NEW not in response.content.decode()
    assert AuditRecord.objects.count() == before
    lin.refresh_from_db()
    assert lin.check_password("lin")
    assert client.get("/desk/").status_code == 200
