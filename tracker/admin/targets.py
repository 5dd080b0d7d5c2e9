"""Targets in the admin: found by light, changed with a reason, suspended and resumed by a decision."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tracker.actions.errors import ActionError
from tracker.actions.records import keep, remove
from tracker.actions.revisions import resume, suspend
from tracker.actions.targets import save_target
from tracker.admin.base import RecordAdmin, RecordInline, person
from tracker.admin.grounds import ground_of
from tracker.admin.standings import completion_words, latest_words, light_words, standings_of
from tracker.admin.suspensions import Step, step_view
from tracker.admin.target_forms import PlanFormSet, TargetForm, first_of
from tracker.admin.target_words import fieldsets
from tracker.choices import EntryState, RevisionKind, TargetState
from tracker.models import AuditRecord, PlanPoint, Report, Target
from tracker.queries.standings import Standing
from tracker.rules.workflow import JUDGED

SUSPEND = Step(
    suspend,
    RevisionKind.SUSPENDED,
    _("Suspend target"),
    _("A suspended target is no longer judged. The decision is public and stays so."),
    _("Suspend this target"),
)
RESUME = Step(
    resume,
    RevisionKind.RESUMED,
    _("Resume target"),
    _("The target is judged again. The decision is public and stays so."),
    _("Resume this target"),
)


class PlanInline(RecordInline):
    model = PlanPoint
    formset = PlanFormSet
    extra = 1
    fields = (("month", "share"),)
    verbose_name_plural = _("Plan (only if the work does not spread evenly over the months)")


class TargetList(ChangeList):
    """The page of targets, with the standing of each."""

    def get_results(self, request: HttpRequest) -> None:
        """The rows of this page, judged at the last closed month."""
        super().get_results(request)
        standings = standings_of(self.result_list, timezone.localdate())
        for target in self.result_list:
            target.__dict__["standing"] = standings.get(target.pk)


def _standing(target: Target) -> Standing:
    """The standing that came with the page, else one asked for now."""
    known: Standing | None = target.__dict__.get("standing")
    return known or standings_of([target], timezone.localdate())[target.pk]


@admin.register(Target)
class TargetAdmin(RecordAdmin):
    form = TargetForm
    inlines = (PlanInline,)
    change_form_template = "admin/tracker/target/change_form.html"
    list_display = ("code", "title", "light", "completion", "latest", "lead", "due_month", "state")
    list_display_links = ("code", "title")
    list_select_related = ("area", "lead", "report__policy")
    list_filter = (
        "area",
        "kind",
        ("lead", admin.RelatedOnlyFieldListFilter),
        "state",
        ("report", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("code", "name", "name_en", "phrase")
    search_help_text = _("Code, name or phrase of the report")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """A list that brings the standings along."""
        return TargetList

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new target has neither a standing nor a reason of change."""
        return fieldsets(is_new=obj is None, is_fixed=_is_fixed(obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Code and report never change: addresses and fixtures name them. Nor what accepted figures are judged by."""
        return ("where_it_stands", "code", "report", "workflow", *(JUDGED if _is_fixed(obj) else ())) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only one that was added here by mistake; a promise of the report stays, and so does what was reported."""
        return super().has_delete_permission(request, obj) and (obj is None or _is_taken_back_easily(obj))

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        """The whole year of the newest report."""
        return first_of(Report.objects.order_by("-year").first()) | super().get_changeform_initial_data(request)

    def view_on_site(self, obj: Target) -> str:
        """The target's public page."""
        return reverse("target", args=[obj.code])

    @admin.display(description=_("target"), ordering="name")
    def title(self, obj: Target) -> SafeString:
        """The name, and under it the task area: a column of its own would push the light off small screens."""
        return format_html('{}<span class="area-part">{}</span>', obj.title, obj.area)

    @admin.display(description=_("light"))
    def light(self, obj: Target) -> SafeString:
        return light_words(_standing(obj).verdict.light)

    @admin.display(description=_("completion"))
    def completion(self, obj: Target) -> str:
        return completion_words(_standing(obj))

    @admin.display(description=_("latest figure"))
    def latest(self, obj: Target) -> str:
        return latest_words(_standing(obj))

    @admin.display(description=_("due month"), ordering="due")
    def due_month(self, obj: Target) -> str:
        return f"{obj.due:%Y-%m}"

    @admin.display(description=_("workflow state"))
    def workflow(self, obj: Target) -> str:
        return str(TargetState(obj.state).label)

    @admin.display(description=_("light"))
    def where_it_stands(self, obj: Target) -> SafeString:
        """The light, its reason and the arithmetic, so that a change is made knowing what it does."""
        standing = _standing(obj)
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in standing.formula))
        light = light_words(standing.verdict.light)
        return format_html('{} — {}<ul class="formula">{}</ul>', light, standing.reason, lines)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, told what an action had against it."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = request.__dict__.get("refusal", "")
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A rule of the actions that the form does not know is an error of the form too; what was typed stays."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ActionError as error:
            request.__dict__["refusal"] = str(error)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """New terms are a public revision; everything else is a plain change."""
        save_target(
            target=obj,
            changes=form.changes,
            ground=ground_of(form.cleaned_data) if form.revises else None,
            by=person(request),
            at=timezone.now(),
            row_version=form.stored.row_version if form.stored else obj.row_version,
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Iterable[Any], change: bool) -> None:
        """A changed plan counts as a save of the target, so that two editors of a plan notice one another."""
        formsets = list(formsets)
        if change and not form.changes and any(formset.has_changed() for formset in formsets):
            form.instance.row_version = form.stored.row_version
            keep(thing=form.instance, by=person(request), at=timezone.now())
        super().save_related(request, form, formsets, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Its plan goes first, so that the trail has every row."""
        for point in obj.plan_points.all():
            remove(thing=point, by=person(request), at=timezone.now())
        super().delete_model(request, obj)

    def get_urls(self) -> list[URLPattern]:
        """With the pages that suspend and resume."""
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(partial(step_view, self, step)),
                name=f"tracker_target_{name}",
            )
            for name, step in (("suspend", SUSPEND), ("resume", RESUME))
        ] + super().get_urls()


def _is_fixed(target: Target | None) -> bool:
    """Whether figures of the target were accepted."""
    if target is None:
        return False
    if "is_fixed" not in target.__dict__:  # the form asks many times
        target.__dict__["is_fixed"] = target.entries.filter(state=EntryState.ACCEPTED).exists()
    return bool(target.__dict__["is_fixed"])


def _is_taken_back_easily(target: Target) -> bool:
    """Whether it was added here and nothing has happened to it that the public saw."""
    added = AuditRecord.objects.filter(action="add", subject="target", subject_key=target.code)
    return added.exists() and not target.entries.exists() and not target.revisions.exists()
