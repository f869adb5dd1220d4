"""Somebody comes into the team or leaves it, and the person's thank-you."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import _, current_locale
from app.organisations.models import Organisation
from app.security import Permission, requires
from app.team.actions import goodbye
from app.team.actions import members as actions
from app.team.forms import NEW, THANKS, AddForm, LeaveForm, ThankForm
from app.team.models import TeamMember
from app.team.predicates import offered_places
from app.team.queries.team import Mate, left_for, thanks_of
from app.team.queries.work import known_to
from app.team.rules import Refused
from app.team.views.scope import AtTeam, at_team

views = Blueprint("team_members", __name__, url_prefix="/people/<uuid:person_id>/team")


def _place(at: AtTeam) -> tuple[uuid.UUID | None, list[Organisation]]:
    """For which provider somebody is added; none where there are several and none is chosen yet."""
    places = offered_places(at.by, at.viewer) if not at.viewer.is_person else []
    asked = request.values.get("place", "")
    chosen = next((each.id for each in places if str(each.id) == asked), None)
    return (places[0].id if len(places) == 1 else chosen), places


def _add_form(at: AtTeam, place: uuid.UUID | None) -> AddForm:
    form = AddForm()
    known = [(each.key, each.name) for each in known_to(at.by, at.viewer, place)]
    form.who.choices = [*known, (NEW, _("Somebody else"))]
    if not known and not form.who.data:
        form.who.data = NEW
    return form


@views.get("/add")
@requires(Permission.CHANGE_TEAM)
def show_add(person_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    place, places = _place(at)
    if places and place is None:
        return at.show("add_place.html", places=places)
    return at.show("add.html", form=_add_form(at, place), place=place)


@views.post("/add")
@requires(Permission.CHANGE_TEAM)
def add(person_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    place, places = _place(at)
    if places and place is None:
        return at.show("add_place.html", status=422, places=places)
    form, people = _add_form(at, place), 0
    # A question is asked once it is needed, and then stays, with what was typed.
    third, same = bool(form.third.data), bool(form.same.data)
    if form.validate():
        try:
            actions.add(by=at.by, viewer=at.viewer, said=form.said(place))
        except Refused as refused:
            third = third or refused.words is actions.THIRD
            if isinstance(refused, actions.SameName):
                same, people = True, refused.people
            form.form_errors = [refused.words]
        else:
            flash(_("They are in the team now."), "done")
            return go_to(at.url)
    asks = {"asks_third": third, "asks_same": same, "people": people}
    return at.show("add.html", status=422, form=form, place=place, **asks)


def _leave_page(at: AtTeam, mate: Mate, form: LeaveForm, status: int = 200) -> ResponseReturnValue:
    return at.show("leave.html", status=status, mate=mate, form=form)


@views.get("/<uuid:member_id>/leave")
@requires(Permission.CHANGE_TEAM)
def show_leave(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    return _leave_page(at, at.changeable(member_id), LeaveForm(formdata=None))


@views.post("/<uuid:member_id>/leave")
@requires(Permission.CHANGE_TEAM)
def leave(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    mate, form = at.changeable(member_id), LeaveForm()
    if not form.validate():
        return _leave_page(at, mate, form, 422)
    assert form.last_day.data is not None
    try:
        actions.end(
            by=at.by,
            viewer=at.viewer,
            member=mate.member,
            last_day=form.last_day.data,
            why=form.why.cleaned(),
        )
    except Refused as refused:
        form.last_day.errors = [refused.words]
        return _leave_page(at, mate, form, 422)
    flash(_("We kept the last day."), "done")
    return go_to(at.url)


def _left(at: AtTeam, member_id: uuid.UUID) -> TeamMember:
    found = left_for(at.viewer, member_id)
    if found is None:
        abort(404)
    return found


def _thank_page(
    at: AtTeam, member: TeamMember, form: ThankForm, status: int = 200
) -> ResponseReturnValue:
    return at.show(
        "thank.html",
        status=status,
        member=member,
        form=form,
        pictures=THANKS,
        said=thanks_of(member),
    )


@views.get("/<uuid:member_id>/thank-you")
@requires(Permission.SAY_CHOSEN)
def show_thank(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    return _thank_page(at, _left(at, member_id), ThankForm(formdata=None))


@views.post("/<uuid:member_id>/thank-you")
@requires(Permission.SAY_CHOSEN)
def thank(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    at = at_team(person_id)
    member, form = _left(at, member_id), ThankForm()
    if not form.validate():
        return _thank_page(at, member, form, 422)
    goodbye.thank(
        by=at.by,
        viewer=at.viewer,
        member=member,
        picture=form.picture.data or "",
        words=form.words.cleaned(),
        language=current_locale().code,
    )
    flash(_("We told them."), "done")
    return go_to(at.url)
