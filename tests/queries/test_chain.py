"""The trail checked: it stays whole through all that people do. Tampering: tests/management/test_verify_audit.py."""

from datetime import date

import pytest

from tests.factories import (
    AT,
    draft_entry,
    make_entry,
    make_person,
    make_target,
    month,
    object_to,
    send_out,
    submit_entry,
    unsaved_target,
)
from tests.texts import take_in
from tracker.actions.issues import Words, keep_words
from tracker.actions.links import relate
from tracker.actions.objections import answer_objection
from tracker.actions.people import set_password
from tracker.actions.records import keep, remove
from tracker.actions.reviews import send_back
from tracker.actions.revisions import Ground, Terms, resume, revise, suspend
from tracker.actions.trail import raise_edition, record, snapshot
from tracker.choices import IssueKind, ObjectionState, Role
from tracker.models import AuditRecord, Edition, Entry, Issue, ReportText, Target
from tracker.models.fields import digest
from tracker.queries.chain import Broken, Whole, check

pytestmark = pytest.mark.django_db
GROUND = Ground("上级调整", "第3号纪要", date(2021, 4, 2))


def again(target: Target) -> Target:
    """The target as it stands, for who comes next."""
    return Target.objects.select_related("lead", "report").get(pk=target.pk)


def test_nothing_is_whole():
    assert check() == Whole(0, 0, "", None)


def test_all_that_people_do_leaves_the_trail_whole(target, area, lin, zhao, wang, admin, other_department):
    make_entry(target, 3, "9", lin, wang)
    make_entry(target, 3, "8.5", lin, wang, correction_reason="多报了")
    entry = submit_entry(target, 4, "12", lin)
    entry = send_back(entry=entry, reason="缺证明", by=wang, at=AT, row_version=entry.row_version)
    target = again(target)
    terms = Terms(target.value + 5, None, date(2022, 3, 1), other_department)
    target = revise(target=target, terms=terms, ground=GROUND, by=admin, at=AT, row_version=target.row_version)
    target = suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=target.row_version)
    resume(target=target, ground=GROUND, by=wang, at=AT, row_version=target.row_version)
    relate(thing=target, name="cooperating", to=[other_department], by=admin, at=AT)
    set_password(person=zhao, password="long-enough-1", by=admin, at=AT)
    mistake = keep(thing=unsaved_target(area), by=admin, at=AT)
    remove(thing=mistake, by=admin, at=AT)
    keep(thing=unsaved_target(area), by=admin, at=AT)
    assert check() == Whole(Edition.objects.get().number, 0, Edition.objects.get().head, None)


def test_a_new_login_name_is_no_fault(target, lin, wang, admin):
    make_entry(target, 3, "9", lin, wang)
    lin.username = "lin2"
    keep(thing=lin, by=admin, at=AT)
    successor = make_person("lin", "林", lin.department, Role.REPORTER)
    draft_entry(target, 4, "10", successor)
    assert check().records == 5


def test_the_hash_looked_for_is_found_on_the_real_chain(target, lin, wang):
    make_entry(target, 3, "9", lin, wang)
    second = AuditRecord.objects.get(number=2)
    assert check(second.hash[:12]).sought == second


def test_a_row_made_anew_past_the_trail_is_noticed(target, lin):
    entry = draft_entry(target, 3, "9", lin)
    entry.delete()
    draft_entry(target, 3, "9", lin)
    with pytest.raises(Broken) as broken:
        check()
    assert broken.value.record == AuditRecord.objects.get(number=2)


def test_a_target_taken_out_past_the_trail_is_noticed(target, wang):
    target.delete()
    assert check().records == 0  # nothing was ever said of it
    before = snapshot(target)
    target.value += 1
    record(action="change", thing=target, before=before, by=wang, at=AT)
    with pytest.raises(Broken):
        check()


def test_a_person_changed_past_the_trail_is_noticed(target, lin, wang, zhao):
    entry = make_entry(target, 3, "9", lin, wang)
    Entry.objects.filter(pk=entry.pk).update(saved_by=zhao)
    with pytest.raises(Broken) as broken:
        check()
    assert "zhao" in str(broken.value)


def test_a_story_with_a_gap_is_a_fault_unless_a_sample_was_cleared(target, lin, admin):
    entry = draft_entry(target, 3, "9", lin)
    before = snapshot(entry) | {"progress": "样例所写"}
    entry.progress = "改过"
    entry.save()
    record(action="change", thing=entry, before=before, by=admin, at=AT)
    with pytest.raises(Broken):
        check()
    for _loaded_and_cleared in range(2):
        raise_edition(AT)
    assert check().records == 2
    Entry.objects.update(progress="又改")
    with pytest.raises(Broken):
        check()


def test_papers_and_objections_leave_the_trail_whole(report, target, lin, wang):
    draft = Issue(report=report, kind=IssueKind.ASSESSMENT, month=month(6))
    keep_words(issue=draft, words=Words("总体平稳", ""), by=wang, at=AT, row_version=0)
    issue = send_out(report, 6, wang, IssueKind.ASSESSMENT, is_public=True)
    objection = object_to(issue, lin)
    state = ObjectionState.REJECTED
    answer_objection(objection=objection, state=state, answer="按期限计", by=wang, at=AT, row_version=1)
    assert check().records == 5


@pytest.mark.parametrize("name", ["content", "internal"])
def test_a_paper_changed_past_the_trail_is_noticed_though_it_was_sealed_anew(report, target, wang, name):
    issue = send_out(report, 6, wang)
    text = getattr(issue, name).replace("{", "{ ", 1)
    seal = "sha256" if name == "content" else "internal_sha256"
    Issue.objects.update(**{name: text})
    with pytest.raises(Broken) as broken:
        check()
    assert str(issue) in str(broken.value)
    Issue.objects.update(**{seal: digest(text)})
    with pytest.raises(Broken) as broken:
        check()
    assert broken.value.record == AuditRecord.objects.get(action="issue")


def test_a_paper_put_in_or_taken_out_past_the_trail_is_noticed(report, target, wang):
    issue = send_out(report, 6, wang)
    other = Issue.objects.create(report=report, kind=IssueKind.BULLETIN, month=month(5))
    with pytest.raises(Broken) as broken:
        check()
    assert str(other) in str(broken.value)
    other.delete()
    issue.delete()
    with pytest.raises(Broken) as broken:
        check()
    assert broken.value.record == AuditRecord.objects.get(action="issue")


@pytest.mark.parametrize("size", [1, 20])
def test_the_check_asks_nine_queries_whatever_there_is(area, department, lin, wang, size, django_assert_num_queries):
    for _ in range(size):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(9):
        assert check().records == 3 * size


def test_a_report_s_text_changed_past_the_trail_is_noticed(report, admin):
    text = take_in(report, admin)
    assert check().records == 1
    changed = text.text.replace("60座", "50座")
    ReportText.objects.update(text=changed)
    with pytest.raises(Broken, match="文本"):
        check()
    ReportText.objects.update(sha256=digest(changed))
    with pytest.raises(Broken):
        check()
