"""How far an entry, a target or a request for change has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryState(TextChoices):
    DRAFT = "DRAFT", _("Draft")
    FOR_SIGN_OFF = "FOR_SIGN_OFF", _("Awaiting sign-off")
    SUBMITTED = "SUBMITTED", _("Awaiting review")
    RETURNED = "RETURNED", _("Sent back")
    ACCEPTED = "ACCEPTED", _("Accepted")


class Decision(TextChoices):
    SIGN_OFF = "SIGN_OFF", _("Signed off")
    ACCEPT = "ACCEPT", _("Accepted")
    SEND_BACK = "SEND_BACK", _("Sent back")


class ReportingState(TextChoices):
    ON_TIME = "ON_TIME", _("Reported")
    LATE = "LATE", _("Reported late")
    RETURNED = "RETURNED", _("Sent back")
    MISSING = "MISSING", _("Not reported")
    NOT_DUE = "NOT_DUE", _("Not due yet")


class TargetState(TextChoices):
    DRAFT = "DRAFT", _("Not assigned")
    ASSIGNED = "ASSIGNED", _("Assigned")
    IN_PROGRESS = "IN_PROGRESS", _("In progress")
    COMPLETION_CLAIMED = "COMPLETION_CLAIMED", _("Completion claimed")
    COMPLETED = "COMPLETED", _("Completed")
    CLOSED = "CLOSED", _("Struck off")
    SUSPENDED = "SUSPENDED", _("Suspended")


class RevisionKind(TextChoices):
    CHANGED = "CHANGED", _("Changed")
    SUSPENDED = "SUSPENDED", _("Suspended")
    RESUMED = "RESUMED", _("Resumed")


class PublicationKind(TextChoices):
    """What a change of the public record is."""

    FIGURE = "FIGURE", _("Figure accepted")
    CORRECTION = "CORRECTION", _("Figure corrected")
    COMPLETION = "COMPLETION", _("Completion accepted")
    REVISION = "REVISION", _("Promise revised")
    CLOSED = "CLOSED", _("Target closed")


class RequestKind(TextChoices):
    POSTPONE = "POSTPONE", _("Postpone")
    ADJUST = "ADJUST", _("Adjust the figure")
    SUSPEND = "SUSPEND", _("Suspend")


class RequestState(TextChoices):
    OPEN = "OPEN", _("Awaiting a decision")
    GRANTED = "GRANTED", _("Granted")
    REFUSED = "REFUSED", _("Refused")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class Slip(TextChoices):
    """The colour of a reminder."""

    BLUE = "BLUE", _("Due soon")
    YELLOW = "YELLOW", _("Behind pace")
    RED = "RED", _("Overdue")


class Doubt(TextChoices):
    """What makes a figure unusual. It may be right, so its reason is asked for and it is never refused."""

    FALLING = "FALLING", _("The figure is lower than the one before; a total to date does not usually fall.")
    JUMP = "JUMP", _("The figure is more than three times the one before.")
    OVER = "OVER", _("The figure is above the target: over 100%.")
    UNCOUNTED = "UNCOUNTED", _("No figure was counted for this month.")
