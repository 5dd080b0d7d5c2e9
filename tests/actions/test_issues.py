"""The office's papers: words kept, issued once and for ever, made public and never taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tests.charts.conftest import change
from tests.factories import (
    AT,
    check_chain,
    make_area,
    make_department,
    make_entry,
    make_person,
    make_report,
    make_target,
    month,
    send_out,
    trail,
)
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.issues import Words, issue_paper, keep_words, publish
from tracker.choices import IssueKind, IssueState, Role
from tracker.models import AuditRecord, Issue, Policy
from tracker.models.fields import digest
from tracker.models.issue import canonical
from tracker.queries.issues import contents

WORDS = Words("请尽快报送", "只供内部")
DAY = timedelta(days=1)


def paper(report, number=6, kind=IssueKind.BULLETIN) -> Issue:
    return Issue(report=report, kind=kind, month=month(number))


def keep(report, by, words=WORDS, row_version=0, at=AT, number=6):
    return keep_words(issue=paper(report, number), words=words, by=by, at=at, row_version=row_version)


def frozen(issue):
    """Everything of it that must never change again, as the database has it."""
    stands = Issue.objects.get(pk=issue.pk)
    return stands.content, stands.sha256, stands.internal, stands.internal_sha256, stands.number, stands.issued_at


def test_words_are_kept_changed_and_nothing_of_the_paper_is_frozen(report, target, wang):
    draft = keep(report, wang)
    assert (draft.state, draft.row_version, draft.content, draft.number) == (IssueState.DRAFT, 1, "", None)
    draft = keep(report, wang, Words("请立即报送", ""), row_version=1)
    assert (draft.demands, draft.internal_note, draft.row_version) == ("请立即报送", "", 2)
    assert trail() == ["draft HD-2021-bulletin-2021-06"] * 2


def test_the_same_words_again_change_nothing(report, target, wang):
    keep(report, wang)
    assert keep(report, wang, row_version=0).row_version == 1
    assert len(trail()) == 1


def test_of_two_who_write_the_second_is_told_what_stands(report, target, wang, refused):
    keep(report, wang)
    told = refused(Conflict, lambda: keep(report, wang, Words("另一句", ""), row_version=0))
    assert told.current.demands == "请尽快报送"


def test_words_for_what_went_out_meanwhile_are_told_and_not_kept(report, target, wang, refused):
    issued = send_out(report, 6, wang)
    assert refused(Conflict, lambda: keep(report, wang)).current == issued


def test_issued_it_holds_its_data_and_their_seals(report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    issue = send_out(report, 6, wang, words=WORDS)
    assert (issue.state, issue.number, issue.issued_by, issue.issued_at) == (IssueState.ISSUED, 1, wang, AT)
    assert issue.is_whole
    assert (issue.data["demands"], issue.internal_data["note"]) == WORDS
    assert "只供内部" not in issue.content
    record = AuditRecord.objects.get(action="issue")
    assert (record.after["sha256"], record.after["internal_sha256"]) == (issue.sha256, issue.internal_sha256)
    assert {"content", "internal"}.isdisjoint(record.after)
    assert check_chain() == len(trail())


def test_each_kind_is_numbered_by_itself_in_the_order_they_went_out(report, target, wang):
    numbers = [send_out(report, number, wang).number for number in (2, 6, 4)]
    assert numbers == [1, 2, 3]
    assert send_out(report, 6, wang, IssueKind.ASSESSMENT).number == 1


def test_issued_again_by_hand_or_by_the_clock_it_is_the_same_paper(report, target, wang):
    first = frozen(send_out(report, 6, wang, words=WORDS))
    before = trail()
    assert frozen(send_out(report, 6, wang, words=WORDS, at=AT + DAY)) == first
    assert frozen(issue_paper(issue=paper(report), by=None, at=AT + DAY, is_public=True)) == first
    assert trail() == before
    assert Issue.objects.get().state == IssueState.ISSUED  # the clock shows nobody what the office kept to itself


def test_issued_again_with_other_words_is_a_conflict(report, target, wang, refused):
    issued = send_out(report, 6, wang, words=WORDS)
    told = refused(Conflict, lambda: send_out(report, 6, wang, words=("另一句", "")))
    assert told.current == issued


def test_a_draft_that_moved_on_is_not_issued_unseen(report, target, wang, refused):
    keep(report, wang)
    keep(report, wang, Words("改过", ""), row_version=1)
    refused(Conflict, lambda: issue_paper(issue=paper(report), by=wang, at=AT, words=WORDS, row_version=1))
    issue = issue_paper(issue=paper(report), by=wang, at=AT, words=WORDS, row_version=2)
    assert issue.data["demands"] == "请尽快报送"


def test_the_clock_issues_the_draft_with_the_words_it_has(report, target, wang):
    keep(report, wang)
    issue = issue_paper(issue=paper(report), by=None, at=AT)
    assert (issue.data["demands"], issue.issued_by) == ("请尽快报送", None)


@pytest.mark.parametrize(
    ("kind", "number"), [(IssueKind.BULLETIN, 7), (IssueKind.ASSESSMENT, 5), (IssueKind.ASSESSMENT, 9)]
)
def test_nothing_goes_out_before_its_period_is_over(report, target, wang, refused, kind, number):
    refused(ActionError, lambda: send_out(report, number, wang, kind))
    refused(ActionError, lambda: keep(report, wang, number=7))


def test_the_period_is_over_with_the_last_day_of_its_month(report, target, wang, refused):
    eve, day = (datetime(2021, 6, 30, hour, tzinfo=UTC) for hour in (15, 16))  # midnight in China is 16:00 UTC
    refused(ActionError, lambda: send_out(report, 6, wang, at=eve))
    assert send_out(report, 6, wang, at=day).number == 1


@pytest.mark.parametrize("who", ["lin", "admin"])
def test_only_supervisors_write_issue_and_publish(report, target, lin, admin, wang, who, request, refused):
    by = request.getfixturevalue(who)
    refused(PermissionDenied, lambda: keep(report, by))
    refused(PermissionDenied, lambda: send_out(report, 6, by))
    issued = send_out(report, 6, wang)
    refused(PermissionDenied, lambda: keep(report, by))
    refused(PermissionDenied, lambda: send_out(report, 6, by))
    refused(PermissionDenied, lambda: publish(issue=issued, by=by, at=AT))
    publish(issue=issued, by=wang, at=AT)
    refused(PermissionDenied, lambda: publish(issue=issued, by=by, at=AT))


def test_public_at_once_or_later_and_then_it_stays(report, target, wang):
    at_once = send_out(report, 5, wang, is_public=True)
    assert (at_once.state, at_once.published_by, at_once.published_at) == (IssueState.PUBLISHED, wang, AT)
    later = send_out(report, 6, wang)
    first = frozen(later)
    for day in (1, 2):
        later = publish(issue=later, by=wang, at=AT + day * DAY)
        assert (later.state, later.published_at) == (IssueState.PUBLISHED, AT + DAY)
    assert frozen(later) == first
    assert [word.split()[0] for word in trail()] == ["issue", "publish", "issue", "publish"]


def test_a_draft_is_not_made_public(report, target, wang, refused):
    refused(PermissionDenied, lambda: publish(issue=paper(report), by=wang, at=AT))
    draft = keep(report, wang)
    refused(PermissionDenied, lambda: publish(issue=draft, by=wang, at=AT))


def test_nothing_done_afterwards_changes_what_went_out(report, target, lin, wang, admin):
    make_entry(target, 6, "20", lin, wang)
    issues = [send_out(report, 6, wang, kind) for kind in IssueKind]
    before = [frozen(issue) for issue in issues]
    make_entry(target, 6, "38", lin, wang, AT + DAY, correction_reason="误报")
    change(target, wang, "80")
    Policy.objects.update(score_results=50, score_on_time=25, score_first_time=25, behind_over=20)
    target.lead.name = "区教体局"
    target.lead.save()
    assert [frozen(send_out(report, 6, wang, kind, AT + 2 * DAY)) for kind in IssueKind] == before
    for issue in issues:
        assert canonical(contents(Issue.objects.get(pk=issue.pk))[0]) == issue.content


def test_changed_points_hold_for_the_next_assessment_and_not_for_the_last(report, target, lin, wang):
    make_entry(target, 3, "5", lin, wang)
    first = send_out(report, 3, wang, IssueKind.ASSESSMENT)
    Policy.objects.update(score_results=50, score_on_time=50, score_first_time=0)
    second = send_out(type(report).objects.get(), 6, wang, IssueKind.ASSESSMENT)
    assert first.data["weights"] == {"results": 80, "on_time": 10, "first_time": 10}
    assert second.data["weights"] == {"results": 50, "on_time": 50, "first_time": 0}
    assert Issue.objects.get(pk=first.pk).content == first.content


def test_one_record_gives_one_text_whatever_the_clock_says(report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    texts = set()
    for days in (0, 400):
        with transaction.atomic():
            issue = send_out(report, 6, wang, at=AT + days * DAY)
            texts.add((issue.content, issue.internal))
            transaction.set_rollback(True)
    assert len(texts) == 1
    assert digest(texts.pop()[0]) == issue.sha256


def test_a_sample_persons_paper_says_that_it_is_sample(report, target):
    pretend = make_person("pretend", "演", None, Role.SUPERVISOR, is_sample=True)
    assert keep(report, pretend, number=5).is_sample
    issue = send_out(report, 6, pretend)
    assert issue.is_sample
    assert issue.data["is_sample"] is True


def test_eight_hands_on_one_button_issue_once(transactional_db):
    report = make_report()
    make_target(make_area(report), lead=make_department("jyj"))
    people = [make_person(f"p{number}", "王", None, Role.SUPERVISOR) for number in range(8)]
    barrier = Barrier(8)

    def press(by):
        try:
            barrier.wait(timeout=20)
            return send_out(report, 6, by, words=WORDS).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(press, people))) == 1
    assert Issue.objects.get().number == check_chain() == 1
