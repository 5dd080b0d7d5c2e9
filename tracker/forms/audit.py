"""The filter over the audit trail: by what it was done to, by whom, what and when. The address is the view."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tracker.forms.days import DAY
from tracker.models import AuditRecord
from tracker.queries.audit import DEEDS, newest_records


class AuditFilterForm(forms.Form):
    """The filters together: the days have an order."""

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        fields: dict[str, Any] = self.cleaned_data
        since, until = fields.get("since"), fields.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return fields


class AuditFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Every filter may be left empty; one that cannot be read says so and is left out."""

    words = django_filters.CharFilter(label=_("Code, month or login name"), method="filter_words", max_length=100)
    person = django_filters.CharFilter(label=_("Person"), method="filter_person", max_length=100)
    action = django_filters.ChoiceFilter(label=_("Action"), choices=list(DEEDS.items()), empty_label=_("all"))
    since = django_filters.DateFilter(label=_("From day"), field_name="at", lookup_expr="date__gte", **DAY)
    until = django_filters.DateFilter(label=_("To day"), field_name="at", lookup_expr="date__lte", **DAY)

    class Meta:
        model = AuditRecord
        form = AuditFilterForm
        fields = ("words", "person", "action", "since", "until")

    def __init__(self, data: Any) -> None:
        super().__init__(data, queryset=newest_records())

    def filter_words(self, queryset: "QuerySet[AuditRecord]", _name: str, value: str) -> "QuerySet[AuditRecord]":
        """Each word has to be found in the key."""
        for word in value.split():
            queryset = queryset.filter(subject_key__icontains=word)
        return queryset

    def filter_person(self, queryset: "QuerySet[AuditRecord]", _name: str, value: str) -> "QuerySet[AuditRecord]":
        """By name or login name."""
        return queryset.filter(Q(by_name__icontains=value) | Q(by__icontains=value))
