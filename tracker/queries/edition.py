"""The edition in force, and whether sample data is present: one query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists

from tracker.models import Department, Edition, Entry, User


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """`number` rises with every action; `head` is the last hash of the real audit chain (empty before the first)."""

    number: int
    published_at: datetime | None
    is_sample: bool
    head: str


def edition() -> EditionFacts:
    """The edition as it stands; number 0 before anything was recorded."""
    row = (
        Edition.objects.only_row()
        .annotate(
            sample=Exists(Department.objects.filter(is_sample=True))
            | Exists(User.objects.filter(is_sample=True))
            | Exists(Entry.objects.filter(is_sample=True)),
        )
        .values("number", "published_at", "sample", "head")
        .first()
    )
    if row is None:
        return EditionFacts(0, None, False, "")
    return EditionFacts(row["number"], row["published_at"], bool(row["sample"]), row["head"])
