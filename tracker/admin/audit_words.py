"""The audit in words: what was done, to what kind of thing, with which values."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

DEEDS = {
    "add": _("added"),
    "change": _("changed"),
    "remove": _("removed"),
    "load_report": _("report loaded"),
    "set_password": _("password given"),
    "save_draft": _("draft saved"),
    "submit": _("submitted"),
    "accept": _("accepted"),
    "send_back": _("sent back"),
    "assign": _("assigned"),
    "acknowledge": _("acknowledged"),
    "claim_completion": _("completion claimed"),
    "complete": _("completed"),
    "reopen": _("reopened"),
    "revise_changed": _("revised"),
    "revise_suspended": _("suspended"),
    "revise_resumed": _("resumed"),
}
SUBJECTS = ("target", "planpoint", "entry", "user", "department", "report", "area", "policy")


def deed(action: str) -> str:
    """What was done; an action without words is named as it is."""
    return str(DEEDS.get(action, action))


def subject_name(subject: str) -> str:
    """The kind of thing it was done to."""
    known = {model._meta.model_name: model._meta.verbose_name for model in apps.get_app_config("tracker").get_models()}
    return str(known.get(subject, subject))


def value_text(value: Any) -> str:
    """A value of the trail as text."""
    if value in (None, "", []):
        return "–"
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)
