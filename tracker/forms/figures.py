"""A figure as people write it: full-width digits, thousands marks and spaces are understood, guesses refused."""

import re
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.rules.words import plain

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－−＋", "0123456789.,--+")
SPACE = re.compile("[\u00a0\u2007\u2009\u202f\u3000]")  # no-break, figure, thin, narrow no-break, full-width
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)(\.\d+)?", re.ASCII)
WHOLE_DIGITS, DECIMALS = 11, 4


class Uncounted(Enum):
    """The statement that nothing was counted: neither a figure nor the lack of one."""

    UNCOUNTED = "UNCOUNTED"

    def __str__(self) -> str:
        """As it is written, in the reader's language."""
        return str(_("not counted"))


UNCOUNTED: Final = Uncounted.UNCOUNTED
UNCOUNTED_WORDS = frozenset({"未统计", "未統計", "not counted"})


def is_uncounted(text: str) -> bool:
    """Whether somebody wrote, in either language, that nothing was counted."""
    return " ".join(SPACE.sub(" ", text).lower().split()) in UNCOUNTED_WORDS


def parse_figure(text: str) -> Decimal:
    """The exact figure; raises ValidationError saying what to type.

    Understood: `1,080`, `1080`, `12 000`, `-0.5`. Refused: `1e3`, `12万`, `1_000`, `=1+1`, `1,08`, `6 5`.
    """
    written = SPACE.sub(" ", text.translate(FULL_WIDTH).strip())
    if not NUMBER.fullmatch(written):
        raise ValidationError(_("Write the figure in digits only, for example 1080 or 6.5, in the unit shown."))
    written = written.replace(",", "").replace(" ", "")
    whole, _dot, decimals = written.lstrip("+-").partition(".")
    if len(decimals.rstrip("0")) > DECIMALS:
        raise ValidationError(_("Write at most four decimals."))
    if len(whole.lstrip("0")) > WHOLE_DIGITS:
        raise ValidationError(_("The figure is too large: at most eleven digits before the point, in the unit shown."))
    return Decimal(written)


class FigureField(forms.Field):
    """An exact figure; empty is None, which is not 0."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | Uncounted | None:
        """Decimal, or None for nothing typed."""
        text = str(value or "").strip() if value != 0 else "0"
        return parse_figure(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """What was typed, or the stored figure without trailing zeros."""
        if isinstance(value, Decimal):
            return plain(value)
        return str(value) if isinstance(value, Uncounted) else value


class ReportedField(FigureField):
    """A figure, nothing yet, or the word that nothing was counted: three different things."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})
    units: tuple[str, ...] = ()

    def to_python(self, value: Any) -> Decimal | Uncounted | None:
        """Decimal, None for nothing typed, or UNCOUNTED. The target's own unit may stand behind the figure."""
        if is_uncounted(str(value or "")):
            return UNCOUNTED
        text = str(value).strip() if value else value
        unit = next((unit for unit in self.units if isinstance(text, str) and text.endswith(unit)), "")
        return super().to_python(text.removesuffix(unit) if isinstance(text, str) and unit else text)
