"""What the database itself holds of a decision."""

import pytest
from django.db import IntegrityError

from tests.factories import AT
from tests.texts import of, take_in
from tracker.choices import CandidateState


@pytest.fixture
def candidate(report, admin):
    return of(take_in(report, admin), "新建5G基站60座")


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "PROMISE"},
        {"state": "LEFT_OUT", "decided": True},
        {"state": "TARGET", "decided": True},
        {"state": "PROMISE", "why": "NAME", "decided": True},
        {"end": 0},
        {"due": "2022-12-02"},
    ],
    ids=["nobody decided", "no reason", "no terms", "a reason too many", "no passage", "no month"],
)
def test_a_decision_is_whole_or_none(candidate, admin, columns):
    if columns.pop("decided", False):
        columns |= {"decided_by": admin, "decided_at": AT}
    with pytest.raises(IntegrityError):
        type(candidate).objects.filter(pk=candidate.pk).update(**columns)


def test_what_waits_in_the_plan_or_is_promised_elsewhere_keeps_a_report_back(candidate):
    rows = candidate.text.candidates
    assert candidate in rows.to_decide()
    past = rows.get(clause="新建5G基站43座")
    assert past in rows.waiting()
    assert past not in rows.to_decide()


def test_a_candidate_shows_its_passage_and_has_a_place(candidate):
    assert str(candidate) == "新建5G基站60座"
    assert candidate.anchor == f"c{candidate.pk}"
    assert not candidate.is_fixed
    assert candidate.state == CandidateState.WAITING
