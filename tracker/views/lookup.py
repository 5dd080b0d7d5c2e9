"""Finding a thing for a person: what they may not touch does not exist for them."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from tracker.models import User

M = TypeVar("M", bound=Model)


def found_for(rows: QuerySet[M], may: Callable[[User, M], bool], by: User, **key: Any) -> M:
    """The one row; 404 alike when it does not exist and when the person may not."""
    thing = rows.filter(**key).first()
    if thing is None or not may(by, thing):
        raise Http404
    return thing
