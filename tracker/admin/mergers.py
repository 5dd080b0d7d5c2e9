"""The page that merges a department into another: one decision, its reason, its document, its day."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions.departments import InTheWay, merge
from tracker.actions.errors import ActionError
from tracker.actions.trail import in_turn
from tracker.admin.base import person
from tracker.admin.department_forms import MergeForm
from tracker.admin.grounds import ground_of
from tracker.forms import grounds
from tracker.models import Department


def merge_view(model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the decision, take it, go back to the department. What is read holds until it is written."""
    return (in_turn(_merge) if request.method == "POST" else _merge)(model_admin, request, pk)


def _merge(model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, pk: int) -> HttpResponse:
    department = get_object_or_404(Department.objects.select_related("successor"), pk=pk)
    back = HttpResponseRedirect(reverse("admin:tracker_department_change", args=[pk]))
    if department.successor:  # a double click ends where the first click does
        messages.info(request, _merged(department))
        return back
    form = MergeForm(request.POST or None, department=department)
    if form.is_valid():
        given: dict[str, Any] = {"into": form.cleaned_data["into"], "ground": ground_of(form.cleaned_data)}
        try:
            department = merge(department=department, **given, by=person(request), at=timezone.now())
        except InTheWay as error:
            form.add_error(None, [_("Nothing was changed, because these targets stand in the way:"), *error.reasons])
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _merged(department))
            return back
    status = 200
    if form.is_stale:
        form.catch_up()
        status = 409
    return _page(model_admin, request, department, form, status)


def _merged(department: Department) -> str:
    return _("%(department)s is merged into %(into)s.") % {"department": department, "into": department.successor}


def _page(
    model_admin: "admin.ModelAdmin[Any]", request: HttpRequest, department: Department, form: Any, status: int
) -> HttpResponse:
    explained = _(
        "What goes over: %(targets)s targets led, %(helped)s helped with, %(people)s people. Each change of lead is a "
        "public revision; what was filed keeps the old name. This cannot be taken back."
    ) % {
        "targets": department.leads.count(),
        "helped": department.cooperates.count(),
        "people": department.people.count(),
    }
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Merge into another department"),
        "subtitle": str(department),
        "explanation": explained,
        "button": _("Merge this department"),
        "adminform": AdminForm(form, [(None, {"fields": ["into", *grounds.NAMES, "version_seen"]})], {}),
        "form": form,
        "opts": model_admin.opts,
        "original": department,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/step.html", context, status=status)
