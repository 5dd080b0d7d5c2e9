"""Settings of the tests: the project's own, with what a test run must not depend on taken out."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 32)
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="tracker-tests-"))
os.environ["DEBUG"] = "false"

from hedong.settings import *  # noqa: F403
from hedong.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="tracker-files-"))  # each worker's own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
