from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import get_script_prefix, set_script_prefix

from tests.factories import month
from tracker.frame.page import Page


def rendered(text, **context):
    return Template("{% load links %}" + text).render(Context(context))


@pytest.fixture
def june(report):
    return Page(report, month(6), date(2021, 12, 20))


def test_address_keeps_the_month_being_read(june):
    assert rendered("{% link 'targets' %}", page=june) == "/2021-06/targets/"
    assert rendered("{% link 'target' 'x' %}", page=june) == "/2021-06/targets/x/"


def test_address_adds_what_is_asked_and_leaves_out_what_is_not(june):
    text = "{% link 'targets' light='DONE' words='' %}"
    assert rendered(text, page=june) == "/2021-06/targets/?light=DONE"


@pytest.mark.parametrize("has_page", [True, False])
def test_the_usual_month_is_not_named(report, has_page):
    context = {"page": Page(report, month(11), date(2021, 12, 20))} if has_page else {}
    assert rendered("{% link 'home' %}", **context) == "/"


def test_address_follows_the_language(june, english):
    assert rendered("{% link 'home' %}", page=june) == "/en/2021-06/"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/targets/?month=2021-06&light=DONE", "/en/targets/?month=2021-06&amp;light=DONE"),
        ("/2021-06/targets/?light=DONE", "/en/2021-06/targets/?light=DONE"),
        ("/", "/en/"),
        ("/nothing/at/all", "/nothing/at/all"),
    ],
)
def test_the_same_page_in_the_other_language(here, there):
    request = RequestFactory().get(here)
    assert rendered("{% other_language 'en' %}", request=request) == there


def test_and_back(english):
    request = RequestFactory().get("/en/areas/a1/?month=2021-02")
    assert rendered("{% other_language 'zh-hans' %}", request=request) == "/areas/a1/?month=2021-02"


@pytest.fixture
def sub_path(settings):
    """The site is served under /t."""
    settings.FORCE_SCRIPT_NAME = "/t"
    before = get_script_prefix()
    set_script_prefix("/t/")
    yield
    set_script_prefix(before)


@pytest.mark.parametrize(
    ("here", "there"),
    [("/targets/?x=1", "/t/en/targets/?x=1"), ("/", "/t/en/"), ("/nothing/?x=1", "/t/nothing/?x=1")],
)
def test_the_other_language_under_a_sub_path(sub_path, here, there):
    request = RequestFactory().get(here)
    assert rendered("{% other_language 'en' %}", request=request) == there


def test_and_back_under_a_sub_path(sub_path, english):
    request = RequestFactory().get("/en/targets/?x=1")
    assert rendered("{% other_language 'zh-hans' %}", request=request) == "/t/targets/?x=1"


def test_chart_library_is_named_by_the_settings(settings):
    settings.PLOTLY_BUNDLE = "plotly/some.js"
    assert rendered("{% chart_library %}") == "plotly/some.js"
