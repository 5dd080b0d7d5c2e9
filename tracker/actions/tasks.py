"""The task table filed at once: every changed row, or none. Each is saved as any edited target is."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError

from tracker.actions.errors import ActionError
from tracker.actions.links import relate
from tracker.actions.months import RowErrors
from tracker.actions.revisions import Ground
from tracker.actions.targets import save_target
from tracker.actions.trail import in_turn
from tracker.choices import Act
from tracker.models import Department, Target, User
from tracker.permissions import may


class TaskLine(NamedTuple):
    """A target as the table would have it; `changes` names its changed columns, `row_version` is the one looked at.

    `cooperating`: the departments that are to cooperate, None where that stays. `ground`: of new terms.
    """

    target: Target
    changes: frozenset[str]
    cooperating: tuple[Department, ...] | None
    ground: Ground | None
    row_version: int


@in_turn
def file_tasks(*, lines: Iterable[TaskLine], by: User, at: datetime) -> None:
    """Add or change every target; raises RowErrors naming each one that cannot be."""
    if not may(by, Act.USE_TABLE):
        raise PermissionDenied
    errors: dict[str, ActionError] = {}
    for target, changes, cooperating, ground, row_version in lines:
        try:
            save_target(target=target, changes=changes, ground=ground, by=by, at=at, row_version=row_version)
            if cooperating is not None:
                relate(thing=target, name="cooperating", to=cooperating, by=by, at=at)
        except ValidationError as error:
            errors[target.code] = ActionError(" ".join(error.messages))
        except ActionError as error:
            errors[target.code] = error
    if errors:
        raise RowErrors(errors)
