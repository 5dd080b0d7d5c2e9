"""The page that suspends or resumes a target: one decision, its reason, its document, its day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.revisions import Ground
from tracker.admin.base import person
from tracker.admin.grounds import ground_of, last_decision
from tracker.choices import RevisionKind
from tracker.forms import grounds
from tracker.models import Revision, Target, User


@dataclass(frozen=True, slots=True)
class Step:
    """One of the two decisions, with its words."""

    take: Callable[..., Target]
    kind: RevisionKind
    title: str | Promise
    explanation: str | Promise
    button: str | Promise


class StepForm(forms.Form):
    """Why, by which document, on which day; and the version of the target that was looked at."""

    reason = grounds.reason_field()
    document = grounds.document_field()
    decided_on = grounds.decided_on_field()
    version_seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, target: Target, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"version_seen": target.row_version}
        self.due, self.last = target.due, last_decision(target)

    def catch_up(self, version: int) -> None:
        """Let the form be sent again; what was typed stays."""
        data: Any = self.data
        data = data.copy()
        data["version_seen"] = str(version)
        self.data = data

    def clean(self) -> dict[str, Any]:
        """All that is missing, at once."""
        for name, error in grounds.missing(self.cleaned_data, self.due, self.last, on=timezone.localdate()).items():
            if name not in self.errors:
                self.add_error(name, error)
        return self.cleaned_data


def step_view(model_admin: "admin.ModelAdmin[Any]", step: Step, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the decision, take it, go back to the target."""
    target = get_object_or_404(Target.objects.select_related("report"), pk=pk)
    form = StepForm(request.POST or None, target=target)
    status = 200
    if request.method == "POST" and form.is_valid():
        by, ground = person(request), ground_of(form.cleaned_data)
        try:
            seen = form.cleaned_data["version_seen"]
            step.take(target=target, ground=ground, by=by, at=timezone.now(), row_version=seen)
        except ActionError as error:
            if not _is_taken(step, target, ground, by):
                status = 409 if isinstance(error, Conflict) else 200
                form.add_error(None, _moved_on(error))
                form.catch_up(Target.objects.get(pk=pk).row_version)
        if not form.errors:
            messages.success(request, _("%(target)s: the decision is on record and public.") % {"target": target})
            return HttpResponseRedirect(reverse("admin:tracker_target_change", args=[pk]))
    return _page(model_admin, step, request, target, form, status)


def _is_taken(step: Step, target: Target, ground: Ground, by: User) -> bool:
    """Whether this very decision was the last one recorded: a double click."""
    last = Revision.objects.filter(target=target).order_by("-id").first()
    return last is not None and (last.kind, last.reason, last.document, last.decided_on, last.recorded_by_id) == (
        step.kind,
        ground.reason,
        ground.document,
        ground.decided_on,
        by.pk,
    )


def _moved_on(error: ActionError) -> str:
    if isinstance(error, Conflict) and isinstance(error.current, Target):
        words = _("Somebody else changed this target just now. It is “%(state)s”. If you still want this, send again.")
        return words % {"state": error.current.get_state_display()}
    return str(error)


def _page(
    model_admin: "admin.ModelAdmin[Any]", step: Step, request: HttpRequest, target: Target, form: Any, status: int
) -> HttpResponse:
    shown = AdminForm(form, [(None, {"fields": [*grounds.NAMES, "version_seen"]})], {})
    context = {
        **model_admin.admin_site.each_context(request),
        "title": step.title,
        "subtitle": str(target),
        "explanation": step.explanation,
        "button": step.button,
        "adminform": shown,
        "form": form,
        "opts": model_admin.opts,
        "original": target,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/step.html", context, status=status)
