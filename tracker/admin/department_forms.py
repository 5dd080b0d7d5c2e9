"""The forms of a department: its row, the decision that merges it, and which departments other forms offer."""

from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.admin.record_forms import SEEN, RecordForm, digest
from tracker.forms import grounds
from tracker.forms.days import DayField
from tracker.models import Department

NAMES = frozenset({"name", "name_en"})
GOES_OVER = ("leads", "cooperates", "people")


def offer_in_being(form: Any, *names: str) -> None:
    """Let these fields offer no department that was merged into another; one that is stored already may stay."""
    stored = model_to_dict(form.instance, fields=names) if form.instance.pk else {}
    for name in names:
        if name in form.fields:
            kept = stored.get(name) or []
            keys = [row.pk for row in kept] if isinstance(kept, list) else [kept]
            form.fields[name].queryset = Department.objects.filter(Q(successor=None) | Q(pk__in=keys))


class DepartmentForm(RecordForm):
    """A department; a changed name is another name from now on unless it corrects a mistake."""

    is_mistake = forms.BooleanField(
        label=gettext_lazy("The new name corrects a mistake"),
        required=False,
        help_text=gettext_lazy(
            "Without the tick the department is renamed: what was filed until now keeps the old name. With the tick "
            "the corrected name stands everywhere, in old records too."
        ),
    )

    @property
    def changes(self) -> list[str]:
        """The names of the department's own fields that differ from what is stored."""
        return [name for name in super().changes if name != "is_mistake"]

    @property
    def renames(self) -> bool:
        """Whether the department is to bear another name from now on."""
        return self.stored is not None and not self.cleaned_data["is_mistake"] and bool(NAMES & set(self.changes))


class MergeForm(forms.Form):
    """Into which department, why, by which document, on which day; and what was looked at."""

    into = forms.ModelChoiceField(Department.objects.none(), label=gettext_lazy("Merge into"))
    reason = grounds.reason_field()
    document = grounds.document_field()
    decided_on = DayField(label=gettext_lazy("Decided on"), required=False)
    version_seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, department: Department, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Department.objects.in_being().exclude(pk=department.pk)
        into: Any = self.fields["into"]
        into.queryset = others if department.is_sample else others.filter(is_sample=False)
        self.initial = {SEEN: digest(department, GOES_OVER)}

    @property
    def is_stale(self) -> bool:
        """Whether the department, or what goes over with it, changed since the person looked."""
        return self.is_bound and self.cleaned_data.get(SEEN) != self.initial[SEEN]

    def clean(self) -> dict[str, Any]:
        """All that is missing, at once. When the targets are due is asked of each by the action."""
        for name, error in grounds.missing(self.cleaned_data, due=None, on=timezone.localdate()).items():
            if name not in self.errors:
                self.add_error(name, error)
        if self.is_stale:
            self.add_error(
                None, _("Somebody else changed this department just now. If you still want this, send again.")
            )
        return self.cleaned_data

    def catch_up(self) -> None:
        """Let the form be sent again; what was typed stays."""
        data: Any = self.data
        data = data.copy()
        data[SEEN] = self.initial[SEEN]
        self.data = data
