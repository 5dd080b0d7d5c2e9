"""Reminders sent: once a day by the run, once a form by hand, and mailed once, whatever the mail server does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from threading import Barrier
from uuid import UUID

import pytest
from django.core import mail as django_mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import translation

from tests.factories import (
    check_chain,
    make_area,
    make_department,
    make_entry,
    make_person,
    make_report,
    make_target,
    month,
    submit_entry,
    trail,
)
from tracker.actions.errors import ActionError
from tracker.actions.reminders import mail, remind, remind_daily
from tracker.choices import Role, Slip
from tracker.models import AuditRecord, Department, Reminder, Target

DAY = date(2021, 6, 22)
AT = datetime(2021, 6, 22, 1, 0, tzinfo=UTC)
BLUE = "HD-2021-01 2021-06 BLUE"
KEY = UUID(int=7)
RUNS = 6


class Refusing(EmailBackend):
    """A server that takes no mail for one address."""

    def send_messages(self, messages):
        if any("lin@example.org" in message.to for message in messages):
            raise SMTPRecipientsRefused({"lin@example.org": (550, b"no such user")})
        return super().send_messages(messages)


class Dead(EmailBackend):
    """A server that is not there."""

    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture
def target(area, department):
    """A target that starts in June, so that one month is open."""
    return make_target(area, lead=department, start=month(6))


@pytest.fixture
def lin(department):
    return make_person("lin", "林", department, Role.REPORTER, email="lin@example.org")


def run(on=DAY):
    """The daily run of a day: slips, then mail."""
    at = AT + (on - DAY)
    return remind_daily(on=on, at=at), mail(on=on, at=at)


def by_hand(by, *chosen, word="请抓紧", key=KEY):
    return remind(chosen=chosen or [BLUE], word=word, key=key, by=by, at=AT)


def test_the_run_sends_the_days_slips_once(target, lin, department):
    [slip], post = run()
    assert (slip.target, slip.department, slip.month, slip.slip) == (target, department, month(6), Slip.BLUE)
    assert (slip.sent_on, slip.by, slip.is_sample, slip.word) == (DAY, None, False, "")
    assert post.sent == [department]
    assert run() == ([], type(post)())
    assert Reminder.objects.count() == len(django_mail.outbox) == 1


def test_slips_and_mails_are_on_the_record(target, lin):
    [slip], _post = run()
    assert trail() == [f"remind HD-2021-01 2021-06 {slip.pk}", "mail jyj"]
    assert AuditRecord.objects.get(action="mail").after == {"reminders": [str(slip)], "to": ["lin"]}
    assert "lin@example.org" not in str(AuditRecord.objects.values_list("after"))
    assert check_chain() == 2


def test_a_whole_month_of_runs_reminds_in_the_policys_rhythm(target, lin):
    for number in range(40):
        run(date(2021, 6, 1) + timedelta(days=number))
    slips = [f"{slip.sent_on:%m-%d} {slip.slip}" for slip in Reminder.objects.filter(month=month(6)).order_by("pk")]
    assert slips == ["06-22 BLUE", "06-23 BLUE", "06-24 BLUE", "06-25 BLUE", "06-26 RED", "07-03 RED", "07-10 RED"]
    assert len(django_mail.outbox) == 7


def test_a_missed_day_is_not_caught_up(target, lin):
    run(date(2021, 6, 27))
    assert not Reminder.objects.exists()


def test_a_target_behind_is_told_on_the_first_run_after_the_month(target, lin, wang):
    make_entry(target, 6, "1", lin, wang)
    for day in (30, 31, 32, 33):
        run(date(2021, 6, 1) + timedelta(days=day - 1))
    [slip] = Reminder.objects.all()
    assert (slip.slip, slip.month, slip.sent_on) == (Slip.YELLOW, month(6), date(2021, 7, 1))


def test_one_mail_tells_a_department_all_its_slips(target, area, department, lin, settings):
    settings.SITE_URL = "https://tracker.example.gov.cn"
    make_target(area, lead=department, start=month(6), name="改造老旧小区")
    make_person("head", "高", department, Role.HEAD, email="head@example.org")
    with translation.override("en"):
        run()
    [message] = django_mail.outbox
    assert sorted(message.to) == ["head@example.org", "lin@example.org"]
    assert "\n" not in message.subject
    for text in ("区教育局", "新建5G基站", "改造老旧小区", "2021年6月", "HD-2021-01"):
        assert text in message.body
    assert "https://tracker.example.gov.cn/desk/entries/HD-2021-02/2021-06/" in message.body


def test_each_department_gets_its_own_mail(target, area, other_department, lin):
    make_person("zhao", "赵", other_department, Role.REPORTER, email="zhao@example.org")
    make_target(area, lead=other_department, start=month(6), name="招商引资")
    run()
    assert {message.to[0]: "招商引资" in message.body for message in django_mail.outbox} == {
        "lin@example.org": False,
        "zhao@example.org": True,
    }


def test_a_department_without_an_address_is_named_and_keeps_its_notice(target, department):
    _slips, post = run()
    assert (post.sent, post.without_address) == ([], [department])
    assert Reminder.objects.get().mailed_at is None


@pytest.mark.parametrize("backend", [Refusing, Dead])
def test_a_mail_that_was_not_taken_goes_with_the_next_run(target, department, lin, settings, backend):
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"
    _slips, post = run()
    assert (post.sent, post.failed) == ([], [department])
    assert "Connection refused" in post.error or "no such user" in post.error
    assert (Reminder.objects.get().mailed_at, len(django_mail.outbox)) == (None, 0)
    assert "mail jyj" not in trail()
    settings.EMAIL_BACKEND = works
    assert run()[1].sent == [department]
    assert Reminder.objects.get().mailed_at == AT


def test_one_refused_address_holds_up_nobody_else(target, area, department, other_department, lin, settings):
    make_person("zhao", "赵", other_department, Role.REPORTER, email="zhao@example.org")
    make_target(area, lead=other_department, start=month(6))
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    _slips, post = run()
    assert (post.sent, post.failed) == ([other_department], [department])


def test_what_was_filed_before_the_mail_could_go_is_not_mailed(target, lin, settings):
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Dead"
    run()
    settings.EMAIL_BACKEND = works
    submit_entry(target, 6, "20", lin)
    run()
    assert django_mail.outbox == []


def test_an_address_given_later_gets_the_last_slip_only(target, lin):
    lin.email = ""
    lin.save()
    run()
    run(DAY + timedelta(days=1))
    lin.email = "lin@example.org"
    lin.save()
    run(DAY + timedelta(days=2))
    assert django_mail.outbox[0].body.count("HD-2021-01)") == 1


def test_sample_departments_are_never_mailed(target, lin):
    Department.objects.update(is_sample=True)
    [slip], post = run()
    assert (slip.is_sample, post, django_mail.outbox) == (True, type(post)(), [])


def test_a_supervisor_reminds_with_a_word(target, lin, wang):
    [slip] = by_hand(wang, word="  今天报送。\n谢谢 ")
    assert (slip.by, slip.word, slip.slip) == (wang, "今天报送。\n谢谢", Slip.BLUE)
    assert mail(on=DAY, at=AT, by=wang).sent == [target.lead]
    assert "王：今天报送。" in django_mail.outbox[0].body
    assert [(record.action, record.by) for record in AuditRecord.objects.all()] == [
        ("remind", "wang"),
        ("mail", "wang"),
    ]


def test_the_same_form_twice_reminds_once(target, lin, wang):
    assert by_hand(wang) == by_hand(wang)
    mail(on=DAY, at=AT)
    mail(on=DAY, at=AT)
    assert (Reminder.objects.count(), len(django_mail.outbox)) == (1, 1)


def test_the_same_form_again_after_the_figure_came_changes_nothing(target, lin, wang):
    [slip] = by_hand(wang)
    submit_entry(target, 6, "20", lin)
    assert by_hand(wang) == [slip]


def test_another_form_reminds_again(target, wang):
    by_hand(wang)
    by_hand(wang, key=UUID(int=8))
    assert Reminder.objects.count() == 2


def test_what_was_settled_in_between_sends_nothing_at_all(target, area, department, lin, wang):
    make_target(area, lead=department, start=month(6))
    submit_entry(target, 6, "20", lin)
    with pytest.raises(ActionError):
        by_hand(wang, "HD-2021-02 2021-06 BLUE", BLUE)
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("who", ["lin", "zhao", "admin"])
def test_only_a_supervisor_reminds(target, who, request):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        by_hand(by)
    assert not Reminder.objects.exists()


def test_a_sample_supervisor_mails_nobody(target, lin, wang):
    wang.is_sample = True
    wang.save()
    by_hand(wang)
    assert mail(on=DAY, at=AT).sent == []


def test_mail_by_hand_goes_to_the_departments_reminded_only(target, area, other_department, lin, wang):
    make_person("zhao", "赵", other_department, Role.REPORTER, email="zhao@example.org")
    make_target(area, lead=other_department, start=month(6))
    remind_daily(on=DAY, at=AT)
    mail(on=DAY, at=AT, by=wang, departments=[target.lead])
    assert [message.to for message in django_mail.outbox] == [["lin@example.org"]]


def test_runs_at_the_same_moment_send_each_slip_and_each_mail_once(transactional_db):
    department = make_department("jyj")
    area = make_area(make_report())
    targets = [make_target(area, lead=department, start=month(6)) for _number in range(4)]
    make_person("lin", "林", department, Role.REPORTER, email="lin@example.org")
    barrier = Barrier(RUNS)

    def work(_number):
        try:
            barrier.wait(timeout=20)
            return run()
        finally:
            connection.close()

    with ThreadPoolExecutor(RUNS) as pool:
        posts = [post for _slips, post in pool.map(work, range(RUNS))]
    assert Reminder.objects.count() == len(targets) == Target.objects.count()
    assert sum(len(post.sent) for post in posts) == len(django_mail.outbox) == 1
    assert check_chain() == len(targets) + 1
