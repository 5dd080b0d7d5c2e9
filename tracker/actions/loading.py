"""A report's targets brought in from a fixture file: once, whole, on the record."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.core import serializers
from django.core.exceptions import ValidationError

from tracker.actions.trail import Snapshot, in_turn, record, snapshot
from tracker.models import Department, Report, Target


@in_turn
def load_report(*, file: Path, at: datetime) -> Report | None:
    """Load the file unless its report is there already (then None: nothing edited since is overwritten).

    The record holds each target's terms, so that a promise changed past the trail shows. Every row is validated; raises
    ValidationError or Django's DeserializationError, having written nothing.
    """
    content = file.read_bytes()
    report: Report | None = None
    terms: dict[str, Snapshot] = {}
    for row in serializers.deserialize("json", content.decode("utf-8"), use_natural_foreign_keys=True):
        thing = row.object
        if isinstance(thing, Report):
            if Report.objects.filter(code=thing.code).exists():
                return None
            report = thing
        if isinstance(thing, Department) and thing.pk:
            continue
        thing.full_clean()
        row.save()
        if isinstance(thing, Target):
            known = snapshot(thing)
            terms[thing.code] = {name: known[name] for name in ("value", "value_high", "due")}
    if report is None:
        raise ValidationError(f"{file.name}: no report")
    source = {"file": file.name, "sha256": sha256(content).hexdigest()}
    record(
        action="load_report",
        thing=report,
        before=None,
        by=None,
        at=at,
        after=snapshot(report) | source | {"terms": terms},
    )
    return report
