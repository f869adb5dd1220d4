"""Who supports me, since when, and the page of each."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to
from app.language import _
from app.people.file_answers import file_answer
from app.people.parts import Part
from app.security import Permission, allowed, requires
from app.team.actions import members as actions
from app.team.predicates import may_change
from app.team.queries.team import away_for, gone_for, team_for
from app.team.views.scope import at_team

views = Blueprint("team", __name__, url_prefix="/people/<uuid:person_id>/team")


@views.get("")
@requires(Permission.SEE_TEAM)
def show_team(person_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    away, changes = away_for(at.viewer), allowed(Permission.CHANGE_TEAM, person_id=person_id)
    return at.show(
        "team.html",
        team=team_for(at.viewer, at.by),
        away=away,
        gone=gone_for(at.viewer),
        changes=changes,
        me=at.by,
        # A manager finds cover for those of their own place.
        covers={
            each.absence.id for each in away if changes and may_change(at.by, at.viewer, each.who)
        },
    )


@views.get("/<uuid:member_id>")
@requires(Permission.SEE_TEAM)
def show_mate(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    mate = at.mate(member_id)
    changes = allowed(Permission.CHANGE_TEAM, person_id=person_id)
    return at.show(
        "mate.html",
        mate=mate,
        changes=changes and may_change(at.by, at.viewer, mate.member),
    )


@views.get("/<uuid:member_id>/photo")
@requires(Permission.SEE_TEAM)
def show_photo(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    mate = at_team(person_id).mate(member_id)
    key = mate.worker.photo_key if request.args.get("size") == "big" else mate.worker.thumb_key
    if not key:
        abort(404)
    looked(person_id, Part.TEAM.value, how="photo")
    return file_answer(key, "image/jpeg")


@views.post("/<uuid:member_id>/chosen")
@requires(Permission.SAY_CHOSEN)
def say_chosen(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    """I chose them, or not: the person's own word."""
    at = at_team(person_id)
    mate, said = at.mate(member_id), request.form.get("answer")
    if said not in ("yes", "no"):
        abort(422)
    actions.say_chosen(by=at.by, viewer=at.viewer, member=mate.member, chosen=said == "yes")
    flash(_("Kept."), "done")
    return go_to(f"{at.url}/{member_id}")
