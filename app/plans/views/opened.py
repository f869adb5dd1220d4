"""What somebody typed outlives their right to send it.

A member is taken out of the circle, or a legal paper runs out overnight, while a page is open.
The guard refuses the form as it must. Before it does, the words become a draft of their writer,
and the page that refuses shows them. The form carries a proof that this account could open it:
without one nobody keeps anything about a person whom they do not know.
"""

from __future__ import annotations

import uuid

from flask import current_app, g, request
from flask.blueprints import BlueprintSetupState
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from app.people.actions.drafts import keep_draft_in_any_case
from app.people.looking import me
from app.people.parts import PLAN_SECTIONS, Part
from app.plans.forms.words import section_form
from app.security import Permission, allowed
from app.security.guard import guard
from app.transactions import settle_refusal

# The forms that carry a section, and what one needs to send them.
CARRIES_WORDS = {
    "plan_writing.keep_section": Permission.WRITE_PART,
    "plan_writing.save_draft": Permission.WRITE_PART,
    "plan_suggestions.take_changed": Permission.ANSWER_SUGGESTION,
}


def proof(person_id: uuid.UUID, part: Part) -> str:
    """Says that this request's account could open the form of a section."""
    return str(_signer().dumps([str(me().id), str(person_id), part.value]))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="plan-form")


def keep_refused_words() -> None:
    """Before the guard: a form that it is about to refuse becomes a draft."""
    permission = CARRIES_WORDS.get(request.endpoint or "")
    if permission is None or request.method != "POST" or not current_user.is_authenticated:
        return
    given = request.view_args or {}
    if given["part"] not in PLAN_SECTIONS or allowed(permission, **given):
        return
    if not _could_open(given["person_id"], given["part"]):
        return
    typed = section_form(given["part"], request.form).typed()
    keep_draft_in_any_case(me(), given["person_id"], given["part"].value, typed, 0)
    settle_refusal()
    g.gives_back_typed = True


def _could_open(person_id: uuid.UUID, part: Part) -> bool:
    try:
        proved = _signer().loads(request.form.get("opened", ""))
    except BadSignature:
        return False
    return bool(proved == [str(me().id), str(person_id), part.value])


def put_before_guard(state: BlueprintSetupState) -> None:
    """For a blueprint's `record_once`. After what locks a phone that was handed over."""
    before = state.app.before_request_funcs.setdefault(None, [])
    before.insert(before.index(guard) if guard in before else 0, keep_refused_words)
