"""Hand me the phone: one check-in for the person on a supporter's phone, and nothing else."""

from __future__ import annotations

import uuid

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.outcomes.models import Question
from app.outcomes.models.outcomes import ASKED_ABOUT
from app.outcomes.views import flow
from app.outcomes.views.flow import Topic
from app.outcomes.views.reading import chosen
from app.people.actions import drafts
from app.people.actions import phone as actions
from app.people.handing import Handed, HandedFor, hand_for
from app.people.looking import me, viewing
from app.people.parts import Part
from app.security import Permission, allowed, refuse, requires

views = Blueprint(
    "check_phone",
    __name__,
    url_prefix="/people/<uuid:person_id>/outcomes/<uuid:outcome_id>",
)
KIND = "check-in"


def _question(handed: Handed) -> str:
    return url_for(
        "check_phone.show_question",
        person_id=uuid.UUID(handed["person"]),
        outcome_id=uuid.UUID(handed["about"]),
    )


def _may(handed: Handed) -> bool:
    return allowed(Permission.HAND_OVER_CHECK_IN, person_id=uuid.UUID(handed["person"]))


def _back_to(handed: Handed) -> str | None:
    person_id = uuid.UUID(handed["person"])
    if not allowed(Permission.SEE_OUTCOMES, person_id=person_id):
        return None
    return url_for(
        "outcomes.show_outcome", person_id=person_id, outcome_id=uuid.UUID(handed["about"])
    )


hand_for(KIND, HandedFor(_question, _may, _back_to))


def _topic(person_id: uuid.UUID, outcome_id: uuid.UUID) -> Topic:
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    if shown.lifecycle not in ASKED_ABOUT:
        refuse()
    return Topic(
        viewer,
        Question.OUTCOME,
        "check_phone.show_question",
        url_for("phone.show_back"),
        outcome=shown,
        on_phone=True,
    )


@views.get("/hand-over")
@requires(Permission.HAND_OVER_CHECK_IN)
def show_hand_over(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    topic = _topic(person_id, outcome_id)
    looked(person_id, Part.OUTCOMES.value)
    return page(
        "outcomes/checking/hand_over.html",
        viewer=topic.viewer,
        person=topic.viewer.person,
        shown=topic.outcome,
    )


@views.post("/hand-over")
@requires(Permission.HAND_OVER_CHECK_IN)
def hand_over(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    topic = _topic(person_id, outcome_id)
    # What somebody began to say here before is not for whoever holds the phone next.
    drafts.throw_draft(by=me(), person_id=person_id, place=topic.place)
    actions.hand_over(by=me(), person_id=person_id, kind=KIND, about=str(outcome_id))
    return go_to(topic.url())


@views.get("/question")
@requires(Permission.HAND_OVER_CHECK_IN)
def show_question(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    """The question. Nothing of the supporter is on this page, drafts neither."""
    _only_handed()
    return flow.show(_topic(person_id, outcome_id))


@views.post("/question")
@requires(Permission.HAND_OVER_CHECK_IN)
def answer_question(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    """Kept as said on the supporter's phone; or not kept. Either way the phone goes back."""
    _only_handed()
    topic = _topic(person_id, outcome_id)
    if "stop" in request.form:
        drafts.throw_draft(by=me(), person_id=person_id, place=topic.place)
        answer: ResponseReturnValue = go_to(topic.after)
    else:
        answer = flow.answer(topic)
    if getattr(answer, "location", None) == topic.after:
        actions.finish_question(by=me())
    return answer


def _only_handed() -> None:
    """Outside a phone that was handed over there is no question page."""
    sign_in = me().sign_in
    if sign_in is None or sign_in.handed is None:
        refuse()
