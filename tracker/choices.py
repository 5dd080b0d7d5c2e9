"""The words every floor shares: what kinds of target, lights, states and roles there are."""

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def reads_chinese() -> bool:
    """Whether the reader's language is Chinese; any other is served in English."""
    return (get_language() or "").startswith("zh")


class Kind(TextChoices):
    CUMULATIVE = "CUMULATIVE", _("Adds up over the year")
    LEVEL = "LEVEL", _("Level reached or held")
    RATE = "RATE", _("Rate or share")
    MILESTONE = "MILESTONE", _("Stages or things done")


class Comparison(TextChoices):
    AT_LEAST = "AT_LEAST", _("at least")
    AT_MOST = "AT_MOST", _("at most")
    ABOUT = "ABOUT", _("about")
    BETWEEN = "BETWEEN", _("between")
    EXACT = "EXACT", _("exactly")
    ALL = "ALL", _("all")


class Light(TextChoices):
    DONE = "DONE", _("Done")
    ON_PACE = "ON_PACE", _("On pace")
    BEHIND = "BEHIND", _("Slightly behind")
    FAR_BEHIND = "FAR_BEHIND", _("Far behind")
    NO_DATA = "NO_DATA", _("Not reported")
    NOT_DUE = "NOT_DUE", _("Not due yet")
    SUSPENDED = "SUSPENDED", _("Suspended")

    @property
    def symbol(self) -> str:
        """The shape that stands beside the word, so that colour never speaks alone."""
        return {
            "DONE": "✓",
            "ON_PACE": "●",
            "BEHIND": "▲",
            "FAR_BEHIND": "■",
            "NO_DATA": "○",
            "NOT_DUE": "·",
            "SUSPENDED": "‖",
        }[self.value]

    @property
    def is_in_scope(self) -> bool:
        """Whether a target counts among those judged now: neither suspended nor not due."""
        return self not in {Light.NOT_DUE, Light.SUSPENDED}

    @property
    def slug(self) -> str:
        """The name in class attributes and addresses: `far-behind`."""
        return self.value.lower().replace("_", "-")


class Bucket(TextChoices):
    DONE = "DONE", _("Completed")
    AHEAD = "AHEAD", _("Ahead of pace")
    ON_PACE = "ON_PACE", _("On pace")
    BEHIND = "BEHIND", _("Behind pace")
    NO_DATA = "NO_DATA", _("Not reported")
    OTHER = "OTHER", _("Other")


class Cadence(TextChoices):
    MONTH = "MONTH", _("Monthly")
    QUARTER = "QUARTER", _("Quarterly")
    HALF_YEAR = "HALF_YEAR", _("Half-yearly")
    YEAR = "YEAR", _("Yearly")

    @property
    def months(self) -> int:
        """How many months one reporting period has."""
        return {"MONTH": 1, "QUARTER": 3, "HALF_YEAR": 6, "YEAR": 12}[self.value]


class Outcome(TextChoices):
    EXCEEDED = "EXCEEDED", _("Exceeded")
    KEPT = "KEPT", _("Kept")
    NEARLY_KEPT = "NEARLY_KEPT", _("Nearly kept")
    MISSED = "MISSED", _("Missed")
    CHANGED = "CHANGED", _("Suspended or changed")
    UNVERIFIABLE = "UNVERIFIABLE", _("Cannot be verified")


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
    OVER = "OVER", _("The figure is over 100% of the target.")
    UNCOUNTED = "UNCOUNTED", _("No figure was counted for this month.")


class DepartmentKind(TextChoices):
    BUREAU = "BUREAU", _("Department")
    SUBDISTRICT = "SUBDISTRICT", _("Subdistrict")


class Preset(TextChoices):
    TIANJIN = "TIANJIN", _("Tianjin 0/30")
    YINCHUAN = "YINCHUAN", _("Yinchuan 10/30")
    STRICT = "STRICT", _("Strict 0/10")
    OWN = "OWN", _("Own thresholds")


class Role(TextChoices):
    """The groups of people, by the name of their Django group."""

    REPORTER = "reporter", _("Reporter")
    HEAD = "head", _("Department head")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Administrator")
