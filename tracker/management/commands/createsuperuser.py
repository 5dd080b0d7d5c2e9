"""`manage.py createsuperuser`: Django's own, with the new person on the record."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.models import UserManager
from django.db import transaction
from django.utils import timezone

from tracker.actions.trail import record
from tracker.models import User


class People(UserManager[User]):
    """Creates the person and the record of it together: the questions asked before hold no lock."""

    def create_superuser(self, *args: Any, **fields: Any) -> User:
        """Nobody does it: whoever sits at the server has no login yet."""
        with transaction.atomic():
            person = super().create_superuser(*args, **fields)
            record(action="add", thing=person, before=None, by=None, at=timezone.now())
        return person


class Person:
    """The model as Django's command asks for it, with the manager above."""

    _default_manager = People()
    _default_manager.model = User

    def __getattr__(self, name: str) -> Any:
        return getattr(User, name)

    def __call__(self, **fields: Any) -> User:
        return User(**fields)


class Command(createsuperuser.Command):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.UserModel: Any = Person()
