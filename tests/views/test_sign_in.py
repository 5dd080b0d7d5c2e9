"""Forms that come without a sign-in or its token lose nothing; wrong passwords are counted by name and address."""

import re
from html import unescape

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone

from tests.views.conftest import inline, words
from tracker.choices import EntryState
from tracker.models import Area, Entry

PREFIXES = pytest.mark.parametrize("prefix", ["", "/en"])
PAGE = "/desk/entries/HD-2021-01/2021-07/"
WRITTEN = {"value": "23", "progress": "做了 <b>&\n一半", "problems": "", "row_version": "0", "do": "submit"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def browser(world) -> Client:
    """A browser whose forms need their token."""
    return Client(enforce_csrf_checks=True)


def token(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


def hidden(response) -> dict:
    """What the form in the page's main part would send of itself."""
    main = response.content.decode().split("<main", 1)[1]
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', main)
    return {unescape(name): unescape(value).replace("\r\n", "\n").replace("\n", "\r\n") for name, value in pairs}


def sign_in(client, prefix="", name="lin", password="lin", **more):
    page = client.get(f"{prefix}/login/")
    sent = {"csrfmiddlewaretoken": token(page), "username": name, "password": password}
    return client.post(f"{prefix}/login/", sent | more)


def forget(_client) -> None:
    """The sign-in is over."""
    Session.objects.all().delete()


def typed(page) -> dict:
    return WRITTEN | {"csrfmiddlewaretoken": token(page)}


# A form without its sign-in


@PREFIXES
def test_entry_typed_while_the_sign_in_ended_is_sent_after_all(browser, world, prefix):
    sign_in(browser, prefix)
    page = browser.get(prefix + PAGE)
    forget(browser)
    kept = browser.post(prefix + PAGE, typed(page))
    assert kept.status_code == 403
    assert ("nothing you typed is lost" in words(kept)) is bool(prefix)
    assert "做了 &lt;b&gt;&amp;" in kept.content.decode()
    assert "no-store" in kept.headers["Cache-Control"]
    assert inline(kept.content.decode()) == []
    assert not Entry.objects.filter(month="2021-07-01").exists()

    wrong = browser.post(f"{prefix}/login/", hidden(kept) | {"username": "lin", "password": "wrong"})
    assert "errorlist" in wrong.content.decode()
    assert hidden(wrong)["kept_fields"] == hidden(kept)["kept_fields"]

    offered = browser.post(f"{prefix}/login/", hidden(wrong) | {"username": "lin", "password": "lin"})
    assert offered.status_code == 200
    assert f'action="{prefix}{PAGE}"' in offered.content.decode()
    assert not Entry.objects.filter(month="2021-07-01").exists()

    assert browser.post(prefix + PAGE, hidden(offered)).status_code == 302
    entry = Entry.objects.get(month="2021-07-01")
    assert (entry.value, entry.progress, entry.submitted_by.username) == (23, WRITTEN["progress"], "lin")


def test_entry_whose_file_was_lost_becomes_a_draft(browser, world, lin):
    sign_in(browser, "/en")
    page = browser.get(f"/en{PAGE}")
    forget(browser)
    kept = browser.post(f"/en{PAGE}", typed(page) | {"papers": SimpleUploadedFile("a.pdf", b"%PDF-1.4")})
    assert "saved as a draft only: add the file again, then submit" in words(kept)
    assert "Cumulative figure to date" in words(kept)
    offered = browser.post("/en/login/", hidden(kept) | {"username": "lin", "password": "lin"})
    assert "saved as a draft only" in words(offered)
    assert browser.post(f"/en{PAGE}", hidden(offered)).status_code == 302
    entry = Entry.objects.get(month="2021-07-01")
    assert (entry.value, entry.state) == (23, EntryState.DRAFT)


def test_somebody_else_who_signs_in_is_asked_for_the_permission_again(browser, world, zhao):
    sign_in(browser)
    page = browser.get(PAGE)
    forget(browser)
    kept = browser.post(PAGE, typed(page))
    offered = browser.post("/login/", hidden(kept) | {"username": "zhao", "password": "zhao"})
    assert browser.post(PAGE, hidden(offered)).status_code == 404
    assert not Entry.objects.filter(month="2021-07-01").exists()


def test_form_of_the_administration_is_kept_too(world, admin):
    client, page = Client(), f"/admin/tracker/area/{world.area.pk}/change/"
    sent = {"name": "新名称", "_save": "1"}
    kept = client.post(page, sent)
    assert kept.status_code == 403
    assert "新名称" in kept.content.decode()
    offered = client.post("/login/", hidden(kept) | {"username": "chen", "password": "chen"})
    assert f'action="{page}"' in offered.content.decode()
    assert hidden(offered).items() >= sent.items()
    assert Area.objects.get(pk=world.area.pk).name != "新名称"


def test_reporter_may_sign_in_as_somebody_who_administers(enter, world, lin):
    kept = enter(lin).post("/admin/tracker/area/add/", {"name": "新名称"})
    assert kept.status_code == 403
    assert "新名称" in kept.content.decode()
    assert 'name="password"' in kept.content.decode()


def test_table_of_a_whole_month_is_kept(browser, world):
    sign_in(browser)
    page = browser.get(PAGE)
    forget(browser)
    rows = {
        f"form-{row}-{name}": "进展情况" * 20 for row in range(80) for name in ("value", "progress", "problems", "x")
    }
    kept = browser.post(PAGE, typed(page) | rows)
    offered = browser.post("/login/", hidden(kept) | {"username": "lin", "password": "lin"})
    assert hidden(offered).items() >= rows.items()


@PREFIXES
def test_script_is_told_that_nobody_is_signed_in(client, world, prefix):
    response = client.post(prefix + PAGE, WRITTEN, headers=JSON)
    assert response.status_code == 403
    assert response.json()["signed_out"] is True
    assert ("not signed in" in response.json()["error"]) is bool(prefix)


def test_asking_for_a_page_still_leads_to_the_sign_in(client, world):
    assert client.get(PAGE).url == f"/login/?next={PAGE}"


# A form without its token


@PREFIXES
def test_form_from_before_signing_in_again_is_sent_by_a_press(browser, world, prefix):
    sign_in(browser, prefix)
    page = browser.get(prefix + PAGE)
    sign_in(browser, prefix)
    kept = browser.post(prefix + PAGE, typed(page))
    assert kept.status_code == 403
    assert ("Send again what I wrote" in words(kept)) is bool(prefix)
    assert 'name="password"' not in kept.content.decode()
    assert browser.post(prefix + PAGE, hidden(kept)).status_code == 302
    assert Entry.objects.get(month="2021-07-01").progress == WRITTEN["progress"]


def test_form_that_lost_every_cookie_is_kept(browser, world):
    kept = browser.post(PAGE, WRITTEN)
    offered = browser.post("/login/", hidden(kept) | {"username": "lin", "password": "lin"})
    assert browser.post(PAGE, hidden(offered)).status_code == 302
    assert Entry.objects.get(month="2021-07-01").value == 23


def test_passwords_typed_are_not_shown_and_not_kept(browser, world, lin):
    browser.force_login(lin)
    html = browser.post("/en/desk/password/", {"old_password": "lin", "new_password1": "hush-hush"}).content.decode()
    assert "hush-hush" not in html
    assert "Files and passwords cannot be kept" in html


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_nothing_of_another_sites_form_is_kept(browser, world, lin, headers, is_signed_in):
    if is_signed_in:
        browser.force_login(lin)
    response = browser.post(f"/en{PAGE}", WRITTEN, headers=headers)
    assert response.status_code == 403
    assert "It came from another site" in words(response)
    assert "一半" not in response.content.decode()


def test_nothing_of_another_sites_form_is_kept_where_tokens_are_not_asked_for(client, world):
    response = client.post(PAGE, WRITTEN, headers={"Origin": "https://evil.example"})
    assert response.url == f"/login/?next={PAGE}"


def test_script_with_an_old_token_is_told_so(browser, world, lin):
    browser.force_login(lin)
    response = browser.post(f"/en{PAGE}", WRITTEN, headers=JSON)
    assert response.status_code == 403
    assert response.json() == {"error": "This page is out of date: open it anew.", "signed_out": False}


@PREFIXES
@pytest.mark.parametrize("address", ["/login/", "/admin/login/"])
def test_sign_in_page_without_its_token_comes_again_with_the_name(browser, prefix, address):
    goal = f"{prefix}/admin/"
    response = browser.post(prefix + address, {"username": "lin", "password": "hush-hush", "next": goal})
    assert response.status_code == 403
    assert 'value="lin"' in response.content.decode()
    assert "hush-hush" not in response.content.decode()
    assert ("give your password again" in words(response)) is bool(prefix)
    assert hidden(response)["next"] == goal


def test_sign_in_page_without_its_token_still_carries_the_form(browser, world):
    carried = {"kept_address": PAGE, "kept_fields": "progress=%E5%81%9A", "username": "lin", "password": "lin"}
    response = browser.post("/login/", carried)
    assert response.status_code == 403
    assert hidden(response)["kept_fields"] == carried["kept_fields"]


def test_form_for_another_site_is_not_offered(client, world):
    sent = {"kept_address": "https://evil.example/", "kept_fields": "a=1", "username": "lin", "password": "lin"}
    assert client.post("/login/", sent).url == "/desk/"


@pytest.mark.parametrize("goal", ["nowhere", "desk", "/a\nb", "http://[", "\x00"])
def test_goal_that_is_none_breaks_nothing(client, world, goal):
    assert client.post("/login/", {"username": "lin", "password": "lin", "next": goal}).status_code == 302


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", "", " ", "'", "𠮷"])
def test_name_that_is_none_breaks_nothing(client, world, name):
    assert client.post("/login/", {"username": name, "password": "x"}).status_code == 200


# Wrong passwords


def fail(client, name="lin", times=5, prefix="", **more):
    for _ in range(times):
        response = client.post(f"{prefix}/login/", {"username": name, "password": "wrong"}, **more)
    return response


@PREFIXES
def test_fifth_wrong_password_locks_and_says_for_how_long(client, world, prefix):
    assert fail(client, times=4, prefix=prefix).status_code == 200
    response = fail(client, times=1, prefix=prefix)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "900"
    assert "15" in words(response)
    assert ("Too many wrong passwords" in words(response)) is bool(prefix)
    assert 'value="lin"' in response.content.decode()
    assert client.post(f"{prefix}/login/", {"username": "lin", "password": "lin"}).status_code == 429


def test_name_that_does_not_exist_is_locked_alike(client, world):
    known, unknown = words(fail(client, "lin")), words(fail(client, "nobody"))
    assert known == unknown


def test_other_names_and_other_addresses_go_on(client, world):
    fail(client)
    assert client.post("/login/", {"username": "wang", "password": "wang"}).status_code == 302
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert elsewhere.post("/login/", {"username": "lin", "password": "lin"}).status_code == 302


def test_another_browser_or_case_does_not_help(client, world):
    for number, name in enumerate(["lin", "Lin", "LIN", "lIn", "liN"]):
        fail(client, name, 1, headers={"User-Agent": f"browser {number}"})
    assert client.post("/login/", {"username": "lin", "password": "lin"}).status_code == 429


def test_address_written_by_the_visitor_does_not_help(client, world, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        response = fail(client, times=1, headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.7"})
    assert response.status_code == 429
    freely = {"headers": {"X-Forwarded-For": "203.0.113.7, 198.51.100.1"}}
    assert client.post("/login/", {"username": "lin", "password": "lin"}, **freely).status_code == 302


def test_right_password_in_between_clears_the_count(client, world):
    for _ in range(2):
        fail(client, times=4)
        assert client.post("/login/", {"username": "lin", "password": "lin"}).status_code == 302
    assert not AccessAttempt.objects.exists()
    assert not AccessLog.objects.exists()


def test_lock_ends_after_its_time_and_trying_on_does_not_lengthen_it(client, world):
    fail(client)
    before = AccessAttempt.objects.get().attempt_time
    fail(client, times=3)
    assert AccessAttempt.objects.get().attempt_time == before
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME)
    assert client.post("/login/", {"username": "lin", "password": "lin"}).status_code == 302


def test_administrations_sign_in_is_locked_with_the_same_page(client, world):
    for _ in range(5):
        response = client.post("/en/admin/login/", {"username": "lin", "password": "wrong"})
    assert response.status_code == 429
    assert "Too many wrong passwords" in words(response)


def test_kept_form_outlives_the_lock_and_no_table_holds_it(client, world):
    carried = {"kept_address": PAGE, "kept_fields": "progress=hush&value=7"}
    for _ in range(6):
        response = client.post("/login/", carried | {"username": "lin", "password": "wrong"})
    assert response.status_code == 429
    assert hidden(response)["kept_fields"] == carried["kept_fields"]
    attempt = AccessAttempt.objects.get()
    assert "hush" not in attempt.post_data
    assert "wrong" not in attempt.post_data


# Staying signed in


def test_time_left_is_asked_without_lengthening_it_and_lengthened_by_a_press(client, world, lin):
    client.force_login(lin)
    row = Session.objects.get()
    data = row.get_decoded()
    data["seen_at"] -= 1000
    Session.objects.update(session_data=Session.objects.encode(data))
    least = settings.SESSION_IDLE_SECONDS - 1000
    for _ in range(2):
        assert least <= client.get("/desk/alive/").json()["seconds"] <= least + 60
    assert client.post("/desk/alive/").json()["seconds"] >= settings.SESSION_IDLE_SECONDS
    assert client.get("/desk/alive/").json()["seconds"] >= settings.SESSION_IDLE_SECONDS


def test_stranger_has_no_time_left(client, db):
    for answer in (client.get("/desk/alive/"), client.post("/desk/alive/")):
        assert answer.json() == {"seconds": 0}
        assert not answer.cookies


def test_pages_for_people_signed_in_give_notice_and_no_others(enter, world, admin):
    client = enter(admin)
    for address in ("/desk/", "/en/desk/", "/admin/", "/en/admin/tracker/area/"):
        html = client.get(address).content.decode()
        seconds = int(re.search(r'data-seconds="(\d+)"', html)[1])
        assert 0 < seconds <= settings.SESSION_IDLE_SECONDS + 60
        assert "js/session.js" in html
    client.logout()
    for address in ("/", "/login/", "/admin/login/"):
        assert "session.js" not in client.get(address).content.decode()


@override_settings(SESSION_IDLE_SECONDS=-120)
def test_sign_in_that_has_ended_asks_anew(enter, world, lin):
    assert enter(lin).get("/desk/").url == "/login/?next=/desk/"
