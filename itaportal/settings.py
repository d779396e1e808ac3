"""All settings, from the environment (see docs/configuration.md).

Nothing insecure is the default: without DEBUG and DEMO the portal demands a secret and host names.
"""

import contextlib
import logging
import os
import stat
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from itaportal.keeping.address import bucket_options
from itaportal.logconfig import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
# Sample agencies, sample accounts with a known password, and the band that says so on every page.
DEMO = env.bool("DEMO", default=False)
DEMO_PASSWORD = "demo-ita-2569"
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
# What the portal writes is for nobody else on the machine: database, uploads, keys.
os.umask(0o077)
# Even the system checks open the database, so its folder has to be there first.
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _close_to_others(path: Path) -> None:
    """Take other users' rights to what an earlier version made, where it is the portal's own."""
    mode = path.stat().st_mode
    if mode & 0o007 and not mode & stat.S_ISVTX:
        with contextlib.suppress(PermissionError):
            path.chmod(stat.S_IMODE(mode) & ~0o007)


for _path in (DATA_DIR, *DATA_DIR.glob("db.sqlite3*")):
    _close_to_others(_path)


def _secret_key() -> str:
    secret = env.str("SECRET_KEY", default="")
    secret_file = env.str("SECRET_KEY_FILE", default="")
    if secret_file and Path(secret_file).is_file():
        secret = Path(secret_file).read_text(encoding="utf-8").strip()
    if len(secret) >= 50:
        return secret
    raise ImproperlyConfigured(
        "SECRET_KEY (or SECRET_KEY_FILE) must hold a secret of at least 50 characters. Make one with: "
        'python3 -c "import secrets; print(secrets.token_urlsafe(50))" > var/secret_key '
        "and start with SECRET_KEY_FILE=var/secret_key"
    )


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEMO or DEBUG else [])
# Where people reach the portal: printed on documents and in e-mails, so it must stay the same for years.
PORTAL_URL = env.str(
    "PORTAL_URL",
    default=f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS and not DEMO else "http://127.0.0.1:8000",
).rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    # Its Thai words go before those of libraries.
    "itaportal",
    "agencies",
    "search",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "accounts",
    "criteria",
    "assessments",
    "measures",
    "disclosure",
    "reports",
    "approvals",
    "publications",
    "deadlines",
    "exchange",
    "batches",
    "administration",
    "overview",
    "handbook",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "itaportal.requestlog.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "itaportal.bodysizes.BodySizeMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "agencies.middleware.LanguageMiddleware",
    "accounts.middleware.SignInMiddleware",
    "accounts.middleware.FirstThingsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "agencies.middleware.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "itaportal.urls"
WSGI_APPLICATION = "itaportal.wsgi.application"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "itaportal.editing.renderer.PlainInputs"
# A layout that names a field which the form has not is a mistake.
CRISPY_FAIL_SILENTLY = False
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
                "agencies.context.portal",
                "approvals.context.desk",
                "handbook.context.help_here",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "itaportal.templatetags.icons",
                "itaportal.templatetags.thai",
                "agencies.templatetags.pages",
            ],
        },
    }
]

_SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "db.sqlite3"}
DATABASES = {"default": env.db("DATABASE_URL") if env.str("DATABASE_URL", default="") else _SQLITE}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers do not block the writer; a second writer waits instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was confirmed is on the disk, also after a power cut; NORMAL loses the last commits.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "agencies.standing.PersonBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# Signing in goes through django-allauth (docs/adr/0021-accounts-on-allauth.md): nobody signs up, an address is no name.
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[ITA] "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Wrong passwords are counted by axes, below, and all failures of an address by the adapter.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key"}
MFA_ADAPTER = "accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "ITA Portal"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Who must have a second factor before anything else: "site_admins", "signers".
REQUIRE_SECOND_FACTOR = env.list(
    "REQUIRE_SECOND_FACTOR", default=[] if DEMO or DEBUG else ["site_admins", "signers"]
)
if _unknown := set(REQUIRE_SECOND_FACTOR) - {"site_admins", "signers"}:
    raise ImproperlyConfigured(
        f"REQUIRE_SECOND_FACTOR knows site_admins and signers, not {', '.join(_unknown)}."
    )
# An account elsewhere as a way in (OpenID Connect): it opens what its person connected, and makes no account.
OIDC_ID = "external"
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_NAME = env.str("OIDC_NAME", default="บัญชีภายนอก")
OIDC_SCOPES = env.str("OIDC_SCOPES", default="openid profile").split()
SOCIALACCOUNT_ADAPTER = "accounts.external.ExternalAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "provider_class": "accounts.external.ExternalProvider",
        "APPS": [
            {
                "provider_id": OIDC_ID,
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }
}
if OIDC_SERVER_URL:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# A municipality sits behind one address: count failures per name and address, not per address.
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_CLIENT_IP_CALLABLE = "agencies.middleware.client_ip"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
# Each person has a history of their own, which is shown to them and ends (accounts.models.SignIn).
AXES_DISABLE_ACCESS_LOG = True

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
# With collected files names carry their hash and are cached for ever; without, files come from their folders.
_COLLECTED = (STATIC_ROOT / "staticfiles.json").is_file()
WHITENOISE_USE_FINDERS = not _COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
# Where files are kept: in MEDIA_ROOT, or in a bucket that every host of the portal reaches.
STORAGE_URL = env.str("STORAGE_URL", default="")
try:
    _BUCKET = bucket_options(STORAGE_URL) if STORAGE_URL else {}
except ValueError as _wrong:
    raise ImproperlyConfigured(str(_wrong)) from None
STORAGES = {
    "default": {"BACKEND": "itaportal.keeping.bucket.BucketStorage", "OPTIONS": _BUCKET}
    if _BUCKET
    else {"BACKEND": "itaportal.keeping.storage.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Bootstrap draws its check marks and arrows as data: pictures.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        # Browsers hold the redirect behind a button to this as well.
        "form-action": [
            SELF,
            *(["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL))] if OIDC_SERVER_URL else []),
        ],
        "frame-ancestors": [NONE],
    }
}
HTTPS = env.bool("HTTPS", default=not (DEMO or DEBUG))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "accounts.views.preferences.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# Work that outlasts a request; `manage.py db_worker` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Where requests to /api/ and files to /verify/ are counted (itaportal/ratelimits.py).
RATE_LIMIT_URL = env.str("RATE_LIMIT_URL", default="database://")

# Whether the worker asks the web sites that agencies name for their O-items; a demonstration asks nobody.
CHECK_LINKS = env.bool("CHECK_LINKS", default=not DEMO)

# A virus scanner (itaportal/virusscan.py): "/run/clamav/clamd.ctl" or "host:3310".
CLAMD = env.str("CLAMD", default="")

# E-mail notices: without EMAIL_URL they are written to the console. A mail server that hangs must not hang the portal.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="ITA Portal <no-reply@localhost>")

# Where `manage.py backup` writes every night, so that its age can be told (itaportal/health/).
BACKUP_FOLDER = env.str("BACKUP_FOLDER", default="")

# Signing (docs/signing.md). Without a bought seal the portal makes its own local authority in SIGNING_FOLDER.
SIGNING_FOLDER = Path(env.str("SIGNING_FOLDER", default=str(DATA_DIR / "signing"))).resolve()
SEAL_FILE = env.str("SEAL_FILE", default="")
SEAL_PASSPHRASE_FILE = env.str("SEAL_PASSPHRASE_FILE", default="")
AUTHORITY_PASSPHRASE_FILE = env.str("AUTHORITY_PASSPHRASE_FILE", default="")
TSA_URL = env.str("TSA_URL", default="")
TRUST_FOLDER = env.str("TRUST_FOLDER", default="")
REVOCATION_FETCH = env.bool("REVOCATION_FETCH", default=False)
PKCS11_MODULE = env.str("PKCS11_MODULE", default="")
PKCS11_TOKEN = env.str("PKCS11_TOKEN", default="")

# Where the sealed heads of the audit log are mailed every day, and where its events go beside the console.
AUDIT_MAIL = env.list("AUDIT_MAIL", default=[])
AUDIT_SYSLOG = env.str("AUDIT_SYSLOG", default="")
_SYSLOG_HOST, _, _SYSLOG_PORT = AUDIT_SYSLOG.rpartition(":")
_SYSLOG = {
    "class": "logging.handlers.SysLogHandler",
    "formatter": "syslog",
    "facility": "authpriv",
    "address": (_SYSLOG_HOST, int(_SYSLOG_PORT)) if _SYSLOG_HOST else AUDIT_SYSLOG,
}


# A line of text for each event, or JSON for a collector; LOG_LEVEL=INFO writes down every request.
LOGGING = logging_config(
    form=env.str("LOG_FORMAT", default="text"),
    level=env.str("LOG_LEVEL", default="WARNING"),
    syslog=_SYSLOG if AUDIT_SYSLOG else None,
    is_demo=DEMO,
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
# Refused requests are told once, by Django.
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO

# Networks that may read /metrics, for example 10.0.0.5 or 10.0.0.0/24; nothing is counted where there is none.
METRICS_FROM = [ip_network(network) for network in env.list("METRICS_FROM", default=[])]
METRICS_FOLDER = DATA_DIR / "metrics"
if METRICS_FROM:
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(METRICS_FOLDER))
    METRICS_FOLDER.mkdir(mode=0o700, exist_ok=True)
    MIDDLEWARE = [
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE,
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ]
