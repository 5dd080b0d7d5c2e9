"""`python -m tests.screenshots` (`make screenshots`): the pictures of docs/screenshots, made from the sample year.

Works on a database of its own in a temporary folder; the site's own is never touched.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from tracker.management.sample_plan import PASSWORD

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
PICTURES = {"dashboard.png": "/", "month.png": "/desk/months/2021-12/"}
WIDTH, HEIGHT = 1280, 900
MOST_BYTES = 300 * 1024
OWN_SETTINGS = {"DATABASE_URL", "REDIS_URL", "FORCE_SCRIPT_NAME", "HTTPS", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "DEBUG"}
OWN_SETTINGS |= {"HOST", "DJANGO_SETTINGS_MODULE"}
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
QUIET += " --disable-component-update --disable-sync"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(env: Mapping[str, str], *words: str) -> None:
    """Run one management command quietly."""
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


def wait_for(address: str, server: "subprocess.Popen[bytes]", seconds: int = 60) -> None:
    """Return when the address answers; stop when the server has ended or time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address, timeout=10):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise SystemExit(f"{address} does not answer")


@contextmanager
def site() -> Iterator[str]:
    """The site with the sample year, on a free port; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="tracker-screenshots-") as var:
        port = free_port()
        env = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
        env |= {"VAR_DIR": var, "PORT": str(port), "SECRET_KEY": secrets.token_urlsafe(50), "WORKERS": "1"}
        manage(env, "migrate", "--verbosity", "0")
        manage(env, "load_targets")
        manage(env, "load_sample")
        manage(env, "collectstatic", "--noinput", "--verbosity", "0")
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", "hedong/gunicorn_conf.py", "hedong.wsgi"]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(gunicorn, cwd=ROOT, env=env, stdout=quiet, stderr=quiet) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}/readyz", server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def sign_in(page: Page, address: str) -> None:
    """Through the form, as a sample reporter."""
    page.goto(f"{address}/login/")
    page.locator("#id_username").fill("lin")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.locator("#id_password").wait_for(state="detached")


def main() -> None:
    """Take every picture and say where it lies."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("needs chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET.split())
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN")
        for name, path in PICTURES.items():
            if path.startswith("/desk/"):
                sign_in(page, address)
            page.goto(f"{address}{path}", wait_until="networkidle")
            file = FOLDER / name
            page.screenshot(path=file)
            if file.stat().st_size > MOST_BYTES:
                raise SystemExit(f"{name} has more than {MOST_BYTES // 1024} KB")
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")  # noqa: T201 - what was asked for
        browser.close()


if __name__ == "__main__":
    main()
