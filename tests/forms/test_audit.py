"""The filter over the audit trail: each part narrows the list; what cannot be read is said beside its field."""

import pytest

from tests.factories import AT, draft_entry, make_entry
from tracker.actions.people import set_password
from tracker.forms.audit import AuditFilter

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(target, lin, wang, admin):
    """Three records of an entry on 1 July, one of a person a day later, one draft in August."""
    make_entry(target, 3, "9", lin, wang)
    set_password(person=lin, password="long-enough-1", by=admin, at=AT.replace(day=2))
    draft_entry(target, 4, "10", lin, at=AT.replace(month=8))


def deeds(**asked: str) -> list[str]:
    chosen = AuditFilter(asked)
    assert chosen.form.is_valid()
    return [record.action for record in chosen.qs]


def test_without_a_word_all_are_listed_newest_first(work):
    assert deeds() == ["save_draft", "set_password", "accept", "submit", "save_draft"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "2021-03"}, ["accept", "submit", "save_draft"]),
        ({"words": "v1 hd-2021-01 2021-04"}, ["save_draft"]),
        ({"words": "nothing"}, []),
        ({"person": "wang"}, ["accept"]),
        ({"person": "王"}, ["accept"]),
        ({"action": "submit"}, ["submit"]),
        ({"since": "2021-07-02"}, ["save_draft", "set_password"]),
        ({"until": "2021年7月1日"}, ["accept", "submit", "save_draft"]),
        ({"since": "2021/7/2", "until": "2021-07-02"}, ["set_password"]),
        ({"person": "lin", "words": "2021-04", "action": "save_draft"}, ["save_draft"]),
    ],
)
def test_each_part_narrows_the_list(work, asked, found):
    assert deeds(**asked) == found


def test_a_day_begins_at_midnight_in_hedong(target, lin):
    draft_entry(target, 3, "9", lin, at=AT.replace(hour=15, minute=59))
    draft_entry(target, 4, "9", lin, at=AT.replace(hour=16))
    assert len(deeds(until="2021-07-01")) == len(deeds(since="2021-07-02")) == 1


@pytest.mark.parametrize(
    ("asked", "field", "message"),
    [
        (
            {"since": "2021-13-45"},
            "since",
            "Write the day as year, month and day, for example 2021-07-01 or 2021年7月1日.",
        ),
        ({"until": "soon"}, "until", "Write the day as year, month and day, for example 2021-07-01 or 2021年7月1日."),
        ({"since": "2021-07-02", "until": "2021-07-01"}, "until", "The last day is before the first."),
        ({"action": "unheard_of"}, "action", "unheard_of"),
        ({"words": "x" * 101}, "words", "100"),
        ({"person": "x\x00"}, "person", "Null"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_left_out(work, asked, field, message, english):
    chosen = AuditFilter(asked)
    assert not chosen.form.is_valid()
    assert [message in error for error in chosen.form.errors[field]] == [True]
    assert list(chosen.form.errors) == [field]
    assert chosen.qs.count() in {2, 5}


@pytest.mark.parametrize("typed", ["2021-13-45", "2021-07-01"])
def test_what_was_typed_is_kept(typed, english):
    assert f'value="{typed}"' in str(AuditFilter({"since": typed}).form["since"])
