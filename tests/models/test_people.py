"""Departments and people: names by language, roles by group."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from tests.factories import AT, make_department, make_person
from tracker.choices import Role
from tracker.models import Department, FormerName, User

pytestmark = pytest.mark.django_db


def test_a_department_is_named_in_the_readers_language(department):
    assert (str(department), department.title) == ("区教育局", "区教育局")
    with translation.override("en"):
        assert department.title == "Education Bureau"
    with translation.override(None):
        assert department.title == "Education Bureau"


@pytest.mark.parametrize("given", [{"code": "jyj", "name": "别名"}, {"code": "other", "name": "区教育局"}])
def test_code_and_name_of_a_department_are_its_own(department, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        Department.objects.create(name_en="x", **given)


def test_a_department_is_called_as_it_was_at_the_moment(department):
    for day, name in ((1, "最早的名"), (10, "后来的名")):
        FormerName.objects.create(department=department, name=name, name_en=f"Name {day}", until=AT + timedelta(day))
    moments = [AT, AT + timedelta(1), AT + timedelta(10), None]
    assert [department.title_at(at) for at in moments] == ["最早的名", "后来的名", "区教育局", "区教育局"]
    with translation.override("en"):
        assert department.title_at(AT) == "Name 1"


def test_names_at_hand_need_no_query(department, django_assert_num_queries):
    FormerName.objects.create(department=department, name="甲", name_en="A", until=AT)
    known = Department.objects.prefetch_related("former_names").get()
    with django_assert_num_queries(0):
        assert str(known.former_names.all()[0]) == known.title_at(AT - timedelta(1)) == "甲"


def test_a_merged_department_is_no_longer_in_being(department, other_department):
    department.successor = other_department
    department.save()
    assert list(Department.objects.in_being()) == [other_department]
    with pytest.raises(ProtectedError):
        other_department.delete()


def test_a_head_heads_a_department(department):
    assert make_person("head", "孙", department, Role.HEAD).is_head
    assert not make_person("lost", "失", None, Role.HEAD).is_head
    assert not make_person("gone", "高", department, Role.HEAD, is_active=False).is_head


def test_departments_stand_in_their_order(db):
    for order, code in ((3, "c"), (1, "b"), (1, "a")):
        make_department(code, order=order)
    assert [department.code for department in Department.objects.all()] == ["a", "b", "c"]


def test_a_person_is_named_family_name_first(lin):
    lin.first_name = "晓"
    assert str(lin) == lin.title == "林晓"
    assert User(username="wu").title == "wu"


def test_the_migration_made_a_group_for_every_role(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


@pytest.mark.parametrize(
    ("roles", "reporter", "supervisor", "administrator"),
    [
        ((), False, False, False),
        ((Role.REPORTER,), True, False, False),
        ((Role.SUPERVISOR,), False, True, False),
        ((Role.ADMINISTRATOR,), False, False, True),
        ((Role.REPORTER, Role.SUPERVISOR), True, True, False),
    ],
)
def test_roles_are_the_groups_a_person_is_in(department, roles, reporter, supervisor, administrator):
    person = make_person("person", "人", department, *roles)
    assert person.roles == {role.value for role in roles}
    assert (person.is_reporter, person.is_supervisor, person.is_administrator) == (reporter, supervisor, administrator)


def test_a_reporter_without_a_department_reports_for_none(db):
    assert not make_person("person", "人", None, Role.REPORTER).is_reporter


def test_a_person_switched_off_holds_no_role(lin):
    lin.is_active = False
    assert lin.roles == frozenset()
    assert not lin.is_reporter


def test_a_superuser_holds_every_role(db):
    person = make_person("root", "", None, is_superuser=True)
    assert person.roles == set(Role.values)
    person = make_person("gone", "", None, is_superuser=True, is_active=False)
    assert person.roles == frozenset()


def test_roles_are_asked_for_once(lin, django_assert_num_queries):
    fresh = User.objects.get(pk=lin.pk)
    with django_assert_num_queries(1):
        assert fresh.is_reporter
        assert not fresh.is_supervisor
        assert not fresh.is_administrator


def test_a_department_with_people_cannot_be_deleted(department, lin):
    with pytest.raises(ProtectedError):
        department.delete()


def test_what_went_into_another_is_done_by_the_last_in_the_line(department, other_department):
    last = make_department("last")
    for each, into in ((department, other_department), (other_department, last)):
        each.successor = into
        each.save()
    assert (Department.objects.get(pk=department.pk).acting, last.acting) == (last, last)
