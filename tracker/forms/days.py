"""Months and days as people write them, and as the browser's own calendar sends them."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WRITTEN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
EARLIEST = 1900


def parse_month(text: str) -> date:
    """The month's first day; raises ValidationError saying what to type.

    Understood: `2021-06`, `2021-6`, `2021/6`, `2021.06`, `2021年6月`, full-width digits too.
    """
    found = WRITTEN.fullmatch(text.strip())
    if not found or int(found[1]) < EARLIEST or not 1 <= int(found[2]) <= 12:
        raise ValidationError(_("Write the month as year and month, for example 2021-06 or 2021年6月."))
    return date(int(found[1]), int(found[2]), 1)


class MonthField(forms.Field):
    """A month, kept as its first day."""

    widget = forms.DateInput(attrs={"type": "month", "placeholder": "2021-06"}, format="%Y-%m")

    def to_python(self, value: Any) -> date | None:
        """The month's first day, or None for nothing typed."""
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return value.replace(day=1)
        text = str(value or "").strip()
        return parse_month(text) if text else None


DAY: dict[str, Any] = {
    "input_formats": ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"],
    "widget": forms.DateInput({"type": "date", "placeholder": "2021-07-01"}, format="%Y-%m-%d"),
    "error_messages": {"invalid": _("Write the day as year, month and day, for example 2021-07-01 or 2021年7月1日.")},
}


class DayField(forms.DateField):
    """A day; 2021年7月1日 is understood besides 2021-07-01."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**DAY | options)
