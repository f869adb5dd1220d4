"""Independence over time, in words and pictures. It is never a cut by itself, and says so."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.outcomes.actions import life as actions
from app.outcomes.forms.check_ins import StrikeForm, strike_form
from app.outcomes.forms.life import LifeForm, life_form
from app.outcomes.models import LifeKind
from app.outcomes.queries.life import LifeShown, entry_for, life_of
from app.outcomes.views.making import with_helpers
from app.people.looking import me, viewing
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.security import Permission, requires

views = Blueprint("life", __name__, url_prefix="/people/<uuid:person_id>/outcomes/independence")
KINDS = "<any(hours, myself, 'limit-began', 'limit-lifted'):kind>"


@views.get("")
@requires(Permission.SEE_OUTCOMES)
def show_life(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.OUTCOMES.value)
    return page(
        "outcomes/life/life.html",
        viewer=viewer,
        person=viewer.person,
        entries=life_of(viewer),
        kinds=(LifeKind.MYSELF, LifeKind.HOURS, LifeKind.LIMIT_BEGAN, LifeKind.LIMIT_LIFTED),
        adds=viewer.shares(Part.OUTCOMES, Level.WRITE),
        may_strike=actions.may_strike,
    )


@views.get(f"/new/{KINDS}")
@requires(Permission.THINK_OF_OUTCOME)
def new_entry(person_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    viewer = viewing(person_id)
    lifts = _lifts(viewer, kind)
    form = life_form(LifeKind(kind))
    if lifts is not None:
        # The same words and picture: what is gone is what began.
        form.words.data, form.picture.data = lifts.entry.words, lifts.entry.picture
        form.language.data = lifts.entry.language
    return _page(viewer, with_helpers(viewer, form), lifts)


def _lifts(viewer: Relation, kind: str) -> LifeShown | None:
    """The limit that this one lifts, where the address names one."""
    given = request.args.get("lifts", type=uuid.UUID)
    if given is None or kind != LifeKind.LIMIT_LIFTED.value:
        return None
    found = entry_for(viewer, given)
    if found is None or found.entry.kind is not LifeKind.LIMIT_BEGAN:
        abort(404)
    if found.lifted or not found.stands:
        abort(404)
    return found


def _page(
    viewer: Relation, form: LifeForm, lifts: LifeShown | None, status: int = 200
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.OUTCOMES.value)
    return page(
        "outcomes/life/new.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        form=form,
        lifts=lifts,
    )


@views.post(f"/new/{KINDS}")
@requires(Permission.THINK_OF_OUTCOME)
def add_entry(person_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    viewer = viewing(person_id)
    lifts = _lifts(viewer, kind)
    form = with_helpers(viewer, life_form(LifeKind(kind), sent=True))
    if not form.validate():
        return _page(viewer, form, lifts, 422)
    try:
        actions.add_entry(by=me(), viewer=viewer, key=form.key.key, said=form.said(), lifts=lifts)
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(viewer, form, lifts, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_life", person_id=person_id))


def _struck_soon(viewer: Relation, entry_id: uuid.UUID) -> LifeShown:
    found = entry_for(viewer, entry_id)
    if found is None or not actions.may_strike(viewer, found):
        abort(404)
    return found


@views.get("/<uuid:entry_id>/strike")
@requires(Permission.THINK_OF_OUTCOME)
def show_strike(person_id: uuid.UUID, entry_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _strike_page(viewer, _struck_soon(viewer, entry_id), strike_form())


def _strike_page(
    viewer: Relation, shown: LifeShown, form: StrikeForm, status: int = 200
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.OUTCOMES.value)
    return page(
        "outcomes/life/strike.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        shown=shown,
        form=form,
    )


@views.post("/<uuid:entry_id>/strike")
@requires(Permission.THINK_OF_OUTCOME)
def strike(person_id: uuid.UUID, entry_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = _struck_soon(viewer, entry_id)
    form = strike_form(sent=True)
    if not form.validate():
        return _strike_page(viewer, shown, form, 422)
    actions.strike(by=me(), viewer=viewer, shown=shown, reason=form.said())
    flash(_("Kept."), "done")
    return go_to(url_for(".show_life", person_id=person_id))
