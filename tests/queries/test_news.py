from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import AT, CLOSING_AT, make_closing, make_entry, make_target, month, submit_closing, submit_entry
from tracker.actions.closings import send_back as send_closing_back
from tracker.actions.reviews import send_back
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.choices import RequestKind, RequestState, Slip
from tracker.models import ChangeRequest, Reminder
from tracker.queries.news import LINES, news_of


def kinds(department):
    return [line.kind for line in news_of(department)]


def test_news_tells_decisions_reminders_requests_and_revisions_newest_first(target, department, lin, wang):
    make_entry(target, 3, "3", lin, wang, at=AT)
    entry = submit_entry(target, 4, "4", lin, at=AT)
    send_back(entry=entry, reason="请附清单", by=wang, at=AT + timedelta(days=1), row_version=entry.row_version)
    Reminder.objects.create(
        target=target, department=department, month=month(5), slip=Slip.RED, sent_on=AT, at=AT + timedelta(days=2)
    )
    ground = Ground("理由", "文件", AT.date())
    revise(target=target, terms=terms_of(target), ground=ground, by=wang, at=AT + timedelta(days=3), row_version=1)
    ChangeRequest.objects.create(
        key=uuid4(),
        target=target,
        kind=RequestKind.SUSPEND,
        department=department,
        asked_by=lin,
        asked_at=AT,
        state=RequestState.REFUSED,
        decided_by=wang,
        decided_at=AT + timedelta(days=4),
    )
    assert kinds(department) == ["request", "revision", "reminder", "review", "review"]
    told = news_of(department)
    assert told[3].entry == entry
    assert told[2].entry is None


def test_news_is_the_departments_own_and_short(area, target, department, other_department, lin, zhao, wang):
    theirs = make_target(area, lead=other_department)
    make_entry(theirs, 3, "3", zhao, wang)
    for number in range(1, 13):
        make_entry(target, number, str(number), lin, wang)
    assert len(news_of(department)) == LINES
    assert {line.target for line in news_of(department)} == {target}


def test_news_tells_a_closing_once_it_is_decided_on(target, department, lin, wang):
    closing = submit_closing(target, lin)
    assert kinds(department) == []
    send_closing_back(closing=closing, reason="请附报告", by=wang, at=CLOSING_AT, row_version=1)
    assert kinds(department) == ["closing"]
    make_closing(target, lin, wang)
    assert kinds(department) == ["closing"]


@pytest.mark.parametrize("number", [1, 12])
def test_news_takes_five_queries(target, department, lin, wang, number, django_assert_num_queries):
    for each in range(1, number + 1):
        make_entry(target, each, str(each), lin, wang)
    with django_assert_num_queries(5):
        assert [str(line.target) for line in news_of(department)]
