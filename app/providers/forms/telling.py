"""What a provider tells: that it has room, and answers to questions; and the questions."""

from __future__ import annotations

from app.language.forms import KeyField, PortalForm, WordsArea
from app.language.words import lazy as _l
from app.providers.models.asking import ANSWER_CHARACTERS, QUESTION_CHARACTERS
from app.providers.models.room import NOTE_CHARACTERS


class RoomForm(PortalForm):
    """A note of at most 200 characters, in the language of the page."""

    words = WordsArea(
        # L10n: register=work
        _l("What room do you have?"),
        longest=NOTE_CHARACTERS,
        # L10n: register=work
        description=_l("At most 200 letters and signs. Everybody can read it. Write no names."),
    )


class AnswerForm(PortalForm):
    """An answer to one question."""

    words = WordsArea(
        # L10n: register=work
        _l("Your answer"),
        longest=ANSWER_CHARACTERS,
        # L10n: register=work
        description=_l("Who asked reads it, in short words. Write no names of people."),
    )


class AskForm(PortalForm):
    """A question to a place. Sent twice, it is asked once."""

    key = KeyField()
    words = WordsArea(
        _l("What do you want to know?"),
        longest=QUESTION_CHARACTERS,
        description=_l("The people who run this place read it. They do not learn who you are."),
    )
