"""A sign-in ends after a while without a request, and at the latest some hours after it began."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from hedong.sessions import PRECISION, SEEN, SINCE, SessionStore

IDLE, LONGEST = settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE
COOKIE = settings.SESSION_COOKIE_NAME


@pytest.fixture
def visitor(client, lin) -> Client:
    client.force_login(lin)
    return client


def kept(client: Client) -> dict:
    return Session.objects.get(pk=client.cookies[COOKIE].value).get_decoded()


def age(client: Client, name: str, seconds: int) -> None:
    """Let that much time pass since the person signed in or was last seen."""
    row = Session.objects.get(pk=client.cookies[COOKIE].value)
    data = row.get_decoded()
    data[name] -= seconds
    row.session_data = Session.objects.encode(data)
    row.save()


def is_signed_in(client: Client) -> bool:
    return client.get("/desk/password/").status_code == 200


@pytest.mark.parametrize(
    ("name", "seconds", "expected"),
    [
        (SEEN, IDLE - 5, True),
        (SEEN, IDLE + PRECISION + 1, False),
        (SINCE, LONGEST - 5, True),
        (SINCE, LONGEST + 1, False),
    ],
)
def test_sign_in_ends_at_its_limits(visitor, name, seconds, expected):
    age(visitor, name, seconds)
    assert is_signed_in(visitor) is expected
    assert Session.objects.exists() is expected


def test_work_puts_the_idle_end_off_but_not_the_last(visitor):
    age(visitor, SEEN, IDLE - 5)
    assert is_signed_in(visitor)
    age(visitor, SEEN, IDLE - 5)
    assert is_signed_in(visitor)
    age(visitor, SINCE, LONGEST + 1)
    assert not is_signed_in(visitor)


def test_person_is_noted_once_a_minute_only(visitor):
    assert COOKIE not in visitor.get("/desk/password/").cookies
    age(visitor, SEEN, PRECISION)
    before = kept(visitor)
    assert COOKIE in visitor.get("/desk/password/").cookies
    assert kept(visitor)[SEEN] >= before[SEEN] + PRECISION
    assert kept(visitor)[SINCE] == before[SINCE]


def test_session_from_before_there_were_limits_has_ended(visitor):
    row = Session.objects.get()
    data = row.get_decoded()
    del data[SINCE], data[SEEN]
    row.session_data = Session.objects.encode(data)
    row.save()
    assert not is_signed_in(visitor)


def test_password_given_again_begins_the_longest_time_anew(visitor):
    age(visitor, SINCE, LONGEST - 100)
    sent = {"old_password": "lin", "new_password1": "河东-2021-督查", "new_password2": "河东-2021-督查"}
    assert visitor.post("/desk/password/", sent).status_code == 302
    age(visitor, SINCE, 200)
    assert is_signed_in(visitor)


@pytest.mark.parametrize("key", ["\0aaaaaaaaaaaa", "aaaa-aaaa-aaaa", "../../../../etc", "short", "", None])
def test_a_key_of_other_signs_than_letters_and_digits_is_none(key):
    assert SessionStore(key).session_key is None


@pytest.mark.parametrize("cookie", ['sessionid="\\000aaaaaaaaaaaa"', 'csrftoken="\\000"', f"csrftoken={'a' * 4_000}"])
@pytest.mark.parametrize("address", ["/desk/", "/login/"])
def test_odd_cookies_are_no_sign_in_and_no_fault(client, db, cookie, address):
    assert client.get(address, headers={"cookie": cookie}).status_code == {"/desk/": 302, "/login/": 200}[address]
    assert client.post("/login/", {"username": "x"}, headers={"cookie": cookie}).status_code == 200


def test_session_of_nobody_has_no_limits(db):
    session = SessionStore()
    session["word"] = "kept"
    session.save()
    assert SessionStore(session.session_key)["word"] == "kept"
    assert SEEN not in session


@pytest.mark.parametrize("address", ["/", "/en/targets/", "/api/v1/targets.json", "/healthz"])
def test_public_page_reads_no_session_and_sets_no_cookie(visitor, address):
    for client in (visitor, Client()):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("since", [0, LONGEST - 60])
def test_time_left_is_that_to_the_nearer_end(visitor, since):
    age(visitor, SINCE, since)
    left = SessionStore(visitor.cookies[COOKIE].value).seconds_left()
    assert 0 < left <= min(IDLE + PRECISION, LONGEST - since)
    assert left > min(IDLE + PRECISION, LONGEST - since) - 10
