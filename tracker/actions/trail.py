"""The trail of every action: one audit record and one edition more, in the action's own transaction."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, ForeignKey, Model
from django.db.models.fields.files import FieldFile

from tracker.models import (
    AuditRecord,
    ChangeRequest,
    Closing,
    Edition,
    Entry,
    Objection,
    PlanPoint,
    Policy,
    Reminder,
    User,
    Whistle,
    WhistleCall,
)
from tracker.models.audit import GENESIS
from tracker.rules.words import plain

LOCK = 20_210_113
SECRET_FIELDS = frozenset({"password", "last_login"})

Snapshot = dict[str, Any]
P = ParamSpec("P")
R = TypeVar("R")


def in_turn(action: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action: whole or not at all, and one at a time.

    The line is joined before anything is read, so what an action reads still holds when it writes, and no two can
    wait for one another.
    """

    @wraps(action)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            _stand_in_line()
            return action(*args, **kwargs)

    return act


def snapshot(thing: Model) -> Snapshot:
    """A row as plain values, foreign keys as what names them, without passwords."""
    return {
        field.name: _plain(
            getattr(thing, field.name) if isinstance(field, ForeignKey) else field.value_from_object(thing)
        )
        for field in thing._meta.concrete_fields
        if field.name not in SECRET_FIELDS
    }


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | FieldFile):
        return str(value)
    if isinstance(value, Model):
        return getattr(value, "code", None) or getattr(value, "username", None) or str(value.pk)
    return value


def key_of(thing: Model) -> str:
    """The words a thing is found by in the trail."""
    match thing:
        case Entry():
            key = f"{thing.target.code} {thing.month:%Y-%m} v{thing.version}"
        case PlanPoint():
            key = f"{thing.target.code} {thing.month:%Y-%m}"
        case Policy():
            key = thing.report.code
        case Reminder():
            key = f"{thing.target.code} {thing.month:%Y-%m} {thing.pk}"
        case ChangeRequest() | Whistle():
            key = f"{thing.target.code} {thing.pk}"
        case WhistleCall():
            key = f"{thing.whistle.target.code} {thing.department.code} {thing.pk}"
        case Closing():
            key = thing.target.code
        case Objection():
            key = f"{thing.issue.code} {thing.pk}"
        case _:
            key = str(getattr(thing, "code", None) or getattr(thing, "username", None) or thing.pk)
    return key


def find(model: type[Model], key: str) -> Model | None:
    """The row that `key_of` names so, locked; None when there is none. Entries are not looked for."""
    rows = model._default_manager.select_for_update(of=("self",))
    if model is PlanPoint:
        code, month = key.split()
        return rows.filter(target__code=code, month=f"{month}-01").first()
    if model is Policy:
        return rows.filter(report__code=key).first()
    if model in {ChangeRequest, Reminder, Whistle, WhistleCall}:
        return rows.filter(pk=key.rsplit(maxsplit=1)[-1]).first()
    if model is Closing:
        return rows.filter(target__code=key).first()
    columns = {field.name for field in model._meta.concrete_fields}
    name = next((name for name in ("code", "username") if name in columns), "pk")
    return rows.filter(**{name: key}).first()


def record(
    *, action: str, thing: Model, before: Snapshot | None, by: User | None, at: datetime, after: Snapshot | None = None
) -> AuditRecord:
    """Append what was done to the chain and raise the edition.

    `after` is read from `thing` unless given; only what differs from `before` is kept. Called by actions only:
    they have been put in line.
    """
    after = snapshot(thing) if after is None else after
    old = before or {}
    changed = [name for name in old.keys() | after.keys() if old.get(name) != after.get(name)]
    is_sample = bool(by and by.is_sample)
    last = AuditRecord.objects.filter(is_sample=is_sample).order_by("-number").first()
    entry = AuditRecord(
        is_sample=is_sample,
        number=last.number + 1 if last else 1,
        at=at,
        by=by.username if by else "",
        by_name=by.title if by else "",
        action=action,
        subject=thing._meta.model_name or "",
        subject_key=key_of(thing),
        before={name: old.get(name) for name in sorted(changed) if before is not None},
        after={name: after.get(name) for name in sorted(changed)},
        previous_hash=last.hash if last else GENESIS,
    )
    entry.hash = entry.seal()
    entry.save(force_insert=True)
    raise_edition(at, last=entry)
    return entry


def raise_edition(at: datetime, last: AuditRecord | None = None) -> None:
    """Count one edition more; the moment of publication never goes back.

    `last`: the record just written. The edition notes how long the real chain is and its last hash, so that cutting
    off its end shows.
    """
    edition, _created = Edition.objects.get_or_create(pk=1)
    newest = max(at, edition.published_at or at)
    noted = {"records": last.number, "head": last.hash} if last and not last.is_sample else {}
    Edition.objects.only_row().update(number=F("number") + 1, published_at=newest, **noted)


def _stand_in_line() -> None:
    """Let one appender in at a time. SQLite's immediate transactions do that by themselves."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
