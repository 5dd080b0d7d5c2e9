"""Reports, their task areas and the policies their targets are judged by."""

from decimal import Decimal
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.actions.policies import keep_policy
from tracker.actions.records import keep, remove
from tracker.admin.base import RecordAdmin, person
from tracker.admin.posts import empty_post
from tracker.admin.record_forms import RecordForm
from tracker.choices import Preset, Role
from tracker.models import Area, Policy, Report
from tracker.queries.posts import headless

PRESETS: dict[str, tuple[Decimal, Decimal]] = {
    Preset.TIANJIN: (Decimal(0), Decimal(30)),
    Preset.YINCHUAN: (Decimal(10), Decimal(30)),
    Preset.STRICT: (Decimal(0), Decimal(10)),
}
THRESHOLDS = ("behind_over", "far_behind_over")
SCORE_POINTS = ("score_results", "score_on_time", "score_first_time")


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    fields = (("code", "year"), ("title_zh", "title_en"), ("place", "place_en"), "adopted_on", "source")
    list_display = ("title", "year", "place", "adopted_on", "target_count")
    search_fields = ("code", "title_zh", "title_en", "place")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the count the list shows."""
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(target_count=Count("targets"))
        return counted

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Code and year never change: every month is counted from the year."""
        return ("code", "year") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One added by mistake is taken back; one with targets stays."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.targets.exists())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Its policy, which nobody deletes by itself, goes along."""
        gone, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        return gone, counts, forbidden - {Policy._meta.verbose_name}, protected

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Areas and policy go first, so that the trail has every row."""
        for thing in (*obj.areas.all(), *Policy.objects.filter(report=obj)):
            remove(thing=thing, by=person(request), at=timezone.now())
        super().delete_model(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new report begins with the default thresholds."""
        super().save_model(request, obj, form, change)
        if not change:
            keep(thing=Policy(report=obj), by=person(request), at=timezone.now())

    @admin.display(description=gettext_lazy("title"), ordering="title_zh")
    def title(self, obj: Report) -> str:
        return obj.title

    @admin.display(description=gettext_lazy("targets"), ordering="target_count")
    def target_count(self, obj: Any) -> int:
        return int(obj.target_count)


@admin.register(Area)
class AreaAdmin(RecordAdmin):
    fields = ("code", "report", "section", ("name", "name_en"), "order")
    list_display = ("name", "name_en", "section", "report", "target_count", "order")
    list_select_related = ("report",)
    list_filter = ("report",)
    search_fields = ("code", "name", "name_en", "section")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the count the list shows."""
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(target_count=Count("targets"))
        return counted

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Code and report never change: addresses and targets hang on them."""
        return ("code", "report") if obj else ()

    @admin.display(description=gettext_lazy("targets"), ordering="target_count")
    def target_count(self, obj: Any) -> str:
        return str(obj.target_count) if obj.target_count else _("no quantified target")


class PolicyForm(RecordForm):
    """The thresholds: those of a preset, or own ones."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in THRESHOLDS:
            self.fields[name].required = False

    @property
    def changes(self) -> list[str]:
        """Without the thresholds that the preset has put back to what is stored."""
        kept = {
            name for name in THRESHOLDS if self.stored and self.cleaned_data.get(name) == getattr(self.stored, name)
        }
        return [name for name in super().changes if name not in kept]

    def clean(self) -> dict[str, Any]:
        """A preset fills its two thresholds in; own ones have to be typed. The points of a score make 100 together."""
        super().clean()
        points = [self.cleaned_data[name] for name in SCORE_POINTS if name in self.cleaned_data]
        if len(points) == len(SCORE_POINTS) and sum(points) != 100:
            told = _("These three have to make 100 together; now they make %(sum)s.") % {"sum": sum(points)}
            self.add_error(SCORE_POINTS[0], told)
        preset = self.cleaned_data.get("preset")
        if preset not in PRESETS:
            for name in THRESHOLDS:
                if name in self.cleaned_data and self.cleaned_data[name] is None:
                    self.add_error(name, _("Own thresholds have to be given."))
            return self.cleaned_data
        typed = any(name in self.changed_data and self.cleaned_data.get(name) is not None for name in THRESHOLDS)
        fitting = dict(zip(THRESHOLDS, PRESETS[preset], strict=True))
        differ = any(self.cleaned_data.get(name) != value for name, value in fitting.items())
        if typed and differ and self.stored and not self.is_stale and "preset" not in self.changed_data:
            self.add_error("preset", _("To use these thresholds choose “Own thresholds”."))
        self.cleaned_data.update(fitting)
        return self.cleaned_data


@admin.register(Policy)
class PolicyAdmin(RecordAdmin):
    form = PolicyForm
    list_display = ("report", "preset", "behind_over", "far_behind_over", "ahead_from", "due_day")
    list_select_related = ("report",)
    fieldsets = (
        (None, {"fields": ("report",)}),
        (
            gettext_lazy("When a light turns"),
            {
                "fields": ("preset", THRESHOLDS),
                "description": gettext_lazy(
                    "Percentage points behind the expected share. A preset fills both thresholds in when you save; for "
                    "others choose “Own thresholds”. Every light is computed anew at once, those of past months too."
                ),
            },
        ),
        (
            gettext_lazy("Further rules"),
            {"fields": ("ahead_from", "cap_margin", "not_started_months", "stale_periods")},
        ),
        (
            gettext_lazy("Reporting"),
            {
                "fields": ("due_day", "needs_sign_off"),
                "description": gettext_lazy(
                    "With sign-off, what a reporter submits waits for the head of the department first. Every "
                    "department that leads a target then needs a user with the role department head. Taken off again, "
                    "whatever waits for sign-off goes on to the supervisors."
                ),
            },
        ),
        (
            gettext_lazy("Quarterly assessment"),
            {
                "fields": (SCORE_POINTS,),
                "description": gettext_lazy(
                    "Points out of 100. A change holds for assessments not yet issued; those issued keep the points "
                    "they were made with. Every change stays in the audit trail."
                ),
            },
        ),
        (
            gettext_lazy("Reminders"),
            {
                "fields": (("remind_before", "remind_again"),),
                "description": gettext_lazy(
                    "A blue slip goes out so many days before figures are due; a red one on the day after they were "
                    "due, and again each time so many days have passed."
                ),
            },
        ),
        (
            gettext_lazy("Whistles"),
            {
                "fields": ("whistle_sign_days",),
                "description": gettext_lazy(
                    "Counted from the day of the call. Who reports in after it is shown as late; past calls are judged "
                    "anew at once."
                ),
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A policy stays with its report."""
        return ("report",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A report is always judged by some thresholds."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """With what sign-off, begun or ended, brings about."""
        if not form.changes:
            return
        went_on = keep_policy(policy=obj, by=person(request), at=timezone.now())
        if went_on:
            told = _("Entries that waited for sign-off and are with the supervisors now: %(total)s.")
            messages.info(request, told % {"total": len(went_on)})
        if obj.needs_sign_off and "needs_sign_off" in form.changes:
            for department in headless(obj.report):
                messages.warning(request, empty_post(Role.HEAD, department))
