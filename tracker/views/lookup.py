"""Finding a thing for a person: what they may not touch does not exist for them."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404

from tracker.choices import Act
from tracker.models import ChangeRequest, Closing, Entry, Issue, Target, Upload, User, Whistle
from tracker.permissions import may
from tracker.queries.whistles import targets_in_work

M = TypeVar("M", Target, Entry, ChangeRequest, Upload, Issue, Whistle, Closing)


def found_for(rows: QuerySet[M], act: Act, by: User, **key: Any) -> M:
    """The one row; 404 alike when it does not exist and when the person may not."""
    thing = rows.filter(**key).first()
    if thing is None or not may(by, act, thing):
        raise Http404
    return thing


def targets_to_whistle_on(by: User) -> list[Target]:
    """Those the person may call other departments to. One query; none for who reports nothing."""
    return [target for target in targets_in_work() if may(by, Act.RAISE_WHISTLE, target)] if by.is_reporter else []
