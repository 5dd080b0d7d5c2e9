"""The databases and the cache a server may use: the same pages on both engines, and a cache that may fail."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis
from django.core.cache import caches

from hedong import env

ROOT = Path(__file__).resolve().parent.parent
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/9"
NAME = f"tracker_pages_{os.getpid()}"


@pytest.fixture
def postgresql():
    """A database of its own on this machine's PostgreSQL, gone afterwards."""
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("needs PostgreSQL on 127.0.0.1:5432")
    with server:
        server.execute(f"CREATE DATABASE {NAME}")
        yield f"postgres://postgres@127.0.0.1:5432/{NAME}"
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def run(command: list[str], var: Path, **settings: str) -> subprocess.CompletedProcess:
    """A process of its own with these settings; what it complained of if it failed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "tests.settings"} | settings,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done


def pages(database: str, var: Path) -> dict:
    return json.loads(run([sys.executable, "-m", "tests.engines"], var, DATABASE_URL=database).stdout)


@pytest.mark.postgresql
def test_sqlite_and_postgresql_give_the_same_pages(postgresql, tmp_path):
    ours = pages(f"sqlite:///{tmp_path}/db.sqlite3", tmp_path)
    theirs = pages(postgresql, tmp_path)
    assert (ours["vendor"], theirs["vendor"]) == ("sqlite", "postgresql")
    assert len(ours["pages"]) > 200
    assert [address for address in ours["pages"] if ours["pages"][address] != theirs["pages"].get(address)] == []


@pytest.mark.redis
def test_redis_keeps_what_the_cache_is_given(settings, monkeypatch):
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.ConnectionError:
        pytest.skip("needs Redis on 127.0.0.1:6379")
    monkeypatch.setenv("REDIS_URL", REDIS)
    settings.CACHES = {"default": env.cache("REDIS_URL")}
    caches["default"].set("page", "body", 30)
    assert caches["default"].get("page") == "body"
    caches["default"].delete("page")


def test_pages_are_served_when_redis_is_gone(settings, monkeypatch, client, target):
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    settings.CACHES = {"default": env.cache("REDIS_URL")}
    assert client.get("/").status_code == 200


def test_other_programs_can_write_to_the_sqlite_file(tmp_path):
    """No table asks for a function that only Django brings along, so backups by any tool work."""
    database = tmp_path / "db.sqlite3"
    run([sys.executable, "manage.py", "migrate", "-v0"], tmp_path, DATABASE_URL=f"sqlite:///{database}")
    with sqlite3.connect(database) as connection:
        connection.execute("VACUUM INTO ?", [str(tmp_path / "copy.sqlite3")])
        tables = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql LIKE '%CHECK%'")]
    assert len(tables) > 5
    assert [sql for sql in tables if "django_date" in sql] == []


def test_under_a_sub_path_every_address_has_it(tmp_path):
    run([sys.executable, "manage.py", "migrate", "-v0"], tmp_path)
    code = "import django; django.setup(); from django.test import Client; "
    code += "print(Client(HTTP_HOST='localhost').get('/login/').content.decode())"
    html = run([sys.executable, "-c", code], tmp_path, FORCE_SCRIPT_NAME="/targets-of/hedong").stdout
    addresses = re.findall(r'(?:href|src|action)="([^"#]*)"', html)
    assert len(addresses) > 8
    assert [address for address in addresses if not address.startswith("/targets-of/hedong/")] == []
    assert 'hreflang="en" href="/targets-of/hedong/en/login/"' in html
