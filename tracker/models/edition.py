"""The edition: one number that every action raises, so that a public page is known by it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionQuerySet(models.QuerySet["Edition"]):
    def only_row(self) -> Self:
        """The one row there is."""
        return self.filter(pk=1)


class Edition(models.Model):
    """How often anything was changed, and when last; how many audit records the real chain has, and its last hash."""

    number = models.PositiveBigIntegerField(_("number"), default=0)
    published_at = models.DateTimeField(_("published at"), null=True)
    records = models.PositiveBigIntegerField(_("audit records"), default=0)
    head = models.CharField(_("last audit hash"), max_length=64, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="edition_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
