"""What helps the person take part, and what helps a member of the circle."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.people.actions import needs as actions
from app.people.forms.needs import NeedForm, OwnNeedForm
from app.people.looking import me, viewing
from app.people.models import CircleMember, CommunicationNeed, NeedKind
from app.people.parts import Part
from app.people.queries import needs as queries
from app.security import Permission, requires

views = Blueprint("needs", __name__, url_prefix="/people/<uuid:person_id>")


def _kind(value: str) -> NeedKind:
    try:
        return NeedKind(value)
    except ValueError:
        abort(404)


def _need(
    person_id: uuid.UUID, need_id: uuid.UUID, member: CircleMember | None = None
) -> CommunicationNeed:
    found = queries.need_of(person_id, need_id, member)
    if found is None:
        abort(404)
    return found


def _my_place(person_id: uuid.UUID) -> CircleMember:
    member = viewing(person_id).member
    if member is None:
        abort(404)
    return member


@views.get("/needs")
@requires(Permission.SEE_PART, part=Part.NEEDS)
def show_needs(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.NEEDS.value)
    return page(
        "people/needs/needs.html",
        person=viewer.person,
        is_mine=viewer.is_person,
        part=Part.NEEDS,
        needs=queries.needs_of_person(person_id),
        of_others=queries.needs_told_by_members(person_id) if viewer.is_person else (),
    )


@views.get("/needs/new")
@requires(Permission.WRITE_PART, part=Part.NEEDS)
def show_kinds(person_id: uuid.UUID) -> ResponseReturnValue:
    return page(
        "people/needs/kinds.html", person=viewing(person_id).person, kinds=NeedKind, own=False
    )


@views.get("/needs/new/<kind>")
@requires(Permission.WRITE_PART, part=Part.NEEDS)
def show_new_need(person_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    person = viewing(person_id).person
    return page(
        "people/needs/new.html", person=person, kind=_kind(kind), form=NeedForm(), own=False
    )


@views.post("/needs/new/<kind>")
@requires(Permission.WRITE_PART, part=Part.NEEDS)
def add_need(person_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    return _add(person_id, _kind(kind), NeedForm(), None)


@views.get("/needs/<uuid:need_id>/remove")
@requires(Permission.WRITE_PART, part=Part.NEEDS)
def show_remove_need(person_id: uuid.UUID, need_id: uuid.UUID) -> ResponseReturnValue:
    looked(person_id, Part.NEEDS.value)
    return page(
        "people/needs/remove.html",
        person=viewing(person_id).person,
        need=_need(person_id, need_id),
        own=False,
    )


@views.post("/needs/<uuid:need_id>/remove")
@requires(Permission.WRITE_PART, part=Part.NEEDS)
def end_need(person_id: uuid.UUID, need_id: uuid.UUID) -> ResponseReturnValue:
    actions.end_need(by=me(), need=_need(person_id, need_id))
    flash(_("We took it away."), "done")
    return go_to(url_for(".show_needs", person_id=person_id))


@views.get("/my-needs")
@requires(Permission.SAY_MY_NEEDS)
def show_my_needs(person_id: uuid.UUID) -> ResponseReturnValue:
    member = _my_place(person_id)
    return page(
        "people/needs/my_needs.html",
        person=viewing(person_id).person,
        needs=queries.needs_of_member(member),
    )


@views.get("/my-needs/new")
@requires(Permission.SAY_MY_NEEDS)
def show_my_kinds(person_id: uuid.UUID) -> ResponseReturnValue:
    return page(
        "people/needs/kinds.html", person=viewing(person_id).person, kinds=NeedKind, own=True
    )


@views.get("/my-needs/new/<kind>")
@requires(Permission.SAY_MY_NEEDS)
def show_new_my_need(person_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    person = viewing(person_id).person
    return page(
        "people/needs/new.html", person=person, kind=_kind(kind), form=OwnNeedForm(), own=True
    )


@views.post("/my-needs/new/<kind>")
@requires(Permission.SAY_MY_NEEDS)
def add_my_need(person_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    return _add(person_id, _kind(kind), OwnNeedForm(), _my_place(person_id))


@views.get("/my-needs/<uuid:need_id>/remove")
@requires(Permission.SAY_MY_NEEDS)
def show_remove_my_need(person_id: uuid.UUID, need_id: uuid.UUID) -> ResponseReturnValue:
    need = _need(person_id, need_id, _my_place(person_id))
    return page("people/needs/remove.html", person=viewing(person_id).person, need=need, own=True)


@views.post("/my-needs/<uuid:need_id>/remove")
@requires(Permission.SAY_MY_NEEDS)
def end_my_need(person_id: uuid.UUID, need_id: uuid.UUID) -> ResponseReturnValue:
    actions.end_need(by=me(), need=_need(person_id, need_id, _my_place(person_id)))
    flash(_("We took it away."), "done")
    return go_to(url_for(".show_my_needs", person_id=person_id))


def _add(
    person_id: uuid.UUID, kind: NeedKind, form: NeedForm, member: CircleMember | None
) -> ResponseReturnValue:
    kept = form.validate() and actions.add_need(
        by=me(),
        person_id=person_id,
        key=form.key.key,
        member_id=member.id if member else None,
        said=actions.Said(
            kind=kind,
            need=form.need.cleaned(),
            how_met=form.how_met.cleaned(),
            language=current_locale().code,
            may_be_shared=isinstance(form, OwnNeedForm) and form.may_be_shared.data,
        ),
    )
    if not kept:
        person = viewing(person_id).person
        return page(
            "people/needs/new.html",
            status=422,
            person=person,
            kind=kind,
            form=form,
            own=bool(member),
        )
    flash(_("We kept it."), "done")
    return go_to(url_for(".show_my_needs" if member else ".show_needs", person_id=person_id))
