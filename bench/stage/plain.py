"""The floor: the same server, the same framework, the same two rows, and nothing of Ikrar."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stage.plain_settings"
application = get_wsgi_application()
