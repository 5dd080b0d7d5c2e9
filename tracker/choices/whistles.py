"""Whistles (街道吹哨) and the departments called (部门报到)."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class WhistleState(TextChoices):
    OPEN = "OPEN", _("Being dealt with")
    CLOSED = "CLOSED", _("All answers rated")
    WITHDRAWN = "WITHDRAWN", _("Whistle taken back")


class CallState(TextChoices):
    """How far a called department has come. Computed from what was done, never stored."""

    CALLED = "CALLED", _("To report in")
    SIGNED = "SIGNED", _("To answer")
    ANSWERED = "ANSWERED", _("To be rated")
    RATED = "RATED", _("Answer rated")
    WITHDRAWN = "WITHDRAWN", _("Called off")


class Signing(TextChoices):
    """Whether a called department reported in, and in time."""

    IN_TIME = "IN_TIME", _("Reported in on time")
    LATE = "LATE", _("Reported in late")
    OVERDUE = "OVERDUE", _("Not reported in, overdue")
    DUE = "DUE", _("Not reported in yet")


class Rating(IntegerChoices):
    """How satisfied the department that whistled is with an answer."""

    VERY_SATISFIED = 5, _("5 · very satisfied")
    SATISFIED = 4, _("4 · satisfied")
    FAIR = 3, _("3 · fair")
    DISSATISFIED = 2, _("2 · dissatisfied")
    VERY_DISSATISFIED = 1, _("1 · very dissatisfied")
