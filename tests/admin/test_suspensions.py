import pytest
from django.urls import reverse

from tests.admin.conftest import typed
from tracker.choices import TargetState
from tracker.models import Revision, Target

GROUND = {"reason": "项目停建", "document": "区政府第9号会议纪要", "decided_on": "2021-06-03"}


@pytest.fixture
def page(target):
    return reverse("admin:tracker_target_suspend", args=[target.pk])


def test_decision_needs_reason_document_and_day_all_said_at_once(desk, page):
    response = desk.post(page, typed(desk.get(page)))
    assert set(response.context["form"].errors) == {"reason", "document", "decided_on"}
    assert not Revision.objects.exists()


def test_double_click_is_one_decision(desk, page):
    sent = typed(desk.get(page), **GROUND)
    assert [desk.post(page, sent).status_code for _ in range(2)] == [302, 302]
    assert Revision.objects.count() == 1


def test_target_that_moved_on_answers_409_and_keeps_what_was_typed(desk, page):
    opened = typed(desk.get(page), **GROUND)
    Target.objects.update(row_version=7)
    response = desk.post(page, opened)
    assert response.status_code == 409
    assert "项目停建" in response.content.decode()
    again = opened | {"version_seen": response.context["form"]["version_seen"].value()}
    assert desk.post(page, again).status_code == 302
    assert Target.objects.get().state == TargetState.SUSPENDED


def test_suspended_target_is_not_suspended_again(desk, page):
    Target.objects.update(state=TargetState.SUSPENDED)
    response = desk.post(page, typed(desk.get(page), **GROUND))
    assert response.context["form"].non_field_errors()
    assert not Revision.objects.exists()


def test_only_administrators_decide_here(client, page, wang):
    client.force_login(wang)
    assert client.post(page, GROUND).status_code == 403
    assert not Revision.objects.exists()


def test_unknown_target_is_not_found(desk, db):
    assert desk.get(reverse("admin:tracker_target_suspend", args=[999])).status_code == 404
