"""My messages on screen; the demo's outbox; messages that did not arrive."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, current_app, flash, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.htmx import go_to, page
from app.language import _
from app.notices import actions, queries
from app.security import Permission, public, requires

views = Blueprint("notices", __name__)


@views.get("/messages")
@requires(Permission.USE_MY_ACCOUNT)
def show_messages() -> ResponseReturnValue:
    """Looking changes nothing: a message is read when its reader says so."""
    return page("notices/messages.html", messages=queries.messages_of(current_user.id))


@views.post("/messages/<uuid:notice_id>/read")
@requires(Permission.USE_MY_ACCOUNT)
def read_message(notice_id: uuid.UUID) -> ResponseReturnValue:
    notice = queries.message_of(current_user.id, notice_id)
    if notice is None:
        abort(404)
    actions.mark_read(by=current_user._get_current_object(), notice=notice)
    return go_to(url_for("notices.show_messages"))


@views.get("/demo/outbox")
@public
def show_outbox() -> ResponseReturnValue:
    """What the demo would have sent, for everybody who tries it. Not there in production."""
    if not current_app.config["IS_DEMO"]:
        abort(404)
    by_mail = bool(current_app.config["MAIL_URL"])
    return page(
        "notices/outbox.html", messages=[] if by_mail else queries.outbox(), by_mail=by_mail
    )


@views.get("/council/messages")
@requires(Permission.SEE_DEAD_NOTICES)
def show_dead() -> ResponseReturnValue:
    return page("notices/dead.html", notices=queries.dead_notices())


@views.post("/council/messages/<uuid:notice_id>/again")
@requires(Permission.SEE_DEAD_NOTICES)
def try_again(notice_id: uuid.UUID) -> ResponseReturnValue:
    notice = queries.dead_notice(notice_id)
    if notice is None:
        abort(404)
    actions.try_again(by=current_user._get_current_object(), notice=notice)
    flash(_("The message goes out again."), "done")
    return go_to(url_for("notices.show_dead"))
