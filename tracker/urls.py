"""The map: every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter

from tracker.api import targets as api_targets
from tracker.views import (
    areas,
    audit,
    departments,
    desk,
    entries,
    errors,
    evidence,
    health,
    home,
    method,
    months,
    password,
    permissions,
    reminders,
    requests,
    reviews,
    sheets,
    sign_in,
    targets,
)


class MonthConverter:
    """A month in an address: `2021-06`. Whether it can be shown is the page's to say."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(MonthConverter, "month")

# Read as of the last closed month, or, with a month in front, as of that one: a lasting address, and a file's path.
DATED: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("areas/<slug:code>/", areas.area, name="area"),
    path("targets/", targets.targets, name="targets"),
    path("targets/<slug:code>/", targets.target, name="target"),
    path("departments/", departments.departments, name="departments"),
    path("departments/<slug:code>/", departments.department, name="department"),
    path("method/", method.method, name="method"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/targets.json", api_targets.targets, name="api_targets"),
]
urlpatterns += i18n_patterns(
    path("", include(DATED)),
    path("<month:month_key>/", include(DATED)),
    path("targets/<slug:code>/trail/", audit.trail, name="trail"),
    path("permissions/", permissions.permissions, name="permissions"),
    path("evidence/<uuid:key>/", evidence.evidence, name="evidence"),
    path("login/", sign_in.login, name="login"),
    path("logout/", auth.LogoutView.as_view(next_page="home"), name="logout"),
    path("desk/", desk.desk, name="desk"),
    path("desk/alive/", sign_in.alive, name="alive"),
    path("desk/password/", password.password, name="password"),
    path("desk/targets/<slug:code>/acknowledge/", desk.acknowledge, name="acknowledge"),
    path("desk/targets/<slug:code>/close/", desk.close, name="close"),
    path("desk/entries/<slug:code>/<month:month_key>/", entries.entry, name="entry"),
    path("desk/entries/<slug:code>/<month:month_key>/withdraw/", entries.withdraw, name="withdraw"),
    path("desk/months/<month:month_key>/", months.month, name="month"),
    path("desk/reviews/", reviews.reviews, name="reviews"),
    re_path(
        r"^desk/months/(?P<month_key>\d{4}-\d{2})/workbook\.(?P<kind>xlsx|csv)$", sheets.sheet_file, name="sheet_file"
    ),
    path("desk/months/<month:month_key>/file/", sheets.sheet_upload, name="sheet_upload"),
    path("desk/uploads/<uuid:key>/", sheets.sheet, name="sheet"),
    path("desk/uploads/<uuid:key>/errors", sheets.sheet_errors, name="sheet_errors"),
    path("desk/uploads/<uuid:key>/progress", sheets.sheet_progress, name="sheet_progress"),
    path("desk/reviews/<int:pk>/", reviews.review, name="review"),
    path("desk/targets/<slug:code>/request/", requests.request_change, name="request_change"),
    path("desk/requests/<uuid:key>/", requests.request_decide, name="request_decide"),
    path("desk/requests/<uuid:key>/withdraw/", requests.request_withdraw, name="request_withdraw"),
    path("desk/reminders/", reminders.reminders, name="reminders"),
    path("desk/audit/", audit.audit, name="audit"),
    path("admin/", admin.site.urls),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
