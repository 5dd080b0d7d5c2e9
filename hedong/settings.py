"""Django's settings. Everything a server may set comes from the environment: docs/deploy.md has the table."""

import importlib.util
from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from hedong import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
FORCE_SCRIPT_NAME = env.script_name("FORCE_SCRIPT_NAME")
HTTPS = env.boolean("HTTPS", default=False)
TRUSTED_PROXIES = env.whole("TRUSTED_PROXIES", 0, lowest=0, highest=9)
FRAME_ANCESTORS = env.origins("FRAME_ANCESTORS")

INSTALLED_APPS = [
    "tracker.apps.TrackerConfig",
    "tracker.apps.TrackerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "tracker.apps.TrackerStaticFilesConfig",
    "django_tables2",
    "django_filters",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hedong.csp.csp_middleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tracker.views.sign_in.keep_typed",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "hedong.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.context.site",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("REDIS_URL")}

AUTH_USER_MODEL = "tracker.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
CSRF_FAILURE_VIEW = "tracker.views.errors.csrf_failure"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale"]
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"  # evidence and uploads: served by views alone, never by their path
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "tracker.forms.names.KeepName",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
_basic = BASE_DIR / "node_modules" / "plotly.js-basic-dist-min"
_plotly = importlib.util.find_spec("plotly")
_wheel = Path(str(_plotly.origin)).parent / "package_data" if _plotly else BASE_DIR
PLOTLY_BUNDLE = "plotly/plotly-basic.min.js" if _basic.is_dir() else "plotly/plotly.min.js"
STATICFILES_DIRS = [("plotly", _basic if _basic.is_dir() else _wheel)]

SESSION_ENGINE = "hedong.sessions"
SESSION_IDLE_SECONDS = env.whole("SESSION_IDLE_MINUTES", 30, lowest=5, highest=1440) * 60
SESSION_COOKIE_AGE = env.whole("SESSION_HOURS", 12, lowest=1, highest=168) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = env.trusted_origins(ALLOWED_HOSTS)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a month's whole table in one form

# Wrong passwords: five for one name from one address, then a quarter of an hour's rest.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying on does not lengthen the rest
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "hedong.throttle.client_address"
AXES_USERNAME_CALLABLE = "hedong.throttle.client_name"
AXES_LOCKOUT_CALLABLE = "tracker.views.sign_in.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "kept_address", "kept_fields"]  # never into its tables or logs
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

globals().update(env.mail("EMAIL_URL", "consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.sender("EMAIL_FROM", "tracker@localhost")
SITE_URL = env.origin("SITE_URL", "http://127.0.0.1:8000")

# Who answers for the site, at the foot of each public page; while sample data is there only the contact is shown.
IDENTITY = {
    "organiser": env.text("SITE_ORGANISER"),
    "site_code": env.text("SITE_CODE"),
    "icp": env.text("ICP_RECORD"),
    "police": env.text("POLICE_RECORD"),
    "contact": env.contact("SITE_CONTACT"),
}

# Under which the data may be used: beside every list, in every file
DATA_LICENCE = env.text("DATA_LICENCE", "CC BY 4.0")
DATA_LICENCE_URL = env.address("DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/")

SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    # The first hash is of the empty string: the chart library attaches an empty style element and fills it by rule.
    # The second is of the map styles that only the wheel's full bundle carries, served where npm is missing.
    "style-src": [
        "'self'",
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
        "'sha256-ji27qzEtxXZW+7dun6UwjHXJ18e6WAin1VvNtkzIE/o='",
    ],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": FRAME_ANCESTORS or ["'none'"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
DJANGO_TABLES2_TEMPLATE = "tables/table.html"
WHITENOISE_MANIFEST_STRICT = False  # a page without its newest style is better than none
