"""One row of a department's month: an entry's form that knows whether anything in it was touched."""

from hashlib import sha256
from typing import Any, Self

from django import forms
from django.http import QueryDict

from tracker.forms.entries import EntryForm
from tracker.queries.desk import DeskRow

NOT_WRITTEN = ("row_version", "seen")


class RowForm(EntryForm):
    """An entry's form in a grid, its names beginning with the target's code.

    `seen` is a fingerprint of what the row held when it was shown: a page sends every row back, and only what a
    person has touched is theirs.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @classmethod
    def of(cls, row: DeskRow, data: QueryDict | None = None, *, is_submitted: bool = False) -> Self:
        """The form of a row: as it stands, or with what was sent."""
        form = cls(
            data,
            prefix=row.target.code,
            initial=EntryForm.initial_of(row.draft),
            facts=row.facts,
            before=row.before,
            is_correction=False,
            units=row.target.units,
            is_submitted=is_submitted,
            use_required_attribute=False,
        )
        form.initial["seen"] = form.fingerprint()
        form.row = row
        for name in form.written:
            widget = form.fields[name].widget
            widget.attrs |= {"data-column": name, "aria-label": f"{form.fields[name].label} · {row.target.title}"}
            if isinstance(widget, forms.Textarea):
                widget.attrs["rows"] = 1
        return form

    row: DeskRow

    @property
    def written(self) -> list[str]:
        """The fields the department fills in."""
        return [name for name in self.fields if name not in NOT_WRITTEN]

    @property
    def is_sent(self) -> bool:
        """Whether the request holds this row at all."""
        return self.add_prefix("row_version") in self.data

    @property
    def is_touched(self) -> bool:
        """Whether the row was sent and differs from what it held when it was shown."""
        return self.is_sent and self.data.get(self.add_prefix("seen")) != self.fingerprint()

    @property
    def is_filled(self) -> bool:
        """Whether something stands in the figure's box."""
        return bool(self._text("value"))

    def fingerprint(self) -> str:
        """A short hash of what the row holds now."""
        return sha256("\x1f".join(f"{name}={self._text(name)}" for name in self.written).encode()).hexdigest()[:16]

    def _text(self, name: str) -> str:
        """A field's content as a form would send it."""
        field = self.fields[name]
        value: Any = self[name].value()
        if isinstance(field, forms.BooleanField):
            return "on" if field.to_python(value) else ""
        return "\n".join(str("" if value is None else field.prepare_value(value)).split("\r\n")).strip()
