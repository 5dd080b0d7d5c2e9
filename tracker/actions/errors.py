"""What can keep an action from being carried out, besides a lack of permission."""

from django.db.models import Model


class ActionError(Exception):
    """The action does not fit the state of the thing; the text says why, in the person's language."""


class Conflict(ActionError):
    """Somebody else changed the thing in between. `current` is what stands now; nothing was written."""

    def __init__(self, current: Model) -> None:
        super().__init__(str(current))
        self.current = current
