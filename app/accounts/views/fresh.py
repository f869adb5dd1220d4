"""Show again that it is you: by password, by this phone, or by a link."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import actions, passwords, queries
from app.accounts.forms import PasswordForm
from app.accounts.models import SignedInBy
from app.accounts.views.blueprint import me, views
from app.audit import record_in_any_case
from app.htmx import go_to, local_path, page
from app.language.words import lazy as _l
from app.security import Permission, limits, requires

NOT_RIGHT = _l("The password is not right. Try again.")


def my_email() -> str:
    return current_user.email if current_user.is_authenticated else "none"


def my_email_from_here() -> str:
    return f"{limits.from_here()}|{my_email()}"


def _next() -> str:
    return local_path(request.args.get("next", ""), "/settings")


def _page(form: PasswordForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "accounts/fresh.html",
        status=status,
        form=form,
        next=_next(),
        has_password=bool(me().password_hash),
        has_passkey=bool(queries.passkeys_of(me())),
    )


@views.get("/fresh")
@requires(Permission.USE_MY_ACCOUNT)
def show_fresh() -> ResponseReturnValue:
    return _page(PasswordForm())


@views.post("/fresh")
@limits.failures(limits.WRONG_PASSWORDS_OF_ONE_ACCOUNT, "passwords-of", my_email)
@limits.failures(limits.WRONG_PASSWORDS, "passwords", my_email_from_here)
@requires(Permission.USE_MY_ACCOUNT)
def prove_by_password() -> ResponseReturnValue:
    form = PasswordForm()
    if not form.validate_on_submit() or not is_my_password(form):
        return _page(form, 422)
    actions.prove(by=me(), how=SignedInBy.PASSWORD)
    return go_to(_next())


def is_my_password(form: PasswordForm) -> bool:
    """Is it the password of this request's account? Else say so at the form."""
    if passwords.is_right(me(), form.password.data or ""):
        return True
    record_in_any_case("sign-in.refused", by=me(), facts={"how": "fresh"})
    form.password.errors = [NOT_RIGHT]
    return False


@views.post("/fresh/link")
@limits.requests(limits.LINKS_ASKED_FOR, "links", my_email_from_here)
@requires(Permission.USE_MY_ACCOUNT)
def ask_for_fresh_link() -> ResponseReturnValue:
    actions.ask_for_fresh_link(by=me(), next_path=_next())
    return go_to(url_for("accounts.show_fresh_sent"))


@views.get("/fresh/sent")
@requires(Permission.USE_MY_ACCOUNT)
def show_fresh_sent() -> ResponseReturnValue:
    return page("accounts/fresh_sent.html")
