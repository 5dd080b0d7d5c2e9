from django.template import RequestContext, Template
from django.test import RequestFactory

from tests.factories import AT, draft_entry
from tracker.actions.workflow import acknowledge
from tracker.choices import TargetState
from tracker.context import site
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
