"""Hide what was said, a photo or a sound from one member, or from everybody at a place.

Who does not get it shows after a fresh sign-in alone.
"""

from __future__ import annotations

import uuid

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.fresh import requires_fresh
from app.audit import looked
from app.htmx import go_to, page
from app.outcomes.actions import hiding as actions
from app.outcomes.forms.hiding import HideThingForm
from app.outcomes.models import CheckIn, Question
from app.outcomes.queries.check_ins import page_of_views
from app.outcomes.queries.hiding import (
    HiddenFrom,
    Thing,
    can_be_hidden_from,
    one_to_hide_from,
    outcomes_with_files,
    thing_for,
)
from app.people.faces import face
from app.people.looking import me, there, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, requires

views = Blueprint("thing_hiding", __name__, url_prefix="/people/<uuid:person_id>/outcomes/hide")
THING = "/<any(view, outcome):kind>/<uuid:thing_id>"
WHOM = f"{THING}/<any(member, organisation):whom_kind>/<uuid:whom_id>"


@views.get("")
@requires(Permission.HIDE_FROM_MEMBER)
def show_things(person_id: uuid.UUID) -> ResponseReturnValue:
    """What there is to hide: photos and sounds of what they want, then what was said."""
    viewer = viewing(person_id)
    looked(person_id, Part.OUTCOMES.value)
    before = request.args.get("before", type=uuid.UUID)
    found, more = page_of_views(viewer, CheckIn.question != Question.STAFF, before=before)
    return page(
        "outcomes/hiding/things.html",
        viewer=viewer,
        person=viewer.person,
        outcomes=outcomes_with_files(viewer) if before is None else [],
        views=found,
        more=more,
    )


@views.get(THING)
@requires(Permission.HIDE_FROM_MEMBER)
def show_whom(person_id: uuid.UUID, kind: str, thing_id: uuid.UUID) -> ResponseReturnValue:
    stale = requires_fresh(url_for(".show_whom", person_id=person_id, kind=kind, thing_id=thing_id))
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    thing = _thing(viewer, kind, thing_id)
    looked(person_id, Part.OUTCOMES.value)
    return page(
        "outcomes/hiding/whom.html",
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        thing=thing,
        everybody=can_be_hidden_from(viewer, thing),
    )


def _thing(viewer: Relation, kind: str, thing_id: uuid.UUID) -> Thing:
    return there(thing_for(viewer, kind, thing_id))


def _whom(viewer: Relation, thing: Thing, kind: str, whom_id: uuid.UUID) -> HiddenFrom:
    return there(one_to_hide_from(viewer, thing, kind, whom_id))


@views.get(WHOM)
@requires(Permission.HIDE_FROM_MEMBER)
def show_hide(
    person_id: uuid.UUID, kind: str, thing_id: uuid.UUID, whom_kind: str, whom_id: uuid.UUID
) -> ResponseReturnValue:
    stale = requires_fresh(request.path)
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    thing = _thing(viewer, kind, thing_id)
    whom = _whom(viewer, thing, whom_kind, whom_id)
    form = HideThingForm(formdata=None)
    form.how.data = whom.chosen.value
    return _page(viewer, thing, whom, form)


def _page(
    viewer: Relation, thing: Thing, whom: HiddenFrom, form: HideThingForm, status: int = 200
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.OUTCOMES.value)
    form.offer(whom.ways)
    return page(
        "outcomes/hiding/hide.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        thing=thing,
        whom=whom,
        form=form,
    )


@views.post(WHOM)
@requires(Permission.HIDE_FROM_MEMBER)
def hide(
    person_id: uuid.UUID, kind: str, thing_id: uuid.UUID, whom_kind: str, whom_id: uuid.UUID
) -> ResponseReturnValue:
    stale = requires_fresh(request.path)
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    thing = _thing(viewer, kind, thing_id)
    whom = _whom(viewer, thing, whom_kind, whom_id)
    form = HideThingForm()
    form.offer(whom.ways)
    if not form.validate():
        return _page(viewer, thing, whom, form, 422)
    try:
        actions.hide(by=me(), viewer=viewer, thing=thing, whom=whom, how=form.chosen())
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(viewer, thing, whom, form, 422)
    # No message: it would still stand on the next page, for whoever looks over a shoulder.
    return go_to(url_for(".show_things", person_id=person_id))
