"""The sample year, loaded by its command once in a test process and copied from then on.

Playing the year takes seconds and every module that shows the site wants it. Tests of the command itself call the
command.
"""

from io import StringIO
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from tracker.choices import Role


class Copied(NamedTuple):
    """One table's columns and rows; on PostgreSQL as its own COPY writes them."""

    table: str
    columns: list[str]
    rows: Any


_kept: list[Copied] = []


def load_year() -> None:
    """Targets and sample year in a database that holds neither; the roles come with them."""
    if not _kept:
        for role in Role.values:  # a test before may have flushed them
            Group.objects.get_or_create(name=role)
        call_command("load_targets", verbosity=0, stdout=StringIO())
        call_command("load_sample", verbosity=0, stdout=StringIO())
        _kept.extend(_copy(model._meta.db_table) for model in _models())
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for copied in _kept:
            _paste(cursor, copied)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _models() -> list[type[Model]]:
    """The app's, and that of the roles its people hold."""
    return [Group, *apps.get_app_config("tracker").get_models(include_auto_created=True)]


def _copy(table: str) -> Copied:
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name}")
        columns = [column[0] for column in cursor.description]
        if connection.vendor != "postgresql":
            return Copied(name, columns, cursor.fetchall())
        with cursor.copy(f"COPY {name} TO STDOUT") as copy:
            return Copied(name, columns, b"".join(copy))


def _paste(cursor: Any, copied: Copied) -> None:
    cursor.execute(f"DELETE FROM {copied.table}")
    columns = ", ".join(map(connection.ops.quote_name, copied.columns))
    if connection.vendor != "postgresql":
        marks = ", ".join(["%s"] * len(copied.columns))
        cursor.executemany(f"INSERT INTO {copied.table} ({columns}) VALUES ({marks})", copied.rows)
        return
    with cursor.copy(f"COPY {copied.table} ({columns}) FROM STDIN") as copy:
        copy.write(copied.rows)
