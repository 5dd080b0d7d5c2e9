"""Finding a thing for a person: what they may not touch does not exist for them."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404

from tracker.choices import Act
from tracker.models import ChangeRequest, Closing, Entry, Target, Upload, User
from tracker.permissions import may

M = TypeVar("M", Target, Entry, ChangeRequest, Closing, Upload)


def found_for(rows: QuerySet[M], act: Act, by: User, **key: Any) -> M:
    """The one row; 404 alike when it does not exist and when the person may not."""
    thing = rows.filter(**key).first()
    if thing is None or not may(by, act, thing):
        raise Http404
    return thing
