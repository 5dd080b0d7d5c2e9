"""How Django knows this app, its admin site and its static files."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("Targets")


class TrackerAdminConfig(AdminConfig):
    default_site = "tracker.admin.site.TrackerAdminSite"


class TrackerStaticFilesConfig(StaticFilesConfig):
    """Collects of the chart library's folder only the browser bundle."""

    ignore_patterns = [  # noqa: RUF012 - Django declares it on the instance
        *StaticFilesConfig.ignore_patterns,
        "datasets",
        "templates",
        "widgetbundle.js",
        "package.json",
        "LICENSE",
        "README.md",
    ]
