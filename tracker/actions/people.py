"""What happens to a person's login besides plain changes of the row."""

from datetime import datetime

from django.contrib.auth.password_validation import password_changed
from django.core.exceptions import PermissionDenied

from tracker.actions.trail import in_turn, record
from tracker.choices import Act
from tracker.models import User
from tracker.permissions import may


@in_turn
def set_password(*, person: User, password: str, by: User, at: datetime) -> User:
    """Give a person a new password: an administrator anyone, everybody themselves. The trail keeps that, not what."""
    if by.pk != person.pk and not may(by, Act.ADMINISTER):
        raise PermissionDenied
    person.set_password(password)
    person.save(update_fields=["password"])
    password_changed(password, person)
    record(action="set_password", thing=person, before={}, by=by, at=at, after={})
    return person
