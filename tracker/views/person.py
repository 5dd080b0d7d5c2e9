"""The signed-in person of a request."""

from django.http import HttpRequest

from tracker.models import User


def person(request: HttpRequest) -> User:
    """The user behind a view that requires a login."""
    if not isinstance(request.user, User):
        raise TypeError("the view does not require a login")
    return request.user
