"""Pages for what went wrong, in the reader's language, with a way on."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tracker.views.kept import is_foreign
from tracker.views.sign_in import SIGN_INS, SIGN_OUTS, ask_again, hand_back, page_name

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400"""
    if isinstance(exception, TOO_MUCH):
        message = _("This was too much to send at once; nothing was saved. Go back and send it in smaller parts.")
    else:
        message = _("This request could not be understood.")
    return render(request, "400.html", {"message": message}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403"""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404"""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: asks nothing of the database."""
    return render(None, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: handed back as it was typed, unless it stood on another site's page."""
    if is_foreign(request) or page_name(request) in SIGN_OUTS:
        return render(request, "403_csrf.html", status=403)
    if page_name(request) in SIGN_INS:
        return ask_again(request)
    return hand_back(request, must_sign_in=not request.user.is_authenticated)
