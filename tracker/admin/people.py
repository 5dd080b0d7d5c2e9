"""Departments and people in the admin."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.admin import GroupAdmin  # noqa: F401 - registers the groups, so that they can be taken off
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from tracker.actions.departments import rename
from tracker.actions.people import set_password
from tracker.admin.base import RecordAdmin, person
from tracker.admin.department_forms import NAMES, DepartmentForm
from tracker.admin.mergers import merge_view
from tracker.admin.person_forms import PersonAddForm, PersonForm
from tracker.admin.posts import empty_post, handed_over, only_one
from tracker.choices import Role
from tracker.models import Department, User
from tracker.queries.people import holders
from tracker.queries.posts import only_holder, taken_over, unfinished

admin.site.unregister(Group)  # the three roles are ticked on a person's page


@admin.register(Department)
class DepartmentAdmin(RecordAdmin):
    form = DepartmentForm
    change_form_template = "admin/tracker/department/change_form.html"
    list_display = ("name", "name_en", "code", "kind", "leads", "people", "order", "successor")
    list_select_related = ("successor",)
    list_filter = ("kind",)
    search_fields = ("code", "name", "name_en", "former_names__name", "former_names__name_en")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the two counts the list shows."""
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(led=Count("leads", distinct=True), staff=Count("people", distinct=True))
        return counted

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A known department has a past."""
        if obj is None:
            return [(None, {"fields": ("code", ("name", "name_en"), "kind", "order")})]
        row = {"fields": ("code", ("name", "name_en"), "is_mistake", "kind", "order")}
        return [(None, row), (gettext_lazy("Past"), {"fields": ("former", "took_over", "successor")})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The code never changes: addresses name it. What it was is told, not typed."""
        return ("code", "former", "took_over", "successor") if obj else ()

    def view_on_site(self, obj: Department) -> str:
        """The department's public page."""
        return reverse("department", args=[obj.code])

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Another name is a step of its own; everything else is a plain change."""
        if change and form.renames:
            given = {"name": obj.name, "name_en": obj.name_en}
            rename(department=obj, **given, by=person(request), at=timezone.now())
        if not change or not form.renames or set(form.changes) - NAMES:
            super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("targets led"), ordering="led")
    def leads(self, obj: Any) -> int:
        return int(obj.led)

    @admin.display(description=gettext_lazy("people"), ordering="staff")
    def people(self, obj: Any) -> int:
        return int(obj.staff)

    @admin.display(description=gettext_lazy("former names"))
    def former(self, obj: Department) -> str:
        told = [f"{name} (–{localdate(name.until)})" for name in obj.former_names.all()]
        return ", ".join(told) or "–"

    @admin.display(description=gettext_lazy("has taken over"))
    def took_over(self, obj: Department) -> str:
        return ", ".join(map(str, taken_over(obj))) or "–"

    def get_urls(self) -> list[URLPattern]:
        """With the page that merges."""
        page = self.admin_site.admin_view(partial(merge_view, self))
        return [path("<int:pk>/merge/", page, name="tracker_department_merge"), *super().get_urls()]


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """The roles in words."""
        return Role.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those who hold the role."""
        return queryset.filter(groups__name=self.value()) if self.value() in Role.values else queryset


@admin.register(User)
class PersonAdmin(RecordAdmin):
    form = PersonForm
    list_display = ("name", "username", "department", "role_words", "is_active", "last_login")
    list_display_links = ("name", "username")
    list_select_related = ("department",)
    list_filter = (RoleFilter, ("department", admin.RelatedOnlyFieldListFilter), "is_active")
    search_fields = ("username", "last_name", "first_name", "department__name", "department__name_en")
    search_help_text = gettext_lazy("Name, login name or department")
    ordering = ("username",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the roles the list names."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new person gets a first password; for a known one there is a page of its own."""
        who = (gettext_lazy("Person"), {"fields": ("username", ("last_name", "first_name"), "department")})
        table = format_html('<a href="{}">{}</a>', reverse("permissions"), _("Who may do what"))
        what = (gettext_lazy("What this person may do"), {"fields": ("groups",), "description": table})
        if obj is None:
            explained = gettext_lazy("Tell it to the person, who can change it after logging in.")
            first = {"fields": ("password1", "password2"), "description": explained}
            return [who, what, (gettext_lazy("First password"), first)]
        explained = gettext_lazy(
            "Somebody who has left is switched off, not deleted: what they entered and decided stays under their name, "
            "so a person who has done anything here cannot be deleted."
        )
        login = {"fields": ("is_active", "leaves_behind", "password_link", "last_login"), "description": explained}
        return [who, what, (gettext_lazy("Login"), login)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is told, not typed."""
        return ("leaves_behind", "password_link", "last_login") if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form of a new or of a known person; it is told who edits."""
        if obj is None:
            return super().get_form(request, obj, change, **{"form": PersonAddForm} | kwargs)
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = person(request)
        return form

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes themselves."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.pk != request.user.pk)

    def save_related(self, request: HttpRequest, form: Any, formsets: Iterable[Any], change: bool) -> None:
        """Whoever takes somebody from their post learns when it is empty now."""
        before: Any = form.stored if change else None
        posts = only_holder(before) if before and before.is_active else []
        super().save_related(request, form, formsets, change)
        for role in posts:
            if not holders(role, before.department_id).exists():
                messages.warning(request, empty_post(role, before.department))

    @method_decorator(sensitive_post_parameters())
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """An error report never shows the first password."""
        return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.display(description=gettext_lazy("person"), ordering="last_name")
    def name(self, obj: User) -> str:
        return obj.title

    @admin.display(description=gettext_lazy("roles"))
    def role_words(self, obj: User) -> str:
        if obj.is_superuser:
            return _("all roles")
        names = [group.name for group in obj.groups.all()]
        return ", ".join(str(role.label) for role in Role if role.value in names) or "–"

    @admin.display(description=gettext_lazy("leaves behind"))
    def leaves_behind(self, obj: User) -> SafeString:
        """What becomes of the department's work when this person goes."""
        if obj.department is None:
            return SafeString("–")
        posts = only_holder(obj) if obj.is_active else []
        told = [handed_over(unfinished(obj)), *(only_one(role, obj.department) for role in posts)]
        return format_html_join("", "<div>{}</div>", ((line,) for line in told))

    @admin.display(description=gettext_lazy("password"))
    def password_link(self, obj: User) -> SafeString:
        address = reverse("admin:tracker_user_password", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', address, _("Give a new password"))

    def get_urls(self) -> list[URLPattern]:
        """With the page that gives a new password."""
        page = self.admin_site.admin_view(self.password_view)
        return [path("<int:pk>/password/", page, name="tracker_user_password"), *super().get_urls()]

    @method_decorator(sensitive_post_parameters())
    def password_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give somebody a new password."""
        somebody = get_object_or_404(User, pk=pk)
        form: Any = SetPasswordForm(somebody, request.POST or None)
        if request.method == "POST" and form.is_valid():
            password = form.cleaned_data["new_password1"]
            set_password(person=somebody, password=password, by=person(request), at=timezone.now())
            if somebody.pk == request.user.pk:
                update_session_auth_hash(request, somebody)
            messages.success(request, _("The password was changed."))
            return HttpResponseRedirect(reverse("admin:tracker_user_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Give a new password"),
            "subtitle": str(somebody),
            "explanation": _("Tell it to the person, who can change it after logging in."),
            "button": _("Set this password"),
            "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}),
            "form": form,
            "opts": self.opts,
            "original": somebody,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/step.html", context)
