"""Reminders by hand through the browser: looked at, ticked, sent once, mailed at once."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils.timezone import localdate, now

from tests.factories import make_person, make_report, make_target, month
from tests.views.conftest import inline, words
from tracker.actions.entries import Content, hand_in
from tracker.choices import Role
from tracker.models import Reminder

YEAR = localdate().year
RED = f"HD-{YEAR - 1}-01 {YEAR - 1}-12 RED"


class Dead(EmailBackend):
    """A server that is not there."""

    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture
def report(db):
    """Last year's, so that its figures are overdue whatever the day."""
    return make_report(YEAR - 1)


@pytest.fixture
def target(area, department):
    """One figure is due: December's."""
    return make_target(area, lead=department, start=month(12, YEAR - 1))


@pytest.fixture
def lin(department):
    return make_person("lin", "林", department, Role.REPORTER, email="lin@example.org")


@pytest.fixture
def desk(enter, wang):
    """王's browser."""
    return enter(wang)


def press(client, *chosen, word="请抓紧", key=None, query="", **options):
    fields = {"chosen": chosen, "word": word, "key": key or str(uuid4())}
    return client.post(f"/desk/reminders/{query}", fields, **options)


def ticked(response) -> list[str]:
    return [slip.name for slip, is_ticked, _sent_on in response.context["rows"] if is_ticked]


def test_all_that_is_open_is_listed_and_nothing_ticked(desk, target, area, other_department):
    make_target(area, lead=other_department, start=month(12, YEAR - 1), name="招商引资")
    response = desk.get("/en/desk/reminders/")
    said = words(response)
    assert "■ Overdue Education Bureau" in said
    assert "■ Overdue Commerce Bureau" in said
    assert ticked(response) == []


@pytest.mark.parametrize(
    "query", ["?department=jyj", f"?target=HD-{YEAR - 1}-01", f"?department=jyj&month={YEAR - 1}-12"]
)
def test_what_the_address_asks_for_is_ticked_to_be_confirmed(desk, target, area, other_department, query):
    make_target(area, lead=other_department, start=month(12, YEAR - 1))
    response = desk.get(f"/desk/reminders/{query}")
    assert ticked(response) == [RED]
    assert len(response.context["rows"]) == 1


def test_an_address_that_asks_for_nothing_known_says_so(desk, target):
    for query in ("?department=none", "?target=%00", "?month=2021-13"):
        response = desk.get(f"/desk/reminders/{query}")
        assert (response.status_code, response.context["rows"]) == (200, [])


def test_a_reminder_stands_and_is_mailed_at_once(desk, target, lin):
    response = press(desk, RED, query="?department=jyj", follow=True)
    assert response.redirect_chain == [("/desk/reminders/?department=jyj", 302)]
    [slip] = Reminder.objects.all()
    assert (slip.word, slip.by.username, slip.mailed_at is None) == ("请抓紧", "wang", False)
    assert [message.to for message in mail.outbox] == [["lin@example.org"]]
    assert "区教育局" in words(response)


def test_what_was_reminded_of_today_is_not_ticked_again(desk, target, lin):
    assert ticked(desk.get("/desk/reminders/?department=jyj")) == [RED]
    again = press(desk, RED, query="?department=jyj", follow=True)
    assert ticked(again) == []
    assert f"{localdate():%Y-%m-%d}" in again.content.decode()
    Reminder.objects.update(sent_on=localdate() - timedelta(days=1))
    assert ticked(desk.get("/desk/reminders/?department=jyj")) == [RED]


def test_the_department_reads_all_reminders_of_a_figure_in_one_notice(desk, target, lin):
    for word in ("第一次", "第二次"):
        press(desk, RED, word=word)
    Reminder.objects.filter(word="第一次").update(by=None)
    desk.force_login(lin)
    response = desk.get("/en/desk/")
    said = words(response)
    assert len(response.context["reminders"]) == 1
    assert said.index("第二次") < said.index("1 more reminder") < said.index("第一次")


def test_a_form_sent_twice_reminds_and_mails_once(desk, target, lin):
    key = str(uuid4())
    assert [press(desk, RED, key=key).status_code for _press in range(2)] == [302, 302]
    assert Reminder.objects.count() == len(mail.outbox) == 1


def test_a_department_without_an_address_is_named(desk, target):
    said = words(press(desk, RED, follow=True))
    assert "区教育局" in said
    assert Reminder.objects.get().mailed_at is None


def test_a_dead_mail_server_leaves_the_notice_and_says_so(desk, target, lin, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Dead"
    response = press(desk, RED, follow=True)
    assert response.status_code == 200
    assert Reminder.objects.get().mailed_at is None
    assert "warning" in response.content.decode()


def test_what_was_settled_in_between_is_not_sent_and_the_word_stays(desk, target, lin):
    content = Content(Decimal(20), explanation="属实")
    hand_in(target=target, month=month(12, YEAR - 1), content=content, by=lin, at=now(), row_version=0)
    response = press(desk, RED, word="今天报送")
    assert response.status_code == 422
    assert "今天报送" in response.content.decode()
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"chosen": []}, "chosen"),
        ({"chosen": ["x"]}, "chosen"),
        ({"word": "急" * 501}, "word"),
        ({"word": "a\x00b"}, "word"),
        ({"key": "x"}, "key"),
        ({"key": ""}, "key"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_bad_input_is_told_and_kept(desk, target, given, field, prefix):
    fields = {"chosen": [RED], "word": "请抓紧", "key": str(uuid4())} | given
    response = desk.post(f"{prefix}/desk/reminders/", fields)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert ticked(response) == [name for name in fields["chosen"] if name == RED]
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("who", ["lin", "zhao", "admin"])
def test_only_supervisors_find_the_page(enter, target, who, request):
    client = enter(request.getfixturevalue(who))
    assert client.get("/desk/reminders/").status_code == press(client, RED).status_code == 404
    assert not Reminder.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client, target):
    assert client.get("/desk/reminders/").status_code == 302


def test_without_anything_open_there_is_nobody_to_remind(desk, report):
    assert "nobody to remind" in words(desk.get("/en/desk/reminders/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_queries_whatever_its_size(desk, area, department, rows, django_assert_num_queries):
    for _row in range(rows):
        make_target(area, lead=department, start=month(12, YEAR - 1))
    desk.get("/desk/reminders/")
    with django_assert_num_queries(10):
        desk.get("/desk/reminders/")


def test_page_holds_no_script_and_is_never_kept(desk, target):
    response = desk.get("/desk/reminders/")
    assert inline(response.content.decode()) == []
    assert "no-store" in response.headers["Cache-Control"]
    assert desk.put("/desk/reminders/").status_code == 405
