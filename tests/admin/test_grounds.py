from datetime import date

from tests.factories import AT
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.admin.grounds import ground_of, last_decision

GIVEN = {"reason": "上级调整", "document": "第3号纪要", "decided_on": date(2021, 5, 20)}


def test_last_decision_is_that_of_the_newest_revision(target, admin):
    assert last_decision(target) is None
    target.value += 5
    ground = ground_of(GIVEN)
    revise(target=target, terms=terms_of(target), ground=ground, by=admin, at=AT, row_version=target.row_version)
    assert last_decision(target) == GIVEN["decided_on"]


def test_checked_answers_become_the_ground():
    assert ground_of(GIVEN) == Ground("上级调整", "第3号纪要", date(2021, 5, 20))
