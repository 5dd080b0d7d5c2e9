"""Requests for change: who has to decide what, and what granting one would do to the light."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import AT, make_entry, make_target, month
from tracker.actions.requests import Wish, ask, grant, refuse, withdraw
from tracker.actions.revisions import Ground
from tracker.choices import Light, RequestKind
from tracker.models import Target
from tracker.queries.requests import open_request, open_requests, outlook, requests_of

JULY = date(2021, 7, 1)


def asked(target, by, kind=RequestKind.POSTPONE, value=None, due=None, at=AT):
    if kind == RequestKind.POSTPONE:
        due = due or month(6, 2022)
    return ask(target=target, wish=Wish(kind, value, due, "理由", "文件", "进展"), key=uuid4(), by=by, at=at)


@pytest.fixture
def three(target, area, lin, wang, department):
    """One open, one refused, one taken back."""
    changes = [asked(each, lin) for each in (target, *(make_target(area, lead=department) for _more in range(2)))]
    refuse(change=changes[1], reason="不同意", by=wang, at=AT, row_version=1)
    withdraw(change=changes[2], by=lin, at=AT)
    return changes


def test_supervisors_see_what_is_open_and_a_department_all_of_its_own(three, department, other_department):
    assert open_requests() == three[:1]
    assert requests_of(department) == three[::-1]
    assert requests_of(other_department) == requests_of(None) == []


def test_the_successor_of_a_department_inherits_its_requests(three, other_department):
    Target.objects.filter(pk=three[1].target_id).update(lead=other_department)
    assert requests_of(other_department) == [three[1]]


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_one_query_whatever_their_size(area, department, lin, rows, django_assert_num_queries):
    for _row in range(rows):
        asked(make_target(area, lead=department), lin)
    with django_assert_num_queries(2):
        for change in [*open_requests(), *requests_of(department)]:
            assert all((change.target.title, change.department.title, change.asked_by.title))


def test_a_target_has_one_open_request_or_none(three):
    assert open_request(three[0].target) == three[0]
    assert open_request(three[1].target) is None


def test_the_light_is_shown_without_and_with_the_change(target, lin, wang):
    make_entry(target, 6, "12", lin, wang)  # 30% of 40 by June, 50% expected
    seen = outlook(asked(target, lin, due=month(12, 2022)), JULY)
    assert (seen.before.light, seen.after.light) == (Light.BEHIND, Light.ON_PACE)
    assert seen.before.month == seen.after.month == month(6)
    assert (seen.original.due, seen.now.due, seen.asked.due) == (month(12), month(12), month(12, 2022))
    assert "50%" in seen.reason_before
    assert "25%" in seen.reason_after


def test_a_smaller_figure_is_judged_at_once(target, lin, wang):
    make_entry(target, 6, "12", lin, wang)
    seen = outlook(asked(target, lin, RequestKind.ADJUST, value=Decimal(24)), JULY)
    assert (seen.now.promise, seen.asked.promise) == ("40 座", "24 座")
    assert (seen.before.light, seen.after.light) == (Light.BEHIND, Light.ON_PACE)


def test_a_stop_would_suspend(target, lin):
    assert outlook(asked(target, lin, RequestKind.SUSPEND), JULY).after.light == Light.SUSPENDED


def test_what_was_promised_first_stays_in_sight(target, lin, wang):
    first = asked(target, lin, RequestKind.ADJUST, value=Decimal(30))
    ground = Ground("理由", "文件", date(2021, 7, 2))
    grant(change=first, ground=ground, word="", by=wang, at=AT, row_version=1, target_version=1)
    seen = outlook(asked(target, lin), JULY)
    assert (seen.original.promise, seen.now.promise, seen.asked.promise) == ("40 座", "30 座", "30 座")
    assert seen.after.facts.value == 30  # the change decided in July counts in what would follow


def test_before_any_month_is_closed_nothing_is_due_yet(target, lin):
    seen = outlook(asked(target, lin), date(2021, 1, 20))
    assert (seen.before.light, seen.after.light) == (Light.NOT_DUE, Light.NOT_DUE)


def test_an_outlook_asks_four_queries(target, lin, wang, django_assert_num_queries):
    make_entry(target, 6, "12", lin, wang)
    asked(target, lin)
    [change] = open_requests()
    with django_assert_num_queries(4):
        outlook(change, JULY)
