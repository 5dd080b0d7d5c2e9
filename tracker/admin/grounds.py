"""The ground of a public revision, from the answers checked by `forms/grounds.py`; and the decision before it."""

from datetime import date
from typing import Any

from tracker.actions.revisions import Ground
from tracker.models import Target


def last_decision(target: Target) -> date | None:
    """The day of the decision that changed the target last."""
    return target.revisions.order_by("-decided_on").values_list("decided_on", flat=True).first()


def ground_of(cleaned: dict[str, Any]) -> Ground:
    """The checked answers."""
    return Ground(cleaned["reason"], cleaned["document"], cleaned["decided_on"])
