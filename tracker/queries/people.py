"""Who holds a post."""

from django.db.models import QuerySet

from tracker.choices import Role
from tracker.models import User


def holders(role: Role, department: int | None) -> QuerySet[User]:
    """The active people of a department who hold a role."""
    return User.objects.filter(is_active=True, department=department, groups__name=role)


def has_head(department: int | None) -> bool:
    """Whether anybody can sign a department's figures off."""
    return department is not None and holders(Role.HEAD, department).exists()
