"""Steps towards an outcome: writing one, changing it, saying how it stands."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.words import lazy as _l
from app.outcomes.actions import steps as actions
from app.outcomes.forms.steps import StepForm, fill
from app.outcomes.models import StepStands
from app.outcomes.queries.outcomes import Shown
from app.outcomes.queries.steps import StepShown, older_steps, step_for
from app.outcomes.views.reading import chosen
from app.people.looking import me, there, viewing
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.security import Permission, requires

views = Blueprint(
    "outcome_steps",
    __name__,
    url_prefix="/people/<uuid:person_id>/outcomes/<uuid:outcome_id>/steps",
)
SEE_BOTH = _l("Somebody changed this just now. Look at both, then keep yours or not.")


def _of_address(
    person_id: uuid.UUID, outcome_id: uuid.UUID, thread: uuid.UUID
) -> tuple[Relation, Shown, StepShown]:
    """Who looks, at which outcome and which step of it; 404 for what is not theirs to see."""
    viewer = viewing(person_id)
    return viewer, chosen(viewer, outcome_id), there(step_for(viewer, outcome_id, thread))


def _form(viewer: Relation, sent: bool = False, step: StepShown | None = None) -> StepForm:
    form = StepForm() if sent else StepForm(formdata=None)
    if step is not None and not sent:
        fill(form, step)
    form.offer(viewer, members_for(viewer), step.step.who if step is not None else "")
    return form


def _page(
    viewer: Relation,
    shown: Shown,
    form: StepForm,
    step: StepShown | None = None,
    status: int = 200,
    overtaken: bool = False,
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.OUTCOMES.value)
    return page(
        "outcomes/making/step.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        shown=shown,
        form=form,
        step=step,
        overtaken=overtaken,
    )


def _kept(viewer: Relation, outcome_id: uuid.UUID) -> ResponseReturnValue:
    flash(_("Kept."), "done")
    return go_to(
        url_for("outcomes.show_outcome", person_id=viewer.person.id, outcome_id=outcome_id)
    )


@views.get("/new")
@requires(Permission.THINK_OF_OUTCOME)
def new_step(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _page(viewer, chosen(viewer, outcome_id), _form(viewer))


@views.post("/new")
@requires(Permission.THINK_OF_OUTCOME)
def add_step(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    form = _form(viewer, sent=True)
    if not form.validate():
        return _page(viewer, shown, form, status=422)
    try:
        actions.add_step(
            by=me(),
            viewer=viewer,
            shown=shown,
            key=form.key.key,
            said=form.said(current_locale().code),
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(viewer, shown, form, status=422)
    return _kept(viewer, outcome_id)


@views.get("/<uuid:thread>")
@requires(Permission.SEE_OUTCOMES)
def show_step(
    person_id: uuid.UUID, outcome_id: uuid.UUID, thread: uuid.UUID
) -> ResponseReturnValue:
    viewer, shown, step = _of_address(person_id, outcome_id, thread)
    looked(person_id, Part.OUTCOMES.value)
    return page(
        "outcomes/reading/step.html",
        viewer=viewer,
        person=viewer.person,
        shown=shown,
        step=step,
        ways=[each for each in StepStands if each is not step.stands]
        if actions.may_tell(viewer, step)
        else [],
        writes=viewer.shares(Part.OUTCOMES, Level.WRITE),
        older=older_steps(viewer, step),
    )


@views.get("/<uuid:thread>/change")
@requires(Permission.THINK_OF_OUTCOME)
def change_step(
    person_id: uuid.UUID, outcome_id: uuid.UUID, thread: uuid.UUID
) -> ResponseReturnValue:
    viewer, shown, step = _of_address(person_id, outcome_id, thread)
    return _page(viewer, shown, _form(viewer, step=step), step)


@views.post("/<uuid:thread>/change")
@requires(Permission.THINK_OF_OUTCOME)
def keep_step(
    person_id: uuid.UUID, outcome_id: uuid.UUID, thread: uuid.UUID
) -> ResponseReturnValue:
    viewer, shown, step = _of_address(person_id, outcome_id, thread)
    form = _form(viewer, sent=True, step=step)
    if not form.validate():
        return _page(viewer, shown, form, step, 422)
    try:
        made = actions.change_step(
            by=me(),
            viewer=viewer,
            shown=shown,
            step=step,
            seen=form.seen_number(),
            said=form.said(current_locale().code),
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(viewer, shown, form, step, 422)
    if made is not None:
        return _kept(viewer, outcome_id)
    # Somebody else was first: their step above, the reader's own in the form.
    step = there(step_for(viewer, outcome_id, thread))
    form.number.data, form.form_errors = str(step.step.number), [SEE_BOTH]
    return _page(viewer, shown, form, step, 422, overtaken=True)


@views.post("/<uuid:thread>/stands")
@requires(Permission.SAY_HOW_IT_GOES)
def tell_step(
    person_id: uuid.UUID, outcome_id: uuid.UUID, thread: uuid.UUID
) -> ResponseReturnValue:
    """How it stands now, in one tap: who may write steps, and whoever does this one."""
    viewer, _shown, step = _of_address(person_id, outcome_id, thread)
    if not actions.may_tell(viewer, step):
        abort(404)
    try:
        stands = StepStands(request.form.get("stands", ""))
    except ValueError:
        abort(422)
    actions.tell(by=me(), viewer=viewer, step=step, stands=stands)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_step", person_id=person_id, outcome_id=outcome_id, thread=thread))
