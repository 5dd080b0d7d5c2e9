"""A passage of a report that somebody has to decide on: a figure, or a sentence of the plan without one."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import CandidateState, Comparison, Ground, Kind, Tense, Why
from tracker.models.fields import figure, is_month, month, together
from tracker.models.people import Department, User
from tracker.models.report import Area
from tracker.models.report_text import ReportText
from tracker.models.target import Target


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def waiting(self) -> Self:
        """Those nobody has decided on."""
        return self.filter(state=CandidateState.WAITING)

    def to_decide(self) -> Self:
        """Those that keep a report from being published: of the plan, or promised elsewhere in the text."""
        return self.waiting().filter(Q(is_plan=True) | Q(tense=Tense.COMMITMENT))

    def with_names(self) -> Self:
        """With everything a line about one names."""
        names = ("target", "about", "area", "lead__successor", "decided_by__department", "merged_into")
        return self.select_related(*names)


class Candidate(models.Model):
    """`clause` is text[start:end]. `proposed` is what the reader read and stays so; empty where a person marked it.

    What people decided stands in columns, figures in the unit the report writes. A target made of it is fixed.
    """

    text = models.ForeignKey(ReportText, models.CASCADE, verbose_name=_("text"), related_name="candidates")
    start = models.PositiveIntegerField(_("starts at"))
    end = models.PositiveIntegerField(_("ends at"))
    clause = models.TextField(_("passage"))
    section = models.CharField(_("section"), max_length=300, blank=True)
    heading = models.CharField(_("heading"), max_length=100, blank=True)
    is_plan = models.BooleanField(_("in the year's plan"), default=False)
    is_sentence = models.BooleanField(_("sentence without a figure"), default=False)
    tense = models.CharField(_("tense"), max_length=12, choices=Tense, default=Tense.COMMITMENT)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground, blank=True)
    proposed = models.JSONField(_("as read"), default=dict, blank=True)
    added_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("added by"), null=True, blank=True, related_name="+"
    )

    state = models.CharField(_("decision"), max_length=10, choices=CandidateState, default=CandidateState.WAITING)
    why = models.CharField(_("why it is left out"), max_length=12, choices=Why, blank=True)
    words = models.CharField(_("in words"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("part of"), null=True, blank=True, related_name="merged"
    )
    about = models.ForeignKey(
        Target, models.SET_NULL, verbose_name=_("speaks of"), null=True, blank=True, related_name="claims"
    )
    target = models.OneToOneField(
        Target, models.SET_NULL, verbose_name=_("target"), null=True, blank=True, related_name="candidate"
    )

    name = models.CharField(_("name"), max_length=100, blank=True)
    name_en = models.CharField(_("English name"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, blank=True)
    comparison = models.CharField(_("comparison"), max_length=16, choices=Comparison, blank=True)
    value = figure(verbose_name=_("target figure"), null=True, blank=True)
    value_high = figure(verbose_name=_("upper figure"), null=True, blank=True)
    tolerance = figure(verbose_name=_("tolerance"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    unit_en = models.CharField(_("English unit"), max_length=40, blank=True)
    area = models.ForeignKey(
        Area, models.SET_NULL, verbose_name=_("task area"), null=True, blank=True, related_name="+"
    )
    lead = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("lead department"), null=True, blank=True, related_name="+"
    )
    first_month = month(verbose_name=_("start month"), null=True, blank=True)
    due = month(verbose_name=_("due month"), null=True, blank=True)

    decided_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("decided by"), null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering: ClassVar = ["text", "start", "-end", "pk"]
        constraints: ClassVar = [
            together("candidate", "decided_by", "decided_at"),
            is_month("candidate", "first_month"),
            is_month("candidate", "due"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="candidate_has_a_passage"),
            models.CheckConstraint(
                condition=Q(state=CandidateState.WAITING, decided_at__isnull=True)
                | (~Q(state=CandidateState.WAITING) & Q(decided_at__isnull=False)),
                name="candidate_is_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=(Q(state=CandidateState.LEFT_OUT) & ~Q(why=""))
                | (~Q(state=CandidateState.LEFT_OUT) & Q(why="")),
                name="candidate_left_out_has_its_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=CandidateState.TARGET) | (Q(value__isnull=False) & ~Q(kind="") & ~Q(name="")),
                name="candidate_target_has_its_terms",
            ),
        ]

    def __str__(self) -> str:
        return self.clause.replace("\n", "")[:40]

    @property
    def anchor(self) -> str:
        """The name of its place on a page."""
        return f"c{self.pk}"

    @property
    def is_fixed(self) -> bool:
        """Whether a target was made of it."""
        return self.target_id is not None
