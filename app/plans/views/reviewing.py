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
from app.people.models import Draft
from app.people.parts import PLAN_SECTIONS, Level
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.unkept import KEEP_OR_THROW, Unkept, stopped
from app.plans.actions import reviewing as actions
from app.plans.actions.words import Refused
from app.plans.forms.reviewing import HoldForm, ViewForm
from app.plans.models import PlanReview, PlanVersion
from app.plans.queries import reviewing as queries
from app.security import Permission, requires

views = Blueprint("plan_reviewing", __name__, url_prefix="/people/<uuid:person_id>/plan")
# Under this name "who looked" keeps that somebody read what people think of the plan.
VIEWS = "plan-review"


def seeing(person_id: uuid.UUID) -> Relation:
    """Whoever sees some of the plan; 404 for who sees the council's own plan alone."""
    viewer = viewing(person_id)
    if not queries.sees_sections(viewer):
        abort(404)
    return viewer


@views.get("/review")
@requires(Permission.SEE_PLAN)
def show_review(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = seeing(person_id)
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
    viewer = seeing(person_id)
    if queries.followed(person_id) is None:
        return go_to(url_for(".show_review", person_id=person_id))
    form = _view_form(viewer, sent=False)
    form.fill(queries.newest_view(person_id, viewer.account_id))
    return _view_page(viewer, form, draft=_unkept_view(person_id).offered(form))


def _unkept_view(person_id: uuid.UUID) -> Unkept:
    return Unkept(person_id, "review-view")


@views.post(f"/review/view/{KEEP_OR_THROW}")
@requires(Permission.REVIEW_PLAN)
def draft_view(person_id: uuid.UUID, what: str) -> ResponseReturnValue:
    form = _view_form(seeing(person_id))
    return _unkept_view(person_id).answer(what, form, url_for(".show_view", person_id=person_id))


@views.post("/review/view")
@requires(Permission.REVIEW_PLAN)
def keep_view(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = seeing(person_id)
    if not stopped():
        form = _view_form(viewer)
        if not (form.validate() and _is_said(viewer, form)):
            _unkept_view(person_id).keep_refused(form)
            return _view_page(viewer, form, status=422)
        flash(_("Kept."), "done")
    _unkept_view(person_id).throw()
    return go_to(url_for(".show_review", person_id=person_id))


def _is_said(viewer: Relation, form: ViewForm) -> bool:
    """Keep what somebody thinks; a refusal goes to the form instead."""
    active = queries.followed(viewer.person.id)
    try:
        if active is None:
            raise Refused(actions.NOBODY_FOLLOWS)
        actions.say_view(
            by=me(), viewer=viewer, version=active, key=form.key.key, thinks=form.thinks()
        )
    except Refused as refused:
        form.form_errors = [refused.words]
        return False
    return True


def _view_form(viewer: Relation, sent: bool = True) -> ViewForm:
    form = ViewForm() if sent else ViewForm(formdata=None)
    form.offer_languages()
    if viewer.is_person:
        form.offer_helpers(members_for(viewer))
    else:
        form.ask_no_helper()
    return form


def _view_page(
    viewer: Relation, form: ViewForm, status: int = 200, draft: Draft | None = None
) -> ResponseReturnValue:
    return page(
        "plans/reviewing/view.html",
        draft=draft,
        status=status,
        viewer=viewer,
        form=form,
        parts=[part for part in PLAN_SECTIONS if viewer.shares(part)],
    )


@views.get("/review/hold")
@requires(Permission.HOLD_REVIEW)
def show_hold(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = HoldForm(formdata=None, data={"held_on": today()})
    draft = _unkept_hold(person_id).offered(form)
    return _hold_page(viewer, form, queries.followed(person_id) is not None, draft=draft)


def _unkept_hold(person_id: uuid.UUID) -> Unkept:
    return Unkept(person_id, "review-hold")


@views.post(f"/review/hold/{KEEP_OR_THROW}")
@requires(Permission.HOLD_REVIEW)
def draft_hold(person_id: uuid.UUID, what: str) -> ResponseReturnValue:
    page_url = url_for(".show_hold", person_id=person_id)
    return _unkept_hold(person_id).answer(what, HoldForm(), page_url)


@views.post("/review/hold")
@requires(Permission.HOLD_REVIEW)
def hold(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    sees_plan = queries.sees_sections(viewer)
    made = None
    if not stopped():
        form = HoldForm()
        active = queries.followed(person_id)
        made = _written_down(viewer, active, form) if form.validate() else None
        if made is None:
            _unkept_hold(person_id).keep_refused(form)
            return _hold_page(viewer, form, active is not None, status=422)
        flash(_("We wrote it down."), "done")
    _unkept_hold(person_id).throw()
    if not sees_plan:
        # A keeper who sees nothing of the plan: what they wrote is kept, and not theirs to read.
        return go_to(url_for("plan_keeping.show_keeping", person_id=person_id))
    if made is None:
        return go_to(url_for(".show_review", person_id=person_id))
    return go_to(url_for(".show_held", person_id=person_id, review_id=made.id))


def _written_down(
    viewer: Relation, active: PlanVersion | None, form: HoldForm
) -> PlanReview | None:
    """Keep the review; a refusal goes to the form instead."""
    try:
        if active is None:
            raise Refused(actions.NOBODY_FOLLOWS)
        return actions.hold_review(
            by=me(), person=viewer.person, version=active, key=form.key.key, held=_held(form)
        )
    except actions.WrongDay as wrong:
        form[wrong.field].errors = [wrong.words]
    except Refused as refused:
        form.form_errors = [refused.words]
    return None


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
    viewer: Relation,
    form: HoldForm,
    is_followed: bool,
    status: int = 200,
    draft: Draft | None = None,
) -> ResponseReturnValue:
    return page(
        "plans/reviewing/hold.html",
        draft=draft,
        status=status,
        viewer=viewer,
        form=form,
        is_followed=is_followed,
        sees_plan=queries.sees_sections(viewer),
    )


@views.get("/reviews/<uuid:review_id>")
@requires(Permission.SEE_PLAN)
def show_held(person_id: uuid.UUID, review_id: uuid.UUID) -> ResponseReturnValue:
    viewer = seeing(person_id)
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
