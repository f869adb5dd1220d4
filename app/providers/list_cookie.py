"""The list of a visitor: a signed cookie on their own device, ids only, no cookie before the first.

At sign-in it moves over to the account. What does not fit there stays in the cookie, and the list
says so: nothing is lost in silence. Signing out and leaving fast take the cookie away.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from flask import Response, after_this_request, current_app, flash, request
from itsdangerous import BadSignature, URLSafeSerializer

from app.accounts.models import Account
from app.language import ngettext
from app.providers.actions.my_list import join
from app.providers.models.my_list import LIST_MOST
from app.providers.nothing_found import COOKIE as NOTHING_FOUND

COOKIE = "my-list"
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


def bring_over(account: Account) -> int:
    """Move what is in the cookie to the account; how many did not fit, and stay here."""
    here = kept_here()
    if not here:
        return 0
    left = join(by=account, listing_ids=here)

    @after_this_request
    def moved(response: Response) -> Response:
        return keep_here(response, left) if response.status_code < 400 else response

    return len(left)


def at_sign_in(sender: object, user: Account, **_given: object) -> None:
    """Signal of the sign-in: the list comes along."""
    left = bring_over(user)
    if left:
        flash(
            ngettext(
                "1 place did not fit on my list. It is still on this device.",
                "%(num)s places did not fit on my list. They are still on this device.",
                left,
            ),
            "plain",
        )


def forget_here(sender: object, **_given: object) -> None:
    """Signal of signing out and of leaving fast: nothing of a search stays on this device."""

    @after_this_request
    def forgotten(response: Response) -> Response:
        for name in (COOKIE, NOTHING_FOUND):
            if name in request.cookies:
                response.delete_cookie(name)
        return response
