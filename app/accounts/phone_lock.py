"""A phone that was locked without a signal: the server ends that session before it answers.

Without a signal nobody can sign out: the server still knows the session. The page then sets a
cookie of its own; it lives through a reload, and the first request that brings it ends the session
that it came with. Until then no page opens. See docs/adr/0017.
"""

from __future__ import annotations

import hashlib
import hmac

from flask import Flask, Response, current_app, g, request, session
from flask_login import current_user, logout_user

from app.accounts.models import SignIn
from app.accounts.sessions import end_session
from app.extensions import db
from app.transactions import keep_in_any_case, settle_refusal

LOCKED = "locked"


def phone_mark() -> str:
    """What a phone knows this account by: the same each time, and it says nothing of whom.

    Empty for visitors, and where the database cannot be asked. It opens nothing: it only tells
    whose answers wait on a shared phone.
    """
    if not current_user.is_authenticated or current_user.id is None:
        return ""
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(secret, b"phone-mark:" + current_user.id.bytes, hashlib.sha256).hex()[:32]


def end_locked_session() -> None:
    """Before each request: a locked phone is signed out first, then answered as a visitor."""
    if LOCKED not in request.cookies:
        return
    g.was_locked = True
    if current_user.is_authenticated and current_user.sign_in is not None:
        sign_in_id = current_user.sign_in.id
        keep_in_any_case(lambda: end_session(db.session.get_one(SignIn, sign_in_id)))
        # At once: the request may be refused before there is anything else to settle.
        settle_refusal()
    logout_user()
    session.clear()


def unlock(response: Response) -> Response:
    """The session has ended: the phone may sign in again."""
    if g.get("was_locked") and response.status_code < 500:
        response.delete_cookie(LOCKED, samesite="Lax")
    return response


def init_app(app: Flask) -> None:
    app.jinja_env.globals["phone_mark"] = phone_mark
    app.before_request(end_locked_session)
    app.after_request(unlock)
