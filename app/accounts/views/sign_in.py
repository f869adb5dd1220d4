"""Come in: by a link in an email, by password, with this phone. And out again."""

from __future__ import annotations

from flask import request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from app.accounts import actions, passwords, queries
from app.accounts.forms import EmailAndPasswordForm, EmailForm
from app.accounts.views.blueprint import me, views
from app.audit import SYSTEM, record_in_any_case
from app.htmx import go_to, local_path, page
from app.language.words import lazy as _l
from app.security import limits, public

NOT_RIGHT = _l("The email or the password is not right. Try again.")


def where_next() -> str:
    """Where to go after signing in."""
    return local_path(request.args.get("next", ""), "/my")


@views.get("/sign-in")
@public
def show_sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return go_to(where_next())
    return page("accounts/sign_in.html", form=EmailForm(), next=where_next())


@views.post("/sign-in")
@limits.requests(limits.LINKS_FROM_ONE_PLACE, "links-from", limits.from_here)
@limits.requests(limits.LINKS_ASKED_FOR, "links", limits.typed_email_from_here)
@public
def ask_for_link() -> ResponseReturnValue:
    """The same answer, after the same work, whether or not there is an account."""
    form = EmailForm()
    if not form.validate_on_submit():
        return page("accounts/sign_in.html", status=422, form=form, next=where_next())
    account = queries.account_by_email(form.email.data or "")
    actions.ask_for_sign_in_link(by=SYSTEM, account=account, next_path=where_next())
    return go_to(url_for("accounts.show_sent"))


@views.get("/sign-in/sent")
@public
def show_sent() -> ResponseReturnValue:
    return page("accounts/sent.html")


@views.get("/sign-in/password")
@public
def show_password_sign_in() -> ResponseReturnValue:
    return page("accounts/password_sign_in.html", form=EmailAndPasswordForm(), next=where_next())


@views.post("/sign-in/password")
@limits.failures(limits.WRONG_PASSWORDS_OF_ONE_ACCOUNT, "passwords-of", limits.typed_email)
@limits.failures(limits.WRONG_PASSWORDS_FROM_ONE_PLACE, "passwords-from", limits.from_here)
@limits.failures(limits.WRONG_PASSWORDS, "passwords", limits.typed_email_from_here)
@public
def sign_in_by_password() -> ResponseReturnValue:
    form = EmailAndPasswordForm()
    if not form.validate_on_submit() or not sign_in_with(form):
        return page("accounts/password_sign_in.html", status=422, form=form, next=where_next())
    return go_to(where_next())


def sign_in_with(form: EmailAndPasswordForm) -> bool:
    """Sign in where both are right; else say so at the form, in the same words for every cause."""
    account = queries.account_by_email(form.email.data or "")
    password = form.password.data or ""
    if account is None or not passwords.is_right(account, password):
        if account is None:
            passwords.is_right(None, password)
        record_in_any_case("sign-in.refused", by=account or SYSTEM, facts={"how": "password"})
        form.password.errors = [NOT_RIGHT]
        return False
    new_hash = passwords.new_hash_if_old(account, password)
    actions.sign_in_by_password(by=account, new_hash=new_hash)
    return True


@views.get("/sign-in/phone")
@public
def show_phone_sign_in() -> ResponseReturnValue:
    """With this phone or computer: face, finger or its code."""
    return page("accounts/phone_sign_in.html", next=where_next())


@views.get("/sign-in/help")
@public
def show_sign_in_help() -> ResponseReturnValue:
    return page("accounts/sign_in_help.html")


@views.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        actions.sign_out(by=me())
    logout_user()
    session.clear()
    return go_to("/")
