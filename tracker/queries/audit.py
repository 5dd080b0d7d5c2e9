"""The audit in words: what was done, to what kind of thing, with which values; and what of it the public reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField, Field, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.choices import TargetState
from tracker.models import AuditRecord, Department, Entry, Target
from tracker.rules.words import month_words, with_unit

DEEDS = {
    "add": _("added"),
    "change": _("changed"),
    "remove": _("removed"),
    "rename": _("renamed"),
    "merge": _("merged"),
    "load_report": _("report loaded"),
    "set_password": _("password given"),
    "save_draft": _("draft saved"),
    "submit": _("submitted"),
    "withdraw": _("taken back"),
    "sign_off": _("signed off"),
    "accept": _("accepted"),
    "send_back": _("sent back"),
    "attach": _("evidence added"),
    "detach": _("evidence taken away"),
    "assign": _("assigned"),
    "acknowledge": _("acknowledged"),
    "claim_completion": _("completion claimed"),
    "complete": _("completed"),
    "reopen": _("reopened"),
    "close": _("struck off"),
    "revise_changed": _("revised"),
    "revise_suspended": _("suspended"),
    "revise_resumed": _("resumed"),
    "request": _("change asked for"),
    "grant": _("request granted"),
    "refuse": _("request refused"),
    "remind": _("reminded"),
    "add_text": _("report's text added"),
    "remove_text": _("report's text taken out"),
    "decide": _("passage decided on"),
    "decide_many": _("passages decided on"),
    "publish_report": _("report published as targets"),
    "mail": _("reminders mailed"),
    "keep_upload": _("file sent in"),
    "file_upload": _("file filed"),
    "discard_upload": _("file thrown away"),
    "raise_whistle": _("whistled"),
    "call_department": _("department called"),
    "sign_call": _("reported in"),
    "answer_call": _("answered"),
    "rate_call": _("answer rated"),
    "close_whistle": _("closed, all answers rated"),
    "draft": _("words kept"),
    "issue": _("issued"),
    "publish": _("made public"),
    "object": _("objected"),
    "answer": _("answered"),
}
SUBJECTS = (
    *("target", "planpoint", "entry", "evidence", "changerequest", "closing", "reminder", "upload"),
    *("whistle", "whistlecall", "issue", "objection"),
    *("user", "department", "formername", "report", "area", "policy"),
    *("reporttext", "candidate"),
)
BESIDE_COLUMNS = {
    "reason": _("reason"),
    "document": _("deciding document"),
    "file": _("file"),
    "url": _("address"),
    "is_public": _("public"),
    "sha256": _("SHA-256"),
    "reminders": _("reminders"),
    "to": _("sent to"),
}
TECHNICAL = frozenset({"id", "row_version", "key", "terms"})
# Their keys begin with the target's code
OF_A_TARGET = frozenset({"target", "entry", "planpoint", "changerequest", "reminder", "whistle", "whistlecall"})
MONTHS = frozenset({"month", "start", "due", "due_asked"})  # columns that hold a month as its first day
OF_A_TARGET = frozenset({"target", "entry", "planpoint", "changerequest", "closing", "reminder"})
MONTHS = frozenset({"month", "start", "due", "due_asked", "value_month"})  # columns that hold a month as its first day

PUBLIC_OF_TARGET = ("add", "change", "assign", "acknowledge", "complete", "reopen", "close")
PUBLIC_REVISIONS = ("revise_changed", "revise_suspended", "revise_resumed")
PUBLIC_OF_ENTRY = ("submit", "withdraw", "sign_off", "send_back", "accept")
PUBLIC_OF_CLOSING = ("submit", "withdraw", "send_back", "accept")
PUBLIC_COLUMNS = frozenset(
    {
        *("name", "name_en", "kind", "comparison", "value", "value_high", "tolerance", "unit", "unit_en"),
        *("baseline", "start", "due", "cadence", "lead", "cooperating"),
        *("definition", "definition_en", "data_source"),
    }
)
PUBLIC_OF_REVISION = PUBLIC_COLUMNS | {"reason", "document"}


@dataclass(frozen=True, slots=True)
class Change:
    """One column in words: what it is called, what stood before, what after."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A record in words. `target` is the code of the target it belongs to, empty for other things."""

    record: AuditRecord
    deed: str
    subject: str
    changes: list[Change]

    @property
    def target(self) -> str:
        """The code of the target the record is about."""
        return self.record.subject_key.split()[0] if self.record.subject in OF_A_TARGET else ""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A record as the public reads it: never what a draft said or why it was sent back."""

    record: AuditRecord
    deed: str
    thing: str
    figure: str
    changes: list[Change]


def deed(action: str) -> str:
    """What was done; an action without words is named as it is."""
    return str(DEEDS.get(action, action))


def subject_name(subject: str) -> str:
    """The kind of thing it was done to."""
    model = _models().get(subject)
    return str(model._meta.verbose_name) if model else subject


def value_text(value: Any) -> str:
    """A value of the trail as text."""
    if value in (None, "", []):
        return "–"
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def department_names() -> dict[str, str]:
    """Every department's name today, by its code. One query."""
    return {department.code: department.title for department in Department.objects.all()}


def changes(record: AuditRecord, names: Mapping[str, str] | None = None) -> list[Change]:
    """Each changed column in words, without those that only count rows and saves, or were and stay empty.

    `names`: `department_names`, read once for a page of records; without it each column that names one reads it.
    """
    model = _models().get(record.subject)
    order = {column.name: place for place, column in enumerate(model._meta.get_fields())} if model else {}
    changed = sorted(
        (record.before.keys() | record.after.keys()) - TECHNICAL, key=lambda name: (order.get(name, 999), name)
    )
    told = (_change(record, name, _column(record.subject, name), names) for name in changed)
    return [change for change in told if change.before != change.after]


def _change(
    record: AuditRecord, name: str, column: "Field[Any, Any] | None", names: Mapping[str, str] | None
) -> Change:
    label = getattr(column, "verbose_name", None) or BESIDE_COLUMNS.get(name, name)
    before, after = (_words(column, values.get(name), names) for values in (record.before, record.after))
    return Change(name, str(label), before, after)


def _words(column: "Field[Any, Any] | None", value: Any, names: Mapping[str, str] | None) -> str:
    """A column's value in words: choices and departments by their names, months as such, moments by the local clock."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(column, DateTimeField) and isinstance(value, str) and (moment := parse_datetime(value)):
        return f"{localtime(moment):%Y-%m-%d %H:%M}"
    if value and column is not None and column.name in MONTHS:
        return month_words(date.fromisoformat(value))
    if value and getattr(column, "related_model", None) is Department:
        known_as = department_names() if names is None else names
        codes = value if isinstance(value, list) else [value]
        return gettext(", ").join(known_as.get(code, str(code)) for code in codes)
    known = dict(getattr(column, "flatchoices", None) or ())
    return str(known[value]) if isinstance(value, str) and value in known else value_text(value)


def _models() -> dict[str, Any]:
    return {str(model._meta.model_name): model for model in apps.get_app_config("tracker").get_models()}


def _column(subject: str, name: str) -> Any:
    model = _models().get(subject)
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def line(record: AuditRecord, names: Mapping[str, str] | None = None) -> Line:
    """A record in words; `names` as for `changes`."""
    return Line(record, deed(record.action), subject_name(record.subject), changes(record, names))


def newest_records() -> "QuerySet[AuditRecord]":
    """Both chains, newest first."""
    return AuditRecord.objects.order_by("-at", "-pk")


def public_trail(target: Target) -> list[PublicLine]:
    """A target's own trail, newest first: the target, its revisions, its accepted entries and close. Three queries.

    What happened to an entry is told once that version is accepted, and of its contents the accepted figure only;
    how often a draft was saved is nobody's business.
    A claim of completion belongs to an entry not accepted yet, so neither it nor its refusal is told.
    """
    accepted = {str(entry): entry for entry in Entry.objects.accepted().filter(target=target).select_related("target")}
    of_target = Q(subject="target", subject_key=target.code, action__in=PUBLIC_OF_TARGET + PUBLIC_REVISIONS)
    refused = Q(subject="target", action="reopen", before__state=TargetState.COMPLETION_CLAIMED)
    of_entries = Q(subject="entry", subject_key__in=accepted, action__in=PUBLIC_OF_ENTRY)
    of_closing = Q(subject="closing", subject_key=target.code, action__in=PUBLIC_OF_CLOSING)
    rows = list(newest_records().filter(of_target | of_entries | of_closing).exclude(refused))
    is_closed = any((row.subject, row.action) == ("closing", "accept") for row in rows)
    told = [row for row in rows if is_closed or row.subject != "closing"]
    names = department_names()
    return [_public_line(row, accepted.get(row.subject_key), target, names) for row in told]


def _public_line(record: AuditRecord, entry: Entry | None, target: Target, names: Mapping[str, str]) -> PublicLine:
    if record.subject == "closing":
        return PublicLine(record, deed(record.action), subject_name("closing"), "", [])
    if entry is None:
        seen = PUBLIC_OF_REVISION if record.action in PUBLIC_REVISIONS else PUBLIC_COLUMNS
        told = [change for change in changes(record, names) if change.name in seen]
        return PublicLine(record, deed(record.action), subject_name("target"), "", told)
    thing = month_words(entry.month)
    if entry.version > 1:
        thing += gettext(" (correction, version %(version)s)") % {"version": entry.version}
    figure = ""
    if record.action == "accept":
        figure = gettext("none counted") if entry.value is None else with_unit(entry.value, target.unit_name)
    return PublicLine(record, deed(record.action), thing, figure, [])
