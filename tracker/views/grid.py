"""What a department's grid of one month is made of: its rows, what was sent for them, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404, QueryDict
from django.utils import timezone

from tracker.forms.entries import EntryForm
from tracker.forms.months import RowForm
from tracker.models import Department, Entry, Report, Target, User
from tracker.queries.desk import DeskRow, desk_rows
from tracker.rules.months import month_of, read_month

Texts = tuple[tuple[str, str], ...]


@dataclass
class GridRow:
    """A row as it is shown: `form` where it can be written, `error` and `stands` where it could not be saved.

    `typed`: what was typed in a row that cannot be written any more.
    """

    row: DeskRow
    form: RowForm | None
    error: str = ""
    stands: Entry | None = None
    typed: Texts = ()

    @property
    def theirs(self) -> Texts:
        """What stands now in place of what was typed: label and content of each field that has any."""
        if self.stands is None:
            return ()
        initial = EntryForm.initial_of(self.stands)
        return texts_of(EntryForm(initial=initial, facts=self.row.facts, before=None, is_correction=False))


def sent_codes(data: QueryDict) -> set[str]:
    """The targets whose rows were sent."""
    return {key.removesuffix("-row_version") for key in data if key.endswith("-row_version")}


def texts_of(form: EntryForm) -> Texts:
    """Label and content of each field that holds something."""
    held = ((field.label, field.field.prepare_value(field.value())) for field in form.visible_fields())
    texts = ((str(label), "✓" if text in (True, "on") else str(text or "")) for label, text in held if text is not None)
    return tuple((label, text) for label, text in texts if text)


@dataclass(frozen=True)
class Sheet:
    """One person's grid of one month."""

    by: User
    department: Department
    report: Report
    month: date
    on: date

    @cached_property
    def rows(self) -> list[DeskRow]:
        """The department's rows."""
        return desk_rows(self.department, self.report, self.month, self.on)

    def fresh(self) -> "Sheet":
        """The same grid, read again."""
        return Sheet(self.by, self.department, self.report, self.month, self.on)

    def forms(self, data: QueryDict, *, is_submitted: bool = False) -> list[RowForm]:
        """The rows that were sent; 404 when one of them never was the department's."""
        sent = sent_codes(data)
        by_code = {row.target.code: row for row in self.rows}
        if sent - by_code.keys() - set(self.given_away(sent)):
            raise Http404
        return [
            RowForm.of(row, data, is_submitted=is_submitted and bool(data.get(f"{code}-value", "").strip()))
            for code, row in by_code.items()
            if code in sent
        ]

    def given_away(self, codes: Iterable[str]) -> list[str]:
        """Those of the targets that were the department's and are not any more."""
        rest = set(codes) - {row.target.code for row in self.rows}
        if not rest:
            return []
        theirs = Target.objects.filter(code__in=rest, revisions__lead_before=self.department)
        return list(theirs.values_list("code", flat=True).distinct())


def sheet_of(by: User, month_key: str) -> Sheet:
    """The person's grid of a month that has begun; 404 for every other month and everybody who reports nothing."""
    report, on, asked = Report.objects.current().first(), timezone.localdate(), read_month(month_key)
    if not by.is_reporter or by.department is None or report is None or asked is None:
        raise Http404
    if not report.first_month <= asked <= min(month_of(on), report.last_month):
        raise Http404
    return Sheet(by, by.department, report, asked, on)
