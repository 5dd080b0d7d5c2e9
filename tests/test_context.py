from django.template import RequestContext, Template
from django.test import RequestFactory
from django.urls import reverse

from tests.factories import AT, draft_entry
from tracker.actions.workflow import acknowledge
from tracker.choices import TargetState
from tracker.context import NAVIGATION, site
from tracker.models import Target
from tracker.queries.edition import EditionFacts


def said(request, text="{{ edition.number }} {{ edition.is_sample }} {{ current_report.code }}"):
    return Template(text).render(RequestContext(request))


def test_every_page_knows_edition_and_report(report, target, lin):
    Target.objects.update(state=TargetState.ASSIGNED)
    acknowledge(target=Target.objects.get(), by=lin, at=AT)
    draft_entry(target, 6, "20", lin)
    assert said(RequestFactory().get("/")) == "2 False HD-2021"


def test_before_anything_was_done(db):
    assert said(RequestFactory().get("/"), "{{ edition.number }}|{{ current_report }}") == "0|None"


def test_nothing_is_asked_of_the_database_until_a_template_does(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        site(RequestFactory().get("/"))
        said(RequestFactory().get("/"), "nothing")


def test_edition_a_view_has_read_is_not_read_again(db, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.edition = EditionFacts(7, None, True, "")
    with django_assert_num_queries(0):
        assert said(request, "{{ edition.number }} {{ edition.is_sample }}") == "7 True"


def footer(settings, *, sample=False, **identity):
    settings.IDENTITY = dict.fromkeys(settings.IDENTITY, "") | identity
    request = RequestFactory().get("/")
    request.edition = EditionFacts(7, None, sample, "")
    return said(request, '{% include "parts/footer.html" %}')


def test_without_an_organiser_the_site_says_that_nobody_answers_for_it(settings, english):
    assert "Nobody is named as responsible for this site" in footer(settings, site_code="1201020001")
    assert "1201020001" not in footer(settings, site_code="1201020001")


def test_who_answers_for_the_site_is_shown_as_set(settings, english):
    given = {"organiser": "区政府办公室", "site_code": "1201020001", "icp": "津ICP备1号", "police": "津公网安备2号"}
    html = footer(settings, **given)
    assert [value for value in given.values() if value not in html] == []
    assert "Nobody is named" not in html


def test_a_demonstration_never_looks_official(settings, english):
    html = footer(settings, sample=True, organiser="区政府办公室", icp="津ICP备1号")
    assert "A demonstration with made-up progress" in html
    assert "区政府办公室" not in html
    assert "津ICP备1号" not in html


def test_a_mistake_can_be_reported_by_mail_or_on_a_page(settings, english):
    assert 'href="mailto:a@b.cn"' in footer(settings, contact="a@b.cn")
    assert 'href="https://b.cn/@us"' in footer(settings, sample=True, contact="https://b.cn/@us")


def test_every_page_knows_where_the_others_are(db):
    for name, _label in NAVIGATION:
        assert reverse(name)
