from datetime import date
from decimal import Decimal

import pytest

from tests.factories import AT, trail, unsaved_target
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.revisions import Ground
from tracker.actions.targets import save_target
from tracker.choices import TargetState
from tracker.models import Revision, Target

GROUND = Ground("上级调整", "第3号纪要", date(2021, 5, 20))


def save(target, by, *, ground=None, row_version=None, **changes):
    for name, value in changes.items():
        setattr(target, name, value)
    version = target.row_version if row_version is None else row_version
    save_target(target=target, changes=set(changes), ground=ground, by=by, at=AT, row_version=version)
    return Target.objects.get(pk=target.pk)


def test_a_new_target_is_added_and_assigned_to_its_lead(area, department, wang):
    led = save(unsaved_target(area, lead=department, state=TargetState.DRAFT), wang)
    free = save(unsaved_target(area), wang)
    assert (led.state, free.state) == (TargetState.ASSIGNED, TargetState.DRAFT)
    assert trail() == [f"add {led.code}", f"assign {led.code}", f"add {free.code}"]


def test_new_terms_are_a_revision_that_takes_other_columns_along(target, wang):
    saved = save(target, wang, ground=GROUND, value=Decimal(50), name="新名")
    assert (saved.value, saved.name, Revision.objects.get().value_after) == (50, "新名", 50)
    assert trail() == [f"revise_changed {target.code}"]


@pytest.mark.parametrize("change", [{"value": Decimal(50)}, {"due": date(2021, 11, 1)}, {"lead": None}])
def test_new_terms_without_a_ground_are_refused(target, wang, change):
    with pytest.raises(ActionError):
        save(target, wang, **change)
    assert (trail(), Target.objects.get().value) == ([], 40)


def test_any_other_column_is_a_plain_change(target, wang):
    assert save(target, wang, definition="以验收为准").row_version == 2
    assert trail() == [f"change {target.code}"]


def test_nothing_changed_leaves_no_trace(target, wang):
    assert save(target, wang).row_version == 1
    assert trail() == []


def test_a_changed_phrase_no_longer_points_into_the_text(target, wang):
    for ground, more in ((None, {}), (GROUND, {"value": Decimal(50)})):
        Target.objects.update(phrase="旧", phrase_start=3, phrase_end=4)
        target.refresh_from_db()
        saved = save(target, wang, ground=ground, phrase="新" * (1 + len(more)), **more)
        assert (saved.phrase_start, saved.phrase_end) == (None, None)


@pytest.mark.parametrize("change", [{"name": "新名"}, {"value": Decimal(50)}])
def test_a_target_that_moved_on_is_a_conflict(target, wang, change):
    with pytest.raises(Conflict):
        save(target, wang, ground=GROUND, row_version=7, **change)
    assert trail() == []
