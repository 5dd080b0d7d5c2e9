"""A department's month filed at once: every row, or none."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from tracker.actions.entries import Content, hand_in, save_draft
from tracker.actions.errors import ActionError
from tracker.actions.trail import in_turn
from tracker.models import Entry, Target, User


class Line(NamedTuple):
    """What is to be saved, or handed in, for one target; `row_version` is that of the entry the person looked at."""

    target: Target
    month: date
    content: Content
    row_version: int
    is_submitted: bool


class RowErrors(ActionError):
    """What kept rows from being filed, by the target's code; nothing was written."""

    def __init__(self, by_code: dict[str, ActionError]) -> None:
        super().__init__(", ".join(by_code))
        self.by_code = by_code


@in_turn
def file_month(*, lines: Iterable[Line], by: User, at: datetime) -> list[Entry]:
    """Save or hand in every line; raises RowErrors naming each one that cannot be."""
    entries: list[Entry] = []
    errors: dict[str, ActionError] = {}
    for target, month, content, row_version, is_submitted in lines:
        write = hand_in if is_submitted else save_draft
        try:
            entries.append(write(target=target, month=month, content=content, by=by, at=at, row_version=row_version))
        except ActionError as error:
            errors[target.code] = error
    if errors:
        raise RowErrors(errors)
    return entries
