"""Making an outcome, saying it in other words, and saying where it stands.

What is typed is kept as a draft on the way: for whoever types it, and for nobody else.
"""

from __future__ import annotations

import uuid
from typing import TypeVar

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm
from app.outcomes.actions import outcomes as actions
from app.outcomes.forms.outcomes import KNOWN, OutcomeForm, fill, outcome_form
from app.outcomes.models import Lifecycle, Outcome
from app.outcomes.queries.outcomes import Shown
from app.outcomes.views.reading import chosen
from app.people.looking import me, viewing
from app.people.models import Draft
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.unkept import KEEP_OR_THROW, Unkept, stopped
from app.security import Permission, requires

views = Blueprint("outcome_making", __name__, url_prefix="/people/<uuid:person_id>/outcomes")
MOST_GROUPS = 50
CHANGED_MEANWHILE = _l("Somebody changed this just now. Look at both, then keep yours or not.")
Form = TypeVar("Form", bound=WrittenForm)


def _unkept(person_id: uuid.UUID, outcome_id: uuid.UUID | None = None) -> Unkept:
    """What is typed here: about something new, or about what is there."""
    return Unkept(person_id, f"outcome-{outcome_id or 'new'}")


@views.get("/new")
@requires(Permission.THINK_OF_OUTCOME)
def new_outcome(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    unkept = _unkept(person_id)
    draft = unkept.found()
    before = _picture(draft) if unkept.is_used else ""
    form = with_helpers(viewer, outcome_form(_group(), chosen=before))
    return _new_page(viewer, form, draft=unkept.offer(draft, form))


@views.post(f"/new/{KEEP_OR_THROW}")
@requires(Permission.THINK_OF_OUTCOME)
def draft_new(person_id: uuid.UUID, what: str) -> ResponseReturnValue:
    form = with_helpers(viewing(person_id), outcome_form(formdata=request.form))
    return _unkept(person_id).answer(what, form, url_for(".new_outcome", person_id=person_id))


def _picture(draft: Draft | None) -> str:
    """The picture in a draft, as far as it is one of ours."""
    found = draft.content.get("picture") if draft is not None else None
    return found if found in KNOWN else ""


def _group() -> int:
    return min(abs(request.args.get("more", 0, type=int)), MOST_GROUPS)


def with_helpers(viewer: Relation, form: Form) -> Form:
    """The form with those who may be named as having helped."""
    if viewer.is_person:
        form.offer_helpers(members_for(viewer))
    else:
        form.offer_helpers([viewer.member] if viewer.member else [], viewer.person.called)
    return form


def _new_page(
    viewer: Relation, form: OutcomeForm, status: int = 200, draft: Draft | None = None
) -> ResponseReturnValue:
    return page(
        "outcomes/making/new.html",
        draft=draft,
        draft_picture=_picture(draft),
        status=status,
        viewer=viewer,
        person=viewer.person,
        form=form,
        next_group=_group() + 1,
    )


def _put_aside(
    unkept: Unkept, form: OutcomeForm, here: str, back: str
) -> ResponseReturnValue | None:
    """Stopped: what was typed goes. More pictures: it comes along. None for neither."""
    if stopped():
        unkept.throw()
        return go_to(back)
    if request.form.get("then") != "pictures":
        return None
    unkept.keep(form)
    return go_to(f"{here}?more={_group()}&draft=use")


@views.post("/new")
@requires(Permission.THINK_OF_OUTCOME)
def make_outcome(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer, unkept = viewing(person_id), _unkept(person_id)
    form = with_helpers(viewer, outcome_form(_group(), request.form))
    back = url_for("outcomes.show_outcomes", person_id=person_id)
    aside = _put_aside(unkept, form, url_for(".new_outcome", person_id=person_id), back)
    if aside is not None:
        return aside
    made = _made(viewer, form) if form.validate() else None
    if made is None:
        unkept.keep_refused(form)
        return _new_page(viewer, form, 422)
    unkept.throw()
    flash(_("Kept."), "done")
    return go_to(url_for("outcomes.show_outcome", person_id=person_id, outcome_id=made.id))


def _made(viewer: Relation, form: OutcomeForm) -> Outcome | None:
    """Something new; None where it may not be, with the reason in the form."""
    try:
        return actions.make(
            by=me(), viewer=viewer, key=form.key.key, said=form.said(), section=Part.PLAN_WANTS
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return None


@views.get("/<uuid:outcome_id>/change")
@requires(Permission.THINK_OF_OUTCOME)
def change_outcome(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = own_outcome(viewer, outcome_id)
    unkept = _unkept(person_id, outcome_id)
    draft = unkept.found()
    before = (unkept.is_used and _picture(draft)) or shown.text.picture
    form = with_helpers(viewer, outcome_form(_group(), chosen=before))
    fill(form, shown.text)
    offered = unkept.offer(draft, form)
    if draft is not None and offered is None and draft.content.get("number") != form.number.data:
        # Typed beside other words than those that stand now: both are shown.
        form.form_errors = [CHANGED_MEANWHILE]
    return _change_page(viewer, shown, form, draft=offered)


@views.post(f"/<uuid:outcome_id>/change/{KEEP_OR_THROW}")
@requires(Permission.THINK_OF_OUTCOME)
def draft_change(person_id: uuid.UUID, outcome_id: uuid.UUID, what: str) -> ResponseReturnValue:
    viewer = viewing(person_id)
    own_outcome(viewer, outcome_id)
    form = with_helpers(viewer, outcome_form(formdata=request.form))
    here = url_for(".change_outcome", person_id=person_id, outcome_id=outcome_id)
    return _unkept(person_id, outcome_id).answer(what, form, here)


def own_outcome(viewer: Relation, outcome_id: uuid.UUID) -> Shown:
    """The person's own, or what this member thought of and the person did not take on yet."""
    shown = chosen(viewer, outcome_id)
    waits = shown.lifecycle is Lifecycle.PROPOSED and shown.outcome.made_by == viewer.account_id
    if not (viewer.is_person or waits):
        abort(404)
    return shown


def _change_page(
    viewer: Relation,
    shown: Shown,
    form: OutcomeForm,
    status: int = 200,
    draft: Draft | None = None,
) -> ResponseReturnValue:
    return page(
        "outcomes/making/change.html",
        draft=draft,
        draft_picture=_picture(draft),
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
    viewer, unkept = viewing(person_id), _unkept(person_id, outcome_id)
    shown = own_outcome(viewer, outcome_id)
    form = with_helpers(viewer, outcome_form(_group(), request.form))
    here = url_for(".change_outcome", person_id=person_id, outcome_id=outcome_id)
    back = url_for("outcomes.show_outcome", person_id=person_id, outcome_id=outcome_id)
    aside = _put_aside(unkept, form, here, back)
    if aside is not None:
        return aside
    if not (form.validate() and _is_written(viewer, shown, form)):
        unkept.keep_refused(form)
        return _change_page(viewer, chosen(viewer, outcome_id), form, 422)
    unkept.throw()
    flash(_("Kept."), "done")
    return go_to(back)


def _is_written(viewer: Relation, shown: Shown, form: OutcomeForm) -> bool:
    """Keep the new words; False where they may not be, or somebody was first: the form says why."""
    try:
        is_newest = form.seen_number() == shown.text.number
        said = form.said(shown.text.row)
        if is_newest and actions.write(by=me(), viewer=viewer, shown=shown, said=said) is not None:
            return True
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return False
    # Somebody else wrote meanwhile: their words stand above, the reader's own in the form.
    form.number.data = str(chosen(viewer, shown.id).text.number)
    form.form_errors = [CHANGED_MEANWHILE]
    return False


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
            read=request.form.get("text", 0, type=int),
        )
        flash(_("Kept."), "done")
    except ValueError:
        abort(422)
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    return go_to(url_for("outcomes.show_outcome", person_id=person_id, outcome_id=outcome_id))
