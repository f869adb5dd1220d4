"""The code on the screen of the council or an advocate, for the person's own phone."""

from __future__ import annotations

from flask import Response, abort
from flask.typing import ResponseReturnValue

from app.accounts import queries
from app.accounts.in_person import drawing, kept_token
from app.accounts.models import Purpose
from app.accounts.views.blueprint import me, views
from app.htmx import page
from app.security import Permission, requires


@views.get("/accounts/in-person")
@requires(Permission.USE_MY_ACCOUNT)
def show_code() -> ResponseReturnValue:
    """Whoever made a code sees it, for 10 minutes or until it was used."""
    link = queries.find_link(kept_token(), Purpose.IN_PERSON)
    mine = link is not None and link.made_by == me().id
    return page("accounts/in_person.html", link=link if mine else None)


@views.get("/accounts/in-person/code.svg")
@requires(Permission.USE_MY_ACCOUNT)
def show_code_drawing() -> ResponseReturnValue:
    link = queries.find_link(kept_token(), Purpose.IN_PERSON)
    if link is None or link.made_by != me().id:
        abort(404)
    return Response(
        drawing(kept_token()), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"}
    )
