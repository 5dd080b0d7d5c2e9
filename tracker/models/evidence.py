"""Evidence: where an entry's figure can be checked."""

from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.entry import Entry


class Evidence(models.Model):
    """A link that supports an entry's figure; public or for the desk only."""

    entry = models.ForeignKey(Entry, models.CASCADE, verbose_name=_("entry"), related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    url = models.CharField(_("address"), max_length=500, validators=[URLValidator(schemes=["http", "https"])])
    is_public = models.BooleanField(_("public"), default=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.title
