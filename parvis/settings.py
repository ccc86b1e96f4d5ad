"""Every setting of Parvis. What an installation may choose is read from the environment, and only here."""

import os
from pathlib import Path
from urllib.parse import quote

from django.conf import global_settings
from django.utils.csp import CSP

from parvis import environment
from parvis.environment import Environment

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = Environment(os.environ)

# ── What an installation may choose ────────────────────────────────────────────────────────────────────────────────

HOME = environment.home(
    ENVIRONMENT.read(
        "PARVIS_HOME",
        str(ROOT / "var"),
        environment.folder,
        shown="./var",
        example="/var/lib/parvis",
        says="All that Parvis keeps outside a database server: SQLite, documents, secret key, mail in files. Back it up.",
    )
)

PORT = ENVIRONMENT.read(
    "PORT",
    "8000",
    environment.port,
    example="8000",
    says="The port `parvis serve` listens on.",
)

BASE_URL = ENVIRONMENT.read(
    "PARVIS_BASE_URL",
    f"http://localhost:{PORT}",
    environment.url,
    shown="http://localhost:PORT",
    example="https://parvis.example.org",
    says="Where people reach the site: links in mails; other hosts are refused; with https nothing else is ever used.",
)

SECRET_KEY = ENVIRONMENT.read(
    "PARVIS_SECRET_KEY",
    "",
    environment.secret_key,
    secret=True,
    shown="made at the first start and kept in PARVIS_HOME/secret-key",
    example="the output of: openssl rand -base64 48",
    says="Signs sessions and forms. Whoever knows it can sign in as anybody. Give the same one to every server.",
) or environment.kept_secret(HOME / "secret-key")

DEBUG = ENVIRONMENT.read(
    "PARVIS_DEBUG",
    "no",
    environment.yes_or_no,
    example="yes",
    says="Shows errors with their code, and serves styles uncollected. Only for those who write Parvis, on their machine.",
)

DATABASE = ENVIRONMENT.read(
    "DATABASE_URL",
    f"sqlite:///{quote(str(HOME / 'parvis.sqlite3'))}",
    environment.database,
    secret=True,
    shown="sqlite:///PARVIS_HOME/parvis.sqlite3",
    example="postgres://parvis:secret@localhost:5432/parvis",
    says="The database: SQLite for one server, PostgreSQL 15 or later when there are several.",
)

REDIS_URL = ENVIRONMENT.read(
    "REDIS_URL",
    "",
    environment.redis,
    secret=True,
    shown="none: files in PARVIS_HOME/cache, shared by the processes of one server",
    example="redis://localhost:6379/0",
    says="A Redis server, for counters and pages several servers share: without it each counts limits apart.",
)

DASK = ENVIRONMENT.read(
    "PARVIS_DASK",
    "",
    environment.cluster,
    shown="none: maps are made by the worker itself",
    example="tcp://scheduler.example.org:8786",
    says="A Dask scheduler for maps of very many votes; its workers need this Parvis and `distributed`. Same bytes either way.",
)

MAIL = ENVIRONMENT.read(
    "PARVIS_MAIL",
    f"file://{quote(str(HOME / 'outbox'))}",
    environment.mail,
    secret=True,
    shown="file:///PARVIS_HOME/outbox",
    example="smtp+tls://user:password@mail.example.org:587",
    says="How messages leave: smtps:// (encrypted, port 465), smtp+tls:// (STARTTLS, 587), smtp:// (in clear, 25), or"
    " file:/// to write them in a folder. In a password write %40 for @, %3A for : and %2F for /.",
)

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.read(
    "PARVIS_MAIL_FROM",
    f"Parvis <parvis@{BASE_URL.hostname}>",
    environment.address,
    shown="Parvis <parvis@the host of PARVIS_BASE_URL>",
    example="Parvis <parvis@example.org>",
    says="The sender of every message.",
)

MAIL_IN = ENVIRONMENT.read(
    "PARVIS_MAIL_IN",
    "",
    environment.mailbox_or_domain,
    shown="none: people cannot speak by e-mail",
    example="@ideas.example.org",
    says="Where people send what they think. `@ideas.example.org` gives each consultation the address"
    " consultation@ideas.example.org; `ideas@example.org` gives it ideas+consultation@example.org. They must"
    " reach `parvis receive-mail`, or the mailbox of PARVIS_IMAP_URL.",
)

IMAP_URL = ENVIRONMENT.read(
    "PARVIS_IMAP_URL",
    "",
    environment.imap,
    secret=True,
    shown="none: no mailbox is read",
    example="imaps://user:password@mail.example.org/INBOX",
    says="The mailbox that letters to PARVIS_MAIL_IN arrive in, read every two minutes: imaps:// (encrypted, port 993),"
    " imap+tls:// (STARTTLS, port 143), or imap:// to this same machine. Give Parvis one of its own: what it has taken"
    " is deleted there, what it could not place is flagged and left to you.",
)

PUZZLE_BITS = ENVIRONMENT.read(
    "PARVIS_PUZZLE_BITS",
    "16",
    environment.whole_number(24),
    example="17",
    says="How hard the puzzle is that browsers with JavaScript solve: one more doubles the work, 0 asks for none.",
)
RUSH = ENVIRONMENT.read(
    "PARVIS_RUSH",
    "1000",
    environment.whole_number(1_000_000),
    example="300",
    says="Contributions an hour to one consultation after which those without account and puzzle wait. 0: no limit.",
)

SHIPPED_LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
CHOSEN_LANGUAGES = ENVIRONMENT.read(
    "PARVIS_LANGUAGES",
    "en,fr,es,ar",
    environment.some_of(SHIPPED_LANGUAGES),
    example="fr,en",
    says="The languages of the pages, the first being that of a visitor whose own is not among them.",
)

TIME_ZONE = ENVIRONMENT.read(
    "PARVIS_TIME_ZONE",
    "UTC",
    environment.time_zone,
    example="Africa/Nairobi",
    says="The time zone of dates that belong to no place; each place has its own.",
)

TRUSTED_PROXIES = ENVIRONMENT.read(
    "PARVIS_TRUSTED_PROXIES",
    "",
    environment.networks,
    shown="none",
    example="127.0.0.1, 10.0.0.0/8",
    says="The servers in front of Parvis whose X-Forwarded headers (visitor's address, https) it believes; no others.",
)

BLUESKY = ENVIRONMENT.read(
    "PARVIS_BLUESKY",
    "",
    environment.account,
    secret=True,
    shown="none: Bluesky is not read, since it shows searches only to accounts",
    example="https://parvis.bsky.social:abcd-efgh-ijkl-mnop@bsky.social",
    says="An account on Bluesky with an app password (Settings, App passwords) that searches posts by tag. It never posts.",
)

FETCH_ALSO = ENVIRONMENT.read(
    "PARVIS_FETCH_ALSO",
    "",
    environment.hosts_and_ports,
    shown="none: public addresses only, on the ports 80 and 443",
    example="mastodon.intranet:443, 127.0.0.1:8080",
    says="Servers of your network, with ports, that may be read as if public. None with secrets: people choose what is read.",
)

TRANSLATOR = ENVIRONMENT.read(
    "PARVIS_TRANSLATOR",
    "",
    environment.translator,
    secret=True,
    shown="none: only people translate",
    example="https://:key@translate.example.org/translate",
    says="A machine that drafts translations, asked as LibreTranslate is; PARVIS_FETCH_ALSO names it too, on your network.",
)

MOST_UPLOAD_MB = ENVIRONMENT.read(
    "PARVIS_MOST_UPLOAD_MB",
    "50",
    environment.whole_number(2_000),
    example="200",
    says="The largest file that is taken, in millions of bytes. A server in front must let as much through.",
)

ENVIRONMENT.refuse_unknown("PARVIS_")

# ── What the choices above mean to Django ──────────────────────────────────────────────────────────────────────────

HTTPS = BASE_URL.scheme == "https"
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = LOCAL_HOSTS if BASE_URL.hostname in {"localhost", "127.0.0.1", "::1"} else [BASE_URL.hostname]
CSRF_TRUSTED_ORIGINS = [f"{BASE_URL.scheme}://{BASE_URL.netloc}"]
CSRF_FAILURE_VIEW = "parvis.core.failures.expired"

DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits on abuse are counted here, so every process of the site must see the same cache.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "parvis",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}
PAGES_KEPT_IN_MEMORY = 64  # of the signed-out, each some 50 kB, in each process, until the record moves on
# Parts many pages share, such as what a consultation asks and how much of it is answered.
PARTS_KEPT_IN_MEMORY = 256
MAILERS = {"default": MAIL}
TASKS = {"default": {"BACKEND": "parvis.core.jobs.backend.DatabaseBackend"}}
FILE_UPLOAD_HANDLERS = ["parvis.core.uploads.LimitedUpload", *global_settings.FILE_UPLOAD_HANDLERS]

# ── The parts of the site, in the order information flows ──────────────────────────────────────────────────────────

PARTS = (
    "core record themes places people cycles documents forum consultations registry asks paper votes analysis heard"
    " commitments standards site"
)
INSTALLED_APPS = [
    *(f"parvis.{part}" for part in PARTS.split()),  # before the others: our templates win over theirs
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "parvis.core.proxies.believe_trusted_proxies",
    "parvis.core.headers.forbid_devices",
    "parvis.core.headers.keep_private",
    # Slow lines are what pages are made for; a page compressed is a fifth of itself.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "parvis.core.remembering.remember_language",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "parvis.core.failures.PrivateUnlessSaid",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "parvis.urls"
WSGI_APPLICATION = "parvis.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "parvis.core.context.site",
                "parvis.people.demo.context",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ── Languages and time ─────────────────────────────────────────────────────────────────────────────────────────────

LANGUAGES = [(code, SHIPPED_LANGUAGES[code]) for code in CHOSEN_LANGUAGES]
LANGUAGE_CODE = CHOSEN_LANGUAGES[0]
TRANSLATIONS = ROOT / "parvis" / "locale"
# Compiled here by `parvis prepare`: the code may belong to somebody else.
LOCALE_PATHS = [HOME / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS
USE_TZ = True

# ── Styles and scripts ─────────────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# ── Safety ─────────────────────────────────────────────────────────────────────────────────────────────────────────

# No nonces: a page that holds one cannot be kept by a shared cache. No inline style or script anywhere.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# A site speaks for its own name, not for the subdomains of whoever owns the domain.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Safe, because believe_trusted_proxies removes the header when anybody else sends it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# ── Signing in: a code by e-mail, or a passkey; there are no passwords ─────────────────────────────────────────────

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
# allauth signs in and keeps passkeys and sessions; asking for the code and checking it is ours (people/signing_in.py).
ACCOUNT_ADAPTER = "parvis.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "parvis.people.adapters.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Counted by network, which a whole workshop may share; a passkey cannot be guessed.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
# Browsers offer passkeys on http only to localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# ── What the console says ──────────────────────────────────────────────────────────────────────────────────────────

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"routes": {"()": "parvis.core.log_lines.RoutesForPaths"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["routes"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A request for another site is answered and forgotten: robots send thousands.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "parvis": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
