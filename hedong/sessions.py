"""How long a sign-in lasts: until nothing was asked for a while, and never longer than a working day.

A session store, so that public pages, which read no session, are not touched. The limits stand in the settings.
"""

from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

SINCE, SEEN = "signed_in_at", "seen_at"
PRECISION = 60  # seconds: the last request is noted at most once in these, so that not every request writes


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with both limits for people signed in."""

    def _validate_session_key(self, key: str | None) -> bool:
        """A key is letters and digits; a cookie of anything else never reaches the database."""
        return bool(super()._validate_session_key(key)) and str(key).isalnum()  # type: ignore[misc]

    def load(self) -> dict[str, Any]:
        """What is kept; nothing once a limit has passed."""
        data = super().load()
        if SESSION_KEY not in data:
            return data
        now = int(time())
        if self._ends_at(data) <= now:
            self.delete(self.session_key)
            self._session_key = None
            return {}
        if now - data[SEEN] >= PRECISION:
            self.modified = True
        return data

    def save(self, must_create: bool = False) -> None:
        """Note when the person was last here."""
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if SESSION_KEY in data:
            data[SEEN] = int(time())
            data.setdefault(SINCE, data[SEEN])
        super().save(must_create)

    def cycle_key(self) -> None:
        """A new key is given when the password was: the longest time begins anew."""
        self.pop(SINCE, None)
        super().cycle_key()

    def seconds_left(self) -> int:
        """How long the sign-in lasts when nothing is asked any more."""
        return max(0, self._ends_at(self._session) - int(time()))  # type: ignore[attr-defined]

    def renew(self) -> None:
        """The person is here."""
        self[SEEN] = int(time())

    @staticmethod
    def _ends_at(data: dict[str, Any]) -> int:
        """A session without the two moments is from before there were limits: it has ended."""
        if SINCE not in data:
            return 0
        idle_until: int = data[SEEN] + settings.SESSION_IDLE_SECONDS + PRECISION
        latest: int = data[SINCE] + settings.SESSION_COOKIE_AGE
        return min(idle_until, latest)
