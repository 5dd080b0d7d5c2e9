import pytest
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import make_department, make_target
from tests.views.conftest import words
from tracker.choices import TargetState
from tracker.models import AuditRecord, Department, Revision, Target, User

GROUND = {"reason": "机构改革", "document": "河东编发〔2021〕3号", "decided_on": "2021-06-18"}


@pytest.fixture
def page(target):
    return reverse("admin:tracker_department_merge", args=[target.lead.pk])


def test_department_is_merged_from_its_page(desk, page, target, department, other_department, lin):
    change = reverse("admin:tracker_department_change", args=[department.pk])
    assert page in desk.get(change).content.decode()
    response = desk.post(page, typed(desk.get(page), into=other_department.pk, **GROUND))
    assert (response.status_code, response.url) == (302, change)
    department.refresh_from_db()
    target.refresh_from_db()
    assert (department.successor, target.lead) == (other_department, other_department)
    assert User.objects.get(pk=lin.pk).department == other_department
    after = desk.get(change)
    assert page not in after.content.decode()
    assert "区商务局" in words(after)


def test_page_says_what_goes_over(desk, page, area, department, lin, english):
    make_target(area, lead=department)
    assert "2 targets led, 0 helped with, 1 people" in desk.get(f"/en{page}").content.decode()


def test_everything_that_is_missing_is_said_at_once(desk, page):
    response = desk.post(page, typed(desk.get(page)))
    assert set(response.context["form"].errors) == {"into", "reason", "document", "decided_on"}
    assert not Revision.objects.exists()


@pytest.mark.parametrize("day", ["2999-01-01", "9999-12-31", "gestern", "2021-02-30", "31/12/2021"])
def test_a_day_that_cannot_be_is_an_error_of_its_field(desk, page, other_department, day):
    sent = GROUND | {"decided_on": day}
    response = desk.post(page, typed(desk.get(page), into=other_department.pk, **sent))
    assert list(response.context["form"].errors) == ["decided_on"]
    assert "机构改革" in response.content.decode()


def test_itself_and_what_is_merged_already_are_not_offered(desk, page, department, other_department):
    make_department("gone", successor=other_department)
    make_department("sample", is_sample=True)
    assert list(desk.get(page).context["form"].fields["into"].queryset) == [other_department]
    for wrong in (department.pk, Department.objects.get(code="gone").pk, 999, "x"):
        response = desk.post(page, typed(desk.get(page), into=wrong, **GROUND))
        assert list(response.context["form"].errors) == ["into"]


def test_double_click_is_one_merger(desk, page, other_department):
    sent = typed(desk.get(page), into=other_department.pk, **GROUND)
    assert [desk.post(page, sent).status_code for _ in range(2)] == [302, 302]
    assert AuditRecord.objects.filter(action="merge").count() == Revision.objects.count() == 1


def test_stale_page_answers_409_and_keeps_what_was_typed(desk, page, area, department, other_department):
    sent = typed(desk.get(page), into=other_department.pk, **GROUND)
    make_target(area, lead=department)
    response = desk.post(page, sent)
    assert response.status_code == 409
    assert "机构改革" in response.content.decode()
    assert not Revision.objects.exists()
    again = sent | {"version_seen": response.context["form"]["version_seen"].value()}
    assert desk.post(page, again).status_code == 302
    assert Revision.objects.count() == 2


def test_targets_in_the_way_are_all_named(desk, page, area, target, department, other_department):
    others = [make_target(area, lead=department), make_target(area, lead=department)]
    ground = {"reason": "暂停", "document": "第9号", "decided_on": "2021-06-30"}
    for each in others:
        suspend = reverse("admin:tracker_target_suspend", args=[each.pk])
        assert desk.post(suspend, typed(desk.get(suspend), **ground)).status_code == 302
    response = desk.post(page, typed(desk.get(page), into=other_department.pk, **GROUND))
    said = words(response)
    assert response.status_code == 200
    assert all(f"{each.code} {each.title}: " in said for each in others)
    assert f"{target.code} {target.title}: " not in said
    assert Target.objects.filter(lead=department).count() == 3
    assert Target.objects.filter(state=TargetState.SUSPENDED).count() == 2


def test_only_administrators_merge(client, page, wang, other_department):
    client.force_login(wang)
    client.post(page, GROUND | {"into": other_department.pk})
    assert not Department.objects.exclude(successor=None).exists()


def test_unknown_department_is_not_found(desk, db):
    assert desk.get(reverse("admin:tracker_department_merge", args=[999])).status_code == 404
