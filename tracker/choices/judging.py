"""What is judged, and how: kinds of target, comparisons, lights, outcomes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CUMULATIVE = "CUMULATIVE", _("Adds up over the year")
    LEVEL = "LEVEL", _("Level reached or held")
    RATE = "RATE", _("Rate or share")
    MILESTONE = "MILESTONE", _("Stages or things done")


class Comparison(TextChoices):
    AT_LEAST = "AT_LEAST", _("at least")
    AT_MOST = "AT_MOST", _("at most")
    ABOUT = "ABOUT", _("about")
    BETWEEN = "BETWEEN", _("between")
    EXACT = "EXACT", _("exactly")
    ALL = "ALL", _("all")


class Light(TextChoices):
    DONE = "DONE", _("Done")
    ON_PACE = "ON_PACE", _("On pace")
    BEHIND = "BEHIND", _("Slightly behind")
    FAR_BEHIND = "FAR_BEHIND", _("Far behind")
    NO_DATA = "NO_DATA", _("Not reported")
    NOT_DUE = "NOT_DUE", _("Not due yet")
    SUSPENDED = "SUSPENDED", _("Suspended")

    @property
    def symbol(self) -> str:
        """The shape that stands beside the word, so that colour never speaks alone."""
        return {
            "DONE": "✓",
            "ON_PACE": "●",
            "BEHIND": "▲",
            "FAR_BEHIND": "■",
            "NO_DATA": "○",
            "NOT_DUE": "·",
            "SUSPENDED": "‖",
        }[self.value]

    @property
    def is_in_scope(self) -> bool:
        """Whether a target counts among those judged now: neither suspended nor not due."""
        return self not in {Light.NOT_DUE, Light.SUSPENDED}

    @property
    def slug(self) -> str:
        """The name in class attributes and addresses: `far-behind`."""
        return self.value.lower().replace("_", "-")


class Bucket(TextChoices):
    DONE = "DONE", _("Completed")
    AHEAD = "AHEAD", _("Ahead of pace")
    ON_PACE = "ON_PACE", _("On pace")
    BEHIND = "BEHIND", _("Behind pace")
    NO_DATA = "NO_DATA", _("Not reported")
    OTHER = "OTHER", _("Other")


class Cadence(TextChoices):
    MONTH = "MONTH", _("Monthly")
    QUARTER = "QUARTER", _("Quarterly")
    HALF_YEAR = "HALF_YEAR", _("Half-yearly")
    YEAR = "YEAR", _("Yearly")

    @property
    def months(self) -> int:
        """How many months one reporting period has."""
        return {"MONTH": 1, "QUARTER": 3, "HALF_YEAR": 6, "YEAR": 12}[self.value]


class Outcome(TextChoices):
    EXCEEDED = "EXCEEDED", _("Exceeded")
    KEPT = "KEPT", _("Kept")
    NEARLY_KEPT = "NEARLY_KEPT", _("Nearly kept")
    MISSED = "MISSED", _("Missed")
    CHANGED = "CHANGED", _("Suspended or changed")
    UNVERIFIABLE = "UNVERIFIABLE", _("Cannot be verified")

    @property
    def symbol(self) -> str:
        """The shape that stands beside the word."""
        return dict(zip(Outcome, "★✓▲■‖○", strict=True))[self]

    @property
    def slug(self) -> str:
        """The light whose colour it has, as class attributes name it."""
        colours = ("done", "done", "behind", "far-behind", "suspended", "no-data")
        return dict(zip(Outcome, colours, strict=True))[self]


class Preset(TextChoices):
    TIANJIN = "TIANJIN", _("Tianjin 0/30")
    YINCHUAN = "YINCHUAN", _("Yinchuan 10/30")
    STRICT = "STRICT", _("Strict 0/10")
    OWN = "OWN", _("Own thresholds")
