"""The conditions the database itself holds a closing to."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, CLOSING_AT, draft_closing, make_closing, make_department, make_entry, submit_closing
from tracker.actions.departments import rename
from tracker.choices import Outcome
from tracker.models import Closing


@pytest.fixture
def kept(target, lin, wang):
    make_entry(target, 12, "40", lin, wang, at=CLOSING_AT)
    return target


def refused(**changed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.update(**changed)


def test_a_target_is_closed_once(kept, lin):
    closing = draft_closing(kept, lin)
    closing.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        closing.save()


def test_a_draft_may_lack_what_a_closing_handed_in_may_not(kept, lin):
    draft_closing(kept, lin, outcome="MISSED", statement="", reason_kind="", difference_reason="")
    for state in ("SUBMITTED", "RETURNED"):
        refused(state=state)


@pytest.mark.parametrize(
    "changed",
    [
        {"statement": ""},
        {"outcome": "MISSED", "difference_reason": "", "reason_kind": "LAGGING"},
        {"outcome": "MISSED", "difference_reason": "x", "reason_kind": ""},
        {"state": "ACCEPTED"},
        {"state": "RETURNED"},
        {"submitted_at": None},
        {"value_month": None},
        {"month": AT.date().replace(day=2)},
    ],
    ids=str,
)
def test_a_closing_handed_in_is_whole(kept, lin, changed):
    submit_closing(kept, lin)
    refused(**changed)


def test_nobody_accepts_what_they_wrote(kept, lin, wang):
    make_closing(kept, lin, wang)
    refused(accepted_by=lin)
    refused(accepted_by=None)
    refused(drafted_by=wang)
    refused(submitted_by=wang)


def test_it_is_read_in_words(kept, lin, wang, english):
    closing = make_closing(kept, lin, wang, outcome="NEARLY_KEPT", statement_en="Nearly there")
    assert (closing.stated, closing.of_figures, closing.differs) == (Outcome.NEARLY_KEPT, Outcome.KEPT, True)
    assert closing.words == "Nearly there"
    closing.statement_en = ""
    assert closing.words == closing.statement
    assert str(closing) == "HD-2021-01 Nearly kept"


def test_the_department_keeps_the_name_it_bore(kept, lin, wang, admin):
    closing = make_closing(kept, lin, wang)
    rename(department=kept.lead, name="区教体局", name_en="Sports", by=admin, at=CLOSING_AT.replace(month=6))
    assert Closing.objects.get(pk=closing.pk).department_title == "区教育局"
    assert Closing(department=make_department("new")).department_title == "new"
    assert Closing().department_title == ""
