"""Looking at the plan again: when, what each thinks of it, and what came of the talk."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.written_forms import language_of
from app.people.actions.records import today
from app.people.faces import face
from app.people.looking import me, viewing
from app.people.parts import PLAN_SECTIONS, Level
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.plans.actions import reviewing as actions
from app.plans.actions.words import Refused
from app.plans.forms.reviewing import HoldForm, ViewForm
from app.plans.queries import reviewing as queries
from app.security import Permission, requires

views = Blueprint("plan_reviewing", __name__, url_prefix="/people/<uuid:person_id>/plan")
# Under this name "who looked" keeps that somebody read what people think of the plan.
VIEWS = "plan-review"


def _seeing(person_id: uuid.UUID) -> Relation:
    """Whoever sees some of the plan; 404 for who sees the council's own plan alone."""
    viewer = viewing(person_id)
    if not queries.sees_sections(viewer):
        abort(404)
    return viewer


@views.get("/review")
@requires(Permission.SEE_PLAN)
def show_review(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = _seeing(person_id)
    looking = queries.looking(viewer, request.args.get("before", type=uuid.UUID))
    points = queries.coming_views(viewer)
    if points:
        looked(person_id, VIEWS)
    return page(
        "plans/reviewing/review.html",
        viewer=viewer,
        face=face(viewer),
        due=queries.due(looking.review_on, today()),
        looking=looking,
        points=points,
    )


@views.get("/review/view")
@requires(Permission.REVIEW_PLAN)
def show_view(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = _seeing(person_id)
    if queries.followed(person_id) is None:
        return go_to(url_for(".show_review", person_id=person_id))
    form = _view_form(viewer, sent=False)
    form.fill(queries.newest_view(person_id, viewer.account_id))
    return _view_page(viewer, form)


@views.post("/review/view")
@requires(Permission.REVIEW_PLAN)
def keep_view(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = _seeing(person_id)
    form = _view_form(viewer)
    active = queries.followed(person_id)
    if not form.validate():
        return _view_page(viewer, form, status=422)
    if active is None:
        form.form_errors = [actions.NOBODY_FOLLOWS]
        return _view_page(viewer, form, status=422)
    try:
        actions.say_view(
            by=me(), viewer=viewer, version=active, key=form.key.key, thinks=form.thinks()
        )
    except Refused as refused:
        form.form_errors = [refused.words]
        return _view_page(viewer, form, status=422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_review", person_id=person_id))


def _view_form(viewer: Relation, sent: bool = True) -> ViewForm:
    form = ViewForm() if sent else ViewForm(formdata=None)
    form.offer_languages()
    if viewer.is_person:
        form.offer_helpers(members_for(viewer))
    else:
        form.ask_no_helper()
    return form


def _view_page(viewer: Relation, form: ViewForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "plans/reviewing/view.html",
        status=status,
        viewer=viewer,
        form=form,
        parts=[part for part in PLAN_SECTIONS if viewer.shares(part)],
    )


@views.get("/review/hold")
@requires(Permission.HOLD_REVIEW)
def show_hold(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = HoldForm(data={"held_on": today()})
    return _hold_page(viewer, form, queries.followed(person_id) is not None)


@views.post("/review/hold")
@requires(Permission.HOLD_REVIEW)
def hold(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = HoldForm()
    active = queries.followed(person_id)
    if not form.validate():
        return _hold_page(viewer, form, active is not None, status=422)
    if active is None:
        form.form_errors = [actions.NOBODY_FOLLOWS]
        return _hold_page(viewer, form, False, status=422)
    try:
        made = actions.hold_review(
            by=me(), person=viewer.person, version=active, key=form.key.key, held=_held(form)
        )
    except actions.WrongDay as wrong:
        form[wrong.field].errors = [wrong.words]
        return _hold_page(viewer, form, True, status=422)
    except Refused as refused:
        form.form_errors = [refused.words]
        return _hold_page(viewer, form, True, status=422)
    flash(_("We wrote it down."), "done")
    if queries.sees_sections(viewing(person_id)):
        return go_to(url_for(".show_held", person_id=person_id, review_id=made.id))
    # A keeper who sees nothing of the plan: what they wrote is kept, and not theirs to read again.
    return go_to(url_for("plan_keeping.show_keeping", person_id=person_id))


def _held(form: HoldForm) -> actions.Held:
    return actions.Held(
        held_on=form.held_on.data,
        who_was_there=form.who_was_there.cleaned(),
        what_changes=form.what_changes.cleaned(),
        next_on=form.next_on.data,
        language=language_of(
            current_locale().code, form.who_was_there.cleaned() + form.what_changes.cleaned()
        ),
    )


def _hold_page(
    viewer: Relation, form: HoldForm, is_followed: bool, status: int = 200
) -> ResponseReturnValue:
    return page(
        "plans/reviewing/hold.html",
        status=status,
        viewer=viewer,
        form=form,
        is_followed=is_followed,
        sees_plan=queries.sees_sections(viewer),
    )


@views.get("/reviews/<uuid:review_id>")
@requires(Permission.SEE_PLAN)
def show_held(person_id: uuid.UUID, review_id: uuid.UUID) -> ResponseReturnValue:
    viewer = _seeing(person_id)
    review = queries.review_held(viewer, review_id)
    if review is None:
        abort(404)
    looked(person_id, VIEWS)
    return page(
        "plans/reviewing/held.html",
        viewer=viewer,
        face=face(viewer),
        review=review,
        writer=queries.writer_of(viewer, review),
        names_open=queries.reads_names(viewer, review),
        changes_open=queries.reads_changes(viewer, review),
        points=queries.views_at(viewer, review),
        to_change=[part for part in PLAN_SECTIONS if viewer.may(part, Level.WRITE)],
    )
