from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import AT, make_target, trail, unsaved_target
from tracker.actions.errors import Conflict
from tracker.actions.months import RowErrors
from tracker.actions.revisions import Ground
from tracker.actions.tasks import TaskLine, file_tasks
from tracker.models import Revision, Target

GROUND = Ground("上级调整", "第3号纪要", date(2021, 5, 20))


def line(target, ground=None, cooperating=None, row_version=None, **changes):
    for name, value in changes.items():
        setattr(target, name, value)
    names = frozenset(changes) | ({"cooperating"} if cooperating is not None else set())
    version = target.row_version if row_version is None else row_version
    return TaskLine(target, names, cooperating, ground, version)


def test_every_line_is_saved_as_its_changes_ask(area, target, other_department, wang):
    other, new = make_target(area), unsaved_target(area, code="HD-2021-99")
    lines = [
        line(target, GROUND, value=Decimal(50)),
        line(other, cooperating=(other_department,)),
        line(new, cooperating=()),
    ]
    file_tasks(lines=lines, by=wang, at=AT)
    assert Revision.objects.get().target == target
    assert list(other.cooperating.all()) == [other_department]
    assert Target.objects.filter(code="HD-2021-99").exists()


def test_what_cooperates_counts_as_a_save_of_the_target(target, other_department, wang):
    file_tasks(lines=[line(target, cooperating=(other_department,))], by=wang, at=AT)
    assert Target.objects.get().row_version == 2
    with pytest.raises(RowErrors) as caught:
        file_tasks(lines=[line(target, cooperating=(), row_version=1)], by=wang, at=AT)
    assert isinstance(caught.value.by_code[target.code], Conflict)
    assert list(target.cooperating.all()) == [other_department]


def test_one_line_refused_files_none_and_every_refusal_is_told(area, target, wang):
    moved, unfit = make_target(area), make_target(area)
    lines = [
        line(target, GROUND, value=Decimal(50)),
        line(moved, name="新名", row_version=7),
        line(unfit, GROUND, value=Decimal(0)),
    ]
    with pytest.raises(RowErrors) as caught:
        file_tasks(lines=lines, by=wang, at=AT)
    assert set(caught.value.by_code) == {moved.code, unfit.code}
    assert str(caught.value.by_code[unfit.code]) == "目标数必须大于 0。"
    assert (trail(), Revision.objects.count(), Target.objects.get(pk=target.pk).value) == ([], 0, 40)


def test_it_is_for_supervisors_and_administrators(target, lin, admin):
    with pytest.raises(PermissionDenied):
        file_tasks(lines=[line(target, name="新名")], by=lin, at=AT)
    file_tasks(lines=[line(target, name="新名")], by=admin, at=AT)
    assert Target.objects.get().name == "新名"
