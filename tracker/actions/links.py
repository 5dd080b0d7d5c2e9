"""Relations of many to many: a person's roles, a target's cooperating departments. Audited like every action."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from tracker.actions.trail import in_turn, record
from tracker.models import User


@in_turn
def relate(*, thing: Model, name: str, to: Iterable[Model], by: User | None, at: datetime) -> None:
    """Let the relation `name` hold exactly `to`. The same again changes nothing."""
    links: Any = getattr(thing, name)
    wanted = list(to)
    before, after = _names(links.all()), _names(wanted)
    if before == after:
        return
    links.set(wanted)
    record(action="change", thing=thing, before={name: before}, by=by, at=at, after={name: after})


def _names(things: Iterable[Model]) -> list[str]:
    """What the things are known by: a department's code, a group's name."""
    return sorted(str(getattr(thing, "code", None) or getattr(thing, "name", None) or thing.pk) for thing in things)
