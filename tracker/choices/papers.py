"""The supervision office's papers, and what is held against them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IssueKind(TextChoices):
    """The papers the supervision office sends out."""

    BULLETIN = "BULLETIN", _("Monthly bulletin")
    ASSESSMENT = "ASSESSMENT", _("Quarterly assessment")

    @property
    def slug(self) -> str:
        """The name in addresses and file names."""
        return {"BULLETIN": "bulletin", "ASSESSMENT": "assessment"}[self.value]

    @property
    def months(self) -> int:
        """How many months one covers."""
        return {"BULLETIN": 1, "ASSESSMENT": 3}[self.value]


class IssueState(TextChoices):
    DRAFT = "DRAFT", _("Not issued")
    ISSUED = "ISSUED", _("Issued (internal)")
    PUBLISHED = "PUBLISHED", _("Issued and public")


class ObjectionState(TextChoices):
    OPEN = "OPEN", _("Awaiting an answer")
    UPHELD = "UPHELD", _("Found right")
    REJECTED = "REJECTED", _("Found unfounded")
