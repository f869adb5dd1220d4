"""A worker cannot come: whoever looks after the team says it, and says who comes."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import _
from app.security import Permission, requires
from app.team.actions import cover as actions
from app.team.forms import AwayForm, WhoComesForm
from app.team.models import TeamMember
from app.team.predicates import may_change
from app.team.queries.team import Away, Mate, away_for, team_for
from app.team.rules import Refused
from app.team.views.scope import AtTeam, at_team

views = Blueprint("team_cover", __name__, url_prefix="/people/<uuid:person_id>/team")


def _away_page(at: AtTeam, mate: Mate, form: AwayForm, status: int = 200) -> ResponseReturnValue:
    return at.show("away.html", status=status, mate=mate, form=form)


@views.get("/<uuid:member_id>/away")
@requires(Permission.CHANGE_TEAM)
def show_away(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    return _away_page(at, at.changeable(member_id), AwayForm(formdata=None))


@views.post("/<uuid:member_id>/away")
@requires(Permission.CHANGE_TEAM)
def say_away(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    mate, form = at.changeable(member_id), AwayForm()
    if not form.validate():
        return _away_page(at, mate, form, 422)
    starts_at, ends_at = form.times()
    try:
        actions.say_away(
            by=at.by, viewer=at.viewer, member=mate.member, starts_at=starts_at, ends_at=ends_at
        )
    except Refused as refused:
        form.form_errors = [refused.words]
        return _away_page(at, mate, form, 422)
    flash(_("We ask the team now."), "done")
    return go_to(at.url)


def _found(at: AtTeam, absence_id: uuid.UUID) -> Away:
    found = next((each for each in away_for(at.viewer) if each.absence.id == absence_id), None)
    if found is None or not may_change(at.by, at.viewer, found.who):
        abort(404)
    return found


def _own(at: AtTeam, absence_id: uuid.UUID) -> Away:
    """One that this account wrote: nobody takes back what somebody else said."""
    found = _found(at, absence_id)
    if found.absence.said_by != at.by.id:
        abort(404)
    return found


@views.get("/cover/<uuid:absence_id>/take-back")
@requires(Permission.CHANGE_TEAM)
def show_take_back(person_id: uuid.UUID, absence_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    return at.show("take_back.html", found=_own(at, absence_id))


@views.post("/cover/<uuid:absence_id>/take-back")
@requires(Permission.CHANGE_TEAM)
def take_back(person_id: uuid.UUID, absence_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    try:
        actions.take_back(by=at.by, absence=_own(at, absence_id).absence)
    except Refused as refused:
        flash(str(refused.words), "plain")
    else:
        flash(_("Kept. We tell the team."), "done")
    return go_to(at.url)


def _form(at: AtTeam, found: Away) -> WhoComesForm:
    """Those of the team who have no account: whoever looks after them asks them by word."""
    form = WhoComesForm()
    form.mate.choices = [
        (str(each.member.id), each.worker.name)
        for each in team_for(at.viewer, at.by)
        if each.worker.account_id is None and each.member.id != found.who.id
    ]
    return form


@views.get("/cover/<uuid:absence_id>")
@requires(Permission.CHANGE_TEAM)
def show_cover(person_id: uuid.UUID, absence_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    found = _found(at, absence_id)
    return at.show("cover.html", found=found, form=_form(at, found))


@views.post("/cover/<uuid:absence_id>/open")
@requires(Permission.CHANGE_TEAM)
def open_cover(person_id: uuid.UUID, absence_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    found = _found(at, absence_id)
    actions.open_to_others(by=at.by, viewer=at.viewer, absence=found.absence, who=found.who)
    flash(_("You can ask others now."), "done")
    return go_to(f"{at.url}/cover/{absence_id}")


@views.post("/cover/<uuid:absence_id>")
@requires(Permission.CHANGE_TEAM)
def say_who_comes(person_id: uuid.UUID, absence_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    found = _found(at, absence_id)
    form = _form(at, found)
    mates = {str(each.member.id): each.member for each in team_for(at.viewer, at.by)}
    if form.validate():
        mate, other = mates.get(form.mate.data or ""), form.other.cleaned()
        if mate is None and not other:
            form.other.errors = [_("Write who comes.")]
        elif _is_said(at, found, form, mate, other):
            flash(_("We tell the person who comes."), "done")
            return go_to(at.url)
    return at.show("cover.html", status=422, found=found, form=form)


def _is_said(
    at: AtTeam, found: Away, form: WhoComesForm, mate: TeamMember | None, other: str
) -> bool:
    try:
        actions.say_who_comes(
            by=at.by,
            viewer=at.viewer,
            absence=found.absence,
            who=found.who,
            mate=mate,
            other=other,
        )
    except Refused as refused:
        form.form_errors = [refused.words]
        return False
    return True
