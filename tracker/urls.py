"""The map: every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, path, re_path

from tracker.api import targets as api_targets
from tracker.views import areas, departments, desk, entries, errors, health, home, method, password, reviews, targets

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
    path("departments/", departments.departments, name="departments"),
    path("departments/<slug:code>/", departments.department, name="department"),
    path("method/", method.method, name="method"),
    path("login/", auth.LoginView.as_view(template_name="desk/login.html"), name="login"),
    path("logout/", auth.LogoutView.as_view(next_page="home"), name="logout"),
    path("desk/", desk.desk, name="desk"),
    path("desk/password/", password.password, name="password"),
    path("desk/targets/<slug:code>/acknowledge/", desk.acknowledge, name="acknowledge"),
    re_path(r"^desk/entries/(?P<code>[-\w]+)/(?P<month_key>\d{4}-\d{2})/$", entries.entry, name="entry"),
    path("desk/reviews/<int:pk>/", reviews.review, name="review"),
    path("admin/", admin.site.urls),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
