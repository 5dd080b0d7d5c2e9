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


class PublicationKind(TextChoices):
    """What a change of the public record is."""

    FIGURE = "FIGURE", _("Figure accepted")
    CORRECTION = "CORRECTION", _("Figure corrected")
    COMPLETION = "COMPLETION", _("Completion accepted")
    REVISION = "REVISION", _("Promise revised")


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


class SheetColumn(TextChoices):
    """The columns of a department's month, in the grid and in its file; a written one has the name of its field."""

    CODE = "code", _("Code")
    NAME = "name", _("Target")
    PROMISE = "promise", _("Promised")
    UNIT = "unit", _("Unit")
    EXPECTED = "expected", _("Expected by now")
    LAST = "last", _("Last figure")
    VALUE = "value", _("Figure to date")
    PROGRESS = "progress", _("Progress")
    PROBLEMS = "problems", _("Problems")
    NEXT_STEPS = "next_steps", _("Next steps")
    EXPLANATION = "explanation", _("Why the figure is unusual")
    CLAIMS = "claims_completion", _("Claims completion")
    CORRECTION = "correction_reason", _("Why the accepted figure is corrected")

    @property
    def is_written(self) -> bool:
        """Whether the department fills it in."""
        return self not in {
            SheetColumn.CODE,
            SheetColumn.NAME,
            SheetColumn.PROMISE,
            SheetColumn.UNIT,
            SheetColumn.EXPECTED,
            SheetColumn.LAST,
        }


class Capacity(TextChoices):
    """As what somebody stands before a thing: what the permission matrix is read by."""

    PUBLIC = "PUBLIC", _("Anybody")
    OTHER = "OTHER", _("Reporter of another department")
    LEAD = "LEAD", _("Reporter of the lead department")
    HEAD = "HEAD", _("Head of the lead department")
    SUPERVISOR = "SUPERVISOR", _("Supervisor")
    AUTHOR = "AUTHOR", _("Supervisor whose own it is, or their department's")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")


class Act(TextChoices):
    """What can be done to a thing."""

    SEE_ENTRY = "SEE_ENTRY", _("Read an entry")
    SEE_INTERNAL = "SEE_INTERNAL", _("Open an entry's internal evidence")
    REPORT = "REPORT", _("Write figures for a target")
    ACKNOWLEDGE = "ACKNOWLEDGE", _("Sign for a target")
    EDIT = "EDIT", _("Change, submit or add evidence to an entry")
    WITHDRAW = "WITHDRAW", _("Take a submitted entry back")
    SIGN_OFF = "SIGN_OFF", _("Sign an entry off, or send it back, as the head")
    REVIEW = "REVIEW", _("Accept an entry or send it back")
    ASK_CHANGE = "ASK_CHANGE", _("Ask for a change of a target")
    SEE_REQUEST = "SEE_REQUEST", _("Read a request for change")
    WITHDRAW_REQUEST = "WITHDRAW_REQUEST", _("Take a request back")
    DECIDE = "DECIDE", _("Grant or refuse a request")
    REMIND = "REMIND", _("Send a reminder")
    REVISE = "REVISE", _("Assign, revise, suspend or resume a target")
    CLOSE = "CLOSE", _("Strike a completed target off")
    USE_UPLOAD = "USE_UPLOAD", _("Open and file a department's month file")
    SEE_TRAIL = "SEE_TRAIL", _("Read the whole audit trail, drafts included")
    READ_ISSUE = "READ_ISSUE", _("Read a bulletin or an assessment")
    ISSUE = "ISSUE", _("Prepare and issue a bulletin or an assessment")
    PUBLISH = "PUBLISH", _("Make an issued paper public")
    OBJECT = "OBJECT", _("Object to the department's score")
    ANSWER_OBJECTION = "ANSWER_OBJECTION", _("Answer an objection")
    SEE_INTAKE = "SEE_INTAKE", _("Read the intake of a report")
    TAKE_IN = "TAKE_IN", _("Turn the text of a report into targets")
    ADMINISTER = "ADMINISTER", _("Edit targets, departments, users and policies")


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


class IssueKind(TextChoices):
    """The papers the supervision office sends out."""

    BULLETIN = "BULLETIN", _("Monthly bulletin")
    ASSESSMENT = "ASSESSMENT", _("Quarterly assessment")

    @property
    def slug(self) -> str:
        """The name in addresses and file names."""
        return {"BULLETIN": "bulletin", "ASSESSMENT": "assessment"}[self.value]

    @property
    def months(self) -> int:
        """How many months one covers."""
        return {"BULLETIN": 1, "ASSESSMENT": 3}[self.value]


class IssueState(TextChoices):
    DRAFT = "DRAFT", _("Not issued")
    ISSUED = "ISSUED", _("Issued, internal")
    PUBLISHED = "PUBLISHED", _("Issued and public")


class ObjectionState(TextChoices):
    OPEN = "OPEN", _("Awaiting an answer")
    UPHELD = "UPHELD", _("Found right")
    REJECTED = "REJECTED", _("Found unfounded")


class CandidateState(TextChoices):
    """What people decided about a passage of a report."""

    WAITING = "WAITING", _("To be decided")
    TARGET = "TARGET", _("Becomes a target")
    PROMISE = "PROMISE", _("Promised, not quantified")
    LEFT_OUT = "LEFT_OUT", _("Left out")

    @property
    def slug(self) -> str:
        """The name in class attributes and addresses: `left-out`."""
        return self.value.lower().replace("_", "-")

    @property
    def symbol(self) -> str:
        """The shape that stands beside the word, so that colour never speaks alone."""
        return {"WAITING": "?", "TARGET": "◆", "PROMISE": "◇", "LEFT_OUT": "×"}[self.value]


class Why(TextChoices):
    """Why a passage of a report is no promise of the year."""

    NAME = "NAME", _("Name of a policy, programme or place")
    ORDINAL = "ORDINAL", _("Year, date, ordinal or number of a section")
    SIZE = "SIZE", _("Describes, and promises nothing")
    PAST = "PAST", _("Result of the past")
    VISION = "VISION", _("Goal of several years")
    NARRATIVE = "NARRATIVE", _("Narrative")
    DUPLICATE = "DUPLICATE", _("Part of another passage, or said twice")
    OTHER = "OTHER", _("For another reason")


class Carry(TextChoices):
    """What became of a promise when the next report was opened."""

    CARRIED = "CARRIED", _("Carried on")
    ENDED = "ENDED", _("Ended")
    NEW = "NEW", _("New")
