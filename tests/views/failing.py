"""The site's map with one address that breaks, to see what a visitor is told then."""

from typing import NoReturn

from django.http import HttpRequest
from django.urls import path

from tracker import urls


def broken(_request: HttpRequest) -> NoReturn:
    raise RuntimeError("broken on purpose")


urlpatterns = [path("broken/", broken), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
