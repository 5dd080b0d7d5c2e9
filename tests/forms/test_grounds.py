"""What a revision rests on: asked for all targets at once, and for one that has a ground of its own."""

from datetime import date, timedelta

from tracker.forms.grounds import missing

GIVEN = {"reason": "上级调整", "document": "第3号纪要", "decided_on": date(2021, 5, 20)}
DUE, TODAY, LATER = date(2021, 12, 1), date(2021, 11, 9), date(2022, 3, 1)


def test_all_that_is_missing_is_said_at_once():
    assert set(missing({}, DUE, on=TODAY)) == {"reason", "document", "decided_on"}


def test_decision_on_the_due_months_last_day_is_in_time():
    assert missing(GIVEN | {"decided_on": date(2021, 12, 31)}, DUE, on=LATER) == {}
    assert list(missing(GIVEN | {"decided_on": date(2022, 1, 1)}, DUE, on=LATER)) == ["decided_on"]


def test_decisions_come_in_their_order():
    assert missing(GIVEN, DUE, last=date(2021, 5, 20), on=TODAY) == {}
    assert list(missing(GIVEN, DUE, last=date(2021, 5, 21), on=TODAY)) == ["decided_on"]


def test_decision_does_not_lie_in_the_future():
    assert missing(GIVEN | {"decided_on": TODAY}, DUE, on=TODAY) == {}
    assert list(missing(GIVEN | {"decided_on": TODAY + timedelta(days=1)}, DUE, on=TODAY)) == ["decided_on"]
