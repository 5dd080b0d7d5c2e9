"""What the database itself holds of an objection."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, send_out
from tracker.choices import IssueKind, ObjectionState
from tracker.models import Objection

ANSWERED = {"state": ObjectionState.REJECTED, "answer": "按期限计", "answered_at": AT}


@pytest.fixture
def make(report, department, lin, wang):
    issue = send_out(report, 6, wang, IssueKind.ASSESSMENT)

    def objection(**given) -> Objection:
        fields = {"issue": issue, "department": department, "text": "有误", "made_by": lin, "made_at": AT}
        return Objection.objects.create(**fields | given)

    return objection


def test_it_is_named_by_paper_and_department(make):
    assert str(make()) == "HD-2021 季度考核 2021-06 区教育局"


@pytest.mark.parametrize(
    "given",
    [
        {"state": ObjectionState.UPHELD},
        {"answer": "有理"},
        {"answered_at": AT},
        ANSWERED,  # by nobody
        ANSWERED | {"answer": ""},
    ],
)
def test_who_when_and_what_of_an_answer_stand_together(make, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**given)


def test_a_department_has_one_that_waits(make, other_department, wang):
    make(**ANSWERED, answered_by=wang)
    make()
    make(department=other_department)
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_form_is_kept_once(make, wang):
    make(key=UUID(int=7), **ANSWERED, answered_by=wang)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(key=UUID(int=7))
