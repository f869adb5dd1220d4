"""Taking in an answer that waited on a phone: opened, checked like a form, kept once.

See docs/adr/0017.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, jsonify, request
from werkzeug.datastructures import MultiDict

from app.accounts.phone_lock import phone_mark
from app.database import now
from app.language import _
from app.language.photo_forms import WHY_NOT as WHY_NO_PHOTO
from app.language.sound_forms import WHY_NOT as WHY_NO_SOUND
from app.outcomes.actions.check_ins import Answered, Refused, check_in
from app.outcomes.actions.given_files import GivenFiles
from app.outcomes.forms.waiting import NOT_OPENED, OpenedForm, WaitingForm, said_at, texts_of
from app.outcomes.models import Question
from app.outcomes.queries.seals import came_before, opened
from app.outcomes.sealing import CannotOpen, Opened
from app.outcomes.views.flow import place_of
from app.people.actions import drafts
from app.people.looking import me
from app.people.models import CircleMember
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.queries.drafts import draft_of
from app.people.queries.names import Names
from app.sounds import BadSound, EncodedSound, encode_anew, keep_sound, throw_sound_away
from app.storage import BadPicture, DrawnPicture, draw_anew, keep_picture, throw_away


@dataclass(frozen=True)
class Asked:
    """What an answer is about. `handed_at`: when the phone it was said on was handed over."""

    question: Question
    outcome_id: uuid.UUID | None = None
    about: CircleMember | None = None
    handed_at: datetime | None = None

    @property
    def on_phone(self) -> bool:
        """Did the person say it on a phone that was handed over?"""
        return self.handed_at is not None

    @property
    def place(self) -> str:
        """Where the draft of the steps before it is."""
        about_id = self.outcome_id or (self.about.id if self.about else None)
        return place_of(self.question, about_id, self.on_phone)


# Who looks, the key and the texts of what was opened. Raises ValueError for what is no answer here,
# Refused with words for one that may not be said.
AskedIn = Callable[[Relation, uuid.UUID, dict[str, str]], Asked]


def take(viewer: Relation, asked_in: AskedIn) -> Response:
    """200: kept, the phone may forget it. 409: not for this account, it stays locked. 422: no."""
    form = WaitingForm()
    if not form.validate():
        return _told(form.first_error(), 422)
    key = form.sealed.key
    if form.sealed.mark != phone_mark():
        return _told(_("Somebody else said this. It stays locked."), 409)
    try:
        found = opened(me(), form.sealed, viewer.person.id)
        texts = texts_of(found)
        asked = asked_in(viewer, key, texts)
    except (CannotOpen, ValueError):
        return _told(str(NOT_OPENED), 422)
    except Refused as refused:
        return _told(str(refused.words), 422)
    # The steps before it, where there was a signal, are a draft with the same key.
    before = _draft(viewer.person.id, asked.place, key)
    said = OpenedForm(formdata=MultiDict(before | texts))
    if not said.validate():
        return _told(said.first_error(), 422)
    answer = _keep(viewer, key, said, _given(viewer, asked, said, before, found), found)
    if before and answer.status_code == 200:
        drafts.throw_draft(by=me(), person_id=viewer.person.id, place=asked.place)
    return answer


def _given(
    viewer: Relation, asked: Asked, said: OpenedForm, before: dict[str, str], found: Opened
) -> Answered:
    if asked.on_phone:
        said.only_by_the_person(viewer.member)
    return said.answered(
        _members(viewer),
        question=asked.question,
        outcome_id=asked.outcome_id,
        about=asked.about,
        on_phone=asked.on_phone,
        files=GivenFiles.of_draft(before),
        answered_at=_when(asked, found),
    )


def _when(asked: Asked, found: Opened) -> datetime | None:
    """By our clock; on a phone that was handed over never before it was.

    Its owner could else put something in the mouth of the person for a day long past.
    """
    at = said_at(found, request.form.get("sent_at"), now())
    if at is None or asked.handed_at is None:
        return at
    return max(at, asked.handed_at)


def _members(viewer: Relation) -> set[str]:
    """Who may have been there or helped. Of the person's circle also who left while it waited."""
    if viewer.is_person:
        return set(Names(viewer, ()).by_member)
    return {str(member.id) for member in members_for(viewer)}


def _draft(person_id: uuid.UUID, place: str, key: uuid.UUID) -> dict[str, str]:
    draft = draft_of(me(), person_id, place)
    found = dict(draft.content) if draft is not None else {}
    return found if found.get("key") == str(key) else {}


def _keep(
    viewer: Relation, key: uuid.UUID, said: OpenedForm, given: Answered, found: Opened
) -> Response:
    """With its files where they can be opened; without them, and said so, where they cannot.

    What came before is not kept twice. What could not come along is told again: the page that sent
    it first may have been left before it was told.
    """
    drawn, no_photo = _drawn(found.photo) if found.photo else (None, "")
    encoded, no_sound = _encoded(found.sound) if found.sound else (None, "")
    is_new = not came_before(key)
    photo = keep_picture(drawn) if drawn is not None and is_new else None
    sound = keep_sound(encoded) if encoded is not None and is_new else None
    spoken = said.said.cleaned()
    files = GivenFiles(
        photo=photo or given.files.photo,
        alt=said.alt.cleaned(),
        sound=sound or given.files.sound,
        said=spoken,
        said_in=said.language_of(spoken),
    )
    try:
        check_in(by=me(), viewer=viewer, key=key, given=replace(given, files=files))
    except Refused as refused:
        if photo is not None:
            throw_away(photo)
        if sound is not None:
            throw_sound_away(sound)
        return _told(str(refused.words), 422)
    return _told(" ".join(words for words in (no_photo, no_sound) if words))


def _drawn(photo: bytes) -> tuple[DrawnPicture | None, str]:
    try:
        return draw_anew(photo), ""
    except BadPicture as problem:
        told = _("We kept your answer without the photo.")
        return None, f"{told} {WHY_NO_PHOTO[problem.why]}"


def _encoded(sound: bytes) -> tuple[EncodedSound | None, str]:
    try:
        return encode_anew(sound), ""
    except BadSound as problem:
        told = _("We kept your answer without the sound.")
        return None, f"{told} {WHY_NO_SOUND[problem.why]}"


def _told(words: str, status: int = 200) -> Response:
    response = jsonify(told=words)
    response.status_code = status
    return response
