"""Wrong passwords are counted by name and address; what a visitor can write himself does not change the address."""

import pytest
from django.test import RequestFactory

from hedong.throttle import client_address, client_name

CLIENT, PROXY, OTHER = "203.0.113.7", "10.0.0.1", "198.51.100.2"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, PROXY),
        (0, CLIENT, PROXY),
        (1, CLIENT, CLIENT),
        (1, f"{OTHER}, {CLIENT}", CLIENT),
        (1, f"nonsense,, {OTHER},{CLIENT} ", CLIENT),
        (2, f"{OTHER}, {CLIENT}, 10.0.0.2", CLIENT),
        (2, CLIENT, PROXY),
        (1, None, PROXY),
        (1, "", PROXY),
        (1, "unknown", PROXY),
        (1, f"{CLIENT}, ", PROXY),
        (1, "' OR 1=1", PROXY),
        (1, "2001:DB8:0::1", "2001:db8::1"),
        (1, "fe80::1%eth0", PROXY),
        (1, f"{CLIENT}:8080", PROXY),
    ],
)
def test_address_is_the_one_the_outermost_proxy_saw(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    sent = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    assert client_address(RequestFactory(REMOTE_ADDR=PROXY).post("/login/", headers=sent)) == expected


@pytest.mark.parametrize("address", ["", "/run/socket"])
def test_connection_without_an_address_has_none(address):
    assert client_address(RequestFactory(REMOTE_ADDR=address).get("/")) is None


@pytest.mark.parametrize(("name", "expected"), [("Lin", "lin"), ("林", "林"), ("x" * 5000, "x" * 150), (None, "")])
def test_name_has_no_case_and_fits(name, expected):
    assert client_name(RequestFactory().post("/"), {"username": name}) == expected


def test_name_is_that_of_the_form_when_no_other_is_given():
    assert client_name(RequestFactory().post("/", {"username": "Lin"}), None) == "lin"
