"""Making an outcome, saying it in other words, and saying where it stands."""

from __future__ import annotations

import uuid
from typing import TypeVar

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.language.written_forms import WrittenForm
from app.outcomes.actions import outcomes as actions
from app.outcomes.forms.outcomes import OutcomeForm, fill, outcome_form
from app.outcomes.models import Lifecycle
from app.outcomes.queries.outcomes import Shown
from app.outcomes.views.reading import chosen
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.security import Permission, requires

views = Blueprint("outcome_making", __name__, url_prefix="/people/<uuid:person_id>/outcomes")
MOST_GROUPS = 50
Form = TypeVar("Form", bound=WrittenForm)


@views.get("/new")
@requires(Permission.THINK_OF_OUTCOME)
def new_outcome(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _new_page(viewer, with_helpers(viewer, outcome_form(_group())))


def _group() -> int:
    return min(abs(request.args.get("more", 0, type=int)), MOST_GROUPS)


def with_helpers(viewer: Relation, form: Form) -> Form:
    """The form with those who may be named as having helped."""
    if viewer.is_person:
        form.offer_helpers(members_for(viewer))
    else:
        form.offer_helpers([viewer.member] if viewer.member else [], viewer.person.called)
    return form


def _new_page(viewer: Relation, form: OutcomeForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "outcomes/making/new.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        form=form,
        next_group=_group() + 1,
    )


@views.post("/new")
@requires(Permission.THINK_OF_OUTCOME)
def make_outcome(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = with_helpers(viewer, outcome_form(_group(), request.form))
    if not form.validate():
        return _new_page(viewer, form, 422)
    try:
        made = actions.make(
            by=me(), viewer=viewer, key=form.key.key, said=form.said(), section=Part.PLAN_WANTS
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _new_page(viewer, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for("outcomes.show_outcome", person_id=person_id, outcome_id=made.id))


@views.get("/<uuid:outcome_id>/change")
@requires(Permission.THINK_OF_OUTCOME)
def change_outcome(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = own_outcome(viewer, outcome_id)
    form = with_helpers(viewer, outcome_form(_group(), chosen=shown.text.picture))
    fill(form, shown.text)
    return _change_page(viewer, shown, form)


def own_outcome(viewer: Relation, outcome_id: uuid.UUID) -> Shown:
    """The person's own, or what this member thought of and the person did not take on yet."""
    shown = chosen(viewer, outcome_id)
    waits = shown.lifecycle is Lifecycle.PROPOSED and shown.outcome.made_by == viewer.account_id
    if not (viewer.is_person or waits):
        abort(404)
    return shown


def _change_page(
    viewer: Relation, shown: Shown, form: OutcomeForm, status: int = 200
) -> ResponseReturnValue:
    return page(
        "outcomes/making/change.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        shown=shown,
        form=form,
        next_group=_group() + 1,
    )


@views.post("/<uuid:outcome_id>/change")
@requires(Permission.THINK_OF_OUTCOME)
def keep_outcome(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = own_outcome(viewer, outcome_id)
    form = with_helpers(viewer, outcome_form(_group(), request.form))
    if not form.validate():
        return _change_page(viewer, shown, form, 422)
    if form.seen_number() != shown.text.number:
        return _overtaken(viewer, shown, form)
    try:
        made = actions.write(by=me(), viewer=viewer, shown=shown, said=form.said(shown.text))
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _change_page(viewer, shown, form, 422)
    if made is None:
        return _overtaken(viewer, chosen(viewer, outcome_id), form)
    flash(_("Kept."), "done")
    return go_to(url_for("outcomes.show_outcome", person_id=person_id, outcome_id=outcome_id))


def _overtaken(viewer: Relation, shown: Shown, form: OutcomeForm) -> ResponseReturnValue:
    """Somebody else wrote meanwhile: their words above, the reader's own in the form."""
    form.number.data = str(shown.text.number)
    form.form_errors = [_("Somebody changed this just now. Look at both, then keep yours or not.")]
    return _change_page(viewer, shown, form, 422)


@views.get("/<uuid:outcome_id>/stand/<any(cancelled, rejected):end>")
@requires(Permission.DECIDE_OUTCOME)
def confirm_end(person_id: uuid.UUID, outcome_id: uuid.UUID, end: str) -> ResponseReturnValue:
    """Before it ends: what will be so. 404 where it does not stand so that this can follow."""
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    if Lifecycle(end) not in actions.WAYS[shown.lifecycle]:
        abort(404)
    looked(person_id, Part.OUTCOMES.value)
    return page(
        "outcomes/making/end.html",
        viewer=viewer,
        person=viewer.person,
        shown=shown,
        end=Lifecycle(end),
    )


@views.post("/<uuid:outcome_id>/stand")
@requires(Permission.DECIDE_OUTCOME)
def move_outcome(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    """Where it stands from now on, in one tap. The person's alone."""
    viewer = viewing(person_id)
    chosen(viewer, outcome_id)
    try:
        actions.move(
            by=me(),
            viewer=viewer,
            outcome_id=outcome_id,
            seen=request.form.get("seen", 0, type=int),
            lifecycle=Lifecycle(request.form.get("lifecycle", "")),
        )
        flash(_("Kept."), "done")
    except ValueError:
        abort(422)
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    return go_to(url_for("outcomes.show_outcome", person_id=person_id, outcome_id=outcome_id))
