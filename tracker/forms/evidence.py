"""Evidence on the entry's page: files and a link to add, and what becomes of those there are.

A file is what both its name and its content say it is. Every one that is in order is taken, whatever else is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZipFile

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from tracker.forms.guard import TOO_LARGE, Budget, check_archive
from tracker.forms.names import own_name
from tracker.models import Evidence
from tracker.rules.evidence import ENTRY_ITEMS, FILE_BYTES, MB

EMPTY = _("The file is empty. Look whether it opens on your computer, and choose it again.")
LARGE = _("The file is larger than %(size)s MB. Make it smaller or divide it.")
UNKNOWN = _("Only PDF, PNG, JPEG, WebP, Word (.docx) and Excel (.xlsx) files are taken. Save it as one of these.")
DIFFERENT = _("The content is not what the name says. Save the file anew in its program and choose that.")
MANY = _("Choose at most %(items)s files at once.")
TOGETHER = _("Together the files hold too much to be looked through. Send this one by itself.")
UNPACKED = 200 * MB  # of a form's office files, which are looked through in pieces and never opened here


Test = Callable[[bytes, Budget], bool]


def _begins(*signs: bytes) -> Test:
    return lambda data, _budget: data.startswith(signs)


def _is_webp(data: bytes, _budget: Budget) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _holds(part: str) -> Test:
    """An office file with this main part; raises ValidationError for one that is not harmless."""

    def is_office(data: bytes, budget: Budget) -> bool:
        is_first = budget.unpacked == UNPACKED
        try:
            check_archive(data, budget=budget, may_embed=True)
        except ValidationError as error:
            if error.message is TOO_LARGE and not is_first:
                raise ValidationError(TOGETHER) from error
            raise
        with ZipFile(BytesIO(data)) as archive:
            return part in archive.namelist()

    return is_office


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, tuple[str, Test]] = {
    ".pdf": ("application/pdf", _begins(b"%PDF-")),
    ".png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".webp": ("image/webp", _is_webp),
    ".docx": (f"{OFFICE}.wordprocessingml.document", _holds("word/document.xml")),
    ".xlsx": (f"{OFFICE}.spreadsheetml.sheet", _holds("xl/workbook.xml")),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that may be kept, with its own name and what it is."""

    file: "UploadedFile[Any]"
    name: str
    content_type: str


def check_file(file: "UploadedFile[Any]", budget: Budget) -> Chosen:
    """The file, if it may be kept; raises ValidationError saying what to do. Looking through it costs of the budget."""
    name = own_name(file)
    kind = KINDS.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        raise ValidationError(UNKNOWN)
    if not file.size:
        raise ValidationError(EMPTY)
    if file.size > FILE_BYTES:
        raise ValidationError(LARGE, params={"size": FILE_BYTES // MB})
    content_type, is_so = kind
    file.seek(0)
    if not is_so(file.read(), budget):
        raise ValidationError(DIFFERENT)
    return Chosen(file, name, content_type)


class FilesInput(forms.FileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class KeysField(forms.MultipleChoiceField):
    """The keys of items. One that has gone meanwhile is nobody's fault."""

    def valid_value(self, value: Any) -> bool:
        """Any."""
        return True


class EvidenceForm(forms.Form):
    """What is to be added, and of the items listed which are public and which go.

    `chosen` are the files in order; each of the others is named among the errors of `papers`.
    """

    papers = forms.Field(
        label=_("Files"),
        required=False,
        widget=FilesInput({"multiple": True, "accept": ",".join(KINDS)}),
        help_text=_("PDF, picture (PNG, JPEG, WebP), Word (.docx) or Excel (.xlsx), up to 10 MB each."),
    )
    papers_public = forms.BooleanField(label=_("Everybody may download these files"), required=False)
    link = forms.CharField(
        label=_("Web address"),
        required=False,
        max_length=500,
        validators=[URLValidator(["http", "https"], message=_("Write a full address that begins with https://"))],
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )
    link_title = forms.CharField(
        label=_("What the address shows"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    link_public = forms.BooleanField(label=_("Everybody may see this address"), required=False)
    listed = KeysField(required=False)
    public = KeysField(required=False)
    remove = KeysField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.chosen: list[Chosen] = []

    def clean_papers(self) -> list[Chosen]:
        """Sort the good from the bad."""
        wrong, files, budget = [], self.cleaned_data["papers"] or [], Budget(UNPACKED, tags=None)
        if len(files) > ENTRY_ITEMS:
            raise ValidationError(MANY, params={"items": ENTRY_ITEMS})
        for file in files:
            try:
                self.chosen.append(check_file(file, budget))
            except ValidationError as error:
                wrong += [f"{own_name(file)}{_(': ')}{message}" for message in error.messages]
        if wrong:
            raise ValidationError(wrong)
        return self.chosen

    def clean(self) -> dict[str, Any]:
        """A title belongs to an address."""
        fields: dict[str, Any] = self.cleaned_data
        if fields.get("link_title") and not fields.get("link") and "link" not in self.errors:
            self.add_error("link", _("Write the address too."))
        return fields

    def goes(self, item: Evidence) -> bool:
        """Whether a listed item was ticked to be removed."""
        return str(item.key) in self.cleaned_data["remove"]

    def is_shown(self, item: Evidence) -> bool:
        """Whether an item is to be public; as it is, where this form did not list it."""
        key = str(item.key)
        return key in self.cleaned_data["public"] if key in self.cleaned_data["listed"] else item.is_public
