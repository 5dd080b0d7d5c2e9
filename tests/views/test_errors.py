import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client, override_settings

from hedong.csp import HEADER
from tests.views.conftest import inline, words

PREFIXES = pytest.mark.parametrize("prefix", ["", "/en"])


@PREFIXES
@pytest.mark.parametrize("address", ["/nothing/", "/targets/none/", "/desk/nothing", "/targets/x/y/", "/%00", "/<b>"])
def test_unknown_address_leads_on_in_the_readers_language(client, world, prefix, address):
    response = client.get(prefix + address)
    html = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{"en" if prefix else "zh-Hans"}"' in html
    assert ("There is nothing at this address" in html) is bool(prefix)
    assert f'href="{prefix}/targets/"' in html
    assert "<b>" not in html


def test_unknown_address_is_answered_before_a_report_is_loaded(client, db):
    assert client.get("/nothing/").status_code == 404


@PREFIXES
@override_settings(ROOT_URLCONF="tests.views.failing")
def test_broken_page_says_so_in_both_languages_and_asks_nothing(world, django_assert_num_queries, prefix):
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get("/broken/")
    said = words(response)
    assert response.status_code == 500
    assert "网站出了错" in said
    assert "Something went wrong" in said
    assert 'href="/"' in response.content.decode()
    assert "RuntimeError" not in said


def test_strange_host_is_refused_with_a_page(client, world):
    response = client.get("/en/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "This request could not be understood." in words(response)


@pytest.mark.parametrize("address", ["/en/login/", "/en/desk/entries/HD-2021-01/2021-07/"])
def test_too_many_fields_are_refused_with_a_remedy(client, world, lin, address):
    client.force_login(lin)
    response = client.post(address, {f"f{number}": "" for number in range(5001)})
    assert response.status_code == 400
    assert "send it in smaller parts" in words(response)


@pytest.mark.parametrize("is_checked", [True, False])
def test_too_much_text_is_refused_with_a_remedy(world, is_checked):
    response = Client(enforce_csrf_checks=is_checked).post("/en/login/", {"username": "x" * 3_000_000})
    assert response.status_code == 400
    assert "send it in smaller parts" in words(response)


def test_form_that_breaks_off_is_refused_with_a_page(client, world):
    response = client.post("/en/login/", b"--x\r\nbroken", content_type="multipart/form-data; boundary=")
    assert response.status_code == 400
    assert "This request could not be understood." in words(response)


@PREFIXES
def test_sign_out_with_an_old_token_is_refused_with_a_way_on(world, lin, prefix):
    client = Client(enforce_csrf_checks=True)
    client.force_login(lin)
    response = client.post(f"{prefix}/logout/")
    assert response.status_code == 403
    assert f'href="{prefix}/desk/"' in response.content.decode()
    assert ("The form was not sent" in words(response)) is bool(prefix)


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/en/", "/?month=x", "/nothing/", "/targets", "/broken/", "/login/", "/desk/", "/desk/reviews/1/"),
        *("/admin/login/", "/api/v1/targets.json", "/api/v1/targets.json?month=x", "/healthz"),
    ],
)
@override_settings(ROOT_URLCONF="tests.views.failing")
def test_every_answer_carries_the_strict_policy(world, address):
    response = Client(raise_request_exception=False).get(address)
    policy = dict(part.split(" ", 1) for part in response.headers[HEADER].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in response.headers[HEADER]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@override_settings(ROOT_URLCONF="tests.views.failing")
def test_no_error_page_holds_a_style_or_script(world):
    client = Client(raise_request_exception=False)
    for address in ("/nothing/", "/?month=x", "/broken/", "/login/"):
        assert inline(client.get(address).content.decode()) == []
    assert inline(Client(enforce_csrf_checks=True).post("/login/").content.decode()) == []


def test_static_files_go_out_under_hashed_names(client, world, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    html = client.get("/?month=2021-06").content.decode()
    links = re.findall(r'(?:href|src|data-library)="/static/([^"]+)"', html)
    assert len(links) >= 8
    for link in links:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", link), link
        assert (tmp_path / link).is_file()
    assert {(tmp_path / f"{link}.gz").is_file() for link in links if link.endswith((".css", ".js"))} == {True}
    assert re.search(r'url\("\.\./sample\.[0-9a-f]{12}\.svg"\)', (tmp_path / _only(links, "css/base")).read_text())
    assert staticfiles_storage.url("tracker/icon.svg") in html


def _only(links, name):
    (found,) = {link for link in links if name in link}
    return found
