"""A department gets another name or goes into another one; what was filed keeps the name it was filed under."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import (
    AT,
    check_chain,
    draft_entry,
    make_department,
    make_entry,
    make_person,
    make_target,
    month,
    submit_entry,
    trail,
)
from tracker.actions.departments import InTheWay, merge, rename
from tracker.actions.entries import submit
from tracker.actions.errors import ActionError
from tracker.actions.requests import Wish, ask
from tracker.actions.reviews import accept
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.actions.sample import clear
from tracker.choices import Act, EntryState, RequestKind, RequestState, Role, TargetState
from tracker.models import ChangeRequest, Department, Entry, FormerName, Revision, Target, User
from tracker.permissions import may
from tracker.queries.standings import standings

GROUND = Ground("机构改革", "河东编发〔2021〕3号", date(2021, 6, 18))
LATER = AT + timedelta(days=30)


def give_name(department, by, name, name_en="New Name", at=AT):
    return rename(department=department, name=name, name_en=name_en, by=by, at=at)


def test_what_was_filed_before_keeps_the_old_name(department, admin):
    give_name(department, admin, "区教育和体育局")
    department.refresh_from_db()
    assert department.title == "区教育和体育局"
    assert department.title_at(AT - timedelta(seconds=1)) == "区教育局"
    assert department.title_at(AT) == department.title_at(LATER) == "区教育和体育局"
    assert trail()[-1] == "rename jyj"
    assert check_chain() == 2


def test_old_name_is_kept_in_both_languages(department, admin, english):
    give_name(department, admin, "区教育和体育局", "Education and Sports Bureau")
    assert department.title_at(AT - timedelta(days=1)) == "Education Bureau"


def test_a_department_may_take_its_old_name_back(department, admin):
    give_name(department, admin, "甲")
    give_name(department, admin, "区教育局", "Education Bureau", LATER)
    department = Department.objects.get(pk=department.pk)
    moments = (AT - timedelta(days=1), AT, LATER - timedelta(seconds=1), LATER, None)
    assert [department.title_at(at) for at in moments] == ["区教育局", "甲", "甲", "区教育局", "区教育局"]


def test_the_same_name_changes_nothing(department, admin):
    give_name(department, admin, department.name, department.name_en)
    assert trail() == []
    assert not FormerName.objects.exists()


@pytest.mark.parametrize("who", ["lin", "wang"])
def test_only_administrators_rename_and_merge(department, other_department, request, who, refused):
    by = request.getfixturevalue(who)
    refused(PermissionDenied, lambda: give_name(department, by, "甲"))
    refused(PermissionDenied, lambda: join(department, other_department, by))


def join(department, into, by, ground=GROUND, at=AT):
    return merge(department=department, into=into, ground=ground, by=by, at=at)


def test_the_other_department_leads_every_target_by_a_public_revision(
    area, target, department, other_department, admin
):
    second = make_target(area, lead=department)
    join(department, other_department, admin)
    for each in (target, second):
        each.refresh_from_db()
        revision = each.revisions.get()
        assert each.lead == other_department
        assert (revision.lead_before, revision.lead_after) == (department, other_department)
        assert (revision.reason, revision.document, revision.decided_on) == (
            GROUND.reason,
            GROUND.document,
            GROUND.decided_on,
        )
        assert (revision.value_before, revision.due_before) == (revision.value_after, revision.due_after)
    department.refresh_from_db()
    assert department.successor == other_department
    assert list(Department.objects.in_being()) == [other_department]
    assert trail() == ["revise_changed HD-2021-01", "revise_changed HD-2021-02", "merge jyj"]
    assert check_chain() == 3


@pytest.mark.parametrize("state", sorted(set(TargetState) - {TargetState.DRAFT, TargetState.CLOSED}))
def test_a_target_goes_over_in_the_state_it_is_in(target, department, other_department, admin, state):
    Target.objects.update(state=state)
    join(department, other_department, admin)
    target.refresh_from_db()
    assert (target.lead, target.state) == (other_department, state)


def test_a_target_struck_off_stays_with_who_did_it(target, department, other_department, admin):
    target.cooperating.add(department)
    Target.objects.update(state=TargetState.CLOSED)
    join(department, other_department, admin)
    target.refresh_from_db()
    assert (target.lead, list(target.cooperating.all())) == (department, [department])
    assert not Revision.objects.exists()


def test_where_a_department_helped_the_other_helps_and_nobody_helps_itself(area, department, other_department, admin):
    third = make_department("third")
    helped, own, led = (make_target(area, lead=each) for each in (third, other_department, department))
    helped.cooperating.set([department])
    own.cooperating.set([department, third])
    led.cooperating.set([other_department, third])
    join(department, other_department, admin)
    assert [list(each.cooperating.all()) for each in (helped, own, led)] == [[other_department], [third], [third]]


def test_its_people_go_along_and_go_on_with_its_work(target, department, other_department, lin, zhao, wang, admin):
    draft, filed = draft_entry(target, 5, "10", lin), submit_entry(target, 4, "8", lin)
    accepted = make_entry(target, 3, "6", lin, wang)
    join(department, other_department, admin)
    lin, draft = User.objects.get(pk=lin.pk), Entry.objects.get(pk=draft.pk)
    assert lin.department == other_department
    assert (draft.department, Entry.objects.get(pk=accepted.pk).department) == (department, department)
    sent = submit(entry=draft, by=zhao, at=LATER, row_version=draft.row_version)
    assert (sent.state, sent.submitted_by) == (EntryState.SUBMITTED, zhao)
    assert accept(entry=filed, by=wang, at=LATER, row_version=filed.row_version).state == EntryState.ACCEPTED
    assert draft_entry(target, 6, "12", lin).department == other_department


def test_an_open_request_stays_with_its_target(target, department, other_department, lin, zhao, admin):
    wish = Wish(RequestKind.SUSPEND, None, None, "停建", "第3号请示", "做了一半")
    ask(target=target, wish=wish, key="0f5bb24a-6b5a-4f9e-9a5b-0a4b4c2f8a11", by=lin, at=AT)
    join(department, other_department, admin)
    change = ChangeRequest.objects.select_related("target").get()
    assert (change.state, change.department) == (RequestState.OPEN, department)
    assert may(zhao, Act.WITHDRAW_REQUEST, change)


def test_merging_into_the_same_again_changes_nothing(target, department, other_department, admin):
    join(department, other_department, admin)
    before = trail()
    join(department, other_department, admin, at=LATER)
    assert trail() == before


def test_not_into_itself_nor_in_a_circle_nor_twice(department, other_department, admin, refused):
    refused(ActionError, lambda: join(department, department, admin))
    join(department, other_department, admin)
    third = make_department("third")
    refused(ActionError, lambda: join(other_department, department, admin))
    refused(ActionError, lambda: join(department, third, admin))
    refused(ActionError, lambda: join(third, department, admin))
    join(other_department, third, admin)
    assert list(Department.objects.in_being()) == [third]


@pytest.mark.parametrize("ground", [Ground(" ", "x", GROUND.decided_on), Ground("x", "", GROUND.decided_on)])
def test_reason_and_document_are_needed_even_without_a_target(department, other_department, admin, ground, refused):
    refused(ActionError, lambda: join(department, other_department, admin, ground))


def test_targets_decided_on_later_stand_in_the_way_all_are_named_and_nothing_is_done(
    area, department, other_department, lin, admin, refused
):
    first, fine, third = (make_target(area, lead=department) for _number in range(3))
    first.cooperating.add(department)
    for target in (first, third):
        later = Ground("调整", "第9号", date(2021, 6, 30))
        terms = terms_of(target)
        revise(target=target, terms=terms, ground=later, by=admin, at=AT, row_version=target.row_version)
    error = refused(InTheWay, lambda: join(department, other_department, admin))
    assert [reason.split()[0] for reason in error.reasons] == [first.code, third.code]
    assert "2021-06-30" in error.reasons[0]
    assert Revision.objects.count() == 2
    assert Target.objects.filter(lead=department).count() == 3
    assert (User.objects.get(pk=lin.pk).department, first.cooperating.get()) == (department, department)
    assert fine.revisions.count() == 0


def test_a_decision_before_the_promise_was_made_stands_in_the_way(target, department, other_department, admin, refused):
    refused(InTheWay, lambda: join(department, other_department, admin, Ground("x", "y", date(2021, 1, 12))))


def test_a_department_without_anything_is_merged_too(department, other_department, admin):
    join(department, other_department, admin, at=datetime(2021, 7, 1, tzinfo=UTC))
    assert trail() == ["merge jyj"]


def test_somebody_who_has_left_goes_along(department, other_department, admin):
    gone = make_person("gone", "高", department, Role.REPORTER, is_active=False)
    join(department, other_department, admin)
    gone.refresh_from_db()
    assert (gone.department, gone.is_active) == (other_department, False)


def test_the_old_department_still_leads_in_the_months_before_the_decision(
    report, target, department, other_department, admin
):
    join(department, other_department, admin)
    leads = [standings(report, month(number))[0].lead for number in (5, 6)]
    assert leads == [department, other_department]


def test_a_sample_department_does_not_take_a_real_one_over(department, admin, refused):
    refused(ActionError, lambda: join(department, make_department("sample", is_sample=True), admin))


def test_a_merged_sample_department_goes_with_the_sample(area, department, admin):
    sample = make_department("sample", is_sample=True)
    make_target(area, lead=sample)
    join(sample, department, admin)
    assert clear(at=LATER)
    assert list(Department.objects.all()) == [department]


def test_a_name_given_by_a_sample_person_goes_with_the_sample(department):
    sample = make_person("sample", "样", None, Role.ADMINISTRATOR, is_sample=True)
    give_name(department, sample, "甲")
    assert clear(at=LATER)
    department.refresh_from_db()
    assert (department.name, FormerName.objects.count()) == ("区教育局", 0)
