"""What was typed into a form that could not be taken: carried by the pages themselves, never stored here."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

TECHNICAL = re.compile(r"_|(.*-)?(do|id|row_version|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$|initial-|action$|index$")


@dataclass(frozen=True)
class Kept:
    """A form by its address and fields. `is_partial`: it had a file or a password, and these are not kept."""

    address: str
    fields: QueryDict
    is_partial: bool

    def packed(self) -> str:
        """All fields in one, for the way through the sign-in, where there are fields of other names and a log."""
        return self.fields.urlencode()

    def pairs(self) -> list[tuple[str, str]]:
        """Every field as it was sent."""
        return [(name, value) for name, values in self.fields.lists() for value in values]

    def typed(self) -> list[tuple[str, str]]:
        """The fields a person wrote, for reading."""
        return [(name, value) for name, value in self.pairs() if value.strip() and not TECHNICAL.match(name)]


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
