"""Revisions: with reason, document and day, decided before the due date, and what stood before stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories import AT, check_chain, make_target, month, trail
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.revisions import Ground, resume, revise, suspend, terms_of
from tracker.choices import Comparison, RevisionKind, TargetState
from tracker.models import AuditRecord, Revision, Target
from tracker.queries.edition import edition

GROUND = Ground("资金调整", "河东政发〔2021〕8号", date(2021, 6, 18))


def change(target, by, *, row_version=1, ground=GROUND, **terms):
    return revise(
        target=target,
        terms=replace(terms_of(target), **terms),
        ground=ground,
        by=by,
        at=AT,
        row_version=row_version,
    )


@pytest.fixture
def refused(target):
    """The action inside raises what is named and writes nothing."""

    def expect(error, action):
        before = (Target.objects.filter(pk=target.pk).values().get(), Revision.objects.count(), trail())
        with pytest.raises(error) as raised:
            action()
        assert (Target.objects.filter(pk=target.pk).values().get(), Revision.objects.count(), trail()) == before
        return raised.value

    return expect


@pytest.mark.parametrize("who", ["wang", "admin"])
def test_a_revision_changes_the_terms_and_keeps_what_stood_before(target, other_department, request, who):
    by = request.getfixturevalue(who)
    change(target, by, value=Decimal(30), due=month(11), lead=other_department)
    target.refresh_from_db()
    assert (target.value, target.due, target.lead, target.row_version) == (30, month(11), other_department, 2)
    revision = target.revisions.get()
    assert (revision.kind, revision.decided_on) == (RevisionKind.CHANGED, GROUND.decided_on)
    assert (revision.value_before, revision.value_after) == (40, 30)
    assert (revision.due_before, revision.due_after) == (month(12), month(11))
    assert (revision.lead_before.code, revision.lead_after.code) == ("jyj", "swj")
    assert (revision.reason, revision.document) == (GROUND.reason, GROUND.document)
    assert (revision.recorded_by, revision.recorded_at) == (by, AT)
    assert trail() == ["revise_changed HD-2021-01"]
    assert check_chain() == edition().number == 1


def test_the_trail_keeps_reason_and_document(target, wang):
    change(target, wang, value=Decimal(30))
    record = AuditRecord.objects.get()
    assert record.before == {"document": None, "reason": None, "row_version": 1, "value": "40"}
    assert record.after == {"document": GROUND.document, "reason": GROUND.reason, "row_version": 2, "value": "30"}


def test_the_upper_figure_is_revised_with_the_lower(area, department, wang):
    target = make_target(area, lead=department, comparison=Comparison.BETWEEN, value=Decimal(1), value_high=Decimal(2))
    change(target, wang, value=Decimal(2), value_high=Decimal(3))
    revision = target.revisions.get()
    assert (revision.value_high_before, revision.value_high_after) == (2, 3)


def test_further_columns_change_on_the_same_occasion(target, wang):
    revise(
        target=target,
        terms=replace(terms_of(target), value_high=Decimal(50)),
        ground=GROUND,
        by=wang,
        at=AT,
        row_version=1,
        others={"comparison": Comparison.BETWEEN},
    )
    target.refresh_from_db()
    assert (target.comparison, target.value_high) == (Comparison.BETWEEN, 50)


def test_a_lead_given_by_revision_assigns_the_target(area, department, wang):
    target = change(make_target(area), wang, lead=department)
    assert target.state == TargetState.ASSIGNED


def test_the_lead_of_an_assigned_target_is_not_taken_away(target, wang, refused):
    refused(ActionError, lambda: change(target, wang, lead=None))


@pytest.mark.parametrize(
    "ground",
    [replace(GROUND, reason=" "), replace(GROUND, document=""), replace(GROUND, decided_on=date(2022, 1, 1))],
    ids=["no reason", "no document", "decided after the due date"],
)
def test_each_revision_needs_its_ground(target, wang, refused, ground):
    for action in (suspend, resume):
        given = {"target": target, "ground": ground, "by": wang, "at": AT, "row_version": 1}
        refused(ActionError, lambda action=action, given=given: action(**given))
    refused(ActionError, lambda: change(target, wang, ground=ground, value=Decimal(30)))


def test_the_last_day_of_the_due_month_is_in_time(target, wang):
    change(target, wang, ground=replace(GROUND, decided_on=date(2021, 12, 31)), value=Decimal(30))
    assert target.revisions.count() == 1


def test_the_due_date_that_counts_is_the_one_before_the_revision(area, department, wang):
    target = make_target(area, lead=department, due=month(6))
    with pytest.raises(ActionError):
        change(target, wang, ground=replace(GROUND, decided_on=date(2021, 7, 1)), due=month(12))
    change(target, wang, ground=replace(GROUND, decided_on=date(2021, 6, 30)), due=month(12))
    assert target.revisions.get().due_after == month(12)


@pytest.mark.parametrize("who", ["lin", "zhao"])
def test_nobody_else_revises(target, request, refused, who):
    by = request.getfixturevalue(who)
    refused(PermissionDenied, lambda: change(target, by, value=Decimal(30)))
    refused(PermissionDenied, lambda: suspend(target=target, ground=GROUND, by=by, at=AT, row_version=1))
    refused(PermissionDenied, lambda: resume(target=target, ground=GROUND, by=by, at=AT, row_version=1))


@pytest.mark.parametrize(
    "terms",
    [{"value": Decimal(0)}, {"value_high": Decimal(50)}, {"due": date(2021, 12, 5)}, {"due": month(12, 2020)}],
    ids=["no figure", "an upper figure without between", "no month", "due before the start"],
)
def test_terms_that_do_not_fit_together_leave_nothing(target, wang, refused, terms):
    refused(ValidationError, lambda: change(target, wang, **terms))


def test_two_revisers_do_not_overwrite_one_another(target, wang, admin, refused):
    change(target, wang, value=Decimal(30))
    conflict = refused(Conflict, lambda: change(target, admin, value=Decimal(20)))
    assert (conflict.current.value, conflict.current.row_version) == (30, 2)
    refused(Conflict, lambda: suspend(target=target, ground=GROUND, by=admin, at=AT, row_version=1))


def test_a_target_is_suspended_and_resumed_on_the_record(target, wang):
    suspended = suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=1)
    assert suspended.state == TargetState.SUSPENDED
    resumed = resume(target=target, ground=GROUND, by=wang, at=AT, row_version=2)
    assert resumed.state == TargetState.IN_PROGRESS
    assert [revision.kind for revision in target.revisions.order_by("id")] == ["SUSPENDED", "RESUMED"]
    assert {(each.value_before, each.value_after) for each in target.revisions.all()} == {(40, 40)}
    assert trail() == ["revise_suspended HD-2021-01", "revise_resumed HD-2021-01"]


def test_a_target_nobody_leads_is_suspended_and_waits_again_to_be_assigned(area, wang):
    target = make_target(area)
    suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=1)
    assert resume(target=target, ground=GROUND, by=wang, at=AT, row_version=2).state == TargetState.DRAFT


def test_neither_is_done_twice(target, wang, refused):
    refused(ActionError, lambda: resume(target=target, ground=GROUND, by=wang, at=AT, row_version=1))
    suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=1)
    refused(ActionError, lambda: suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=2))


def test_a_revision_by_a_sample_person_is_marked(target, wang):
    wang.is_sample = True
    change(target, wang, value=Decimal(30))
    assert target.revisions.get().is_sample
    assert check_chain(is_sample=True) == 1


def test_a_change_is_not_decided_before_the_one_recorded_last(target, wang, refused):
    may, march = (Ground("理由", "文件", date(2021, number, 10)) for number in (5, 3))
    change(target, wang, ground=may, value=Decimal(30))
    refused(ActionError, lambda: change(target, wang, row_version=2, ground=march, value=Decimal(20)))


@pytest.mark.parametrize("state", [TargetState.COMPLETED, TargetState.CLOSED])
def test_what_is_completed_is_not_suspended(target, wang, refused, state):
    Target.objects.filter(pk=target.pk).update(state=state)
    refused(ActionError, lambda: suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=1))
