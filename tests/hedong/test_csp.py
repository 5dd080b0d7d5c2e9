"""The policy on every answer: nothing from elsewhere, nothing inline."""

from base64 import b64encode
from hashlib import sha256

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from hedong.csp import HEADER, build_policy, csp_middleware


def answer(response=None):
    return csp_middleware(lambda _request: response or HttpResponse())(RequestFactory().get("/"))


def test_directives_are_written_one_after_the_other():
    policy = build_policy({"default-src": ["'self'"], "img-src": ["'self'", "data:"], "sandbox": []})
    assert policy == "default-src 'self'; img-src 'self' data:; sandbox"


def test_every_answer_carries_the_policy(settings):
    settings.SECURE_CSP = {"default-src": ["'none'"]}
    assert answer()[HEADER] == "default-src 'none'"


def test_a_view_may_set_its_own(settings):
    settings.SECURE_CSP = {"default-src": ["'none'"]}
    assert answer(HttpResponse(headers={HEADER: "default-src 'self'"}))[HEADER] == "default-src 'self'"


def test_the_projects_policy_lets_in_nothing_from_elsewhere_and_nothing_inline():
    policy = {name: set(sources) for name, sources in settings.SECURE_CSP.items()}
    styles = policy.pop("style-src")
    assert set().union(*policy.values()) == {"'self'", "'none'", "data:", "blob:"}
    assert policy["default-src"] == {"'self'"}
    assert "script-src" not in policy
    assert [policy[name] for name in ("object-src", "base-uri", "frame-ancestors")] == [{"'none'"}] * 3
    assert {source for source in styles if not source.startswith("'sha256-")} == {"'self'"}
    assert len(styles) <= 3


def test_an_empty_style_element_may_be_attached():
    empty = b64encode(sha256(b"").digest()).decode()
    assert f"'sha256-{empty}'" in settings.SECURE_CSP["style-src"]


def test_the_policy_comes_before_anything_that_may_answer_by_itself():
    names = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    assert names.index("csp_middleware") < names.index("WhiteNoiseMiddleware") < names.index("SessionMiddleware")


@pytest.mark.parametrize(("kept", "who"), [("no-store, private", "'none'"), ("public, max-age=0", "https://a.gov.cn")])
def test_somebodys_own_pages_are_never_framed_also_not_by_those_allowed(settings, kept, who):
    settings.SECURE_CSP = {"default-src": ["'self'"], "frame-ancestors": ["https://a.gov.cn"]}
    response = answer(HttpResponse(headers={"Cache-Control": kept}))
    assert response[HEADER] == f"default-src 'self'; frame-ancestors {who}"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/login/", "/desk/", "/desk/password/", "/admin/", "/admin/login/"])
def test_what_is_behind_a_sign_in_is_never_framed(client, settings, address):
    settings.SECURE_CSP = settings.SECURE_CSP | {"frame-ancestors": ["https://a.gov.cn"]}
    client.handler.load_middleware()
    assert "frame-ancestors 'none'" in client.get(address)[HEADER]


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_framed_page_opens_the_desk_outside_of_its_frame(client, target, prefix):
    assert f'href="{prefix}/desk/" target="_top"' in client.get(f"{prefix}/").content.decode()
