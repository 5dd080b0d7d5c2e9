"""The audit trail checked: every record whole and in its place, and the rows as the trail says they are.

Sample people's acts stand in a chain that goes with the sample (`clear_sample`), and the real chain does not tell of
it. Wherever a sample was once cleared, what only it can explain is therefore no fault: see `Story`.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from heapq import merge
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils.translation import gettext as _

from tracker.choices import EntryState
from tracker.models import AuditRecord, Department, Edition, Entry, Issue, ReportText, Target
from tracker.models.audit import GENESIS
from tracker.queries.audit import value_text
from tracker.rules.words import plain

SEALED = ("id", "number", "sha256", "internal_sha256")
TERMS = ("id", "value", "value_high", "due", "lead", "state")
COLUMNS: dict[str, dict[str, "Field[Any, Any]"]] = {
    "entry": {field.name: field for field in Entry._meta.concrete_fields},
    "issue": {field.name: field for field in Issue._meta.concrete_fields if field.name in SEALED},
    "target": {field.name: field for field in Target._meta.concrete_fields if field.name in TERMS},
    "reporttext": {field.name: field for field in ReportText._meta.concrete_fields if field.name == "sha256"},
}
SHOWN = 60
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Whole:
    """A trail without fault: how long its chains are, the real one's last hash, the record whose hash was sought."""

    records: int
    sample_records: int
    head: str
    sought: AuditRecord | None


class Broken(Exception):
    """The first fault, in the reader's language; `record` is the one it shows in, if any."""

    def __init__(self, why: str, record: AuditRecord | None = None) -> None:
        super().__init__(why)
        self.record = record


def check(head: str = "") -> Whole:
    """Read everything once and raise Broken at the first fault. Eight queries, and one more to name a record.

    `head` is a hash printed earlier, or its beginning: it has to lie on the real chain. The caller sees to it that
    nobody writes meanwhile. Memory grows with the entries there are, not with the records.
    """
    edition = Edition.objects.only_row().first() or Edition()
    samples = AuditRecord.objects.filter(is_sample=True).count()
    real, sample = Chain(is_sample=False, length=edition.records, wanted=head), Chain(is_sample=True)
    story = Story(was_cleared=edition.number - edition.records - samples > 1)
    with closing(real.records()) as ours, closing(sample.records()) as theirs:
        for record in merge(ours, theirs, key=attrgetter("pk")):
            story.tell(record)
    if real.number < edition.records:
        raise Broken(
            _("the chain has %(number)s records and should have %(records)s: its end was cut off")
            % {"number": real.number, "records": edition.records},
            real.last,
        )
    if real.head != (edition.head or GENESIS):
        raise Broken(_("its hash is not the one noted when it was written: the chain was sealed anew"), real.last)
    story.compare()
    if head and real.found is None:
        raise Broken(
            _("No record has the hash %(hash)s: the chain was sealed anew since it was printed.") % {"hash": head}
        )
    return Whole(real.number, sample.number, edition.head, real.found)


class Chain:
    """One of the two chains, read in its order."""

    def __init__(self, *, is_sample: bool, length: int | None = None, wanted: str = "") -> None:
        """`length`: how many records the edition counted. `wanted`: how the hash looked for begins."""
        self.is_sample, self.length, self.wanted = is_sample, length, wanted
        self.number, self.head = 0, GENESIS
        self.last: AuditRecord | None = None
        self.found: AuditRecord | None = None

    def records(self) -> Generator[AuditRecord, None, None]:
        """Each record, once it is known to be whole and to follow on the one before."""
        with _reading(AuditRecord.objects.filter(is_sample=self.is_sample).order_by("number")) as rows:
            for record in rows:
                self._check(record)
                self.number, self.head, self.last = record.number, record.hash, record
                if self.wanted and self.found is None and record.hash.startswith(self.wanted):
                    self.found = record
                yield record

    def _check(self, record: AuditRecord) -> None:
        if record.hash != record.seal():
            raise Broken(_("its content is not what was sealed: it was changed afterwards"), record)
        if record.number != self.number + 1:
            raise Broken(_("record %(number)s before it is missing") % {"number": self.number + 1}, record)
        if record.previous_hash != self.head:
            raise Broken(
                _("it does not follow on the record before: one of the two was changed, moved, put in or taken out"),
                record,
            )
        if self.length is not None and record.number > self.length:
            raise Broken(
                _("it was put in at the end: only %(records)s were written") % {"records": self.length}, record
            )


class Story:
    """What the trail says of each entry and of the terms of each target, told record by record.

    Of a column the last word counts. A target's figures and due month are told by the record that loaded its report,
    its other terms once they are spoken of. Once a sample was cleared (`was_cleared`) some acts are no longer told. So
    then a story may have a gap, after which it begins anew; an entry may be gone unless real people brought it from
    draft to acceptance; and a target without lead may have been put back to the start.
    """

    def __init__(self, *, was_cleared: bool) -> None:
        self.was_cleared = was_cleared
        self.told: dict[tuple[str, str], dict[str, tuple[Any, int]]] = {}

    def tell(self, record: AuditRecord) -> None:
        """Go on with what one record says."""
        if record.subject == "user" and record.before.get("username") and record.after.get("username"):
            self._rename(record.before["username"], record.after["username"])
        for code, terms in (record.after.get("terms") or {}).items():  # what a report was loaded with
            self.told[("target", code)] = {name: (value, record.pk) for name, value in terms.items()}
        columns = COLUMNS.get(record.subject)
        if columns is None:
            return
        key = (record.subject, record.subject_key)
        if record.before.get("id") and not record.after.get("id"):
            self.told.pop(key, None)
            return
        known = self.told.setdefault(key, {})
        if fault := _contradiction(record, known, columns):
            if not self.was_cleared:
                raise Broken(fault, record)
            known.clear()
        known |= {name: (value, record.pk) for name, value in record.after.items() if name in columns}  # in place

    def _rename(self, old: str, new: str) -> None:
        """A person got another login name: what stands under the old one stands under the new one now."""
        people = [name for name, field in COLUMNS["entry"].items() if name.endswith("_by")]
        for (subject, _key), known in self.told.items():
            for name in people if subject == "entry" else ():
                if name in known and known[name][0] == old:
                    known[name] = (new, known[name][1])

    def compare(self) -> None:
        """Compare with the rows as they stand; raise Broken at the first difference."""
        people = ("department", "saved_by", "submitted_by", "reviewed_by")
        with _reading(Entry.objects.select_related("target", *people).order_by("pk")) as entries:
            for entry in entries:
                self._compare_entry(entry, self.told.pop(("entry", str(entry)), {}))
        with _reading(Target.objects.select_related("lead").order_by("pk")) as targets:
            for target in targets:
                known = self.told.pop(("target", target.code), {})
                if self.was_cleared and target.lead_id is None:
                    known = {name: said for name, said in known.items() if name not in {"lead", "state"}}
                _compare(target, known, COLUMNS["target"])
        with _reading(Issue.objects.with_people().order_by("pk")) as issues:
            for issue in issues:
                if issue.content and not issue.is_whole:
                    words = _("%(key)s does not say what was issued: it was changed past the trail.")
                    raise Broken(words % {"key": issue})
                known = self.told.pop(("issue", issue.code), {})
                if not known and not self.was_cleared:
                    raise Broken(
                        _("%(key)s was put in past the trail: no record tells of its making.") % {"key": issue}
                    )
                _compare(issue, known, COLUMNS["issue"])
                _compare(issue, self.told.pop(("issue", issue.code), {}), COLUMNS["issue"])
        with _reading(ReportText.objects.select_related("report").order_by("pk")) as texts:
            for text in texts:
                if not text.is_whole:
                    words = _("The text of %(key)s is not the one that was read: it was changed past the trail.")
                    raise Broken(words % {"key": text.report})
                _compare(text, self.told.pop(("reporttext", str(text.pk)), {}), COLUMNS["reporttext"])
        self._miss()

    def _compare_entry(self, entry: Entry, known: dict[str, tuple[Any, int]]) -> None:
        columns = COLUMNS["entry"]
        if not known or ("id" not in known and not self.was_cleared):
            raise Broken(_("Entry %(key)s was put in past the trail: no record tells of its making.") % {"key": entry})
        if "id" in known:  # what a new row left empty is not named in its first record
            made = known["id"][1]
            known = {name: (None, made) for name, field in columns.items() if field.null} | known
        _compare(entry, known, columns)

    def _miss(self) -> None:
        """What is told of and was never removed, but is not there."""
        departments = set(Department.objects.values_list("code", flat=True))
        for (subject, _key), known in self.told.items():
            is_accepted = known.get("state", ("",))[0] == EntryState.ACCEPTED
            is_sure = "id" in known and (subject == "target" or is_accepted)
            is_ours = subject == "target" or known.get("department", ("",))[0] in departments
            if known and (not self.was_cleared or (is_sure and is_ours)):
                raise Broken(_("what it tells of is gone: the row was taken out past the trail"), _last(known))


def _reading(rows: "QuerySet[M]") -> "closing[Generator[M, None, None]]":
    """The rows one by one. The database's cursor is closed when the reading ends, also by a fault."""
    return closing(row for row in rows.iterator())


def _contradiction(
    record: AuditRecord, known: dict[str, tuple[Any, int]], columns: dict[str, "Field[Any, Any]"]
) -> str:
    """How a record contradicts what was told before it; empty when it does not."""
    if "id" in known and record.after.get("id") and not record.before:
        return _("it tells of a new row, and the one before was never removed: it was taken out past the trail")
    for name, value in record.before.items():
        if name in known and _read(columns[name], value) != _read(columns[name], known[name][0]):
            return _("it says “%(column)s” was “%(value)s” before, and by the trail it was “%(told)s”") % {
                "column": columns[name].verbose_name,
                "value": _short(value),
                "told": _short(known[name][0]),
            }
    return ""


def _compare(row: Model, known: dict[str, tuple[Any, int]], columns: dict[str, "Field[Any, Any]"]) -> None:
    """Raise Broken, naming the record that spoke last of a column, if the row has something else there."""
    for name, (told, pk) in known.items():
        stands = _stands(row, columns[name])
        if _read(columns[name], told) != stands:
            words = {"column": columns[name].verbose_name, "told": _short(told), "value": _short(stands)}
            raise Broken(
                _("it left “%(column)s” as “%(told)s”, and now it is “%(value)s”: changed past the trail") % words,
                AuditRecord.objects.get(pk=pk),
            )


def _stands(row: Model, field: "Field[Any, Any]") -> Any:
    """A column's value as it stands; another row by the name the trail has for it."""
    if not isinstance(field, ForeignKey):
        return field.value_from_object(row)
    other: Any = getattr(row, field.name)
    return other.natural_key()[0] if other is not None else None


def _read(field: "Field[Any, Any]", value: Any) -> Any:
    """A value of the trail as the database gives it."""
    return value if isinstance(field, ForeignKey) else field.to_python(value)


def _last(known: dict[str, tuple[Any, int]]) -> AuditRecord:
    return AuditRecord.objects.get(pk=max(pk for _told, pk in known.values()))


def _short(value: Any) -> str:
    text = value_text(plain(value) if isinstance(value, Decimal) else value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
