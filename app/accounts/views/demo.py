"""The demo: every role, one tap each. Not there in production."""

from __future__ import annotations

from flask import abort, current_app, request
from flask.typing import ResponseReturnValue

from app.accounts import actions, queries
from app.accounts.demo import groups_of
from app.accounts.views.blueprint import views
from app.htmx import go_to, local_path, page
from app.security import public


@views.get("/demo")
@public
def show_demo() -> ResponseReturnValue:
    if not current_app.config["IS_DEMO"]:
        abort(404)
    return page(
        "accounts/demo.html",
        groups=groups_of(queries.demo_accounts()),
        next=local_path(request.args.get("next", ""), "/my"),
    )


@views.post("/demo")
@public
def demo_sign_in() -> ResponseReturnValue:
    """One tap in, in demo mode only. A device opened here counts as trusted."""
    if not current_app.config["IS_DEMO"]:
        abort(404)
    email = queries.tidy_email(request.form.get("email", ""))
    account = queries.account_by_email(email) if email.endswith("@demo.example") else None
    if account is None:
        abort(404)
    actions.sign_in_demo(by=account)
    return go_to(local_path(request.form.get("next", ""), "/my"))
