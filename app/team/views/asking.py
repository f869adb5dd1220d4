"""My people to ask: two taps each. Nobody else decides who stands there, and nobody is told."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import _
from app.security import Permission, requires
from app.team.actions import asking as actions
from app.team.forms import AskForm
from app.team.queries.asking import ToAsk, could_ask, ids_of, one_to_ask
from app.team.rules import Refused
from app.team.views.scope import AtTeam, at_team

views = Blueprint("team_asking", __name__, url_prefix="/people/<uuid:person_id>/ask")


@views.get("")
@requires(Permission.CHOOSE_PEOPLE_TO_ASK)
def show_ask(person_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    return at.show("ask.html", people=could_ask(at.viewer, at.by), most=actions.MOST)


def _one(at: AtTeam, key: str) -> ToAsk:
    found = one_to_ask(at.viewer, at.by, key)
    if found is None:
        abort(404)
    return found


@views.get("/<key>")
@requires(Permission.CHOOSE_PEOPLE_TO_ASK)
def show_one(person_id: uuid.UUID, key: str) -> ResponseReturnValue:
    at = at_team(person_id)
    found = _one(at, key)
    form = AskForm(formdata=None)
    form.who.data, form.phone.data = found.who, found.phone
    return at.show("ask_one.html", one=found, form=form)


@views.post("/<key>")
@requires(Permission.CHOOSE_PEOPLE_TO_ASK)
def choose(person_id: uuid.UUID, key: str) -> ResponseReturnValue:
    at = at_team(person_id)
    found, form = _one(at, key), AskForm()
    if request.form.get("answer") == "away":
        actions.take_away(by=at.by, viewer=at.viewer, **ids_of(found))
        flash(_("They do not stand there now."), "done")
        return go_to(f"/people/{person_id}/ask")
    if form.validate():
        try:
            actions.choose(
                by=at.by,
                viewer=at.viewer,
                phone=form.phone.cleaned(),
                who=form.who.cleaned(),
                **ids_of(found),
            )
        except Refused as refused:
            form.form_errors = [refused.words]
        else:
            flash(_("You see them on your first page now."), "done")
            return go_to(f"/people/{person_id}/ask")
    return at.show("ask_one.html", status=422, one=found, form=form)
