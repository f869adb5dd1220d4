"""How is it going: what we talk about, practice cards, and one question in three steps."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, local_path, page
from app.outcomes.actions.practice import CARDS, keep_practice
from app.outcomes.forms.check_ins import PracticeForm
from app.outcomes.models import CheckIn, Question, Said
from app.outcomes.models.outcomes import ASKED_ABOUT, NOT_TAKEN_ON
from app.outcomes.queries.check_ins import never_answered, page_of_views
from app.outcomes.queries.outcomes import outcomes_of
from app.outcomes.views import flow
from app.outcomes.views.flow import Topic
from app.outcomes.views.reading import chosen
from app.people.faces import face
from app.people.looking import me, viewing
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.security import Permission, requires

views = Blueprint("checking", __name__, url_prefix="/people/<uuid:person_id>/outcomes")


@views.get("/check-in")
@requires(Permission.SAY_HOW_IT_GOES)
def choose_outcome(person_id: uuid.UUID) -> ResponseReturnValue:
    """What do we talk about?"""
    viewer = viewing(person_id)
    looked(person_id, Part.OUTCOMES.value)
    return page(
        "outcomes/checking/choose.html",
        viewer=viewer,
        person=viewer.person,
        outcomes=outcomes_of(viewer, ASKED_ABOUT),
    )


def _outcome_topic(person_id: uuid.UUID, outcome_id: uuid.UUID) -> Topic:
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    topic = Topic(
        viewer,
        Question.OUTCOME,
        "checking.show_question",
        url_for("outcomes.show_outcome", person_id=person_id, outcome_id=outcome_id),
        outcome=shown,
    )
    # Nobody begins to ask about what is over, or not theirs; who is in the middle of it goes on.
    if shown.lifecycle in NOT_TAKEN_ON or not (
        shown.lifecycle in ASKED_ABOUT or flow.said_so_far(topic)
    ):
        abort(404)
    return topic


def _day_topic(person_id: uuid.UUID) -> Topic:
    after = url_for("checking.show_days", person_id=person_id)
    return Topic(viewing(person_id), Question.DAY, "checking.show_day_question", after)


def _with_practice(topic: Topic) -> ResponseReturnValue:
    """Two cards come before the first scale of a person. Skipping is one tap."""
    viewer = topic.viewer
    on_the_way = "skip" in request.args or "step" in request.args or flow.said_so_far(topic)
    if viewer.is_person and not on_the_way and never_answered(viewer):
        then = topic.url() + "?skip=1"
        return go_to(url_for("checking.show_practice", person_id=viewer.person.id, then=then))
    return flow.show(topic)


@views.get("/<uuid:outcome_id>/check-in")
@requires(Permission.SAY_HOW_IT_GOES)
def show_question(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    return _with_practice(_outcome_topic(person_id, outcome_id))


@views.post("/<uuid:outcome_id>/check-in")
@requires(Permission.SAY_HOW_IT_GOES)
def answer_question(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    return flow.answer(_outcome_topic(person_id, outcome_id))


@views.get("/day")
@requires(Permission.SEE_OUTCOMES)
def show_days(person_id: uuid.UUID) -> ResponseReturnValue:
    """The days as they were told, newest first."""
    viewer = viewing(person_id)
    looked(person_id, Part.OUTCOMES.value)
    days, more = page_of_views(
        viewer,
        CheckIn.question == Question.DAY,
        before=request.args.get("before", type=uuid.UUID),
    )
    return page(
        "outcomes/checking/days.html",
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        days=days,
        more=more,
        says=viewer.shares(Part.OUTCOMES, Level.COMMENT),
    )


@views.get("/day/check-in")
@requires(Permission.SAY_HOW_IT_GOES)
def show_day_question(person_id: uuid.UUID) -> ResponseReturnValue:
    return _with_practice(_day_topic(person_id))


@views.post("/day/check-in")
@requires(Permission.SAY_HOW_IT_GOES)
def answer_day_question(person_id: uuid.UUID) -> ResponseReturnValue:
    return flow.answer(_day_topic(person_id))


def _practising(person_id: uuid.UUID) -> Relation:
    """For the person alone: whoever decides for them by records practises nothing."""
    viewer = viewing(person_id)
    if not viewer.is_person:
        abort(404)
    return viewer


@views.get("/practice")
@requires(Permission.SAY_HOW_IT_GOES)
def show_practice(person_id: uuid.UUID) -> ResponseReturnValue:
    """One card of two. What comes after it stands in `then`."""
    viewer = _practising(person_id)
    card = request.args.get("card", "")
    return _practice_page(viewer, card if card in CARDS else CARDS[0], PracticeForm(None))


def _then(person_id: uuid.UUID) -> str:
    """Where one wanted to go: a page of this room, else the list of what to talk about."""
    otherwise = url_for("checking.choose_outcome", person_id=person_id)
    target = local_path(request.args.get("then", ""), otherwise)
    room = url_for("outcomes.show_outcomes", person_id=person_id)
    return target if target.startswith(f"{room}/") else otherwise


def _practice_page(
    viewer: Relation, card: str, form: PracticeForm, status: int = 200
) -> ResponseReturnValue:
    form.card.data = card
    return page(
        "outcomes/checking/practice.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        form=form,
        card=card,
        step=CARDS.index(card) + 1,
        steps=len(CARDS),
        then=_then(viewer.person.id),
    )


@views.post("/practice")
@requires(Permission.SAY_HOW_IT_GOES)
def answer_practice(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer, form = _practising(person_id), PracticeForm()
    card = form.card.data if form.card.data in CARDS else CARDS[0]
    if not form.validate():
        return _practice_page(viewer, card, form, 422)
    keep_practice(
        by=me(),
        viewer=viewer,
        key=form.key.key,
        card=card,
        answer=Said(form.answer.data),
    )
    number = CARDS.index(card) + 1
    if number == len(CARDS):
        return go_to(_then(person_id))
    then = _then(person_id)
    return go_to(url_for(".show_practice", person_id=person_id, card=CARDS[number], then=then))
