"""The sample year, loaded by its command once in a test process and copied from then on.

Playing the year takes seconds and every module that shows the site wants it. Tests of the command itself call the
command.
"""

from io import StringIO
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction

from tracker.choices import Role


class Copied(NamedTuple):
    """One table's columns and rows."""

    table: str
    columns: list[str]
    rows: list[tuple[object, ...]]


_kept: list[Copied] = []


def load_year() -> None:
    """Targets and sample year in a database that holds neither; the roles come with them."""
    if connection.vendor != "sqlite":  # values of other engines do not go back in as they came out
        _play()
    elif not _kept:
        _play()
        _kept.extend(_copy(table) for table in _tables())
    else:
        with transaction.atomic():
            for copied in _kept:
                _paste(copied)


def _play() -> None:
    for role in Role.values:  # a test before may have flushed them
        Group.objects.get_or_create(name=role)
    call_command("load_targets", verbosity=0, stdout=StringIO())
    call_command("load_sample", verbosity=0, stdout=StringIO())


def _tables() -> list[str]:
    """The app's tables, and that of the roles its people hold."""
    models = apps.get_app_config("tracker").get_models(include_auto_created=True)
    return [Group._meta.db_table, *(model._meta.db_table for model in models)]


def _copy(table: str) -> Copied:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return Copied(table, [column[0] for column in cursor.description], cursor.fetchall())


def _paste(copied: Copied) -> None:
    table = connection.ops.quote_name(copied.table)
    columns = ", ".join(map(connection.ops.quote_name, copied.columns))
    marks = ", ".join(["%s"] * len(copied.columns))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", copied.rows)
