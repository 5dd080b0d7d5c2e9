"""Who holds a post: the active people of the department, by role."""

import pytest

from tests.factories import make_person
from tracker.choices import Role
from tracker.queries.people import has_head, holders


def test_holders_are_the_departments_active_people_with_the_role(department, other_department, lin, zhao):
    head = make_person("head", "局", department, Role.HEAD, Role.REPORTER)
    make_person("gone", "离", department, Role.REPORTER, is_active=False)
    make_person("none", "无", department)
    assert set(holders(Role.REPORTER, department.pk)) == {lin, head}
    assert set(holders(Role.HEAD, department.pk)) == {head}
    assert set(holders(Role.HEAD, other_department.pk)) == set()


@pytest.mark.parametrize(("is_active", "there"), [(True, True), (False, False)])
def test_a_department_has_a_head_who_can_sign(department, other_department, is_active, there):
    make_person("head", "局", department, Role.HEAD, is_active=is_active)
    assert has_head(department.pk) == there
    assert not has_head(other_department.pk)
    assert not has_head(None)
