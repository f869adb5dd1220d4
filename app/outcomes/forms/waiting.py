"""What a phone sends of an answer that waited on it, and what was locked inside."""

from __future__ import annotations

import uuid
from base64 import urlsafe_b64decode
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, StringField, ValidationError
from wtforms.validators import Optional

from app.config import LIMITS
from app.language.forms import KeyField, PortalForm, WordsArea, WordsField
from app.language.locales import offered_locales
from app.language.words import lazy as _l
from app.language.written_forms import OTHER_LANGUAGE, language_of
from app.outcomes.actions.check_ins import Answered
from app.outcomes.forms.check_ins import ALONE
from app.outcomes.models import Said
from app.outcomes.models.check_ins import HELPED
from app.outcomes.sealing import Opened, Sealed
from app.people.models import CircleMember

# What a phone locks at most: a sound as big as one may be, a photo that it made smaller, words.
PHOTO_BYTES = 5 * 1024 * 1024
LOCKED_BYTES = LIMITS.sound_bytes + PHOTO_BYTES + 256 * 1024
TOO_BIG = _l("This answer is too big. Leave out the photo or the sound.")
NOT_OPENED = _l("We cannot open this answer.")
# What was said, and what an open page knew of it: its steps before, what it is about (an outcome,
# or `about`: a member), and since when the phone was `handed` over.
TEXTS = (
    *("answer", "words", "observed", "means", "alt", "said", "language", "present", "helped"),
    *("outcome", "about", "handed"),
)


class WaitingForm(PortalForm):
    """The wrapping: open to read, useless without the account's key."""

    key = KeyField()
    mark = HiddenField()
    ephemeral = HiddenField()
    nonce = HiddenField()
    sent_at = HiddenField()
    locked = FileField()
    sealed: Sealed

    def validate_locked(self, field: FileField) -> None:
        content = b""
        if field.data:
            with field.data.stream as stream:
                content = stream.read(LOCKED_BYTES + 1)
        if len(content) > LOCKED_BYTES:
            raise ValidationError(TOO_BIG)
        try:
            ephemeral = urlsafe_b64decode(self.ephemeral.data or "")
            nonce = urlsafe_b64decode(self.nonce.data or "")
        except ValueError as problem:
            raise ValidationError(NOT_OPENED) from problem
        if len(ephemeral) != 65 or len(nonce) != 12 or not content:
            raise ValidationError(NOT_OPENED)
        key = getattr(self.key, "key", uuid.UUID(int=0))
        self.sealed = Sealed(key, self.mark.data or "", ephemeral, nonce, content)

    def first_error(self) -> str:
        return str(next((words for field in self for words in field.errors), NOT_OPENED))


class OpenedForm(PortalForm):
    """What was said. The same bounds as where one says it with a signal."""

    class Meta(PortalForm.Meta):
        # The wrapping came with the token.
        csrf = False

    answer = RadioField(
        choices=[(said.value, said.words) for said in Said], validators=[Optional()]
    )
    words = WordsArea("", longest=2000)
    observed = WordsArea("", longest=1000)
    means = WordsArea("", longest=500)
    alt = WordsField("", longest=LIMITS.line_characters)
    # In its sound.
    said = WordsArea("")
    language = StringField()
    present = StringField()
    helped = StringField()

    def only_by_the_person(self, handed_by: CircleMember | None) -> None:
        """On a phone that was handed over nobody else saw anything: its owner was there."""
        self.present.data = str(handed_by.id) if handed_by is not None else ""
        self.observed.data = self.means.data = self.helped.data = ""

    def answered(self, members: Collection[str], **given: Any) -> Answered:
        """As an action takes it; only `members` were there or helped. Call after validate."""
        there, helped = (self.present.data or "").split(), (self.helped.data or "").split()
        present = tuple(each for each in there if each in members)
        known = {*members, *HELPED}
        words = {name: self[name].cleaned() for name in ("words", "observed", "means")}
        return Answered(
            answer=Said(self.answer.data) if self.answer.data else None,
            **words,
            language=self.language_of("".join(words.values())),
            present=present,
            alone=ALONE in there and not present,
            helped_by=tuple(each for each in helped if each in known),
            **given,
        )

    def language_of(self, words: str) -> str:
        """The language of the page, as far as these words can be in it."""
        codes = [*(locale.code for locale in offered_locales()), OTHER_LANGUAGE]
        chosen = self.language.data if self.language.data in codes else codes[0]
        return language_of(chosen, words)

    def first_error(self) -> str:
        return str(next((words for field in self for words in field.errors), NOT_OPENED))


def texts_of(opened: Opened) -> dict[str, str]:
    """What was said, by name: only texts that are known, and not empty."""
    found = {name: opened.said.get(name) for name in TEXTS}
    return {name: text for name, text in found.items() if isinstance(text, str) and text}


def id_in(texts: Mapping[str, str], name: str) -> uuid.UUID | None:
    """The outcome or the member it is about; None where it names none. Raises ValueError."""
    return uuid.UUID(texts[name]) if name in texts else None


def said_at(opened: Opened, sent_at: Any, at: datetime) -> datetime | None:
    """When it was said, by our clock: as long before now as the phone's clock counted.

    So a clock that is wrong by a day tells the right time. None where it cannot be told.
    """
    try:
        waited = timedelta(milliseconds=int(sent_at) - int(opened.said["said_at"]))
        return at - waited
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
