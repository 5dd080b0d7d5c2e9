"""A revision: an approved change of a promise, public for ever beside the original."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.choices import RevisionKind
from tracker.models.fields import figure, is_month, month
from tracker.models.people import Department, User
from tracker.models.target import Target


class Revision(models.Model):
    """What stood before and after, why, by which document, decided when; it holds from the month of the decision."""

    target = models.ForeignKey(Target, models.PROTECT, verbose_name=_("target"), related_name="revisions")
    kind = models.CharField(_("kind"), max_length=16, choices=RevisionKind)
    value_before = figure(verbose_name=_("figure before"))
    value_after = figure(verbose_name=_("figure after"))
    value_high_before = figure(verbose_name=_("upper figure before"), null=True, blank=True)
    value_high_after = figure(verbose_name=_("upper figure after"), null=True, blank=True)
    due_before = month(verbose_name=_("due month before"))
    due_after = month(verbose_name=_("due month after"))
    lead_before = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("lead before"), null=True, blank=True, related_name="+"
    )
    lead_after = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("lead after"), null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"))
    document = models.CharField(_("deciding document"), max_length=200)
    decided_on = models.DateField(_("decided on"))
    recorded_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("recorded by"), related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering: ClassVar = ["decided_on", "id"]
        constraints: ClassVar = [is_month("revision", "due_before"), is_month("revision", "due_after")]

    def __str__(self) -> str:
        return f"{self.target.code} {self.get_kind_display()} {self.decided_on}"

    @property
    def lead_before_title(self) -> str:
        """The name the lead before bore then; empty when there was none."""
        return self.lead_before.title_at(self.recorded_at) if self.lead_before else ""

    @property
    def lead_after_title(self) -> str:
        """The name the lead after bore then; empty when there is none."""
        return self.lead_after.title_at(self.recorded_at) if self.lead_after else ""
