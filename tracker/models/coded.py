"""Rows known by a code that never changes, and named in two languages."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.choices import reads_chinese

M = TypeVar("M", bound=models.Model)


def by_language(zh: str, en: str) -> str:
    """The one of two texts that the reader's language asks for."""
    return zh if reads_chinese() else en


class CodedQuerySet(models.QuerySet[M]):
    def get_by_natural_key(self, code: str) -> M:
        """The row of that code; how fixtures refer to it."""
        return self.get(code=code)


class Coded(models.Model):
    """A row with a code of letters, digits and hyphens."""

    code = models.SlugField(_("code"), max_length=32, unique=True)

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        """The code, as fixtures write it."""
        return (self.code,)
