"""An issue of the office's papers: a monthly bulletin or a quarter's assessment, frozen when it goes out."""

import json
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.choices import IssueKind, IssueState
from tracker.models.fields import digest, is_month, month, together
from tracker.models.people import User
from tracker.models.report import Report

TEXTS = ("content", "internal")


class IssueQuerySet(models.QuerySet["Issue"]):
    def issued(self) -> Self:
        """Those that went out, in the order of their periods."""
        return self.exclude(state=IssueState.DRAFT).order_by("month")

    def before(self, report: Report, kind: str, month: date) -> "Issue | None":
        """The last of its kind that went out for an earlier period."""
        return self.issued().filter(report=report, kind=kind, month__lt=month).last()

    def published(self) -> Self:
        """Those everybody may read."""
        return self.filter(state=IssueState.PUBLISHED)

    def with_people(self) -> Self:
        """With everything a line about an issue names."""
        return self.select_related("report__policy", "issued_by", "published_by")

    def listed(self) -> Self:
        """The same for a list of many: their texts, long as they are, are read when they are asked for."""
        return self.with_people().defer(*TEXTS)


def canonical(content: Any) -> str:
    """The one text of a content: the same data gives the same bytes on every machine."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


class Issue(models.Model):
    """One paper of one period; `month` is the period's last.

    A draft has only what the office adds in its own words. Issued, it holds its data as text (`content`, what the
    public may read, and `internal`, what it may not) with the SHA-256 of each, and never changes again.
    """

    report = models.ForeignKey(Report, models.PROTECT, verbose_name=_("work report"), related_name="issues")
    kind = models.CharField(_("kind"), max_length=12, choices=IssueKind)
    month = month(verbose_name=_("last month"))
    state = models.CharField(_("state"), max_length=12, choices=IssueState, default=IssueState.DRAFT)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    demands = models.TextField(_("demands"), blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    content = models.TextField(_("content"), blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    internal = models.TextField(_("internal content"), blank=True)
    internal_sha256 = models.CharField(_("SHA-256 of the internal content"), max_length=64, blank=True)
    issued_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("issued by"), null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    published_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("published by"), null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering: ClassVar = ["-month", "kind"]
        constraints: ClassVar = [
            is_month("issue", "month"),
            together("issue", "number", "issued_at"),
            models.UniqueConstraint(fields=["report", "kind", "month"], name="issue_once_a_period"),
            models.UniqueConstraint(fields=["report", "kind", "number"], name="issue_number_once"),
            models.CheckConstraint(
                condition=Q(state=IssueState.DRAFT, content="", sha256="", issued_at__isnull=True)
                | (~Q(state=IssueState.DRAFT) & ~Q(content="") & ~Q(sha256="") & Q(issued_at__isnull=False)),
                name="issue_frozen_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.PUBLISHED, published_at__isnull=False)
                | (~Q(state=IssueState.PUBLISHED) & Q(published_at__isnull=True)),
                name="issue_published_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report.code} {self.get_kind_display()} {self.month:%Y-%m}"

    @property
    def code(self) -> str:
        """What it is known by in the trail and as a file: `HD-2021-bulletin-2021-09`."""
        return f"{self.report.code}-{IssueKind(self.kind).slug}-{self.month:%Y-%m}"

    @cached_property
    def data(self) -> dict[str, Any]:
        """The frozen content, read."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @cached_property
    def internal_data(self) -> dict[str, Any]:
        """The frozen internal content, read."""
        found: dict[str, Any] = json.loads(self.internal)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether both contents still are what was issued."""
        return (digest(self.content), digest(self.internal)) == (self.sha256, self.internal_sha256)
