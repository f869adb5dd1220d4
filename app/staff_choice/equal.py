"""Equal opportunities: what is asked to be counted, and how an answer is kept from its giver.

The key is made of the applicant's id with the portal's secret: whoever has the database alone
cannot lead from an answer to a person. It is erased with the decision.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from dataclasses import dataclass

from flask import current_app

from app.language.words import LazyWords
from app.language.words import lazy as _l


@dataclass(frozen=True)
class CountedQuestion:
    """One question and its closed list of answers: value, words."""

    words: LazyWords
    answers: tuple[tuple[str, LazyWords], ...]


# The broad groups of the 2021 census of England and Wales.
QUESTIONS: dict[str, CountedQuestion] = {
    "sex": CountedQuestion(
        _l("A woman or a man?"),
        (
            ("woman", _l("A woman")),
            ("man", _l("A man")),
            ("other", _l("I say it in another way")),
        ),
    ),
    "background": CountedQuestion(
        _l("What is your background?"),
        (
            ("asian", _l("Asian or Asian British")),
            ("black", _l("Black, Caribbean or African")),
            ("mixed", _l("More than one background")),
            ("white", _l("White")),
            ("other", _l("Another background")),
        ),
    ),
    "disabled": CountedQuestion(
        _l("Are you disabled?"),
        (("yes", _l("Yes")), ("no", _l("No"))),
    ),
}


def key_of(applicant_id: uuid.UUID) -> str:
    """The key of an applicant's answer, while it may still be marked as chosen."""
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, b"equal-answer|" + applicant_id.bytes, hashlib.sha256).hexdigest()


def given(said: dict[str, object]) -> dict[str, str]:
    """Of what was typed, the answers that are on the closed lists."""
    return {
        name: value
        for name, question in QUESTIONS.items()
        for value, _words in question.answers
        if said.get(name) == value
    }
