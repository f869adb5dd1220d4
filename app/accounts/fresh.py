"""Show again that it is you: asked before hiding, private notes, a new password or key."""

from __future__ import annotations

from flask import Response, request, url_for
from flask_login import current_user

from app.accounts.kept import ask_fresh
from app.accounts.sessions import is_fresh
from app.htmx import go_to
from app.transactions import SAFE_METHODS


def requires_fresh(next_url: str) -> Response | None:
    """An answer that asks first, or None when the sign-in is fresh. `next_url`: where to go on.

    What was typed into a form is kept: it is sent again after the password.
        stale = requires_fresh(url_for(…))
        if stale is not None:
            return stale
    """
    if is_fresh(current_user):
        return None
    if request.method in SAFE_METHODS:
        return go_to(url_for("accounts.show_fresh", next=next_url))
    return ask_fresh()
