"""The trail: one record an action, chained, and the edition raised with it."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import AT, check_chain, make_entry, make_person, make_target, month, submit_entry
from tracker.actions.trail import find, key_of, raise_edition, record, snapshot
from tracker.actions.whistles import Need, raise_whistle
from tracker.choices import RequestKind, Slip
from tracker.models import AuditRecord, ChangeRequest, Edition, PlanPoint, Reminder, Target
from tracker.models.audit import GENESIS
from tracker.queries.edition import edition

pytestmark = pytest.mark.django_db


def test_a_snapshot_is_plain_and_names_what_it_points_to(target):
    taken = snapshot(target)
    assert (taken["value"], taken["start"], taken["lead"], taken["report"]) == ("40", "2021-01-01", "jyj", "HD-2021")
    assert (taken["value_high"], taken["predecessor"], taken["row_version"]) == (None, None, 1)


def test_a_snapshot_holds_no_password(lin):
    assert {"password", "last_login"} & snapshot(lin).keys() == set()
    assert snapshot(lin)["department"] == "jyj"


def test_a_thing_is_found_by_its_words(target, lin, area, report):
    entry = submit_entry(target, 3, "10", lin)
    point = PlanPoint(target=target, month=entry.month, share=Decimal("0.5"))
    known = [key_of(thing) for thing in (target, entry, lin, area, report.policy, point)]
    assert known == ["HD-2021-01", "HD-2021-01 2021-03 v1", "lin", "HD-2021-A0", "HD-2021", "HD-2021-01 2021-03"]


def test_what_the_trail_names_is_found_again(target, lin, area, report, department):
    point = PlanPoint.objects.create(target=target, month=month(3), share=Decimal("0.5"))
    for thing in (target, lin, area, report, report.policy, department, point):
        assert find(type(thing), key_of(thing)) == thing
    assert find(Target, "HD-1999-01") is None
    assert find(PlanPoint, "HD-2021-01 2021-04") is None


def test_a_request_and_a_reminder_name_their_target_and_are_found_again(target, lin):
    sent = {"target": target, "department": target.lead, "at": AT}
    reminder = Reminder.objects.create(**sent, month=month(3), slip=Slip.RED, sent_on=AT.date())
    asked = {"reason": "x", "document": "x", "progress": "x", "asked_by": lin, "asked_at": AT}
    request = ChangeRequest.objects.create(target=target, department=target.lead, kind=RequestKind.SUSPEND, **asked)
    assert key_of(reminder) == f"HD-2021-01 2021-03 {reminder.pk}"
    assert key_of(request) == f"HD-2021-01 {request.pk}"
    assert [find(type(thing), key_of(thing)) for thing in (reminder, request)] == [reminder, request]


def test_a_whistle_and_its_calls_name_their_target_and_are_found_again(target, lin, other_department):
    need = Need("场地未交", (other_department,), date(2021, 12, 1))
    whistle = raise_whistle(target=target, need=need, key=uuid4(), by=lin, at=AT)
    call = whistle.calls.get()
    assert (key_of(whistle), key_of(call)) == (f"HD-2021-01 {whistle.pk}", f"HD-2021-01 swj {call.pk}")
    assert [find(type(thing), key_of(thing)) for thing in (whistle, call)] == [whistle, call]


def test_only_what_changed_is_kept(department, wang):
    before = snapshot(department)
    department.name = "区教委"
    kept = record(action="change", thing=department, before=before, by=wang, at=AT)
    assert (kept.before, kept.after) == ({"name": "区教育局"}, {"name": "区教委"})
    assert (kept.by, kept.by_name, kept.at, kept.subject, kept.subject_key) == ("wang", "王", AT, "department", "jyj")


def test_a_new_thing_is_kept_whole_and_a_removed_one_too(department, wang):
    added = record(action="add", thing=department, before=None, by=wang, at=AT)
    assert (added.before, added.after["code"]) == ({}, "jyj")
    removed = record(action="remove", thing=department, before=snapshot(department), by=wang, at=AT, after={})
    assert removed.before["code"] == "jyj"
    assert set(removed.after.values()) == {None}


def test_records_are_numbered_and_chained(department, wang):
    first, second = (record(action="change", thing=department, before=None, by=wang, at=AT) for _time in range(2))
    assert (first.number, first.previous_hash) == (1, GENESIS)
    assert (second.number, second.previous_hash) == (2, first.hash)
    assert check_chain() == 2


@pytest.mark.parametrize("tampered", ["after", "by_name", "at"])
def test_a_record_tampered_with_breaks_the_chain(department, wang, tampered):
    for _time in range(3):
        record(action="change", thing=department, before=None, by=wang, at=AT)
    value = {"after": {}, "by_name": "赵", "at": AT + timedelta(seconds=1)}[tampered]
    AuditRecord.objects.filter(number=2).update(**{tampered: value})
    with pytest.raises(AssertionError):
        check_chain()


def test_a_record_taken_out_breaks_the_chain(department, wang):
    for _time in range(3):
        record(action="change", thing=department, before=None, by=wang, at=AT)
    AuditRecord.objects.get(number=2).delete()
    with pytest.raises(AssertionError):
        check_chain()


def test_the_machine_itself_has_no_name(department):
    kept = record(action="load", thing=department, before=None, by=None, at=AT)
    assert (kept.by, kept.by_name, kept.is_sample) == ("", "", False)


def test_sample_and_real_chains_run_beside_one_another(department, wang):
    sample = make_person("sample", "样", None, is_sample=True)
    for by in (wang, sample, wang, sample, sample):
        record(action="change", thing=department, before=None, by=by, at=AT)
    assert (check_chain(), check_chain(is_sample=True)) == (2, 3)
    assert edition().number == 5


def test_each_record_raises_the_edition_and_its_moment_never_goes_back(department, wang):
    for number, hours in enumerate((0, 5, 2), start=1):
        record(action="change", thing=department, before=None, by=wang, at=AT + timedelta(hours=hours))
        assert Edition.objects.get().number == number
    assert Edition.objects.get().published_at == AT + timedelta(hours=5)


def test_the_edition_notes_how_long_the_real_chain_is_and_its_last_hash(department, wang):
    sample = make_person("sample", "样", None, is_sample=True)
    for by in (wang, wang, sample):
        record(action="change", thing=department, before=None, by=by, at=AT)
    noted = Edition.objects.get()
    assert (noted.number, noted.records) == (3, 2)
    assert noted.head == AuditRecord.objects.get(is_sample=False, number=2).hash


def test_an_edition_raised_without_a_record_keeps_the_note(department, wang):
    last = record(action="change", thing=department, before=None, by=wang, at=AT)
    raise_edition(AT)
    noted = Edition.objects.get()
    assert (noted.number, noted.records, noted.head) == (2, 1, last.hash)


def test_a_year_of_work_makes_one_whole_chain(area, department, lin, wang):
    for target in [make_target(area, lead=department) for _number in range(3)]:
        for number in range(1, 13):
            make_entry(target, number, str(number), lin, wang)
    assert check_chain() == edition().number == 3 * 12 * 3
