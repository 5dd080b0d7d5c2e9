"""The forms of a person: a login with a name, a department and roles; and passwords, kept through the action."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Case, When
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.actions.people import set_password
from tracker.admin.department_forms import offer_in_being
from tracker.admin.record_forms import RecordForm
from tracker.choices import Role
from tracker.models import User

if TYPE_CHECKING:
    StockAddForm = UserCreationForm[User]
    StockChoice = forms.ModelMultipleChoiceField[Group]
else:
    StockAddForm, StockChoice = UserCreationForm, forms.ModelMultipleChoiceField

DUTIES = {
    Role.REPORTER: gettext_lazy("files the figures of the own department"),
    Role.HEAD: gettext_lazy("signs the department's figures off before review, where the policy asks for it"),
    Role.SUPERVISOR: gettext_lazy("accepts entries or sends them back, assigns targets"),
    Role.ADMINISTRATOR: gettext_lazy("edits targets, departments, users and policies on these pages"),
}


class RolesField(StockChoice):
    """Roles as boxes to tick, each with what it lets a person do."""

    def __init__(self, **options: Any) -> None:
        place = Case(*(When(name=role, then=number) for number, role in enumerate(Role)))
        roles = Group.objects.filter(name__in=Role.values).order_by(place)
        super().__init__(roles, widget=forms.CheckboxSelectMultiple, required=False, **options)

    def label_from_instance(self, obj: Any) -> SafeString:
        """The role and its duty."""
        role = Role(obj.name)
        return format_html("<strong>{}</strong> – {}", role.label, DUTIES[role])


def check_roles(form: Any) -> None:
    """A reporter reports for a department and a head heads one, so it has to be named."""
    roles = {group.name for group in form.cleaned_data.get("groups", ())}
    if "department" not in form.cleaned_data or form.cleaned_data["department"]:
        return
    if Role.REPORTER in roles:
        form.add_error("department", _("A reporter needs a department to report for."))
    elif Role.HEAD in roles:
        form.add_error("department", _("A department head needs a department."))


class PersonAddForm(StockAddForm):
    """A new person with a first password."""

    groups = RolesField(label=gettext_lazy("Roles"))

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username", "last_name", "first_name", "department", "groups")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_in_being(self, "department")

    def clean(self) -> Any:
        """With the department a reporter needs."""
        cleaned = super().clean()
        check_roles(self)
        return cleaned


class PersonForm(RecordForm):
    """A person's name, department and roles. `by`: who is editing, set for each request."""

    groups = RolesField(label=gettext_lazy("Roles"))
    by: User | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_in_being(self, "department")

    def name_of(self, thing: Any) -> str:
        """Roles go by their titles."""
        if isinstance(thing, Group) and thing.name in Role.values:
            return str(Role(thing.name).label)
        return super().name_of(thing)

    def clean(self) -> dict[str, Any]:
        """Nobody shuts themselves out."""
        super().clean()
        check_roles(self)
        if self.by and self.instance.pk == self.by.pk:
            roles = {group.name for group in self.cleaned_data.get("groups", ())}
            if not self.cleaned_data.get("is_active"):
                self.add_error("is_active", _("You cannot switch yourself off. Ask another administrator."))
            if Role.ADMINISTRATOR not in roles and not self.instance.is_superuser:
                self.add_error("groups", _("You cannot take the administrator role from yourself. Ask another one."))
        return self.cleaned_data


class OwnPasswordForm(AdminPasswordChangeForm):
    """The own password, changed on the record."""

    def save(self, commit: bool = True) -> Any:
        """Through the action, which audits it."""
        password = self.cleaned_data["new_password1"]
        return set_password(person=self.user, password=password, by=self.user, at=timezone.now())
