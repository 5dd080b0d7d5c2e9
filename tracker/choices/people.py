"""Who people and departments are, as what they stand before a thing, and what can be done to it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Capacity(TextChoices):
    """As what somebody stands before a thing: what the permission matrix is read by."""

    PUBLIC = "PUBLIC", _("Anybody")
    OTHER = "OTHER", _("Reporter of another department")
    LEAD = "LEAD", _("Reporter of the lead department")
    HEAD = "HEAD", _("Head of the lead department")
    SUPERVISOR = "SUPERVISOR", _("Supervisor")
    AUTHOR = "AUTHOR", _("Supervisor whose own it is, or their department's")
    STAND_IN = "STAND_IN", _("Supervisor, where no department leads")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")
    SUBDISTRICT = "SUBDISTRICT", _("Reporter of a subdistrict")
    CALLER = "CALLER", _("Reporter or head of the department that whistled")
    CALLED = "CALLED", _("Reporter or head of a department called")


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
    SEE_CLOSING = "SEE_CLOSING", _("Read the closing of a target")
    WRITE_CLOSING = "WRITE_CLOSING", _("Write a closing and hand it in")
    WITHDRAW_CLOSING = "WITHDRAW_CLOSING", _("Take a closing back")
    ACCEPT_CLOSING = "ACCEPT_CLOSING", _("Accept a closing or send it back")
    USE_UPLOAD = "USE_UPLOAD", _("Open and file a department's month file")
    SEE_TRAIL = "SEE_TRAIL", _("Read the whole audit trail, drafts included")
    READ_ISSUE = "READ_ISSUE", _("Read a bulletin or an assessment")
    ISSUE = "ISSUE", _("Prepare and issue a bulletin or an assessment")
    PUBLISH = "PUBLISH", _("Make an issued paper public")
    OBJECT = "OBJECT", _("Object to the department's score")
    ANSWER_OBJECTION = "ANSWER_OBJECTION", _("Answer an objection")
    ADMINISTER = "ADMINISTER", _("Edit targets, departments, users and policies")
    RAISE_WHISTLE = "RAISE_WHISTLE", _("Whistle for departments on a target")
    SEE_WHISTLE = "SEE_WHISTLE", _("Read a whistle")
    WITHDRAW_WHISTLE = "WITHDRAW_WHISTLE", _("Take a whistle back")
    SIGN_CALL = "SIGN_CALL", _("Report in on a whistle")
    ANSWER_CALL = "ANSWER_CALL", _("Answer a whistle")
    RATE_CALL = "RATE_CALL", _("Rate an answer to a whistle")
    SEE_INTAKE = "SEE_INTAKE", _("Read the intake of a report")
    TAKE_IN = "TAKE_IN", _("Turn the text of a report into targets")
    USE_TABLE = "USE_TABLE", _("Download the task table, and load it back changed")


class DepartmentKind(TextChoices):
    BUREAU = "BUREAU", _("Department")
    SUBDISTRICT = "SUBDISTRICT", _("Subdistrict")


class Role(TextChoices):
    """The groups of people, by the name of their Django group."""

    REPORTER = "reporter", _("Reporter")
    HEAD = "head", _("Department head")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Administrator")
