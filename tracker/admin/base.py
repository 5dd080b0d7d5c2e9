"""The common ground of every admin page: opened by role, written through the actions, on the record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import IntegrityError, transaction
from django.db.models import DateField, DateTimeField, DecimalField, Model, QuerySet, TextField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from tracker.actions.errors import Conflict
from tracker.actions.links import relate
from tracker.actions.records import keep, remove
from tracker.actions.trail import in_turn, key_of
from tracker.admin.record_forms import RecordForm
from tracker.choices import Act
from tracker.forms.days import DayField, MonthField
from tracker.forms.figures import FigureField
from tracker.models import AuditRecord, User
from tracker.permissions import may

if TYPE_CHECKING:
    StockAdmin = admin.ModelAdmin[Any]
    StockInline = admin.StackedInline[Any, Any]
    StockFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    StockAdmin, StockInline = admin.ModelAdmin, admin.StackedInline
    StockFormSet = forms.BaseInlineFormSet

MONTHS = frozenset({"start", "due", "month"})


def person(request: HttpRequest) -> User:
    """Who is at work here: the site lets nobody in but users."""
    assert isinstance(request.user, User)  # noqa: S101 - `TrackerAdminSite.has_permission` has seen to it
    return request.user


def input_for(db_field: Any, field: forms.Field | None) -> forms.Field | None:
    """Our own input where Django's reads figures, months or days worse; no icons beside a choice of rows."""
    options: dict[str, Any] = {
        "label": capfirst(db_field.verbose_name),
        "help_text": db_field.help_text,
        "required": not db_field.blank,
    }
    if getattr(db_field, "has_default", bool)():
        options["initial"] = db_field.get_default()
    if isinstance(db_field, DecimalField):
        return FigureField(**options)
    if isinstance(db_field, DateField) and not isinstance(db_field, DateTimeField):
        return (MonthField if db_field.name in MONTHS else DayField)(**options)
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    if isinstance(db_field, TextField) and field is not None:
        field.widget.attrs["rows"] = 4
    return field


def added_already(form: Any, by: User) -> Model | None:
    """The row this very person has just added with this very content, when only its keys keep the form from saving."""
    model: Any = form._meta.model
    keys = {field.name: form.data.get(form.add_prefix(field.name)) for field in model._meta.fields if field.unique}
    taken = {name: value for name, value in keys.items() if name in form.errors}
    if not taken or set(form.errors) != set(taken):
        return None
    row: Model | None = model.objects.filter(**taken).first()
    columns = {field.name for field in model._meta.concrete_fields}
    if row is None or any(getattr(row, name) != form.cleaned_data[name] for name in columns & set(form.cleaned_data)):
        return None
    records = AuditRecord.objects.filter(action="add", subject=model._meta.model_name, by=by.username)
    return row if records.filter(subject_key=key_of(row)).exists() else None


def _at_once(view: Any) -> Any:
    """A page that is only looked at waits for nobody."""
    return view


class ByRole:
    """Administrators do everything here, nobody else anything; Django's model permissions play no part."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return may(request.user, Act.ADMINISTER)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators only."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators only."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators only."""
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators only."""
        return self.has_module_permission(request)


class RecordInline(ByRole, StockInline):
    """Rows edited on another row's page."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """With our own inputs, named one by one: a table's head is no label."""
        field = input_for(db_field, super().formfield_for_dbfield(db_field, request, **kwargs))
        if field is not None:
            field.widget.attrs["aria-label"] = str(field.label)
        return field


class RecordAdmin(ByRole, StockAdmin):
    """Every save and removal is an action: atomic, audited, and it raises the edition.

    The audit stands in for Django's own log, which is left empty.
    """

    form: Any = RecordForm
    show_full_result_count = False
    view_on_site: Any = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """With our own inputs."""
        return input_for(db_field, super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Boxes to tick: a list that wants the control key held is lost on most people."""
        return super().formfield_for_manytomany(db_field, request, **{"widget": forms.CheckboxSelectMultiple} | kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """A filter by a number that no database holds is answered as Django answers any other odd one."""
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A save stands in line from its first reading on; what is taken all the same is read again, to say so."""
        turn = in_turn if request.method == "POST" else _at_once
        try:
            return turn(super().changeform_view)(request, object_id, form_url, extra_context)
        except (Conflict, IntegrityError):
            return turn(super().changeform_view)(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """A removal stands in line too: what it was allowed by still holds when it is done."""
        turn = in_turn if request.method == "POST" else _at_once
        return turn(super().delete_view)(request, object_id, extra_context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """A double click ends where the first click does; a conflict answers 409 with both values."""
        form = context["adminform"].form
        added = added_already(form, person(request)) if add and form.is_bound else None
        if added is not None:
            return self.response_add(request, added)
        if add or not (form.is_bound and form.is_stale):
            return super().render_change_form(request, context, add, change, form_url, obj)
        if form.is_stored([inline.formset for inline in context["inline_admin_formsets"]]):
            return self.response_change(request, obj)
        form.catch_up()
        context["differences"] = form.differences()
        response = super().render_change_form(request, context, add, change, form_url, obj)
        response.status_code = 409
        return response

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Add the row, or keep its changes; a save that changes nothing leaves no trace."""
        columns = {field.name for field in obj._meta.concrete_fields}
        if not change or columns.intersection(form.changed_data):
            keep(thing=obj, by=person(request), at=timezone.now())

    def save_related(self, request: HttpRequest, form: Any, formsets: Iterable[Any], change: bool) -> None:
        """Relations and inline rows, each on the record."""
        for field in form.instance._meta.many_to_many:
            if field.name in form.cleaned_data:
                to = form.cleaned_data[field.name]
                relate(thing=form.instance, name=field.name, to=to, by=person(request), at=timezone.now())
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Inline rows: those taken away first, so that others may take their place."""
        formset.save(commit=False)
        by, at = person(request), timezone.now()
        for thing in formset.deleted_objects:
            remove(thing=thing, by=by, at=at)
        for thing in [*(changed for changed, _names in formset.changed_objects), *formset.new_objects]:
            keep(thing=thing, by=by, at=at)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Remove one row."""
        remove(thing=obj, by=person(request), at=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Remove the chosen rows: all of them or none."""
        with transaction.atomic():
            for thing in queryset:
                self.delete_model(request, thing)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The row's history is its part of the audit."""
        thing = self.get_object(request, object_id)
        wanted = {"subject": self.opts.model_name or "", "subject_key": key_of(thing) if thing else ""}
        return HttpResponseRedirect(reverse("admin:tracker_auditrecord_changelist", query=wanted))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the audit has it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the audit has it."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Nothing: the audit has it."""
