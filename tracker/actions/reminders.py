"""Reminder slips sent: by the daily run, by a supervisor's hand, and then by mail, one to a department."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actions.errors import ActionError
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act
from tracker.models import Department, Reminder, User
from tracker.permissions import may
from tracker.queries.reminders import OpenSlip, addressees, open_slips, reminders_for, slips_of_day, to_mail


@dataclass(slots=True)
class Post:
    """What became of the mails: by department, and what the server said last."""

    sent: list[Department] = field(default_factory=list)
    without_address: list[Department] = field(default_factory=list)
    failed: list[Department] = field(default_factory=list)
    error: str = ""


@in_turn
def remind_daily(*, on: date, at: datetime) -> list[Reminder]:
    """Send what the day asks for and no run has sent yet. Nobody does it: the clock does."""
    return [_send(slip, key=uuid4(), word="", on=on, by=None, at=at) for slip in slips_of_day(on)]


@in_turn
def remind(*, chosen: Iterable[str], word: str, key: UUID, by: User, at: datetime) -> list[Reminder]:
    """Send the chosen slips (`OpenSlip.name`) with a supervisor's word; the same form (`key`) again sends no more."""
    on, keys = localdate(at), {name: uuid5(key, name) for name in chosen}
    sent = Reminder.objects.in_bulk(list(keys.values()), field_name="key")
    there = {slip.name: slip for slip in open_slips(on)}
    reminders = []
    for name, own in keys.items():
        if own in sent:
            reminders.append(sent[own])
        elif name not in there:
            raise ActionError(_("Some of these were settled in between. Nothing was sent; please look again."))
        elif not may(by, Act.REMIND, there[name].target):
            raise PermissionDenied
        else:
            reminders.append(_send(there[name], key=own, word=word.strip(), on=on, by=by, at=at))
    return reminders


def mail(*, on: date, at: datetime, by: User | None = None, departments: Iterable[Department] | None = None) -> Post:
    """One mail to each department, with its notices that were not mailed yet; those not taken wait for the next run.

    The connection stands before the line is joined, so that others wait for a mail being handed over only,
    at most EMAIL_TIMEOUT, which is less than they have patience for.
    """
    post = Post()
    connection: BaseEmailBackend = get_connection()
    waiting = {department.pk for department in departments} if departments is not None else None
    for department in to_mail():
        if waiting is not None and department.pk not in waiting:
            continue
        try:
            connection.open()
            _hand_over(department=department, connection=connection, on=on, by=by, at=at, post=post)
        except (OSError, ValueError) as error:  # no server, a refusal, an address that is none
            post.failed.append(department)
            post.error = " ".join(str(error).split())
            with suppress(OSError):
                connection.close()
    with suppress(OSError):
        connection.close()
    return post


@in_turn
def _hand_over(
    *, department: Department, connection: BaseEmailBackend, on: date, by: User | None, at: datetime, post: Post
) -> None:
    """Send the department's mail and note that it went, in one turn: no two runs send the same slip."""
    unsent = [each for each in reminders_for(department, on) if each.mailed_at is None and not each.is_sample]
    if not unsent:
        return
    people = list(addressees(department))
    if not people:
        post.without_address.append(department)
        return
    _letter(department, unsent, people, connection).send()
    Reminder.objects.filter(pk__in=[each.pk for each in unsent]).update(mailed_at=at)
    told = {"reminders": [str(each) for each in unsent], "to": [person.username for person in people]}
    record(action="mail", thing=department, before={}, by=by, at=at, after=told)
    post.sent.append(department)


def _letter(
    department: Department, reminders: list[Reminder], people: list[User], connection: BaseEmailBackend
) -> EmailMessage:
    """In the site's own language, whoever sends it."""
    with translation.override(settings.LANGUAGE_CODE):
        words = ngettext(
            "%(n)s reminder on the work report's targets",
            "%(n)s reminders on the work report's targets",
            len(reminders),
        )
        context = {"department": department, "reminders": reminders, "site": settings.SITE_URL}
        body = render_to_string("email/reminders.txt", context)
    return EmailMessage(
        words % {"n": len(reminders)}, body, to=[person.email for person in people], connection=connection
    )


def _send(slip: OpenSlip, *, key: UUID, word: str, on: date, by: User | None, at: datetime) -> Reminder:
    reminder = Reminder.objects.create(
        key=key,
        target=slip.target,
        department=slip.lead,
        month=slip.month,
        slip=slip.slip,
        word=word,
        sent_on=on,
        by=by,
        at=at,
        is_sample=slip.lead.is_sample or (by is not None and by.is_sample),
    )
    record(action="remind", thing=reminder, before=None, by=by, at=at, after=snapshot(reminder) | {"key": str(key)})
    return reminder
