""" "We have room", for a provider's manager: one note for each of their own places."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to, page
from app.language import _, current_locale
from app.people.actions.records import today
from app.people.looking import me, there
from app.providers.actions import room as actions
from app.providers.forms.telling import RoomForm
from app.providers.models.room import SHOWN_DAYS
from app.providers.queries.asking import waiting_count
from app.providers.queries.listings import OwnListing, own_listings
from app.security import Permission, requires

views = Blueprint("provider_room", __name__, url_prefix="/provider/room")


def _own(listing_id: uuid.UUID) -> OwnListing:
    """A place that this account may write for; 404 for any other."""
    own = own_listings(me(), today())
    return there(next((each for each in own if each.listing.id == listing_id), None))


@views.get("")
@requires(Permission.SAY_ROOM)
def show_room() -> ResponseReturnValue:
    own, waiting = own_listings(me(), today()), waiting_count(me())
    return page("providers/room/list.html", own=own, waiting=waiting, days=SHOWN_DAYS)


@views.get("/<uuid:listing_id>")
@requires(Permission.SAY_ROOM)
def show_note(listing_id: uuid.UUID) -> ResponseReturnValue:
    return page("providers/room/one.html", own=_own(listing_id), form=RoomForm(), days=SHOWN_DAYS)


@views.post("/<uuid:listing_id>")
@requires(Permission.SAY_ROOM)
def say_room(listing_id: uuid.UUID) -> ResponseReturnValue:
    own, form = _own(listing_id), RoomForm()
    if form.validate():
        try:
            actions.say_room(
                by=me(),
                listing=own.listing,
                words=form.words.cleaned(),
                language=current_locale().code,
            )
        except actions.Refused as refused:
            form.form_errors = [refused.words]
        else:
            # L10n: register=work
            flash(_("Everybody can see it now."), "done")
            return go_to(url_for(".show_room"))
    return page("providers/room/one.html", status=422, own=own, form=form, days=SHOWN_DAYS)


@views.post("/<uuid:listing_id>/take-back")
@requires(Permission.SAY_ROOM)
def take_back(listing_id: uuid.UUID) -> ResponseReturnValue:
    own = _own(listing_id)
    if own.room is not None:
        actions.take_back_room(by=me(), listing=own.listing)
        # L10n: register=work
        flash(_("Nobody sees the note any more."), "done")
    return go_to(url_for(".show_room"))
