"""The list of a visitor: a signed cookie on their own device, ids only, no cookie before the first.

It never moves by itself: after sign-in whoever signed in is asked whose it is, and a yes moves it,
a no empties it. What does not fit stays in the cookie, and the list says so: nothing is lost in
silence. Signing out and leaving fast take the cookie away.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from flask import Response, after_this_request, current_app, request, session
from itsdangerous import BadSignature, URLSafeSerializer

from app.accounts.models import Account
from app.providers.actions.my_list import join
from app.providers.models.my_list import LIST_MOST
from app.providers.nothing_found import COOKIE as NOTHING_FOUND
from app.team.predicates import is_worker

COOKIE = "my-list"
# In the session: who signed in said that what is left in the cookie is theirs.
MINE = "kept-here-is-mine"
LASTS = timedelta(days=90)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="my-list")


def kept_here() -> list[uuid.UUID]:
    """The ids on this device, in the order in which they were kept. Empty for what is not ours."""
    try:
        told = _signer().loads(request.cookies.get(COOKIE, ""))
        return [uuid.UUID(each) for each in told][:LIST_MOST]
    except (BadSignature, TypeError, ValueError, AttributeError):
        return []


def keep_here(response: Response, listing_ids: Sequence[uuid.UUID]) -> Response:
    """Put the list into the cookie; an empty list takes the cookie away."""
    if not listing_ids:
        if COOKIE in request.cookies:
            response.delete_cookie(COOKIE)
        return response
    response.set_cookie(
        COOKIE,
        str(_signer().dumps([each.hex for each in listing_ids])),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response


def waiting_here() -> int:
    """How many places wait here for a yes or no of whoever signed in. None after their yes."""
    return 0 if said_mine() else len(kept_here())


def said_mine() -> bool:
    """Did whoever signed in say that what is left here is theirs?"""
    return bool(session.get(MINE))


def is_at_work(account: Account, works: bool | None = None) -> bool:
    """Whoever signed in for work is not asked: the list may be that of the person they support.

    Nor whoever is written into a team without a role, because a person employs them. `works`: is it
    so, where that was read already; else one query.
    """
    at_work = account.is_work or (account.sign_in is not None and account.sign_in.is_work)
    return at_work or (is_worker(account, {}) if works is None else works)


def say_mine(account: Account) -> list[uuid.UUID]:
    """Yes: what is in the cookie comes on the list. What did not fit comes back, to stay here."""
    session[MINE] = True
    return join(by=account, listing_ids=kept_here())


def forget_here(sender: object, **_given: object) -> None:
    """Signal of signing out and of leaving fast: nothing of a search stays on this device."""

    @after_this_request
    def forgotten(response: Response) -> Response:
        for name in (COOKIE, NOTHING_FOUND):
            if name in request.cookies:
                response.delete_cookie(name)
        return response
