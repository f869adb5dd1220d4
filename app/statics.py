"""Static files: hashed names from the build's manifest, served by WhiteNoise before Flask."""

from __future__ import annotations

import json
import re
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from app.security.headers import HEADERS

BUILD = Path(__file__).resolve().parent.parent / ".build" / "static"
_HASHED = re.compile(r"^.+\.[0-9a-f]{8}\.[a-z0-9]+$")


def init_app(app: Flask) -> None:
    """Serve `.build/static` under /static/ and give templates `static_url`."""
    manifest_file = BUILD / "manifest.json"
    manifest: dict[str, str] = (
        json.loads(manifest_file.read_text()) if manifest_file.exists() else {}
    )

    def static_url(name: str) -> str:
        """The address of a static file. Raises KeyError for a file that was not built."""
        return f"/static/{manifest[name]}"

    app.jinja_env.globals["static_url"] = static_url
    app.config["STATIC_MANIFEST"] = manifest
    app.config["STATIC_BUILD"] = str(BUILD)
    if not BUILD.exists():
        return
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(BUILD),
        prefix="/static/",
        max_age=3600,
        immutable_file_test=lambda path, url: bool(_HASHED.match(url)),
        add_headers_function=_add_headers,
    )


def _add_headers(headers: Headers, path: str, url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
