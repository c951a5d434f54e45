"""Django's settings; what differs between installations comes from the environment (config/env.py)."""

import os
from pathlib import Path

from ikrar.config import env

ROOT = Path(__file__).resolve().parent.parent
IKRAR_HOME = env.home()
IKRAR_KEYS = env.keys_of(IKRAR_HOME)
IKRAR_LOG = IKRAR_HOME / "log"
IKRAR_SECOND = Path(
    os.environ.get("IKRAR_SECOND_PLACE") or IKRAR_HOME / "second"
)  # best on another disk or host
IKRAR_DEMO = env.flag("IKRAR_DEMO")
IKRAR_ORIGIN = os.environ.get("IKRAR_ORIGIN", "ikrar.contoh/log")  # the name under which the log signs
IKRAR_ADDRESS = os.environ.get("IKRAR_ADDRESS", "http://localhost:8000")  # printed on papers and posters
IKRAR_PHONE = os.environ.get("IKRAR_PHONE", "")  # the help number in the foot of every page

SECRET_KEY = env.secret(IKRAR_HOME, "django")
DEBUG = env.flag("IKRAR_DEBUG")
ALLOWED_HOSTS = os.environ.get(
    "IKRAR_HOSTS", "*" if IKRAR_DEMO or DEBUG else "localhost,127.0.0.1,[::1]"
).split(",")
CSRF_TRUSTED_ORIGINS = [IKRAR_ADDRESS]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ikrar.domain.ledger",
    "ikrar.domain.texts",
    "ikrar.domain.people",
    "ikrar.domain.roster",
    "ikrar.domain.elections",
    "ikrar.domain.rules",
    "ikrar.domain.letters",
    "ikrar.domain.programme",
    "ikrar.domain.pledges",
    "ikrar.domain.learning",
    "ikrar.domain.invitations",
    "ikrar.web",
]

MIDDLEWARE = [
    "ikrar.web.shell.middleware.headers",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ikrar.web.shell.middleware.ContentPolicy",
    "ikrar.web.shell.middleware.moment",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ikrar.web.shell.middleware.Access",
]

ROOT_URLCONF = "ikrar.config.urls"
WSGI_APPLICATION = "ikrar.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "web", ROOT / "worker"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "ikrar.web.shell.answers.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ikrar.web.templatetags.ikrar",
            ],
        },
    }
]

DATABASES = env.databases(IKRAR_HOME)
DATABASE_ROUTERS = ["ikrar.domain.ledger.subjects.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["ikrar.domain.people.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:index"
ACCOUNT_ADAPTER = "ikrar.web.people.adapter.Adapter"
ACCOUNT_FORMS = {"login": "ikrar.web.people.forms.Login"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Wrong tries slow the account they were typed for, never an address: a whole office shares one (DESIGN 4).
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key", "reauthenticate": "5/5m/user"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "ikrar.web.people.adapter.CodeAdapter"
MFA_TOTP_ISSUER = "Ikrar"
MFA_TOTP_TOLERANCE = 1

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["ikrar.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = IKRAR_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [ROOT / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": IKRAR_HOME / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or env.flag("IKRAR_PLAIN_STATIC")
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers send Origin: null, and every form fails
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
HTTPS = IKRAR_ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 4 * 60 * 60  # a morning; nothing is written to keep it alive
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # shared computers
CSRF_FAILURE_VIEW = "ikrar.web.shell.refusals.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
IKRAR_MAIL_FROM = os.environ.get("IKRAR_MAIL_FROM", "")  # sender of notices; no mail leaves while it is empty
IKRAR_BSRE_URL = os.environ.get(
    "IKRAR_BSRE_URL", ""
)  # BSrE client service of the agency; its password: keys/bsre.pass
IKRAR_BSRE_USER = os.environ.get("IKRAR_BSRE_USER", "")
IKRAR_BSRE_VERSION = int(os.environ.get("IKRAR_BSRE_VERSION", "2"))
IKRAR_BSRE_SECONDS = float(os.environ.get("IKRAR_BSRE_SECONDS", "40"))  # patience for one call
IKRAR_PKCS11_MODULE = os.environ.get("IKRAR_PKCS11_MODULE", "")  # the library of a token or HSM
IKRAR_PKCS11_TOKEN = os.environ.get("IKRAR_PKCS11_TOKEN", "")  # the label of the token
EMAIL_TIMEOUT = 5  # seconds: the worker that sends mail also keeps the log
EMAIL_BACKEND = os.environ.get("IKRAR_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"secrets": {"()": "ikrar.config.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("IKRAR_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]  # HTTPS ends at the proxy, which sets these
