"""The databases and the cache a server may use: the same pages on both engines, and a cache that may fail."""

import json
import os
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


def pages(database: str, var: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.engines"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database, "VAR_DIR": str(var)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


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
