"""The year's close: how far a closing has come, why a promise was not kept in full, what is still lacking."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClosingState(TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SUBMITTED = "SUBMITTED", _("Awaiting acceptance")
    RETURNED = "RETURNED", _("Sent back")
    ACCEPTED = "ACCEPTED", _("Accepted")


class ClosingReason(TextChoices):
    """Why a promise was not kept in full, by kind; the statement says the rest."""

    CIRCUMSTANCES = "CIRCUMSTANCES", _("Circumstances changed")
    POLICY = "POLICY", _("Policy adjusted")
    FUNDING = "FUNDING", _("Funding not in place")
    PROCEDURES = "PROCEDURES", _("Preliminary procedures")
    COUNTING = "COUNTING", _("Way of counting")
    LAGGING = "LAGGING", _("Work lagged behind")
    OTHER = "OTHER", _("Other")


class ClosingLack(TextChoices):
    """What a target still wants before it is closed."""

    NOT_OVER = "NOT_OVER", _("The due month is not over yet")
    NO_FIGURE = "NO_FIGURE", _("The due month has no accepted figure")
    FIGURE_WAITS = "FIGURE_WAITS", _("A figure waits for its decision")
    NO_STATEMENT = "NO_STATEMENT", _("The closing is not handed in yet")
    NOT_ACCEPTED = "NOT_ACCEPTED", _("The closing waits to be accepted")
