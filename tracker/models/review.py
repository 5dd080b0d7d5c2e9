"""A review: one decision on an entry, with the figure it was taken on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import Decision
from tracker.models.entry import Entry
from tracker.models.fields import figure
from tracker.models.people import User


class Review(models.Model):
    """Accepted, or sent back with a reason; the figure reviewed is kept, since a returned entry may change."""

    entry = models.ForeignKey(Entry, models.PROTECT, verbose_name=_("entry"), related_name="reviews")
    decision = models.CharField(_("decision"), max_length=12, choices=Decision)
    value = figure(verbose_name=_("figure reviewed"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decision=Decision.SEND_BACK) | ~Q(reason=""), name="review_sent_back_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.get_decision_display()}"
