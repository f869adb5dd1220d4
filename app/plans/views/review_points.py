"""Points for the next meeting, from a review: by a choice of whoever holds it, once each."""

from __future__ import annotations

import uuid

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.faces import face
from app.people.looking import me
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import Relation
from app.plans.actions import reviewing as actions
from app.plans.actions.words import Refused
from app.plans.forms.comments import LONGEST_POINT
from app.plans.forms.reviewing import ReviewPointForm
from app.plans.models import PlanReview
from app.plans.queries import review_points as queries
from app.plans.queries.review_points import ToTalkAbout
from app.plans.views.reviewing import VIEWS, seeing, views
from app.security import Permission, requires

__all__ = ["views"]


def _held(
    person_id: uuid.UUID, review_id: uuid.UUID
) -> tuple[Relation, PlanReview, list[ToTalkAbout]]:
    """Who holds reviews here and sees some of the plan; the review, and what it leaves."""
    viewer = seeing(person_id)
    held = queries.held_with_points(viewer, review_id)
    if held is None:
        abort(404)
    looked(person_id, VIEWS)
    return viewer, held[0], queries.to_talk_about(viewer, *held)


@views.get("/reviews/<uuid:review_id>/points")
@requires(Permission.HOLD_REVIEW)
def show_points(person_id: uuid.UUID, review_id: uuid.UUID) -> ResponseReturnValue:
    viewer, review, found = _held(person_id, review_id)
    return page(
        "plans/reviewing/points.html",
        viewer=viewer,
        face=face(viewer),
        review=review,
        found=found,
    )


@views.get("/reviews/<uuid:review_id>/points/<uuid:source_id>")
@requires(Permission.HOLD_REVIEW)
def ask_point(
    person_id: uuid.UUID, review_id: uuid.UUID, source_id: uuid.UUID
) -> ResponseReturnValue:
    viewer, review, found = _held(person_id, review_id)
    chosen = _chosen(found, source_id)
    if chosen.is_kept:
        return go_to(url_for(".show_points", person_id=person_id, review_id=review_id))
    form = _form(viewer)
    if chosen.one is None:
        form.text.data = review.what_changes[:LONGEST_POINT]
    return _question(viewer, review, chosen, form)


@views.post("/reviews/<uuid:review_id>/points/<uuid:source_id>")
@requires(Permission.HOLD_REVIEW)
def keep_point(
    person_id: uuid.UUID, review_id: uuid.UUID, source_id: uuid.UUID
) -> ResponseReturnValue:
    viewer, review, found = _held(person_id, review_id)
    chosen = _chosen(found, source_id)
    form = _form(viewer)
    if not form.validate():
        return _question(viewer, review, chosen, form, 422)
    try:
        actions.keep_point(
            by=me(),
            viewer=viewer,
            about=chosen,
            part=Part(form.about.data),
            words=form.text.cleaned(),
            language=form.language(),
        )
    except Refused as refused:
        form.form_errors = [refused.words]
        return _question(viewer, review, chosen, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_points", person_id=person_id, review_id=review_id))


def _chosen(found: list[ToTalkAbout], source_id: uuid.UUID) -> ToTalkAbout:
    for each in found:
        if each.source_id == source_id:
            return each
    abort(404)


def _form(viewer: Relation) -> ReviewPointForm:
    form = ReviewPointForm()
    form.offer_parts([part for part in PLAN_SECTIONS if viewer.shares(part)])
    return form


def _question(
    viewer: Relation,
    review: PlanReview,
    chosen: ToTalkAbout,
    form: ReviewPointForm,
    status: int = 200,
) -> ResponseReturnValue:
    return page(
        "plans/reviewing/point.html",
        status=status,
        viewer=viewer,
        face=face(viewer),
        review=review,
        chosen=chosen,
        form=form,
    )
