"""The filter over the targets: by area, department, light, kind and words. The address is the view."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tracker.choices import Kind, Light
from tracker.models import Area, Department, Report, Target


class TargetFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Filters the rows the database knows; the light is computed, so the view filters the list by it."""

    words = django_filters.CharFilter(label=_("Words"), method="filter_words")
    area = django_filters.ModelChoiceFilter(
        label=_("Task area"), queryset=Area.objects.none(), to_field_name="code", empty_label=_("all")
    )
    department = django_filters.ModelChoiceFilter(
        label=_("Department"),
        field_name="lead",
        queryset=Department.objects.filter(leads__isnull=False).distinct(),
        to_field_name="code",
        empty_label=_("all"),
    )
    light = django_filters.ChoiceFilter(
        label=_("Light"), choices=Light.choices, method="keep_all", empty_label=_("all")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("all"))

    class Meta:
        model = Target
        fields = ("words", "area", "department", "light", "kind")

    def __init__(self, data: Any, report: Report) -> None:
        super().__init__(data, queryset=Target.objects.of(report))
        self.filters["area"].queryset = Area.objects.filter(report=report)

    def filter_words(self, queryset: QuerySet[Target], _name: str, value: str) -> QuerySet[Target]:
        """Each word has to be found in a name, the code or the phrase of the report."""
        for word in value.split():
            queryset = queryset.filter(
                Q(name__icontains=word)
                | Q(name_en__icontains=word)
                | Q(code__icontains=word)
                | Q(phrase__icontains=word)
            )
        return queryset

    def keep_all(self, queryset: QuerySet[Target], _name: str, _value: str) -> QuerySet[Target]:
        """The light is not in the database."""
        return queryset
