"""A target saved as it was edited, on whichever page: added, revised in public, or plainly changed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError
from tracker.actions.records import keep
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.actions.trail import in_turn
from tracker.actions.workflow import assign
from tracker.models import Target, User
from tracker.rules.workflow import TERMS


@in_turn
def save_target(
    *, target: Target, changes: Collection[str], ground: Ground | None, by: User, at: datetime, row_version: int
) -> None:
    """Save an edited target; `changes` names its changed columns, `row_version` is the one that was looked at.

    A new one is assigned to its lead. New terms are a public revision and need the `ground`; the rest is plain change.
    """
    if "phrase" in changes:
        target.phrase_start = target.phrase_end = None  # they pointed at the old phrase
    if target.pk is None:
        keep(thing=target, by=by, at=at)
        if target.lead:
            assign(target=target, lead=target.lead, by=by, at=at)
    elif TERMS.intersection(changes):
        if ground is None:
            raise ActionError(_("A revision needs its reason and the document that decided it."))
        others = _columns(target, changes)
        revise(
            target=target, terms=terms_of(target), ground=ground, by=by, at=at, row_version=row_version, others=others
        )
    elif changes:
        target.row_version = row_version
        keep(thing=target, by=by, at=at)


def _columns(target: Target, changes: Collection[str]) -> dict[str, Any]:
    """The changed columns besides the terms."""
    names = {field.name for field in target._meta.concrete_fields}.intersection(changes) - TERMS
    changed = {name: getattr(target, name) for name in names}
    return changed | ({"phrase_start": None, "phrase_end": None} if "phrase" in changes else {})
