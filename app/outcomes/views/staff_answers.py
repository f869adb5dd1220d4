"""What the person says about staff: a page of its own, and a separate yes for single answers."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.outcomes.actions import staff_answers as actions
from app.outcomes.models import CheckIn, Question
from app.outcomes.queries.check_ins import View, check_in_for, page_of_views
from app.outcomes.queries.staff_answers import (
    names_of_staff,
    places_of,
    staff_of,
    told_places,
)
from app.outcomes.views import flow
from app.outcomes.views.flow import Topic
from app.people.faces import face
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, requires

views = Blueprint("staff_answers", __name__, url_prefix="/people/<uuid:person_id>/outcomes/staff")


@views.get("")
@requires(Permission.SEE_STAFF_ANSWERS)
def show_answers(person_id: uuid.UUID) -> ResponseReturnValue:
    """For the person: whom they can talk about, and what they said. For others: what they may."""
    viewer = viewing(person_id)
    looked(person_id, Part.ABOUT_STAFF.value)
    found, more = page_of_views(
        viewer,
        CheckIn.question == Question.STAFF,
        before=request.args.get("before", type=uuid.UUID),
    )
    staff = staff_of(viewer) if viewer.is_person else []
    about = {view.check_in.about_member_id for view in found}
    ids = [view.check_in.id for view in found]
    return page(
        "outcomes/staff/list.html",
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        answers=found,
        more=more,
        names=names_of_staff(viewer, about, staff),
        places=told_places(ids) if viewer.is_person and ids else {},
        staff=staff,
    )


def _topic(person_id: uuid.UUID, member_id: uuid.UUID) -> Topic:
    """A question about one of the staff; 404 for anybody else in the circle."""
    viewer = viewing(person_id)
    about = next((each for each in staff_of(viewer) if each.id == member_id), None)
    if about is None:
        abort(404)
    after = url_for(".show_answers", person_id=person_id)
    return Topic(viewer, Question.STAFF, "staff_answers.show_question", after, about=about)


@views.get("/<uuid:member_id>/check-in")
@requires(Permission.SAY_ABOUT_STAFF)
def show_question(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    return flow.show(_topic(person_id, member_id))


@views.post("/<uuid:member_id>/check-in")
@requires(Permission.SAY_ABOUT_STAFF)
def answer_question(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    return flow.answer(_topic(person_id, member_id))


def _answer(viewer: Relation, check_in_id: uuid.UUID) -> View:
    found = check_in_for(viewer, check_in_id)
    if found is None or found.check_in.question is not Question.STAFF:
        abort(404)
    return found


@views.get("/answers/<uuid:check_in_id>/yes")
@requires(Permission.SAY_ABOUT_STAFF)
def show_yes(person_id: uuid.UUID, check_in_id: uuid.UUID) -> ResponseReturnValue:
    """What a yes would mean, or how to end it."""
    viewer = viewing(person_id)
    view = _answer(viewer, check_in_id)
    looked(person_id, Part.ABOUT_STAFF.value)
    return page(
        "outcomes/staff/yes.html",
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        view=view,
        given=told_places([check_in_id]).get(check_in_id, []),
        places=[place.name for place in places_of(view.check_in)],
        names=names_of_staff(viewer, [view.check_in.about_member_id]),
    )


@views.post("/answers/<uuid:check_in_id>/yes")
@requires(Permission.SAY_ABOUT_STAFF)
def answer_yes(person_id: uuid.UUID, check_in_id: uuid.UUID) -> ResponseReturnValue:
    """Yes, or its end: the tap after the page that says what it means."""
    viewer = viewing(person_id)
    it = _answer(viewer, check_in_id).check_in
    try:
        if request.form.get("answer") == "end":
            actions.end_yes(by=me(), viewer=viewer, check_in=it)
            flash(_("They cannot read it any more."), "done")
        else:
            actions.say_yes(by=me(), viewer=viewer, check_in=it)
            flash(_("The managers can read this one answer now."), "done")
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    return go_to(url_for(".show_answers", person_id=person_id))
