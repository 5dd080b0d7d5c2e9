"""The admin site: open to administrators by role, not by a flag on the user."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tracker.permissions import may_administer


class TrackerAdminSite(admin.AdminSite):
    site_header = _("Target administration")
    site_title = _("Target administration")
    index_title = _("What would you like to change?")

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return may_administer(request.user)
