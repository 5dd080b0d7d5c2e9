"""The map: every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, path, re_path

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

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/targets.json", api_targets.targets, name="api_targets"),
]
urlpatterns += i18n_patterns(
    path("", home.home, name="home"),
    path("areas/<slug:code>/", areas.area, name="area"),
    path("targets/", targets.targets, name="targets"),
    path("targets/<slug:code>/", targets.target, name="target"),
    path("targets/<slug:code>/trail/", audit.trail, name="trail"),
    path("departments/", departments.departments, name="departments"),
    path("departments/<slug:code>/", departments.department, name="department"),
    path("method/", method.method, name="method"),
    path("permissions/", permissions.permissions, name="permissions"),
    path("evidence/<uuid:key>/", evidence.evidence, name="evidence"),
    path("login/", sign_in.login, name="login"),
    path("logout/", auth.LogoutView.as_view(next_page="home"), name="logout"),
    path("desk/", desk.desk, name="desk"),
    path("desk/alive/", sign_in.alive, name="alive"),
    path("desk/password/", password.password, name="password"),
    path("desk/targets/<slug:code>/acknowledge/", desk.acknowledge, name="acknowledge"),
    path("desk/targets/<slug:code>/close/", desk.close, name="close"),
    re_path(r"^desk/entries/(?P<code>[-\w]+)/(?P<month_key>\d{4}-\d{2})/$", entries.entry, name="entry"),
    re_path(r"^desk/entries/(?P<code>[-\w]+)/(?P<month_key>\d{4}-\d{2})/withdraw/$", entries.withdraw, name="withdraw"),
    re_path(r"^desk/months/(?P<month_key>\d{4}-\d{2})/$", months.month, name="month"),
    path("desk/reviews/", reviews.reviews, name="reviews"),
    re_path(
        r"^desk/months/(?P<month_key>\d{4}-\d{2})/workbook\.(?P<kind>xlsx|csv)$", sheets.sheet_file, name="sheet_file"
    ),
    re_path(r"^desk/months/(?P<month_key>\d{4}-\d{2})/file/$", sheets.sheet_upload, name="sheet_upload"),
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
