"""A whistle (街道吹哨、部门报到): a subdistrict or a lead department calls others to a problem on a target."""

from typing import ClassVar, Self
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from tracker.choices import CallState, Rating, WhistleState
from tracker.models.fields import together
from tracker.models.people import Department, User
from tracker.models.target import Target


class WhistleQuerySet(models.QuerySet["Whistle"]):
    def open(self) -> Self:
        """Those that wait for a report in, an answer or a rating."""
        return self.filter(state=WhistleState.OPEN)

    def with_people(self) -> Self:
        """With everything the story of a whistle names; two queries."""
        calls = WhistleCall.objects.select_related("department__successor", "signed_by", "answered_by", "rated_by")
        return self.select_related(
            "target__area", "target__report__policy", "department__successor", "raised_by", "withdrawn_by"
        ).prefetch_related(Prefetch("calls", calls))


class Whistle(models.Model):
    """What blocks a target and by which day it is needed; who is called stands in its calls, at least one.

    `key` comes with the form, so that a form sent twice whistles once. It is CLOSED once every answer is rated.
    """

    key = models.UUIDField(_("key"), default=uuid4, unique=True, editable=False)
    target = models.ForeignKey(Target, models.PROTECT, verbose_name=_("target"), related_name="whistles")
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department that whistled"), related_name="whistles"
    )
    problem = models.TextField(_("what blocks"))
    needed_by = models.DateField(_("needed by"))
    raised_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("raised by"), related_name="+")
    raised_at = models.DateTimeField(_("raised at"))
    state = models.CharField(_("state"), max_length=12, choices=WhistleState, default=WhistleState.OPEN)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("taken back by"), null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = WhistleQuerySet.as_manager()

    class Meta:
        verbose_name = _("whistle")
        verbose_name_plural = _("whistles")
        ordering: ClassVar = ["raised_at", "id"]
        constraints: ClassVar = [
            together("whistle", "withdrawn_by", "withdrawn_at"),
            models.CheckConstraint(
                condition=Q(state=WhistleState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=WhistleState.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="whistle_withdrawn_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.code} {self.department.title}"


class WhistleCall(models.Model):
    """One department's part in a whistle: called, reported in, answered; then rated by the department that whistled.

    Whether the problem is solved is the rating's to say, never the answer's. Who reported in late is not kept: it
    follows from the days and the policy.
    """

    whistle = models.ForeignKey(Whistle, models.CASCADE, verbose_name=_("whistle"), related_name="calls")
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department called"), related_name="calls"
    )
    signed_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("reported in by"), null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("reported in at"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("answered by"), null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    is_solved = models.BooleanField(_("solved"), null=True, blank=True)
    rating = models.PositiveSmallIntegerField(
        _("rating"),
        choices=Rating,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    word = models.TextField(_("word"), blank=True)
    rated_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("rated by"), null=True, blank=True, related_name="+"
    )
    rated_at = models.DateTimeField(_("rated at"), null=True, blank=True)

    class Meta:
        verbose_name = _("call of a whistle")
        verbose_name_plural = _("calls of whistles")
        ordering: ClassVar = ["department__order", "department__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["whistle", "department"], name="whistlecall_once_a_department"),
            together("whistlecall", "signed_by", "signed_at"),
            together("whistlecall", "answered_by", "answered_at"),
            together("whistlecall", "rated_by", "rated_at"),
            together("whistlecall", "rating", "is_solved", "rated_at"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False, signed_at__isnull=False) & ~Q(answer="")),
                name="whistlecall_answered_in_words_after_reporting_in",
            ),
            models.CheckConstraint(
                condition=Q(rated_at__isnull=True, word="") | Q(rated_at__isnull=False, answered_at__isnull=False),
                name="whistlecall_rated_after_the_answer",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="whistlecall_rating_from_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whistle} → {self.department.title}"

    @property
    def state(self) -> CallState:
        """How far the department has come."""
        if self.whistle.state == WhistleState.WITHDRAWN:
            return CallState.WITHDRAWN
        if self.rated_at:
            return CallState.RATED
        if self.answered_at:
            return CallState.ANSWERED
        return CallState.SIGNED if self.signed_at else CallState.CALLED
