"""The targets and the sample year, loaded once a module and rolled back after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from tracker.choices import Role
from tracker.models import (
    AuditRecord,
    Closing,
    Department,
    Entry,
    Issue,
    PlanPoint,
    Revision,
    Target,
    User,
    Whistle,
    WhistleCall,
)


@pytest.hookimpl(tryfirst=True)  # before the workers read the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A module's tests stay with one worker: what they share takes seconds to load."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def restart_numbers() -> None:
    """Let new rows be numbered from 1, as in a fresh database: the audit chain names rows by number."""
    tables = [
        {"table": model._meta.db_table, "column": "id"}
        for model in (
            *(AuditRecord, Closing, Department, Entry, Issue, PlanPoint, Revision, Target, User, Whistle),
            WhistleCall,
        )
    ]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), tables):
            cursor.execute(statement)


@pytest.fixture(scope="module")
def targets_loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A database with the targets only, to every test of the module."""
    assert "test" in str(connection.settings_dict["NAME"]), "not a test database"
    with django_db_blocker.unblock(), transaction.atomic():
        for role in Role.values:
            Group.objects.get_or_create(name=role)  # a test that flushed the database took them along
        restart_numbers()
        call_command("load_targets", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def apart(targets_loaded) -> Iterator[None]:
    """What this test changes is taken back after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
