"""Leave fast: on a device that is not trusted the session ends, before anybody sees the screen."""

from __future__ import annotations

from flask import abort, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from app.accounts import actions
from app.accounts.kept import is_same_site
from app.accounts.leaving import left_fast
from app.accounts.views.blueprint import me, views
from app.extensions import csrf
from app.htmx import go_to
from app.security import public


@views.post("/leave")
@csrf.exempt
@public
def leave_fast() -> ResponseReturnValue:
    """No token, so that it works from every page, also an old one. Only our own pages may ask."""
    if not is_same_site():
        abort(400)
    if current_user.is_authenticated and actions.leave_fast(by=me()):
        logout_user()
        session.clear()
    left_fast.send()
    return go_to(url_for("pages.show_leave"))
