"""The admin site: open to administrators by role, not by a flag on the user."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.admin.person_forms import OwnPasswordForm
from tracker.choices import Act
from tracker.models import AuditRecord
from tracker.permissions import may
from tracker.queries.audit import deed, subject_name
from tracker.templatetags.links import in_language

# Object name and what the thing is, in the order people look for it; those of the second list are only looked at.
CHANGED = {
    "Target": _("what was promised: figure, due month, lead department, plan"),
    "User": _("who may log in, for which department, with which role"),
    "Department": _("the departments and subdistricts that lead and report"),
    "Area": _("the headings the targets stand under"),
    "Policy": _("when a light turns, the day figures are due, sign-off and reminders"),
    "Report": _("title, place and source of a year's report"),
}
LOOKED_AT = {
    "Entry": _("the figures departments reported"),
    "Review": _("the decisions taken on them"),
    "Revision": _("the public changes of targets"),
    "ChangeRequest": _("the changes departments asked for"),
    "Closing": _("what became of each target at the year's end"),
    "Reminder": _("who was reminded of what"),
    "Upload": _("the files departments sent in"),
    "Whistle": _("the problems departments were called to"),
    "ReportText": _("the texts of reports, as they were read"),
    "Candidate": _("what was decided on each passage of a report"),
    "FormerName": _("the names departments had"),
    "AuditRecord": _("who did what, and when"),
}


class TrackerAdminSite(admin.AdminSite):
    site_header = _("Target administration")
    site_title = _("Target administration")
    index_title = _("What would you like to change?")
    login_form = AuthenticationForm
    site_url = None
    enable_nav_sidebar = False  # the first page has the list; lists of targets need the room

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return may(request.user, Act.ADMINISTER)

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:
        """Open to administrators; an address with a NUL in it, which PostgreSQL cannot look for, is a bad request."""

        @wraps(view)
        def checked(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
            if any("\x00" in word for key, values in request.GET.lists() for word in (key, *values)):
                raise BadRequest
            return view(request, *given, **named)

        return super().admin_view(checked, cacheable)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the way to the public pages, and to this page in the other language."""
        language = "en" if (get_language() or "").startswith("zh") else "zh-hans"
        return super().each_context(request) | {
            "public_url": reverse("home"),
            "other_language": language,
            "other_language_url": in_language(request, language),
        }

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Two lists: what can be changed, what is for reading."""
        found = {
            model["object_name"]: model for app in super().get_app_list(request, app_label) for model in app["models"]
        }
        groups = ((_("To change"), "change", CHANGED), (_("To look at"), "look", LOOKED_AT))
        return [
            {
                "name": name,
                "app_label": key,
                "app_url": reverse("admin:index"),
                "has_module_perms": True,
                "models": [found[word] | {"explanation": text} for word, text in words.items() if word in found],
            }
            for name, key, words in groups
            if any(word in found for word in words)
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """With what this person did last."""
        mine = AuditRecord.objects.filter(by=request.user.get_username()).order_by("-at", "-number")
        told = [(record, deed(record.action), subject_name(record.subject)) for record in mine[:8]]
        return super().index(request, {"mine": told} | (extra_context or {}))

    def app_index(self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None) -> Any:
        """There is one list, on the first page."""
        return HttpResponseRedirect(reverse("admin:index"))

    def get_log_entries(self, request: HttpRequest) -> QuerySet[LogEntry]:
        """None: the audit stands in for Django's own log."""
        return LogEntry.objects.none()

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The own password, changed through the action."""
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context=self.each_context(request) | (extra_context or {}),
        )
        return view(request)
