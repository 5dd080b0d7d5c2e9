"""The map: every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter
from django.urls.converters import StringConverter

from tracker.api import index as api
from tracker.api import lists, singles
from tracker.choices import IssueKind
from tracker.exports import issued
from tracker.exports.openapi import FORMATS
from tracker.exports.resources import RESOURCES
from tracker.exports.singles import SINGLES
from tracker.views import (
    areas,
    audit,
    badges,
    bulletins,
    candidates,
    cards,
    changes,
    chart_files,
    charts,
    closing,
    closings,
    data,
    departments,
    desk,
    entries,
    errors,
    evidence,
    feeds,
    files,
    health,
    home,
    intake,
    method,
    months,
    objections,
    papers,
    password,
    permissions,
    pictures,
    publishing,
    reminders,
    report,
    requests,
    reviews,
    sheets,
    sign_in,
    sitemap,
    targets,
    tasks,
    whistles,
    years,
)


class MonthConverter(StringConverter):
    """A month in an address: `2021-06`. Whether it can be shown is the page's to say."""

    regex = "[0-9]{4}-[0-9]{2}"


class ChartConverter(StringConverter):
    """The ending of a chart's file."""

    regex = "csv|svg|json"


class PaperConverter(StringConverter):
    """The ending of a paper's file."""

    regex = "|".join(issued.ENDINGS)


register_converter(PaperConverter, "paper")
register_converter(MonthConverter, "month")
register_converter(ChartConverter, "chart")

# Read as of the last closed month, or, with a month in front, as of that one: a lasting address, and a file's path.
DATED: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("areas/<slug:code>/", areas.area, name="area"),
    path("targets/", targets.targets, name="targets"),
    *(path(f"targets.{kind}", files.targets_file, {"kind": kind}, name=f"targets_{kind}") for kind in FORMATS),
    path("targets/<slug:code>/", targets.target, name="target"),
    path("departments/", departments.departments, name="departments"),
    path("departments/<slug:code>/", departments.department, name="department"),
    path("charts/", charts.charts, name="charts"),
    path("charts/<slug:key>.<chart:kind>", chart_files.chart_file, name="chart_file"),
    path("areas/<slug:code>/charts/<slug:key>.<chart:kind>", chart_files.area_chart_file, name="area_chart_file"),
    path("targets/<slug:code>/charts/<slug:key>.<chart:kind>", chart_files.target_chart_file, name="target_chart_file"),
    path(
        "departments/<slug:code>/charts/<slug:key>.<chart:kind>",
        chart_files.department_chart_file,
        name="department_chart_file",
    ),
    path("method/", method.method, name="method"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<month:since_key>/", changes.changes, name="changes_since"),
    path("report/", report.report, name="report"),
    path("closing/", closing.closing, name="closing"),
    path("badges/targets/<slug:code>.svg", badges.target_badge, name="target_badge"),
    path("badges/areas/<slug:code>.svg", badges.area_badge, name="area_badge"),
    path("embed/targets/<slug:code>/", cards.target_card, name="target_card"),
    path("embed/areas/<slug:code>/", cards.area_card, name="area_card"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("evidence/<uuid:key>.<slug:ending>", evidence.evidence, name="evidence_file"),
    path("og/<month:month_key>/report.png", pictures.report_picture, name="report_picture"),
    path("og/<month:month_key>/areas/<slug:code>.png", pictures.area_picture, name="area_picture"),
    path("og/<month:month_key>/targets/<slug:code>.png", pictures.target_picture, name="target_picture"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("api/v1/", api.index, name="api_root"),
    path("api/v1/index.json", api.index, name="api_index"),
    path("api/v1/openapi.json", api.openapi, name="api_openapi"),
]
urlpatterns += [
    path(f"api/v1/{each.name}.{kind}", lists.listed, {"name": each.name, "kind": kind}, name=each.url_name(kind))
    for each in RESOURCES.values()
    for kind in FORMATS
]
urlpatterns += [
    path(f"api/v1/{name}/<slug:code>.json", singles.one, {"name": name}, name=f"api_{each.name}")
    for name, each in SINGLES.items()
]
PAPERS = {IssueKind.BULLETIN: "bulletins", IssueKind.ASSESSMENT: "assessments"}
urlpatterns += [re_path("^api/", api.nothing, name="api_nothing")]
urlpatterns += i18n_patterns(
    path("", include(DATED)),
    path("<month:month_key>/", include(DATED)),
    path("targets/<slug:code>/trail/", audit.trail, name="trail"),
    path("permissions/", permissions.permissions, name="permissions"),
    path("years/", years.years, name="years"),
    path("data/", data.data, name="data"),
    path("data/api/", data.data_api, name="data_api"),
    path("data/dataset.zip", data.dataset, name="dataset"),
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    *(
        path(f"{place}/<month:period>/", bulletins.bulletin, {"kind": kind}, name=kind.slug)
        for kind, place in PAPERS.items()
    ),
    *(
        path(
            f"{place}/<month:period>.<paper:ending>", bulletins.bulletin_file, {"kind": kind}, name=f"{kind.slug}_file"
        )
        for kind, place in PAPERS.items()
    ),
    path("feeds/all.atom", feeds.feed_all, name="feed_all"),
    path("feeds/areas/<slug:code>.atom", feeds.feed_area, name="feed_area"),
    path("feeds/departments/<slug:code>.atom", feeds.feed_department, name="feed_department"),
    path("feeds/targets/<slug:code>.atom", feeds.feed_target, name="feed_target"),
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
    path("desk/papers/", papers.papers, name="papers"),
    path("desk/papers/<slug:kind>/<month:period>/", papers.paper, name="paper"),
    path("desk/papers/<slug:kind>/<month:period>.<paper:ending>", papers.paper_copy, name="paper_copy"),
    path("desk/papers/assessment/<month:period>/object/", objections.object_to, name="object_to"),
    path("desk/objections/<uuid:key>/", objections.objection, name="objection"),
    path("desk/intake/", intake.intake, name="intake"),
    path("desk/intake/progress/<uuid:key>", intake.intake_progress, name="intake_progress"),
    path("desk/intake/<slug:code>/", intake.intake_text, name="intake_text"),
    path("desk/intake/<slug:code>/publish/", publishing.intake_publish, name="intake_publish"),
    path("desk/intake/<slug:code>/<int:pk>/", candidates.candidate, name="candidate"),
    path("desk/audit/", audit.audit, name="audit"),
    path("desk/whistles/", whistles.whistles, name="whistles"),
    path("desk/whistles/raise/", whistles.raise_whistle, name="raise_whistle"),
    path("desk/whistles/<uuid:key>/", whistles.whistle, name="whistle"),
    path("desk/whistles/<uuid:key>/withdraw/", whistles.withdraw_whistle, name="withdraw_whistle"),
    path("desk/whistles/<uuid:key>/<slug:code>/sign/", whistles.sign_call, name="sign_call"),
    path("desk/whistles/<uuid:key>/<slug:code>/answer/", whistles.answer_call, name="answer_call"),
    path("desk/whistles/<uuid:key>/<slug:code>/rate/", whistles.rate_call, name="rate_call"),
    path("desk/tasks/", tasks.task_table, name="task_table"),
    path("desk/tasks/workbook.xlsx", tasks.task_file, name="task_file"),
    path("desk/tasks/<uuid:key>/", tasks.task_sheet, name="task_sheet"),
    path("desk/tasks/<uuid:key>/errors", tasks.task_errors, name="task_errors"),
    path("desk/closings/", closings.closings, name="closings"),
    path("desk/closings/<slug:code>/write/", closings.closing_write, name="closing_write"),
    path("desk/closings/<uuid:key>/", closings.closing_decide, name="closing_decide"),
    path("desk/closings/<uuid:key>/withdraw/", closings.closing_withdraw, name="closing_withdraw"),
    path("admin/", admin.site.urls),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
