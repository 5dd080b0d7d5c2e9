"""What the reader of reports says of a figure."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FigureKind(TextChoices):
    """What a report's figure measures; a target's Kind has one word for rates and shares."""

    CUMULATIVE = "CUMULATIVE", _("Adds up over the year")
    LEVEL = "LEVEL", _("Level reached or held")
    GROWTH_RATE = "GROWTH_RATE", _("Rate of change")
    SHARE = "SHARE", _("Share or ratio")
    MILESTONE = "MILESTONE", _("Whole set done")


class Tense(TextChoices):
    COMMITMENT = "COMMITMENT", _("Promised for the year")
    OUTCOME = "OUTCOME", _("Already done")
    VISION = "VISION", _("Goal of several years")
    OTHER = "OTHER", _("Not a figure")


class Ground(TextChoices):
    """Why a figure of a report was given its tense; the latter half: why a number is no figure."""

    HEADING = "HEADING", _("By its heading")
    WORDS = "WORDS", _("By the words beside it")
    DEFAULT = "DEFAULT", _("Nothing says otherwise")
    BASE = "BASE", _("Where a change begins")
    SIZE = "SIZE", _("Size of what is counted")
    SCOPE = "SCOPE", _("What “all” is said of")
    LISTED = "LISTED", _("Count of what is named")
    SMALL = "SMALL", _("Number word in a phrase")
    BARE = "BARE", _("Number without a unit")
    YEAR = "YEAR", _("Year or plan period")
    DATE = "DATE", _("Date")
    DURATION = "DURATION", _("Duration")
    ORDINAL = "ORDINAL", _("Ordinal or rank")
    SECTION = "SECTION", _("Section number")
    POLICY = "POLICY", _("Name of a policy")
    PROGRAMME = "PROGRAMME", _("Name of a programme")
    PLACE = "PLACE", _("Name of a place")
    SLOGAN = "SLOGAN", _("Slogan")
    QUOTED = "QUOTED", _("Name in quotation marks")
    CODE = "CODE", _("Model, code or telephone number")
    DOCUMENT = "DOCUMENT", _("Number of a document")
