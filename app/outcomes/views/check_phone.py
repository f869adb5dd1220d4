"""Hand me the phone: one check-in for the person on a supporter's phone, and nothing else.

About an outcome, or about the day. Without a signal the answer waits on that phone, locked, and is
sent as said on it: see docs/adr/0017.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app.accounts.phone_lock import phone_mark
from app.audit import looked
from app.htmx import go_to, page
from app.language.words import lazy as _l
from app.outcomes.actions.check_ins import Refused
from app.outcomes.actions.seals import make_seal
from app.outcomes.forms.waiting import id_in
from app.outcomes.models import Question
from app.outcomes.models.outcomes import ASKED_ABOUT
from app.outcomes.views import flow
from app.outcomes.views.flow import Topic, place_of
from app.outcomes.views.reading import chosen
from app.outcomes.views.taking_in import Asked, take
from app.people.actions import drafts
from app.people.actions import phone as actions
from app.people.handing import Handed, HandedFor, hand_for, key_of
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, allowed, refuse, requires

views = Blueprint("check_phone", __name__, url_prefix="/people/<uuid:person_id>/outcomes")
OUTCOME, DAY = "check-in", "day"
DECLINED = _l("They did not want to answer this.")


def _person(handed: Handed) -> uuid.UUID:
    return uuid.UUID(handed["person"])


def _question(handed: Handed) -> str:
    outcome_id = uuid.UUID(handed["about"])
    return url_for("check_phone.show_question", person_id=_person(handed), outcome_id=outcome_id)


def _day_question(handed: Handed) -> str:
    return url_for("check_phone.show_day_question", person_id=_person(handed))


def _may(handed: Handed) -> bool:
    return allowed(Permission.HAND_OVER_CHECK_IN, person_id=_person(handed))


def _waits(handed: Handed) -> str:
    return url_for("check_phone.take_answer", person_id=_person(handed))


def _back_to(handed: Handed) -> str | None:
    person_id = _person(handed)
    if not allowed(Permission.SEE_OUTCOMES, person_id=person_id):
        return None
    if handed["kind"] == DAY:
        return url_for("checking.show_days", person_id=person_id)
    outcome_id = uuid.UUID(handed["about"])
    return url_for("outcomes.show_outcome", person_id=person_id, outcome_id=outcome_id)


hand_for(OUTCOME, HandedFor(_question, _may, _back_to, _waits))
hand_for(DAY, HandedFor(_day_question, _may, _back_to, _waits))


def _topic(
    person_id: uuid.UUID, outcome_id: uuid.UUID | None, handed: Handed | None = None
) -> Topic:
    viewer, after = viewing(person_id), url_for("phone.show_back")
    if outcome_id is None:
        return Topic(viewer, Question.DAY, "check_phone.show_day_question", after, handed=handed)
    shown = chosen(viewer, outcome_id)
    if shown.lifecycle not in ASKED_ABOUT:
        refuse()
    return Topic(
        viewer,
        Question.OUTCOME,
        "check_phone.show_question",
        after,
        outcome=shown,
        handed=handed,
    )


@views.get("/<uuid:outcome_id>/hand-over")
@requires(Permission.HAND_OVER_CHECK_IN)
def show_hand_over(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    return _before(_topic(person_id, outcome_id))


@views.get("/day/hand-over")
@requires(Permission.HAND_OVER_CHECK_IN)
def show_day_hand_over(person_id: uuid.UUID) -> ResponseReturnValue:
    return _before(_topic(person_id, None))


def _before(topic: Topic) -> ResponseReturnValue:
    looked(topic.viewer.person.id, Part.OUTCOMES.value)
    return page(
        "outcomes/checking/hand_over.html",
        viewer=topic.viewer,
        person=topic.viewer.person,
        shown=topic.outcome,
    )


@views.post("/<uuid:outcome_id>/hand-over")
@requires(Permission.HAND_OVER_CHECK_IN)
def hand_over(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    return _hand_over(_topic(person_id, outcome_id), OUTCOME, str(outcome_id))


@views.post("/day/hand-over")
@requires(Permission.HAND_OVER_CHECK_IN)
def hand_over_day(person_id: uuid.UUID) -> ResponseReturnValue:
    return _hand_over(_topic(person_id, None), DAY, DAY)


def _hand_over(topic: Topic, kind: str, about: str) -> ResponseReturnValue:
    person_id = topic.viewer.person.id
    # What somebody began to say here before is not for whoever holds the phone next.
    place = place_of(topic.question, topic.outcome.id if topic.outcome else None, on_phone=True)
    drafts.throw_draft(by=me(), person_id=person_id, place=place)
    # Without a signal the answer is locked with the public key of the phone's owner, who never has
    # the private one. It is made here, while there is a signal.
    make_seal(by=me())
    actions.hand_over(by=me(), person_id=person_id, kind=kind, about=about)
    return go_to(topic.url())


@views.get("/<uuid:outcome_id>/question")
@requires(Permission.HAND_OVER_CHECK_IN)
def show_question(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    """The question. Nothing of the supporter is on this page, drafts neither."""
    return flow.show(_topic(person_id, outcome_id, _only_handed()))


@views.get("/day/question")
@requires(Permission.HAND_OVER_CHECK_IN)
def show_day_question(person_id: uuid.UUID) -> ResponseReturnValue:
    return flow.show(_topic(person_id, None, _only_handed()))


@views.post("/<uuid:outcome_id>/question")
@requires(Permission.HAND_OVER_CHECK_IN)
def answer_question(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    """Kept as said on the supporter's phone; or not kept. Either way the phone goes back."""
    return _answer(_topic(person_id, outcome_id, _only_handed()))


@views.post("/day/question")
@requires(Permission.HAND_OVER_CHECK_IN)
def answer_day_question(person_id: uuid.UUID) -> ResponseReturnValue:
    return _answer(_topic(person_id, None, _only_handed()))


def _answer(topic: Topic) -> ResponseReturnValue:
    if "stop" in request.form:
        drafts.throw_draft(by=me(), person_id=topic.viewer.person.id, place=topic.place)
        answer: ResponseReturnValue = go_to(topic.after)
    else:
        answer = flow.answer(topic)
    if getattr(answer, "location", None) == topic.after:
        actions.finish_question(by=me(), declined="stop" in request.form)
    return answer


@views.get("/check-in/handed")
@requires(Permission.HAND_OVER_CHECK_IN)
def give_token(person_id: uuid.UUID) -> ResponseReturnValue:
    """A fresh token before an answer is sent that waited on a phone which was handed over."""
    return jsonify(token=generate_csrf(), mark=phone_mark())


@views.post("/check-in/handed")
@requires(Permission.HAND_OVER_CHECK_IN)
def take_answer(person_id: uuid.UUID) -> ResponseReturnValue:
    """Kept as said on this phone, also when its owner has it back. Else the phone goes back now."""
    answer = take(viewing(person_id), _asked)
    if answer.status_code == 200 and _is_of_now(request.form.get("key", "")):
        actions.finish_question(by=me())
    return answer


def _is_of_now(key: str) -> bool:
    """Is it the answer of the question that this phone is handed over for now?"""
    handed = _handed()
    return handed is not None and key == str(key_of(me().id, handed))


def _asked(viewer: Relation, key: uuid.UUID, texts: dict[str, str]) -> Asked:
    """What it is about. Raises ValueError for a key that this phone was never handed over with."""
    outcome_id = id_in(texts, "outcome")
    handed = {
        "person": str(viewer.person.id),
        "kind": OUTCOME if outcome_id else DAY,
        "about": str(outcome_id or DAY),
        "since": texts.get("handed", ""),
    }
    if key != key_of(me().id, handed):
        raise ValueError
    if actions.was_declined(key):
        raise Refused(DECLINED)
    question = Question.OUTCOME if outcome_id else Question.DAY
    # The key proves this time, too.
    handed_at = datetime.fromisoformat(handed["since"])
    return Asked(question, outcome_id=outcome_id, handed_at=handed_at)


def _handed() -> Handed | None:
    sign_in = me().sign_in
    return sign_in.handed if sign_in is not None else None


def _only_handed() -> Handed:
    """Outside a phone that was handed over there is no question page."""
    handed = _handed()
    if handed is None:
        refuse()
    return handed
