"""The panel: who asks with the person, what each does, and the training card."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to, local_path
from app.language import _
from app.people.queries.sharing import Receiver
from app.security import Permission, allowed, requires
from app.staff_choice.actions import panel as actions
from app.staff_choice.forms.panel import ROLE_PICTURES, OwnRolesForm, RolesForm
from app.staff_choice.models import PanelMember
from app.staff_choice.queries.panel import Seat, candidates, own_place, panel_for, seat_for
from app.staff_choice.views.job_scope import AtJob, at_job

views = Blueprint(
    "staff_panel",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/panel",
)


@views.get("")
@requires(Permission.SEE_CHOOSING)
def show_panel(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    where = {"person_id": person_id, "vacancy_id": vacancy_id}
    return at.show(
        "panel/panel.html",
        seats=panel_for(at.viewer, at.vacancy),
        chooses=allowed(Permission.CHOOSE_PANEL, **where),
        is_on=allowed(Permission.SIT_ON_PANEL, **where),
    )


@views.get("/add")
@requires(Permission.CHOOSE_PANEL)
def choose_member(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return at.show("panel/choose.html", found=candidates(at.viewer, at.vacancy))


def _candidate(at: AtJob, member_id: uuid.UUID) -> Receiver:
    found = candidates(at.viewer, at.vacancy)
    for each in [*found.can, *found.cannot_yet]:
        if each.id == member_id:
            return each
    abort(404)


@views.get("/add/<uuid:member_id>")
@requires(Permission.CHOOSE_PANEL)
def new_member(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, member_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return _new_page(at, _candidate(at, member_id), RolesForm(formdata=None))


def _new_page(at: AtJob, who: Receiver, form: RolesForm, status: int = 200) -> ResponseReturnValue:
    return at.show(
        "panel/roles.html", status=status, form=form, pictures=ROLE_PICTURES, joins=who, seat=None
    )


@views.post("/add/<uuid:member_id>")
@requires(Permission.CHOOSE_PANEL)
def add_member(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, member_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    who, form = _candidate(at, member_id), RolesForm()
    if not form.validate():
        return _new_page(at, who, form, 422)
    assert who.member is not None
    try:
        actions.ask_in(
            by=at.by, viewer=at.viewer, vacancy=at.vacancy, member=who.member, roles=form.chosen()
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _new_page(at, who, form, 422)
    return _kept(person_id, vacancy_id)


def _kept(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    flash(_("Kept."), "done")
    return go_to(url_for(".show_panel", person_id=person_id, vacancy_id=vacancy_id))


def _seat(at: AtJob, place_id: uuid.UUID) -> tuple[Seat, PanelMember]:
    found = seat_for(at.viewer, at.vacancy, place_id)
    if found is None or found.member is None:
        abort(404)
    return found, found.member


def _roles_page(
    at: AtJob, seat: Seat | None, form: RolesForm, status: int = 200
) -> ResponseReturnValue:
    return at.show(
        "panel/roles.html", status=status, form=form, pictures=ROLE_PICTURES, joins=None, seat=seat
    )


@views.get("/<uuid:place_id>")
@requires(Permission.CHOOSE_PANEL)
def show_member(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, place_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    seat, place = _seat(at, place_id)
    kind = OwnRolesForm if seat.is_person else RolesForm
    return _roles_page(at, seat, kind(formdata=None, data={"roles": place.roles}))


@views.post("/<uuid:place_id>")
@requires(Permission.CHOOSE_PANEL)
def change_member(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, place_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    seat, place = _seat(at, place_id)
    form = OwnRolesForm() if seat.is_person else RolesForm()
    if not form.validate():
        return _roles_page(at, seat, form, 422)
    try:
        actions.change_roles(by=at.by, vacancy=at.vacancy, place=place, roles=form.chosen())
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _roles_page(at, seat, form, 422)
    return _kept(person_id, vacancy_id)


@views.get("/mine")
@requires(Permission.CHOOSE_PANEL)
def show_own_roles(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    """The person's own roles, from the first: their place is written once they choose."""
    at = at_job(person_id, vacancy_id)
    seat = _own_seat(at)
    given = {"roles": [role.value for role in seat.roles]}
    return _roles_page(at, seat, OwnRolesForm(formdata=None, data=given))


@views.post("/mine")
@requires(Permission.CHOOSE_PANEL)
def change_own_roles(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at, form = at_job(person_id, vacancy_id), OwnRolesForm()
    seat = _own_seat(at)
    if not form.validate():
        return _roles_page(at, seat, form, 422)
    try:
        actions.choose_own_roles(
            by=at.by, viewer=at.viewer, vacancy=at.vacancy, roles=form.chosen()
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _roles_page(at, seat, form, 422)
    return _kept(person_id, vacancy_id)


def _own_seat(at: AtJob) -> Seat:
    """404 for whoever decides in the person's place: these roles are the person's."""
    seat = next((each for each in panel_for(at.viewer, at.vacancy) if each.is_person), None)
    if seat is None or not at.viewer.is_person:
        abort(404)
    return seat


@views.get("/<uuid:place_id>/remove")
@requires(Permission.CHOOSE_PANEL)
def ask_remove(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, place_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    seat, _place = _seat(at, place_id)
    if seat.is_person:
        abort(404)
    return at.show("panel/remove.html", seat=seat)


@views.post("/<uuid:place_id>/remove")
@requires(Permission.CHOOSE_PANEL)
def remove_member(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, place_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    _shown, place = _seat(at, place_id)
    try:
        actions.take_off(by=at.by, vacancy=at.vacancy, place=place)
    except actions.Refused:
        abort(404)
    return _kept(person_id, vacancy_id)


@views.get("/training")
@requires(Permission.SIT_ON_PANEL)
def show_training(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    place = own_place(at.viewer, at.vacancy)
    return at.show(
        "panel/training.html",
        is_read=place is not None and place.trained_at is not None,
        then=local_path(request.args.get("then", ""), ""),
    )


@views.post("/training")
@requires(Permission.SIT_ON_PANEL)
def read_training(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    actions.read_training(by=at.by, vacancy=at.vacancy)
    back = url_for(".show_panel", person_id=person_id, vacancy_id=vacancy_id)
    return go_to(local_path(request.form.get("then", ""), back))
