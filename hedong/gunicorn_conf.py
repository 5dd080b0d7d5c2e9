"""How gunicorn serves the site: `gunicorn -c hedong/gunicorn_conf.py hedong.wsgi`."""

from typing import Any

from hedong import env

_host = env.text("HOST", "127.0.0.1") or "127.0.0.1"
_port = env.whole("PORT", 8000, lowest=1, highest=65_535)
bind = f"{_host}:{_port}"
workers = env.whole("WORKERS", 2, lowest=1, highest=64)
threads = env.whole("THREADS", 4, lowest=1, highest=64)
timeout = 60
loglevel = "warning"
preload_app = True  # a bad setting then stops the start with its one line instead of restarting workers
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1"


def on_starting(_server: Any) -> None:
    """Stop with one line when the database cannot be used."""
    env.require_database()


def when_ready(_server: Any) -> None:
    """Say where the site is, once it answers."""
    print(f"\n  http://{_host}:{_port}/\n  Ctrl+C 停止 · stops\n", flush=True)  # noqa: T201 - what a person waits for
