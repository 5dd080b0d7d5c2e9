"""Bringing a report in: which report it is, and its text as a file or pasted."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.forms.days import DayField
from tracker.forms.names import own_name
from tracker.models import Report
from tracker.models.report import FIRST_YEAR, LAST_YEAR
from tracker.reading.documents import LARGEST, Unreadable, kept, text_of
from tracker.reading.words import FAULTS

OF_A_REPORT = ("title_zh", "place", "year", "adopted_on")
NAME = 200
YEAR_BEHIND = re.compile(r"-\d{4}$")


class ReportTextForm(forms.Form):
    """A report that is here without a text, or a new one, and its text. Cleaned: `report` (perhaps unsaved), `text`."""

    use_required_attribute = False
    report = forms.ModelChoiceField(
        Report.objects.none(), label=gettext_lazy("Report"), required=False, empty_label=gettext_lazy("A new report")
    )
    title_zh = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    title_en = forms.CharField(label=gettext_lazy("English title (if any)"), max_length=200, required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=100, required=False)
    place_en = forms.CharField(label=gettext_lazy("English place (if any)"), max_length=100, required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Year the report plans for"),
        required=False,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    adopted_on = DayField(label=gettext_lazy("Adopted on"), required=False)
    file = forms.FileField(label=gettext_lazy("The report as a file (.txt, .docx or .html)"), required=False)
    pasted = forms.Field(
        label=gettext_lazy("Or its text, pasted"), required=False, widget=forms.Textarea({"rows": 8, "cols": 40})
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["report"]
        choice.queryset = Report.objects.filter(report_text__isnull=True)
        self.fields["file"].error_messages["empty"] = _("The file is empty.")
        last = Report.objects.order_by("-year").first()
        if last:
            self.initial = {"place": last.place, "place_en": last.place_en, "year": last.year + 1, **self.initial}

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong, each beside its field."""
        super().clean()
        if self.cleaned_data.get("report") is None and "report" not in self.errors:
            self._check_new()
        self._read()
        return self.cleaned_data

    def _check_new(self) -> None:
        missing = [name for name in OF_A_REPORT if name not in self.errors and not self.cleaned_data.get(name)]
        for name in missing:
            self.add_error(name, _("A new report needs this."))
        year = self.cleaned_data.get("year")
        if year and Report.objects.filter(year=year).exists():
            self.add_error("year", _("There is a report of this year already. Choose it above."))
        if missing or self.errors:
            return
        given = {name: self.cleaned_data[name] for name in OF_A_REPORT}
        title_en = self.cleaned_data["title_en"] or given["title_zh"]
        place_en = self.cleaned_data["place_en"] or given["place"]
        self.cleaned_data["report"] = Report(code=_code(given["year"]), title_en=title_en, place_en=place_en, **given)

    def _read(self) -> None:
        """The text, of the file or as pasted; exactly one of the two."""
        file, pasted = self.cleaned_data.get("file"), str(self.cleaned_data.get("pasted") or "")
        if "file" in self.errors:
            return
        if bool(file) == bool(pasted.strip()):
            words = (
                _("Send either a file or a pasted text, not both.") if file else _("Choose a file, or paste the text.")
            )
            self.add_error("file", words)
            return
        try:
            text = text_of(file.read(LARGEST + 1)) if file else kept(pasted)
        except Unreadable as error:
            self.add_error("file" if file else "pasted", ValidationError(str(FAULTS[error.fault])))
            return
        self.cleaned_data |= {"text": text, "name": own_name(file)[:NAME] if file else ""}


def _code(year: int) -> str:
    """The code of a new report: that of the newest with another year, `HD-2022`."""
    last = Report.objects.order_by("-year").first()
    prefix = YEAR_BEHIND.sub("", last.code) if last else "R"
    return f"{prefix}-{year}"
