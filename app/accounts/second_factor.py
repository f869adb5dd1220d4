"""Accounts at work show a second factor, a passkey, in production. Source: design, sessions.

Without it a session reaches the page that makes a key, the page that uses one, and the way out.
"""

from __future__ import annotations

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries
from app.accounts.models import Account
from app.security.guard import is_open_to_all
from app.transactions import SAFE_METHODS

_OPEN_WITHOUT = frozenset(
    f"accounts.{name}"
    for name in (
        "show_second_step", "prove_options", "prove_by_passkey",
        "show_passkeys", "passkey_options", "add_passkey",
        "show_fresh", "prove_by_password", "ask_for_fresh_link", "show_fresh_sent", "prove_again",
    )
)  # fmt: skip


def is_missing(account: Account) -> bool:
    """Does this session still owe its second factor?"""
    if current_app.config["IS_DEMO"] or account.sign_in is None:
        return False
    at_work = account.is_work or account.sign_in.is_work
    return at_work and account.sign_in.second_factor_at is None


def ask_for_second_factor() -> ResponseReturnValue | None:
    """Before each request that is not open to all."""
    if current_app.config["IS_DEMO"] or request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    if is_open_to_all(view) or request.endpoint in _OPEN_WITHOUT:
        return None
    if not current_user.is_authenticated or not is_missing(current_user):
        return None
    if request.method not in SAFE_METHODS:
        abort(403)
    if queries.passkeys_of(current_user):
        return redirect(
            url_for("accounts.show_second_step", next=request.full_path.rstrip("?")), 303
        )
    return redirect(url_for("accounts.show_passkeys"), 303)
