import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from tracker.views.person import person


def test_signed_in_person_is_the_user(lin):
    request = RequestFactory().get("/")
    request.user = lin
    assert person(request) is lin


def test_view_that_forgot_its_login_breaks_loudly():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(TypeError, match="login"):
        person(request)
