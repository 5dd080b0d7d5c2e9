"""What is said of a document that cannot be read, and of a candidate that was guessed at."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Fault(StrEnum):
    """Why a document cannot be read."""

    EMPTY = "empty"
    LARGE = "large"
    LONG = "long"
    KIND = "kind"
    NUL = "nul"
    MIXED = "mixed"
    ENCODING = "encoding"
    DAMAGED = "damaged"
    UNPACKED = "unpacked"
    DEFINED = "defined"


FAULTS: Mapping[Fault, object] = {
    Fault.EMPTY: _("There is no text in the file."),
    Fault.LARGE: _("The file is larger than 8 MB. Send the report's text alone, without pictures."),
    Fault.LONG: _("The text is longer than 2 million characters. Send the report alone."),
    Fault.KIND: _("Reports are read from .txt, .docx and .html files. Save it as one of these, or paste the text."),
    Fault.NUL: _("The file holds NUL characters, so it is no text. Save it as plain text (UTF-8) or .docx."),
    Fault.MIXED: _("The file mixes two encodings (UTF-8 and GB 18030). Save it anew in one of them."),
    Fault.ENCODING: _("The file's encoding is neither UTF-8 nor UTF-16 nor GB 18030. Save it as UTF-8."),
    Fault.DAMAGED: _("The file is damaged, or not what its name says. Open it, save it anew and send that."),
    Fault.UNPACKED: _("The file unpacks to far more than a report has. Save it anew, without pictures."),
    Fault.DEFINED: _("The file holds definitions that no office program writes. Save it anew in Word or WPS."),
}


class Doubt(StrEnum):
    """Why a candidate is less sure."""

    CARRIED = "carried"
    NAMELESS = "nameless"
    UNLISTED = "unlisted"
    GUESSED = "guessed"


DOUBTS: Mapping[Doubt, object] = {
    Doubt.CARRIED: _("subject taken from a neighbour"),
    Doubt.NAMELESS: _("no subject found"),
    Doubt.UNLISTED: _("unit not in the list"),
    Doubt.GUESSED: _("by its surroundings"),
}
