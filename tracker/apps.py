"""How Django knows this app, its admin site and its static files."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("Targets")


class TrackerAdminConfig(AdminConfig):
    default_site = "tracker.admin.site.TrackerAdminSite"
    pages = ("targets", "people", "reports", "readonly", "report_texts")

    def ready(self) -> None:
        """Import the pages once the site stands: it lies in their package, so the package cannot import them."""
        super().ready()
        for page in self.pages:
            import_module(f"tracker.admin.{page}")


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
