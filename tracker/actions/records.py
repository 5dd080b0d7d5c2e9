"""Plain additions, changes and removals of things without a workflow, audited like every other action."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from tracker.actions.errors import Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.models import User

M = TypeVar("M", bound=Model)


@in_turn
def keep(*, thing: M, by: User | None, at: datetime) -> M:
    """Save a new or changed row. A row that counts its saves (`row_version`) raises Conflict when it moved on."""
    old = type(thing)._default_manager.filter(pk=thing.pk).first() if thing.pk else None
    counted: Any = thing
    if old is not None and hasattr(thing, "row_version"):
        if getattr(old, "row_version") != counted.row_version:  # noqa: B009 - not every model has it
            raise Conflict(old)
        counted.row_version += 1
    thing.save()
    before = snapshot(old) if old else None
    record(action="change" if old else "add", thing=thing, before=before, by=by, at=at)
    return thing


@in_turn
def remove(*, thing: Model, by: User | None, at: datetime) -> None:
    """Delete a row that nothing hangs on; the trail keeps what it was."""
    before = snapshot(thing)
    record(action="remove", thing=thing, before=before, by=by, at=at, after={})
    thing.delete()
