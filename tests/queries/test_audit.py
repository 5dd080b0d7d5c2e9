"""The audit in words, and what of it the public reads."""

import re
from datetime import date
from pathlib import Path

import pytest

import tracker.actions
from tests.factories import AT, draft_entry, make_entry, make_person, make_target, submit_entry
from tracker.actions.entries import Content, hand_in, submit
from tracker.actions.people import set_password
from tracker.actions.records import keep
from tracker.actions.reviews import accept, send_back
from tracker.actions.revisions import Ground, Terms, revise
from tracker.actions.workflow import assign
from tracker.choices import Role
from tracker.models import AuditRecord, Target
from tracker.queries.audit import (
    DEEDS,
    PUBLIC_OF_ENTRY,
    PUBLIC_OF_TARGET,
    PUBLIC_REVISIONS,
    changes,
    deed,
    line,
    newest_records,
    public_trail,
    subject_name,
    value_text,
)


def test_every_action_has_its_words():
    folder = Path(tracker.actions.__file__).parent
    written = {word for file in folder.glob("*.py") for word in re.findall(r'action="(\w+)"', file.read_text("utf-8"))}
    assert written <= set(DEEDS)
    assert {*PUBLIC_OF_ENTRY, *PUBLIC_OF_TARGET, *PUBLIC_REVISIONS} <= set(DEEDS)


def test_unknown_words_are_shown_as_they_are(english):
    assert (deed("add"), deed("unheard_of")) == ("added", "unheard_of")
    assert (subject_name("planpoint"), subject_name("unheard_of")) == ("plan point", "unheard_of")
    told = changes(AuditRecord(subject="unheard_of", before={}, after={"what": "x"}))
    assert [(change.label, change.before, change.after) for change in told] == [("what", "–", "x")]


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), ("", "–"), ([], "–"), (["a", "b"], "a, b"), (0, "0"), (False, "False")]
)
def test_values_are_text(value, text):
    assert value_text(value) == text


def test_changes_are_told_in_words(target, lin, wang, english):
    entry = submit_entry(target, 3, "9", lin, claims_completion=False)
    send_back(entry=entry, reason="缺证明", by=wang, at=AT, row_version=entry.row_version)
    record = AuditRecord.objects.get(action="send_back")
    told = {change.label: (change.before, change.after) for change in changes(record)}
    assert told == {
        "state": ("Awaiting review", "Sent back"),
        "reviewed by": ("–", "wang"),
        "reviewed at": ("–", "2021-07-01 09:00"),
        "reason": ("–", "缺证明"),
    }


def test_yes_and_no_are_words(target, lin, english):
    draft_entry(target, 3, "40", lin, claims_completion=True)
    told = {change.name: change.after for change in changes(AuditRecord.objects.get())}
    assert (told["claims_completion"], told["is_uncounted"]) == ("yes", "no")
    assert {"id", "row_version", "problems"} & told.keys() == set()  # what counts rows, and what is empty still


def test_months_and_departments_are_told_by_their_names(target, wang, english):
    codes = {"due": "2021-12-01", "lead": None, "cooperating": []}
    after = {"due": "2022-06-01", "lead": "jyj", "cooperating": ["jyj", "gone"]}
    told = changes(AuditRecord(subject="target", before=codes, after=after))
    assert {change.name: (change.before, change.after) for change in told} == {
        "due": ("December 2021", "June 2022"),
        "lead": ("–", "Education Bureau"),
        "cooperating": ("–", "Education Bureau, gone"),
    }
    request = AuditRecord(subject="changerequest", before={}, after={"due_asked": "2022-06-01", "department": "jyj"})
    assert {change.after for change in changes(request)} == {"June 2022", "Education Bureau"}


def test_how_often_a_draft_was_saved_is_not_told(target, lin, wang):
    for figure in ("7", "8"):
        draft_entry(target, 3, figure, lin)
    make_entry(target, 3, "9", lin, wang)
    assert [line.record.action for line in public_trail(target)] == ["accept", "submit"]


def test_a_line_knows_the_target_it_belongs_to(target, lin, admin):
    draft_entry(target, 3, "9", lin)
    set_password(person=lin, password="long-enough-1", by=admin, at=AT)
    assert [line(record).target for record in newest_records()] == ["", "HD-2021-01"]


# What the public reads


@pytest.fixture
def told(target, area, department, lin, wang, admin):
    """A target with everything that must not be told, and what may be."""
    draft_entry(target, 1, "1", lin, progress="未定稿甲")
    entry = submit_entry(target, 3, "7", lin, progress="初稿乙", problems="难处丙")
    entry = send_back(entry=entry, reason="退回理由丁", by=wang, at=AT, row_version=entry.row_version)
    content = Content(entry.value, progress="定稿戊", explanation=entry.explanation)
    month = entry.month
    entry = hand_in(target=target, month=month, content=content, by=lin, at=AT, row_version=entry.row_version)
    accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    submit_entry(target, 4, "40", lin, progress="待审己", claims_completion=True)
    target = Target.objects.get(pk=target.pk)
    terms = Terms(target.value + 5, None, target.due, target.lead)
    ground = Ground("调整理由", "第3号纪要", date(2021, 4, 2))
    revise(target=target, terms=terms, ground=ground, by=admin, at=AT, row_version=target.row_version)
    other = make_target(area, lead=department)
    make_entry(other, 3, "5", lin, wang)
    return target


def test_the_public_reads_the_target_its_revisions_and_accepted_entries(told, english):
    lines = public_trail(told)
    assert [(line.record.action, line.thing, line.figure) for line in lines] == [
        ("revise_changed", "target", ""),
        ("accept", "March 2021", "7 stations"),
        ("submit", "March 2021", ""),
        ("send_back", "March 2021", ""),
        ("submit", "March 2021", ""),
    ]
    assert [(change.name, change.after) for change in lines[0].changes] == [
        ("value", "45"),
        ("document", "第3号纪要"),
        ("reason", "调整理由"),
    ]
    assert [line.changes for line in lines[1:]] == [[]] * 4


def test_neither_a_drafts_text_nor_the_reason_it_was_sent_back_is_told(told):
    told_in_all = repr([(line.thing, line.figure, line.changes) for line in public_trail(told)])
    assert [word for word in "甲乙丙丁戊己" if word in told_in_all] == []


def test_a_claim_of_completion_is_told_once_it_is_accepted(target, lin, wang):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    entry = send_back(entry=entry, reason="缺证明", by=wang, at=AT, row_version=entry.row_version)
    assert public_trail(target) == []
    entry = submit(entry=entry, by=lin, at=AT, row_version=entry.row_version)
    accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    deeds = [line.record.action for line in public_trail(target)]
    assert deeds[:2] == ["complete", "accept"]
    assert {"claim_completion", "reopen"} & set(deeds) == set()
    make_entry(target, 3, "30", lin, wang, correction_reason="多报了")
    lines = public_trail(target)
    assert lines[0].record.action == "reopen"  # a completed target corrected to less: all of it public
    assert (lines[1].record.action, lines[1].figure) == ("accept", "30 座")
    assert lines[1].thing != lines[-1].thing  # it says that it is a correction


def test_a_correction_not_accepted_yet_is_not_told(target, lin, wang):
    make_entry(target, 3, "9", lin, wang)
    count = len(public_trail(target))
    submit_entry(target, 3, "8", lin, correction_reason="多报了")
    assert len(public_trail(target)) == count


def test_that_none_was_counted_is_told(target, lin, wang, english):
    make_entry(target, 3, None, lin, wang)
    assert public_trail(target)[0].figure == "none counted"


def test_who_leads_is_told_and_what_is_internal_is_not(area, department, wang, admin, english):
    target = assign(target=make_target(area), lead=department, by=wang, at=AT)
    target.section, target.data_source = "(一)", "统计局"
    keep(thing=target, by=admin, at=AT)
    changed, assigned = public_trail(target)
    assert [(change.label, change.after) for change in assigned.changes] == [("lead department", "Education Bureau")]
    assert [change.name for change in changed.changes] == ["data_source"]


def test_a_sample_record_is_told_as_such(target, department, wang):
    sample = make_person("sample", "样", department, Role.REPORTER, is_sample=True)
    make_entry(target, 3, "9", sample, wang)
    assert [line.record.is_sample for line in public_trail(target)] == [False, True]


@pytest.mark.parametrize("size", [1, 10])
def test_the_public_trail_takes_three_queries(target, lin, wang, size, django_assert_num_queries):
    for number in range(1, size + 1):
        make_entry(target, number, str(number), lin, wang)
    with django_assert_num_queries(3):
        assert len(public_trail(target)) == 2 * size
