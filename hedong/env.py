"""Settings read from the environment. A bad value stops the start with one line that says what to write."""

import os
import warnings
from email.utils import parseaddr
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def stop(name: str, remedy: str) -> NoReturn:
    """End the process with one line naming the variable and the remedy."""
    raise SystemExit(f"{name}: {remedy} (see docs/deploy.md)")


def text(name: str, default: str = "") -> str:
    """The variable's text, stripped; `default` when unset."""
    return os.environ.get(name, default).strip()


def boolean(name: str, default: bool) -> bool:
    """True or False; anything but the usual words stops the start."""
    value = text(name, str(default)).lower()
    if value not in TRUE | FALSE:
        stop(name, f"is {value!r}; write true or false")
    return value in TRUE


def whole(name: str, default: int, lowest: int, highest: int) -> int:
    """A whole number between `lowest` and `highest`."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and lowest <= int(value) <= highest):
        stop(name, f"is {value!r}; write a whole number from {lowest} to {highest}")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def hosts(name: str, default: str) -> list[str]:
    """Host names without scheme, port or path."""
    for host in (values := words(name, default)):
        if any(c in host for c in "/ ?#@") or (":" in host and not host.startswith("[")):
            stop(name, f"{host!r} is not a host name; write for example tracker.example.gov.cn")
    return values


def trusted_origins(names: list[str]) -> list[str]:
    """The https origins of ALLOWED_HOSTS; a leading dot or `*.` stands for every host below."""
    return [
        f"https://*{host.removeprefix('*')}" if host.startswith((".", "*.")) else f"https://{host}"
        for host in names
        if host != "*"
    ]


def origins(name: str) -> list[str]:
    """Origins that may frame the pages, e.g. https://www.example.gov.cn."""
    for value in (values := words(name)):
        if not _is_origin(value):
            stop(name, f"{value!r} is not an origin; write for example https://www.example.gov.cn")
    return values


def origin(name: str, default: str) -> str:
    """Where the site itself is reached, without a path: the beginning of every address in an e-mail."""
    value = text(name) or default
    if not _is_origin(value):
        stop(name, f"is {value!r}; write for example https://tracker.example.gov.cn, without a path")
    return value


def _is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    bare = bool(parts.netloc) and not parts.path and not any(c in value for c in " ;'\"?#")
    return bare and parts.scheme in {"http", "https"}


def script_name(name: str) -> str | None:
    """The sub-path the site is served under, e.g. /targets; None for the root."""
    value = text(name)
    if value and (not value.startswith("/") or value.endswith("/") or any(c in value for c in " ?#\"'<>")):
        stop(name, f"is {value!r}; write a path that begins with / and does not end with /")
    return value or None


def folder(name: str, default: Path) -> Path:
    """A folder the site may write to, made when it is not there."""
    path = Path(text(name) or default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop(name, f"{path} cannot be made or used ({error.strerror}); write a folder the site may write to")
    return path


def secret(name: str, file: Path) -> str:
    """The secret key: from the environment, else from `file` (made by `make run`)."""
    value = text(name)
    if not value and file.is_file():
        value = file.read_text(encoding="utf-8").strip()
    if not value:
        stop(name, "is not set; set it to at least 32 random characters, or start with `make run`")
    if len(value) < 32:
        stop(name, f"has {len(value)} characters; write at least 32 random ones")
    return value


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's database settings from a URL: SQLite tuned for many writers, or PostgreSQL with a pool."""
    url = text(name) or f"sqlite:///{default}"
    try:
        with warnings.catch_warnings(action="ignore"):  # one of them shows the password
            config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    except Exception:
        config = {}
    engine = str(config.get("ENGINE", ""))
    if not config.get("NAME") or not engine.endswith(("sqlite3", "postgresql")):
        stop(name, "is not understood; write sqlite:////path/db.sqlite3 or postgres://user:password@host:5432/name")
    if engine.endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    else:
        config["OPTIONS"] = {**config.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
        config["CONN_HEALTH_CHECKS"] = True
    return config


def require_database(error: Exception | None = None) -> None:
    """End the process with one line when the database cannot be used: no connection, or a command's `error` says so.

    Connects past the pool, which would wait long, not say why, and not outlive a fork.
    """
    from django.db import DatabaseError, OperationalError, connections

    probe = connections.create_connection("default")
    options = {key: value for key, value in probe.settings_dict["OPTIONS"].items() if key != "pool"}
    probe.settings_dict = {**probe.settings_dict, "OPTIONS": options}
    reason = str(error) if isinstance(error, OperationalError) else ""
    try:
        probe.ensure_connection()
    except DatabaseError as refused:
        reason = str(refused)
    finally:
        probe.close()
    if reason:
        stop("DATABASE_URL", f"the database cannot be used: {reason.splitlines()[0]}")


def cache(name: str) -> dict[str, Any]:
    """Django's cache settings: Redis by URL, failing open; else the process's own memory."""
    url = text(name)
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}}
    if urlsplit(url).scheme not in {"redis", "rediss"} or not urlsplit(url).netloc:
        stop(name, "is not understood; write redis://host:6379/0")
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": url,
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
    }


def mail(name: str, default: str) -> dict[str, Any]:
    """Django's settings for sending e-mail, from a URL; its password is never told."""
    try:
        config: dict[str, Any] = dict(environ.Env.email_url_config(text(name) or default))
    except Exception:
        config = {}
    if not config or (config["EMAIL_BACKEND"].endswith(".smtp.EmailBackend") and not config["EMAIL_HOST"]):
        stop(name, "is not understood; write smtp+tls://user:password@host:587, smtp+ssl://…:465 or consolemail://")
    return {key: value for key, value in config.items() if value is not None}


def contact(name: str) -> str:
    """Where a reader reports a mistake: an e-mail address or the address of a page; empty when unset."""
    value = text(name)
    try:
        (URLValidator(["http", "https"]) if "://" in value else validate_email)(value or "nobody@example.org")
    except ValidationError:
        stop(name, f"is {value!r}; write an e-mail address, or the address of a page with https://")
    return value


def address(name: str, default: str) -> str:
    """The whole address of a page, by http or https."""
    value = text(name) or default
    try:
        URLValidator(["http", "https"])(value)
    except ValidationError:
        stop(name, f"is {value!r}; write the whole address of a page, with https://")
    return value


def sender(name: str, default: str) -> str:
    """The address e-mails come from, alone or as `Name <address>`."""
    value = text(name) or default
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        stop(name, f"is {value!r}; write an e-mail address, or Name <address>")
    if "\n" in value or "\r" in value:
        stop(name, "has a line break; write one e-mail address")
    return value
