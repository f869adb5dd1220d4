"""Check-ins without a signal: the page a phone keeps, its worker, and taking in what waited.

Nothing that the phone keeps is anybody's: the page is fetched without cookies. See docs/adr/0017.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict

from app.accounts.phone_lock import phone_mark
from app.accounts.sessions import idle_limit
from app.database import now
from app.htmx import page
from app.language import _
from app.language.photo_forms import WHY_NOT
from app.outcomes.actions.check_ins import Answered, Refused
from app.outcomes.actions.seals import make_seal, take_sealed
from app.outcomes.forms.waiting import (
    NOT_OPENED,
    OpenedForm,
    WaitingForm,
    outcome_of,
    said_at,
    texts_of,
)
from app.outcomes.models import Question
from app.outcomes.models.check_ins import APART, ON_SCALE
from app.outcomes.queries.seals import came_before, opened
from app.outcomes.sealing import CannotOpen
from app.outcomes.views.flow import place_of
from app.people.actions import drafts
from app.people.looking import me, viewing
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.queries.drafts import draft_of
from app.security import Permission, public, requires
from app.storage import BadPicture, DrawnPicture, KeptPicture, draw_anew, keep_picture, throw_away

views = Blueprint("waiting", __name__)
HERE = "/people/<uuid:person_id>/outcomes/check-in"


@views.get("/service-worker.js")
@public
def show_worker() -> Response:
    """The worker's file. It may only ever be used below /people/, and asks for that page alone."""
    built = Path(current_app.config["STATIC_BUILD"])
    name = current_app.config["STATIC_MANIFEST"]["js/service_worker.js"]
    response = Response((built / name).read_bytes(), mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/people/"
    response.headers["Cache-Control"] = "no-store"
    return response


@views.get("/without-signal")
@public
def show_without_signal() -> ResponseReturnValue:
    """The one page that stays on a phone: the same for everybody, about nobody."""
    return page("outcomes/waiting/without_signal.html", on_scale=ON_SCALE, apart=APART)


@views.get(f"{HERE}/waiting")
@requires(Permission.SAY_HOW_IT_GOES)
def give_token(person_id: uuid.UUID) -> ResponseReturnValue:
    """A fresh token before each answer is sent, and whose phone it is now."""
    return jsonify(token=generate_csrf(), mark=phone_mark())


@views.post(f"{HERE}/seal")
@requires(Permission.SAY_HOW_IT_GOES)
def give_seal(person_id: uuid.UUID) -> ResponseReturnValue:
    """The public key of this account, and for how long the phone may ask without a signal."""
    account = me()
    seal = make_seal(by=account)
    assert account.sign_in is not None
    rests = int(idle_limit(account.sign_in).total_seconds())
    return jsonify(key=seal.public_key, mark=phone_mark(), seconds=rests)


@views.post(f"{HERE}/waiting")
@requires(Permission.SAY_HOW_IT_GOES)
def take_answer(person_id: uuid.UUID) -> ResponseReturnValue:
    """200: kept, the phone may forget it. 409: not for this account, it stays locked. 422: no."""
    form = WaitingForm()
    if not form.validate():
        return _told(form.first_error(), 422)
    if form.sealed.mark != phone_mark():
        return _told(_("Somebody else said this. It stays locked."), 409)
    try:
        found = opened(me(), form.sealed, person_id)
        texts = texts_of(found)
        outcome_id = outcome_of(texts)
    except (CannotOpen, ValueError):
        return _told(str(NOT_OPENED), 422)
    viewer = viewing(person_id)
    place = place_of(Question.OUTCOME if outcome_id else Question.DAY, outcome_id)
    # The steps before it, where there was a signal, are a draft with the same key.
    before = _draft(person_id, place, form.sealed.key)
    said = OpenedForm(formdata=MultiDict(before | texts))
    if not said.validate():
        return _told(said.first_error(), 422)
    given = said.answered(
        {str(member.id) for member in members_for(viewer)},
        question=Question.OUTCOME if outcome_id else Question.DAY,
        outcome_id=outcome_id,
        photo_id=_id(before.get("photo")),
        sound_id=_id(before.get("sound")),
        answered_at=said_at(found, request.form.get("sent_at"), now()),
    )
    answer = _keep(viewer, form.sealed.key, given, said.alt.cleaned(), found.photo)
    if before and answer.status_code == 200:
        drafts.throw_draft(by=me(), person_id=person_id, place=place)
    return answer


def _draft(person_id: uuid.UUID, place: str, key: uuid.UUID) -> dict[str, str]:
    draft = draft_of(me(), person_id, place)
    found = dict(draft.content) if draft is not None else {}
    return found if found.get("key") == str(key) else {}


def _id(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None


def _keep(viewer: Relation, key: uuid.UUID, given: Answered, alt: str, photo: bytes) -> Response:
    """With its photo where that can be opened; without it, and said so, where it cannot."""
    drawn, told = _drawn(photo) if photo and not came_before(key) else (None, "")
    kept: KeptPicture | None = keep_picture(drawn) if drawn is not None else None
    try:
        take_sealed(by=me(), viewer=viewer, key=key, given=given, photo=kept, alt=alt)
    except Refused as refused:
        if kept is not None:
            throw_away(kept)
        return _told(str(refused.words), 422)
    return _told(told)


def _drawn(photo: bytes) -> tuple[DrawnPicture | None, str]:
    try:
        return draw_anew(photo), ""
    except BadPicture as problem:
        told = _("We kept your answer without the photo.")
        return None, f"{told} {WHY_NOT[problem.why]}"


def _told(words: str, status: int = 200) -> Response:
    response = jsonify(told=words)
    response.status_code = status
    return response
