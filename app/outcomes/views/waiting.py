"""Check-ins without a signal: the page a phone keeps, its worker, and taking in what waited.

Nothing that the phone keeps is anybody's: the page is fetched without cookies. See docs/adr/0017.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app.accounts.phone_lock import phone_mark
from app.accounts.sessions import idle_limit
from app.htmx import page
from app.language.sound_forms import SoundForm
from app.outcomes.actions.check_ins import NOT_YOURS, Refused
from app.outcomes.actions.seals import make_seal
from app.outcomes.forms.waiting import id_in
from app.outcomes.models import Question
from app.outcomes.models.check_ins import APART, NOT_STAFF, ON_SCALE, SOME_STAFF, SOMEBODY
from app.outcomes.queries.staff_answers import staff_ever
from app.outcomes.views.taking_in import Asked, take
from app.people.looking import me, viewing
from app.people.predicates import Relation
from app.security import Permission, allowed, public, requires

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
    return page(
        "outcomes/waiting/without_signal.html",
        on_scale=ON_SCALE,
        apart=APART,
        # A token would be somebody's.
        sound=SoundForm(formdata=None, meta={"csrf": False}),
        somebody=SOMEBODY,
        not_staff=NOT_STAFF,
        some_staff=SOME_STAFF,
    )


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
    return take(viewing(person_id), _asked)


def _asked(viewer: Relation, key: uuid.UUID, texts: dict[str, str]) -> Asked:
    """What whoever is signed in answered: about an outcome, one of the staff, else the day."""
    if "handed" in texts:
        # What the person said on a phone that was handed over is not its owner's answer.
        raise ValueError
    outcome_id, member_id = id_in(texts, "outcome"), id_in(texts, "about")
    if outcome_id is not None:
        return Asked(Question.OUTCOME, outcome_id=outcome_id)
    if member_id is None:
        return Asked(Question.DAY)
    about = staff_ever(viewer, member_id)
    if about is None or not allowed(Permission.SAY_ABOUT_STAFF, person_id=viewer.person.id):
        raise Refused(NOT_YOURS)
    return Asked(Question.STAFF, about=about)
