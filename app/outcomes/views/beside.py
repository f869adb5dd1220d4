"""Views on one outcome beside each other: the earlier ones, and striking out a mistake."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.outcomes.actions.strikes import Refused, may_strike, strike
from app.outcomes.forms.check_ins import StrikeForm, strike_form
from app.outcomes.models import CheckIn, Question
from app.outcomes.queries.check_ins import View, check_in_for, page_of_views
from app.outcomes.views.reading import chosen
from app.people.faces import face
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, requires

views = Blueprint("beside", __name__, url_prefix="/people/<uuid:person_id>/outcomes")


@views.get("/<uuid:outcome_id>/views")
@requires(Permission.SEE_OUTCOMES)
def show_earlier(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    """Everything that was said about one outcome, newest first."""
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    looked(person_id, Part.OUTCOMES.value)
    found, more = page_of_views(
        viewer,
        CheckIn.outcome_id == outcome_id,
        before=request.args.get("before", type=uuid.UUID),
    )
    return page(
        "outcomes/beside/earlier.html",
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        shown=shown,
        views=found,
        more=more,
    )


@views.get("/views/<uuid:check_in_id>/strike")
@requires(Permission.SAY_HOW_IT_GOES)
def show_strike(person_id: uuid.UUID, check_in_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _strike_page(viewer, _own_view(viewer, check_in_id), strike_form())


def _own_view(viewer: Relation, check_in_id: uuid.UUID) -> View:
    """What this viewer may strike out; struck out already, it is not there to be struck again."""
    found = check_in_for(viewer, check_in_id)
    if found is None or not may_strike(viewer, found.check_in):
        abort(404)
    return found


def _strike_page(
    viewer: Relation, view: View, form: StrikeForm, status: int = 200
) -> ResponseReturnValue:
    is_staff = view.check_in.question is Question.STAFF
    looked(viewer.person.id, (Part.ABOUT_STAFF if is_staff else Part.OUTCOMES).value)
    return page(
        "outcomes/beside/strike.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        view=view,
        form=form,
        back=_after(viewer, view),
    )


@views.post("/views/<uuid:check_in_id>/strike")
@requires(Permission.SAY_HOW_IT_GOES)
def strike_out(person_id: uuid.UUID, check_in_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    view = _own_view(viewer, check_in_id)
    form = strike_form(sent=True)
    if not form.validate():
        return _strike_page(viewer, view, form, 422)
    try:
        strike(by=me(), viewer=viewer, check_in=view.check_in, reason=form.said())
    except Refused as refused:
        form.form_errors = [refused.words]
        return _strike_page(viewer, view, form, 422)
    flash(_("It is struck out. It stays to be read."), "done")
    return go_to(_after(viewer, view))


def _after(viewer: Relation, view: View) -> str:
    """Back to where it stands."""
    person_id, it = viewer.person.id, view.check_in
    if it.question is Question.DAY:
        return url_for("checking.show_days", person_id=person_id)
    if it.question is Question.STAFF:
        return url_for("staff_answers.show_answers", person_id=person_id)
    return url_for("beside.show_earlier", person_id=person_id, outcome_id=it.outcome_id)
