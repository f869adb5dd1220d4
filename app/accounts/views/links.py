"""A link that was sent, or shown as a code. Opening it changes nothing; its button uses it.

Mail servers open links to look for harm: a link that worked by being opened would be used up.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import actions, passwords, queries
from app.accounts.forms import PasswordForm
from app.accounts.models import Account, Link, Purpose, SignedInBy
from app.accounts.sessions import is_known_device
from app.accounts.views.blueprint import me, views
from app.audit import SYSTEM, record_in_any_case
from app.htmx import go_to, local_path, page
from app.language.words import lazy as _l
from app.security import limits, public


@dataclass(frozen=True)
class Needs:
    """What stands between this browser and the link: nothing, a password, or another way in.

    blocked: "elsewhere" for a link of another browser's session; "unknown" for a person's own
    account on an unknown device without a password.
    """

    purpose: str
    password: bool = False
    blocked: str = ""


HERE = (Purpose.SIGN_IN, Purpose.IN_PERSON, Purpose.FRESH, Purpose.TRUST)
NOT_RIGHT = _l("The password is not right. Try again.")


@views.get("/link/<token>")
@limits.failures(limits.BAD_LINKS, "bad-links", limits.from_here)
@public
def show_link(token: str) -> ResponseReturnValue:
    link = queries.find_link(token, *HERE)
    if link is None or link.account is None:
        return expired()
    return _page(form=PasswordForm(formdata=None), needs=_what_it_needs(link))


@views.post("/link/<token>")
@limits.failures(limits.BAD_LINKS, "bad-links", limits.from_here)
@limits.failures(limits.WRONG_PASSWORDS_OF_ONE_ACCOUNT, "passwords-of", lambda: _email_of_link())
@limits.failures(
    limits.WRONG_PASSWORDS, "passwords", lambda: f"{limits.from_here()}|{_email_of_link()}"
)
@public
def use_link(token: str) -> ResponseReturnValue:
    link = queries.find_link(token, *HERE)
    if link is None or link.account is None:
        return expired()
    form, needs = PasswordForm(), _what_it_needs(link)
    if needs.blocked:
        return _page(status=422, form=PasswordForm(formdata=None), needs=needs)
    if needs.password and not _is_right(form, link.account):
        return _page(status=422, form=form, needs=needs)
    used = actions.use_link(by=SYSTEM, token=token, purpose=link.purpose)
    if used is None or used.account is None:
        return expired()
    _do(used, used.account, with_password=needs.password)
    return go_to(local_path(used.payload.get("next", ""), "/my"))


def _do(link: Link, account: Account, *, with_password: bool) -> None:
    if link.purpose is Purpose.SIGN_IN:
        actions.sign_in_by_link(by=account, with_password=with_password)
    elif link.purpose is Purpose.IN_PERSON:
        actions.sign_in_in_person(by=account)
    elif link.purpose is Purpose.FRESH:
        actions.prove(by=me(), how=SignedInBy.LINK)
    else:
        actions.know_this_device(by=me())


def _what_it_needs(link: Link) -> Needs:
    """A link that belongs to a session opens in that session only. A person's own account opens by
    a link on a known device, else with its password too. Source: design, "Against control".
    """
    account, purpose = link.account, link.purpose
    assert account is not None
    if purpose in (Purpose.FRESH, Purpose.TRUST):
        here = str(current_user.sign_in.id) if current_user.is_authenticated else ""
        is_here = here != "" and here == link.payload.get("sign_in")
        return Needs(purpose.value, blocked="" if is_here else "elsewhere")
    if purpose is Purpose.IN_PERSON or not account.needs_known_device or is_known_device(account):
        return Needs(purpose.value)
    if not account.password_hash:
        return Needs(purpose.value, blocked="unknown")
    return Needs(purpose.value, password=True)


def _is_right(form: PasswordForm, account: Account) -> bool:
    if not form.validate_on_submit():
        return False
    if passwords.is_right(account, form.password.data or ""):
        return True
    record_in_any_case("sign-in.refused", by=account, facts={"how": "link-and-password"})
    form.password.errors = [NOT_RIGHT]
    return False


def _email_of_link() -> str:
    link = queries.find_link((request.view_args or {}).get("token", ""), *HERE)
    if link is None or link.account is None:
        return f"none from {limits.from_here()}"
    return link.account.email


def _page(form: PasswordForm, needs: Needs, status: int = 200) -> ResponseReturnValue:
    """No cache keeps the page of a link: its address is the key."""
    response = page("accounts/link.html", status=status, form=form, needs=needs)
    response.headers["Cache-Control"] = "no-store"
    return response


def expired() -> ResponseReturnValue:
    """Over, used, or never there: the same page, and a way to a new link."""
    return page("accounts/link_over.html", status=410)
