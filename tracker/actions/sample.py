"""Sample data taken out again, with every trace of it.

Whatever a sample person did stands in the sample's own audit chain. Removing the sample walks that chain backwards and
puts each field back, unless somebody real has changed it since. What real and sample people did together is told apart
so: an entry counts as sample when a sample person saved, submitted or decided on it, or when it belongs to a sample
department, and so does a whistle in which one of either had any part; a real request that a sample supervisor decided
waits again; everything else real stays, with its references to sample people and departments emptied. The real audit
chain is not touched, and so holds no record of the removal either.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import F, Field, ForeignKey, Model, ProtectedError, Q

from tracker.actions.evidence import leave_disk
from tracker.actions.policies import release_waiting
from tracker.actions.sample_correspondence import remove_correspondence
from tracker.actions.trail import find, in_turn, raise_edition, snapshot
from tracker.choices import TargetState
from tracker.models import (
    AuditRecord,
    Department,
    Entry,
    Evidence,
    Review,
    Revision,
    Target,
    User,
)

SAMPLE_ENTRY = (
    Q(is_sample=True)
    | Q(department__is_sample=True)
    | Q(saved_by__is_sample=True)
    | Q(submitted_by__is_sample=True)
    | Q(reviewed_by__is_sample=True)
)
GONE_WHOLE = (
    *("entry", "changerequest", "closing", "reminder", "upload", "issue", "objection", "whistle", "whistlecall"),
    *("reporttext", "candidate"),
)
LEADERLESS = frozenset({TargetState.DRAFT, TargetState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Removed:
    """How much of the sample there was."""

    entries: int
    revisions: int
    people: int
    departments: int


def is_present() -> bool:
    """Whether anything of a sample is there."""
    marked = (
        model
        for model in apps.get_app_config("tracker").get_models()
        if any(field.name == "is_sample" for field in model._meta.concrete_fields)
    )
    return any(model._default_manager.filter(is_sample=True).exists() for model in marked)


@in_turn
def clear(*, at: datetime) -> Removed | None:
    """Remove the sample whole; None when there is none."""
    if not is_present():
        return None
    entries = Entry.objects.filter(pk__in=Entry.objects.filter(SAMPLE_ENTRY).values("pk"))
    revisions = Revision.objects.filter(Q(is_sample=True) | Q(recorded_by__is_sample=True))
    people, departments = User.objects.filter(is_sample=True), Department.objects.filter(is_sample=True)
    removed = Removed(entries.count(), revisions.count(), people.count(), departments.count())
    _end_sessions()
    Review.objects.filter(Q(entry__in=entries) | Q(by__is_sample=True)).delete()
    evidence = Evidence.objects.filter(Q(entry__in=entries) | Q(added_by__is_sample=True))
    leave_disk(evidence.exclude(file="").values_list("file", flat=True))
    evidence.delete()
    entries.delete()
    remove_correspondence()
    revisions.delete()
    records = AuditRecord.objects.filter(is_sample=True)
    for record in records.exclude(subject__in=GONE_WHOLE).order_by("-number"):
        _undo(record)
    _let_go()
    release_waiting(by=None, at=at)
    people.delete()
    departments.delete()
    records.delete()
    raise_edition(at)
    return removed


def _end_sessions() -> None:
    people = {str(key) for key in User.objects.filter(is_sample=True).values_list("pk", flat=True)}
    theirs = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) in people]
    Session.objects.filter(pk__in=theirs).delete()


def _undo(record: AuditRecord) -> None:
    """Take back one recorded act: what it added goes, what it removed returns, what it changed is put back."""
    model = apps.get_model("tracker", record.subject)
    thing = find(model, record.subject_key)
    if thing is None:
        if record.before.get("id"):
            _bring_back(model, record)
    elif record.after.get("id") and not record.before:
        _remove(thing)
    elif isinstance(thing, User) and record.action == "set_password":
        _lock(thing, record)
    else:
        _put_back(thing, record)
        _link_back(thing, record)


def _remove(thing: Model) -> None:
    """Delete what a sample person added; it stays if real work hangs on it."""
    with suppress(ProtectedError):
        thing.delete()


def _bring_back(model: type[Model], record: AuditRecord) -> None:
    """Make a removed row again, as far as the record has it."""
    thing = model()
    for field, value in _known(thing, record.before):
        _set(thing, field, value)
    _save(thing)


def _put_back(thing: Model, record: AuditRecord) -> None:
    """Restore each field that still has the value the record left there."""
    now = snapshot(thing)
    for field, value in _known(thing, record.before):
        if now[field.name] == record.after.get(field.name):
            _set(thing, field, value)
    if isinstance(thing, Target) and "state" in record.before:
        _settle(thing)
    _save(thing)


def _save(thing: Model) -> None:
    """Save unless real changes made since leave no room for it: then those stand."""
    with suppress(IntegrityError), transaction.atomic():
        thing.save()


def _link_back(thing: Model, record: AuditRecord) -> None:
    """Undo what the record linked and unlinked; links made since stay."""
    for field in thing._meta.many_to_many:
        before, after = (set(values.get(field.name, ())) for values in (record.before, record.after))
        others = field.remote_field.model._default_manager
        name = "code" if field.remote_field.model is Department else "name"
        getattr(thing, field.name).remove(*others.filter(**{f"{name}__in": after - before}))
        getattr(thing, field.name).add(*others.filter(**{f"{name}__in": before - after}))


def _lock(person: User, record: AuditRecord) -> None:
    """A password given by a sample person is known to strangers and the one before is lost: none is left."""
    since = AuditRecord.objects.filter(
        pk__gt=record.pk, subject=record.subject, subject_key=record.subject_key, action=record.action
    )
    if not since.filter(is_sample=False).exists():
        person.set_unusable_password()
        person.save(update_fields=["password"])


def _settle(target: Target) -> None:
    """Make state and lead fit each other where only one of the two was put back."""
    if target.lead_id is None and target.state not in LEADERLESS:
        target.state = TargetState.DRAFT
    elif target.lead_id is not None and target.state == TargetState.DRAFT:
        target.state = TargetState.ASSIGNED


def _known(thing: Model, values: dict[str, Any]) -> Iterator[tuple["Field[Any, Any]", Any]]:
    """The recorded values that are columns of the row; a record also holds reasons and the like."""
    return ((field, values[field.name]) for field in thing._meta.concrete_fields if field.name in values)


def _set(thing: Model, field: "Field[Any, Any]", value: Any) -> None:
    if isinstance(field, ForeignKey) and value is not None:
        other = find(field.remote_field.model, value)
        if other is not None:
            setattr(thing, field.name, other)
        return
    setattr(thing, field.attname, field.to_python(value))


def _let_go() -> None:
    """Empty the references of what is real to what is sample."""
    led = Target.objects.filter(lead__is_sample=True)
    led.exclude(state=TargetState.SUSPENDED).update(
        lead=None, state=TargetState.DRAFT, row_version=F("row_version") + 1
    )
    led.update(lead=None, row_version=F("row_version") + 1)
    Revision.objects.filter(lead_before__is_sample=True).update(lead_before=None)
    Revision.objects.filter(lead_after__is_sample=True).update(lead_after=None)
    User.objects.filter(is_sample=False, department__is_sample=True).update(department=None)
    Department.objects.filter(successor__is_sample=True).update(successor=None)
