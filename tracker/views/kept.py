"""What was typed into a form that could not be taken: carried by the pages themselves, never stored here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tracker.forms.closings import ClosingForm
from tracker.forms.entries import EntryForm, ReviewForm
from tracker.forms.evidence import EvidenceForm
from tracker.forms.reminders import RemindForm
from tracker.forms.requests import DecisionForm, RequestForm
from tracker.forms.whistles import AnswerForm, RatingForm, WhistleForm

TECHNICAL = re.compile(
    r"_|(.*-)?(do|id|key|digest|seen|(row|target)_version|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$"
    r"|(listed|public|remove)$|initial-|action$|index$"
)
FORMS: dict[str, tuple[type[forms.Form], ...]] = {  # what the pages of the desk ask for, by the page's name
    "entry": (EntryForm, EvidenceForm),
    "month": (EntryForm,),
    "review": (ReviewForm,),
    "request_change": (RequestForm,),
    "request_decide": (DecisionForm,),
    "reminders": (RemindForm,),
    "raise_whistle": (WhistleForm,),
    "answer_call": (AnswerForm,),
    "rate_call": (RatingForm,),
    "closing_write": (ClosingForm,),
    "closing_decide": (ReviewForm,),
}


@dataclass(frozen=True)
class Kept:
    """A form by its address and fields. `is_partial`: it had a file or a password, and these are not kept.

    What was to be submitted with a file is only saved when it is sent again: the file has to be added first.
    """

    address: str
    fields: QueryDict
    is_partial: bool

    def packed(self) -> str:
        """All fields in one, for the way through the sign-in, where there are fields of other names and a log."""
        return self.fields.urlencode()

    def pairs(self) -> list[tuple[str, str]]:
        """Every field to be sent again."""
        pairs = [(name, value) for name, values in self.fields.lists() for value in values]
        return [("do", "save") if self.is_saved_only and name == "do" else (name, value) for name, value in pairs]

    @property
    def is_saved_only(self) -> bool:
        """Whether it becomes a draft, because the file it was to be submitted with is lost."""
        return self.is_partial and self.fields.get("do") == "submit"

    def typed(self) -> list[tuple[str, str]]:
        """What a person wrote, for reading: each field by its label where it is known, and its text."""
        known = _fields(self.address)
        return [
            _read(known, name, value) for name, value in self.pairs() if value.strip() and not TECHNICAL.match(name)
        ]


def _fields(address: str) -> Mapping[str, forms.Field]:
    """The fields of the page at an address, by name; none where the page is not one of the desk's."""
    try:
        page = resolve(urlsplit(address).path).url_name
    except (Resolver404, ValueError):
        return {}
    return {name: field for form in FORMS.get(page or "", ()) for name, field in form.base_fields.items()}


def _read(known: Mapping[str, forms.Field], name: str, value: str) -> tuple[str, str]:
    """A field and its text in words; in a grid the target's code stands before the label."""
    row, _dash, column = name.rpartition("-")
    field = known.get(column)
    if field is None or not field.label:
        return name, value
    if isinstance(field, forms.BooleanField):
        value = _("yes")
    elif isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        value = str(dict(choices).get(value, value))
    return f"{row} {field.label}".strip(), value


def kept(request: HttpRequest) -> Kept:
    """The form of a request that is refused, without its token and passwords."""
    fields, is_partial = QueryDict(mutable=True), bool(request.FILES)
    for name, values in request.POST.lists():
        if "password" in name.lower():
            is_partial = True
        elif name != "csrfmiddlewaretoken":
            fields.setlist(name, values)
    return Kept(request.get_full_path(), fields, is_partial)


def carried(request: HttpRequest) -> Kept | None:
    """The form a sign-in carries along; None when it carries none, or one that no page of this site was sent."""
    address = request.POST.get("kept_address", "")
    if not address.startswith("/") or not is_here(request, address):
        return None
    try:
        fields = QueryDict(request.POST.get("kept_fields", ""))
    except TooManyFieldsSent:
        return None
    return Kept(address, fields, bool(request.POST.get("kept_partial")))


def is_here(request: HttpRequest, address: str) -> bool:
    """Whether an address leads to this site."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on another site's page: then it is not our reader's."""
    source = request.headers.get("Origin") or request.headers.get("Referer")
    try:
        return bool(source) and urlsplit(source).netloc != request.get_host()
    except ValueError:
        return True
