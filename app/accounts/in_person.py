"""The code that somebody from the council or an advocate shows for a person's own phone.

The token waits in the session of whoever shows it: the page and its picture are two requests.
"""

from __future__ import annotations

import io

import segno
from flask import Response, current_app, session, url_for

from app.htmx import go_to

_KEPT = "in_person_code"


def show_code(token: str) -> Response:
    """After `actions.make_in_person_link`: to the page with the code."""
    session[_KEPT] = token
    return go_to(url_for("accounts.show_code"))


def kept_token() -> str:
    """The token that this session shows now, or nothing."""
    token: str = session.get(_KEPT, "")
    return token


def drawing(token: str) -> bytes:
    """The code as SVG: black on white, with its quiet edge, for the camera of any phone."""
    address = f"{current_app.config['BASE_URL'].rstrip('/')}/link/{token}"
    file = io.BytesIO()
    segno.make(address, error="m").save(
        file, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return file.getvalue()
