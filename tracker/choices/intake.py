"""What is decided on each passage of a report when its targets are made."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CandidateState(TextChoices):
    """What people decided about a passage of a report."""

    WAITING = "WAITING", _("To be decided")
    TARGET = "TARGET", _("Becomes a target")
    PROMISE = "PROMISE", _("Promised, not quantified")
    LEFT_OUT = "LEFT_OUT", _("Left out")

    @property
    def slug(self) -> str:
        """The name in class attributes and addresses: `left-out`."""
        return self.value.lower().replace("_", "-")

    @property
    def symbol(self) -> str:
        """The shape that stands beside the word, so that colour never speaks alone."""
        return {"WAITING": "?", "TARGET": "◆", "PROMISE": "◇", "LEFT_OUT": "×"}[self.value]


class Why(TextChoices):
    """Why a passage of a report is no promise of the year."""

    NAME = "NAME", _("Name of a policy, programme or place")
    ORDINAL = "ORDINAL", _("Year, date, ordinal or number of a section")
    SIZE = "SIZE", _("Describes, and promises nothing")
    PAST = "PAST", _("Result of the past")
    VISION = "VISION", _("Goal of several years")
    NARRATIVE = "NARRATIVE", _("Narrative")
    DUPLICATE = "DUPLICATE", _("Part of another passage, or said twice")
    OTHER = "OTHER", _("For another reason")


class Carry(TextChoices):
    """What became of a promise when the next report was opened."""

    CARRIED = "CARRIED", _("Carried on")
    ENDED = "ENDED", _("Ended")
    NEW = "NEW", _("New")
