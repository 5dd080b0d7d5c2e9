"""Signing in, staying signed in, and the forms that come without a sign-in or its token: nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tracker.views.kept import Kept, carried, is_foreign, is_here, kept

SIGN_INS = ("login", "admin:login")
SIGN_OUTS = ("logout", "admin:logout")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """`/login/`: on to the page asked for, or back to the form that was kept."""
    form = AuthenticationForm(request, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form)
    auth.login(request, form.get_user())
    if kept_form := carried(request):
        return render(request, "desk/kept.html", {"kept": kept_form})
    return HttpResponseRedirect(_goal(request) or reverse("desk"))


@never_cache
@require_http_methods(["GET", "POST"])
def alive(request: HttpRequest) -> JsonResponse:
    """`/desk/alive/`: how many seconds the sign-in still has. To ask does not lengthen it; to post does."""
    session: Any = request.session
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0})
    if request.method == "POST":
        session.renew()
    else:
        session.modified = False
    return JsonResponse({"seconds": session.seconds_left()})


def keep_typed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a form that would be sent away to sign in is kept, whichever page it was for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method != "POST" or response.status_code != 302 or page_name(request) in SIGN_INS:
            return response
        goes_to = urlsplit(response.headers["Location"]).path
        if goes_to not in map(reverse, SIGN_INS) or is_foreign(request):
            return response
        return hand_back(request, must_sign_in=True)

    return middleware


def hand_back(request: HttpRequest, *, must_sign_in: bool) -> HttpResponse:
    """403: the form with everything typed, to be sent again by a press of its own. A script is told in JSON."""
    if not request.accepts("text/html"):
        says = _("You are not signed in any more.") if must_sign_in else _("This page is out of date: open it anew.")
        return JsonResponse({"error": says, "signed_out": must_sign_in}, status=403)
    form = AuthenticationForm(request) if must_sign_in else None
    response = render(request, "desk/kept.html", {"kept": kept(request), "form": form}, status=403)
    add_never_cache_headers(response)
    return response


def ask_again(request: HttpRequest) -> HttpResponse:
    """403: the sign-in page came without its token; the name stays, and so does a kept form."""
    return _ask(request, _named(request), status=403, is_stale=True)


def locked_out(request: HttpRequest, _response: HttpResponse, _credentials: dict[str, Any] | None) -> HttpResponse:
    """429: too many wrong passwords for this name from this address, whether or not there is such a name."""
    rest: timedelta = settings.AXES_COOLOFF_TIME
    minutes = int(rest.total_seconds()) // 60
    response = _ask(request, _named(request), "desk/locked_out.html", status=429, minutes=minutes)
    response.headers["Retry-After"] = str(minutes * 60)
    add_never_cache_headers(response)
    return response


def page_name(request: HttpRequest) -> str:
    """The name of the page asked for; empty when there is none."""
    return request.resolver_match.view_name if request.resolver_match else ""


def _ask(
    request: HttpRequest, form: AuthenticationForm, template: str = "", *, status: int = 200, **said: Any
) -> HttpResponse:
    kept_form: Kept | None = carried(request)
    template = template or ("desk/kept.html" if kept_form else "desk/login.html")
    return render(request, template, {"form": form, "kept": kept_form, "next": _goal(request)} | said, status=status)


def _named(request: HttpRequest) -> AuthenticationForm:
    """An empty form with the name that was typed."""
    return AuthenticationForm(request, initial={"username": request.POST.get("username", "")})


def _goal(request: HttpRequest) -> str:
    """The page of this site to go on to; empty when none is asked for."""
    goal = request.POST.get("next") or request.GET.get("next") or ""
    return goal if is_here(request, goal) else ""
