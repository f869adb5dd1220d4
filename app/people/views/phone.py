"""Hand me the phone: one question page for the person, the supporter's account locked behind it."""

from __future__ import annotations

import uuid

from flask import Blueprint, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audit import looked
from app.htmx import go_to, page
from app.people.actions import about_me
from app.people.actions import phone as actions
from app.people.forms.about_me import PROMPTS, PartForm, fill, language_of, part_form
from app.people.handing import Handed, HandedFor, hand_for, handed_for, key_of
from app.people.looking import me, viewing
from app.people.parts import ABOUT_ME, Part
from app.people.queries.about_me import newest_entry
from app.people.views.about_me import chosen_words, two_texts
from app.security import Permission, allowed, refuse, requires
from app.security.guard import guard

views = Blueprint("phone", __name__)

# What stays open: help and leaving fast, how the person likes it, and the supporter's proof.
OPEN_PATHS = (
    "/help",
    "/leave",
    "/settings/like",
    "/settings/language",
    "/fresh",
    "/sign-in/phone",
    "/link",
    "/phone/back",
    "/healthz",
    "/readyz",
    "/favicon.ico",
)


def lock() -> ResponseReturnValue | None:
    """Before the guard: while the phone is handed over, every other address leads back here."""
    if _is_always_open():
        # Help and health also answer where the database cannot say who reads.
        return None
    handed = handed_now()
    if handed is None or _is_its_question(handed):
        return None
    return go_to(_question_url(handed) if _may_answer(handed) else url_for("phone.show_back"))


@views.record_once
def _put_lock_before_guard(state: BlueprintSetupState) -> None:
    before = state.app.before_request_funcs.setdefault(None, [])
    before.insert(before.index(guard) if guard in before else 0, lock)
    state.app.jinja_env.globals["handed_key"] = handed_key


def handed_key() -> str:
    """For the scripts of every page: the key of what is answered while the phone is handed over.

    Empty where it is not. Nothing that a phone keeps of its owner is for whoever holds it then.
    """
    handed = handed_now()
    return str(key_of(me().id, handed)) if handed is not None else ""


def handed_now() -> Handed | None:
    """What the phone of this request is handed over for."""
    if not current_user.is_authenticated or current_user.id is None or me().sign_in is None:
        return None
    handed: Handed | None = me().sign_in.handed  # type: ignore[union-attr]
    if handed is not None and "kind" not in handed:
        # Handed over before there was more than one kind.
        return {**handed, "kind": "about-me", "about": handed["part"]}
    return handed


def _is_always_open() -> bool:
    return any(request.path == path or request.path.startswith(f"{path}/") for path in OPEN_PATHS)


def _is_its_question(handed: Handed) -> bool:
    return request.path in handed_for(handed).open_paths(handed) and _may_answer(handed)


def _may_answer(handed: Handed) -> bool:
    """Asked anew on each request: sharing may have stopped while the phone was handed over."""
    return not handed["answered"] and handed_for(handed).may(handed)


def _question_url(handed: Handed) -> str:
    return handed_for(handed).question(handed)


def _part_question(handed: Handed) -> str:
    return url_for(
        "phone.show_question", person_id=uuid.UUID(handed["person"]), part=Part(handed["about"])
    )


def _may_hand_part(handed: Handed) -> bool:
    return allowed(
        Permission.HAND_OVER_PHONE,
        person_id=uuid.UUID(handed["person"]),
        part=Part(handed["about"]),
    )


def _after_part(handed: Handed) -> str | None:
    person_id = uuid.UUID(handed["person"])
    if not allowed(Permission.SEE_ABOUT_ME, person_id=person_id):
        return None
    return url_for("about_me.show_list", person_id=person_id)


hand_for("about-me", HandedFor(_part_question, _may_hand_part, _after_part))


@views.get("/people/<uuid:person_id>/about-me/<part:part>/hand-over")
@requires(Permission.HAND_OVER_PHONE)
def show_hand_over(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    _only_about_me(part)
    return page("people/phone/hand_over.html", viewer=viewing(person_id), part=part)


@views.post("/people/<uuid:person_id>/about-me/<part:part>/hand-over")
@requires(Permission.HAND_OVER_PHONE)
def hand_over(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    _only_about_me(part)
    actions.hand_over(by=me(), person_id=person_id, kind="about-me", about=part.value)
    return go_to(url_for(".show_question", person_id=person_id, part=part))


@views.get("/people/<uuid:person_id>/about-me/<part:part>/question")
@requires(Permission.HAND_OVER_PHONE)
def show_question(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """The one question. Nothing of the supporter is on this page, drafts neither."""
    _only_handed()
    form = part_form(part)
    fill(form, part, newest_entry(viewing(person_id), part), me().id)
    form.helped_by.data = ""
    looked(person_id, part.value)
    return _question_page(person_id, part, form)


@views.post("/people/<uuid:person_id>/about-me/<part:part>/question")
@requires(Permission.HAND_OVER_PHONE)
def keep_answer(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """Kept as said on the supporter's phone; or not kept. Either way the phone goes back."""
    _only_handed()
    answer = request.form.get("answer", "keep")
    if answer not in ("stop", "theirs"):
        form = part_form(part, chosen_words(answer))
        if not form.validate():
            return _question_page(person_id, part, form, status=422)
        saved = about_me.save_part(
            by=me(),
            person_id=person_id,
            part=part,
            content=form.content(),
            language=language_of(form),
            helped_by=[],
            base_number=form.base(),
            on_phone=True,
        )
        if isinstance(saved, about_me.Overtaken):
            return two_texts(
                viewing(person_id), part, form, saved.theirs, helping=None, on_phone=True
            )
    actions.finish_question(by=me(), declined=answer == "stop")
    return go_to(url_for(".show_back"))


def _question_page(
    person_id: uuid.UUID, part: Part, form: PartForm, status: int = 200
) -> ResponseReturnValue:
    return page(
        "people/phone/question.html",
        status=status,
        viewer=viewing(person_id),
        part=part,
        form=form,
        prompt=PROMPTS.get(part),
        helping=None,
    )


@views.get("/phone/back")
@requires(Permission.USE_MY_ACCOUNT)
def show_back() -> ResponseReturnValue:
    """Give the phone back. Its owner proves who they are before anything else opens."""
    handed = handed_now()
    if handed is None:
        return go_to("/my")
    return page(
        "people/phone/back.html",
        owner=me().name,
        proved=actions.is_proved(me()),
        question=_question_url(handed) if _may_answer(handed) else None,
    )


@views.post("/phone/back")
@requires(Permission.USE_MY_ACCOUNT)
def take_back() -> ResponseReturnValue:
    handed = handed_now()
    if handed is None:
        return go_to("/my")
    try:
        actions.take_back(by=me())
    except actions.NotProved:
        return go_to(url_for(".show_back"))
    return go_to(handed_for(handed).back_to(handed) or "/my")


def _only_about_me(part: Part) -> None:
    if part not in ABOUT_ME:
        refuse()


def _only_handed() -> None:
    """Outside a handed-over phone there is no question page."""
    if handed_now() is None:
        refuse()
