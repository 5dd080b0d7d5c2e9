"""What an action may write, and that a refused one writes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.factories import trail
from tracker.models import Entry, Evidence, Issue, Objection, Review
from tracker.queries.edition import edition


def state_of_things() -> tuple[Any, ...]:
    """Everything that actions on entries, papers and objections may write, to see that nothing was."""
    return (
        list(Entry.objects.order_by("pk").values()),
        list(Evidence.objects.order_by("pk").values()),
        list(Review.objects.order_by("pk").values()),
        list(Issue.objects.order_by("pk").values()),
        list(Objection.objects.order_by("pk").values()),
        trail(),
        edition().number,
    )


@pytest.fixture
def refused() -> Callable[..., Any]:
    """The action inside raises what is named and writes nothing."""

    def expect(error: type[Exception], action: Callable[[], Any]) -> Exception:
        before = state_of_things()
        with pytest.raises(error) as raised, transaction.atomic():
            action()
        assert state_of_things() == before
        return raised.value

    return expect
