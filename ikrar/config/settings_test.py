"""The settings of the tests: a home of their own, fast static files, everything else as in production."""

import os
import tempfile

os.environ["IKRAR_HOME"] = os.environ.get("IKRAR_TEST_HOME") or tempfile.mkdtemp(prefix="ikrar-test-")
os.environ.setdefault("IKRAR_PLAIN_STATIC", "1")

from ikrar.config.settings import *  # noqa: F403
from ikrar.config.settings import DATABASES, IKRAR_HOME, TEMPLATES


class Undefined(str):
    """Stands where a template names what the view did not give: the test fails."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise LookupError(f"the template names {name}, which nobody gave")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")  # type: ignore[index]
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
IKRAR_HASHING_COST = "low"
for alias, database in DATABASES.items():
    if database["ENGINE"].endswith("sqlite3"):
        # A file, not memory: threads and processes then behave as in life.
        database["TEST"] = {"NAME": str(IKRAR_HOME / f"test-{alias}.sqlite3")}
    else:
        database["TEST"] = {"NAME": f"test_ikrar_{alias}_{os.getpid()}"}
