"""Cards: small pages of one target or area, for a frame on another site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.frame.page import Page
from tracker.views.areas import area_of
from tracker.views.public import public


@public
def target_card(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/embed/targets/<code>/`"""
    page = page.holding(code)
    standing = page.find(code)
    return render(request, "target_card.html", {"page": page, "standing": standing, "target": standing.target})


@public
def area_card(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/embed/areas/<code>/`"""
    page = page.holding_area(code)
    return render(request, "area_card.html", {"page": page, "found": area_of(page, code)})
