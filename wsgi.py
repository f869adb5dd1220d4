"""The web server's way in: `gunicorn wsgi:app`, `flask --app wsgi …`."""

from __future__ import annotations

import sys

from app import create_app
from app.config import BadSetting

try:
    app = create_app()
except BadSetting as problem:
    sys.exit(f"The portal does not start. {problem}")
