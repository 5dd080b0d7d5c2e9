"""Taking the sample out takes its requests, reminders and files along, and leaves those of real people."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories import AT, check_chain, make_closing, make_department, make_person, make_target, month, trail
from tracker.actions import sample
from tracker.actions.reminders import remind, remind_daily
from tracker.actions.requests import Wish, ask, grant, refuse, withdraw
from tracker.actions.revisions import Ground
from tracker.actions.whistles import Need, Opinion, answer, raise_whistle, rate, sign
from tracker.actions.whistles import withdraw as take_back
from tracker.choices import Rating, RequestKind, Role
from tracker.models import ChangeRequest, Closing, Reminder, Revision, Target, Upload, Whistle

DAY = date(2021, 6, 22)
GROUND = Ground("工期调整。", "〔2021〕6号", date(2021, 6, 21))


def asked(target, by) -> ChangeRequest:
    wish = Wish(RequestKind.ADJUST, Decimal(30), None, "理由", "文件", "进展")
    return ask(target=target, wish=wish, key=uuid4(), by=by, at=AT)


def granted(change, by):
    return grant(change=change, ground=GROUND, word="", by=by, at=AT, row_version=1, target_version=1)


def make_upload(department, by) -> Upload:
    file = ContentFile(b"x", name="month.xlsx")
    return Upload.objects.create(department=department, month=month(6), file=file, name="表", sha256="0", by=by, at=AT)


@pytest.fixture
def pretend(wang):
    """A sample supervisor."""
    return make_person("sample-wang", "演", None, Role.SUPERVISOR, is_sample=True)


@pytest.fixture
def sample_lin(department):
    """A sample person in a real department."""
    return make_person("sample-lin", "示", department, Role.REPORTER, is_sample=True)


@pytest.fixture
def played(db, area):
    """A target of a sample department."""
    department = make_department("sample-a", is_sample=True)
    return make_target(area, lead=department)


def test_what_sample_people_asked_and_sent_is_gone(target, sample_lin, pretend):
    stood = Target.objects.values().get()
    granted(asked(target, sample_lin), pretend)
    at = datetime(2021, 6, 22, 1, tzinfo=UTC)
    remind(chosen=["HD-2021-01 2021-06 BLUE"], word="演示", key=uuid4(), by=pretend, at=at)
    sample.clear(at=AT)
    assert not any(model.objects.exists() for model in (ChangeRequest, Reminder, Revision))
    assert Target.objects.values().get() == stood
    assert trail() == []


def test_requests_of_a_sample_department_go_whoever_decided(played, wang):
    by = make_person("sample-b", "示", played.lead, Role.REPORTER, is_sample=True)
    refuse(change=asked(played, by), reason="不同意", by=wang, at=AT, row_version=1)
    withdraw(change=asked(played, by), by=by, at=AT)
    sample.clear(at=AT)
    assert not ChangeRequest.objects.exists()


def test_a_real_request_decided_by_the_sample_waits_again(target, lin, pretend):
    granted(asked(target, lin), pretend)
    sample.clear(at=AT)
    target.refresh_from_db()
    assert (Revision.objects.count(), target.value) == (0, 40)
    change = ChangeRequest.objects.get()
    assert (change.state, change.decided_by, change.decision_reason, change.revision) == ("OPEN", None, "", None)


def test_of_two_real_requests_one_waits_again(target, lin, wang, pretend):
    refuse(change=asked(target, lin), reason="不同意", by=pretend, at=AT, row_version=1)
    waiting = asked(target, lin)
    sample.clear(at=AT)
    states = dict(ChangeRequest.objects.values_list("pk", "state"))
    assert states == {waiting.pk - 1: "WITHDRAWN", waiting.pk: "OPEN"}


def test_slips_to_a_sample_department_go_and_those_to_real_ones_stay(target, played):
    remind_daily(on=DAY, at=AT)
    assert Reminder.objects.filter(target=played, is_sample=True).exists()
    sample.clear(at=AT)
    assert {slip.target for slip in Reminder.objects.all()} == {target}


def whistled(target, by, *called) -> Whistle:
    need = Need("场地未交", called, date(2021, 12, 1))
    return raise_whistle(target=target, need=need, key=uuid4(), by=by, at=AT)


@pytest.mark.parametrize("part", ["raised", "called", "signed", "answered", "rated", "withdrawn"])
def test_a_whistle_in_which_the_sample_had_a_part_goes_and_a_real_one_stays(
    target, lin, zhao, sample_lin, other_department, part
):
    stays = whistled(target, lin, other_department)
    pretend = make_person("sample-zhao", "示", other_department, Role.REPORTER, is_sample=True)
    stage = [make_department("stage", is_sample=True)] if part == "called" else []
    goes = whistled(target, sample_lin if part == "raised" else lin, *stage, other_department)
    call = goes.calls.get(department=other_department)
    if part in {"signed", "answered", "rated"}:
        sign(call=call, by=pretend if part == "signed" else zhao, at=AT)
        answer(call=call, text="已办", by=pretend if part == "answered" else zhao, at=AT)
        opinion = Opinion(Rating.FAIR, is_solved=True, word="")
        rate(call=call, opinion=opinion, by=sample_lin if part == "rated" else lin, at=AT)
    if part == "withdrawn":
        take_back(whistle=goes, by=sample_lin, at=AT)
    sample.clear(at=AT)
    assert list(Whistle.objects.all()) == [stays]
    assert stays.calls.get().department == other_department


def test_real_requests_stay(target, lin, wang, pretend):
    change = granted(asked(target, lin), wang)
    sample.clear(at=AT)
    change.refresh_from_db()
    assert change.revision == Revision.objects.get()
    assert check_chain() == 3


def test_closings_a_sample_person_had_a_part_in_are_gone_and_real_ones_stay(area, target, lin, wang, pretend, played):
    make_closing(target, lin, pretend)
    real = make_closing(make_target(area, lead=lin.department), lin, wang)
    make_closing(played, make_person("sample-b", "示", played.lead, Role.REPORTER, is_sample=True), wang)
    assert sample.is_present()
    sample.clear(at=AT)
    assert list(Closing.objects.all()) == [real]


@pytest.mark.django_db(transaction=True)
def test_files_of_the_sample_leave_the_disk_and_real_ones_stay(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    real, unreal = make_department("jyj"), make_department("sample-a", is_sample=True)
    kept = make_upload(real, make_person("lin", "林", real, Role.REPORTER))
    gone = make_upload(unreal, make_person("sample-lin", "示", unreal, Role.REPORTER, is_sample=True))
    sample.clear(at=AT)
    assert list(Upload.objects.all()) == [kept]
    assert default_storage.exists(kept.file.name)
    assert not default_storage.exists(gone.file.name)
