import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from tracker.views import health


def test_process_that_lives_says_so_without_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_site_that_can_serve_says_so(client, db):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": True, "migrations": True, "disk": True}
    assert "no-store" in response.headers["Cache-Control"]


def test_migration_that_is_missing_is_named(client, db):
    last = max(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "tracker")
    MigrationRecorder(connection).record_unapplied("tracker", last)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": True, "migrations": False, "disk": True}


def test_disk_that_is_full_is_named(client, db, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 80)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": True, "migrations": True, "disk": False}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_only_asked(client, db, address):
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    assert not client.cookies


def test_database_that_is_gone_is_named_and_breaks_nothing(client, db):
    def gone(*_query):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(gone):
        response = client.get("/readyz")
        assert client.get("/healthz").status_code == 200
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": False, "migrations": False, "disk": True}
