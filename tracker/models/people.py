"""Departments, and the people who act for them."""

from datetime import datetime
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.choices import DepartmentKind, Role
from tracker.models.coded import Coded, CodedQuerySet, by_language


class DepartmentQuerySet(CodedQuerySet["Department"]):
    def in_being(self) -> Self:
        """Those not merged into another."""
        return self.filter(successor=None)


class Department(Coded):
    """A department or subdistrict: it leads targets and its people report on them."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    name_en = models.CharField(_("English name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=16, choices=DepartmentKind, default=DepartmentKind.BUREAU)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        related_name="predecessors",
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return by_language(self.name, self.name_en)

    @property
    def acting(self) -> "Department":
        """Who does its work now: itself, or what it was merged into. Reads `successor` step by step."""
        return self.successor.acting if self.successor else self

    def title_at(self, at: datetime | None) -> str:
        """The name the department bore at that moment, so that old records keep it. Reads `former_names`."""
        if at is not None:
            for former in self.former_names.all():
                if at < former.until:
                    return former.title
        return self.title


class FormerName(models.Model):
    """A name a department bore until a moment."""

    department = models.ForeignKey(
        Department, models.CASCADE, verbose_name=_("department"), related_name="former_names"
    )
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100)
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering: ClassVar = ["until"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return by_language(self.name, self.name_en)


class User(AbstractUser):
    """A person with a login. Work belongs to the department, not to the person."""

    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department"), null=True, blank=True, related_name="people"
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering: ClassVar = ["username"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The person's name, family name first as in Chinese; the login name when there is none."""
        return f"{self.last_name}{self.first_name}" or self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held, by group name; none for a person who was switched off."""
        if not self.is_active:
            return frozenset()
        held = set(self.groups.values_list("name", flat=True))
        return frozenset(held | set(Role.values) if self.is_superuser else held)

    @property
    def is_reporter(self) -> bool:
        """Whether this person files figures for the department."""
        return Role.REPORTER in self.roles and self.department_id is not None

    @property
    def is_head(self) -> bool:
        """Whether this person signs off the department's figures."""
        return Role.HEAD in self.roles and self.department_id is not None

    @property
    def is_supervisor(self) -> bool:
        """Whether this person checks entries."""
        return Role.SUPERVISOR in self.roles

    @property
    def is_administrator(self) -> bool:
        """Whether this person edits targets, departments and users."""
        return Role.ADMINISTRATOR in self.roles
