"""Sending a month's file, or the task table, in."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.forms.lines import BYTES, Layout, read_lines
from tracker.forms.names import own_name
from tracker.rules.words import month_words


class SentFile(NamedTuple):
    """A file's name and content."""

    name: str
    data: bytes


class UploadForm(forms.Form):
    """A file as it is sent in."""

    file = forms.FileField(label=gettext_lazy("The filled-in file (.xlsx or .csv)"), max_length=200)

    def __init__(self, *args: Any, layout: Layout[Any], month: date | None = None, **options: Any) -> None:
        """`layout`: the columns it has to have. `month`: the one it is sent in for, if it is a month's."""
        super().__init__(*args, **options)
        self.layout, self.month = layout, month
        self.fields["file"].error_messages |= {
            "required": _("Choose a file first."),
            "empty": _("The file is empty."),
        }

    def clean_file(self) -> SentFile:
        """The file, once every line of it can be read and it is for this month, if for any."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        sent = SentFile(own_name(file), file.read(BYTES + 1))
        its = read_lines(sent.name, sent.data, self.layout).month
        if self.month and its not in {None, self.month}:
            months = {"its": month_words(its), "month": month_words(self.month)}
            raise ValidationError(
                _("The file is for %(its)s, not for %(month)s. Send it in on its own month's page.") % months
            )
        return sent
