from datetime import date, timedelta

from django.utils import timezone

from tests.factories import AT
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.admin import grounds

GIVEN = {"reason": "上级调整", "document": "第3号纪要", "decided_on": date(2021, 5, 20)}
DUE = date(2021, 12, 1)


def test_all_that_is_missing_is_said_at_once():
    assert set(grounds.missing({}, DUE)) == {"reason", "document", "decided_on"}


def test_decision_on_the_due_months_last_day_is_in_time():
    assert grounds.missing(GIVEN | {"decided_on": date(2021, 12, 31)}, DUE) == {}
    assert list(grounds.missing(GIVEN | {"decided_on": date(2022, 1, 1)}, DUE)) == ["decided_on"]


def test_decisions_come_in_their_order():
    assert grounds.missing(GIVEN, DUE, last=date(2021, 5, 20)) == {}
    assert list(grounds.missing(GIVEN, DUE, last=date(2021, 5, 21))) == ["decided_on"]


def test_last_decision_is_that_of_the_newest_revision(target, admin):
    assert grounds.last_decision(target) is None
    target.value += 5
    ground = grounds.ground_of(GIVEN)
    revise(target=target, terms=terms_of(target), ground=ground, by=admin, at=AT, row_version=target.row_version)
    assert grounds.last_decision(target) == GIVEN["decided_on"]


def test_decision_does_not_lie_in_the_future():
    today = timezone.localdate()
    due = date(today.year + 2, 1, 1)
    assert grounds.missing(GIVEN | {"decided_on": today}, due) == {}
    assert list(grounds.missing(GIVEN | {"decided_on": today + timedelta(days=1)}, due)) == ["decided_on"]


def test_checked_answers_become_the_ground():
    assert grounds.ground_of(GIVEN) == Ground("上级调整", "第3号纪要", date(2021, 5, 20))
