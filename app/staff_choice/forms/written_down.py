"""The form of an answer that the person gave in another way."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.accounts.queries import account_by_email
from app.language.forms import PortalForm, WordsArea, WordsField
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.people.models import SaidHow
from app.staff_choice.actions.written_down import WrittenDown

WRITE_SOMETHING = InputRequired(message=_l("Write something here."))
SAID_HOW = [
    (SaidHow.WORDS.value, _l("With words")),
    (SaidHow.SIGNS.value, _l("With signs")),
    (SaidHow.PICTURES.value, _l("With pictures")),
    (SaidHow.BEHAVIOUR.value, _l("By what they did")),
]


class WriteDownForm(PortalForm):
    """What the person said, and the two people who saw it."""

    # L10n: register=work
    answer = RadioField(
        _l("What did the person say?"),
        choices=[("yes", _l("Yes, they want them")), ("no", _l("No, not them"))],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    # L10n: register=work
    words = WordsArea(_l("In their own words"), longest=500)
    said_how = RadioField(
        _l("How did the person say it?"),
        choices=SAID_HOW,
        validators=[InputRequired(message=_l("Choose how they said it."))],
    )
    # L10n: register=work
    evidence = WordsArea(_l("We could tell because:"), [WRITE_SOMETHING], longest=1000)
    # L10n: register=work word=witness
    first_witness = WordsField(_l("Email of the first witness"), [WRITE_SOMETHING], longest=254)
    # L10n: register=work word=witness
    second_witness = WordsField(_l("Email of the second witness"), [WRITE_SOMETHING], longest=254)

    def said(self, language: str) -> WrittenDown:
        """What stands in the form. Call after validate."""
        words, evidence = self.words.cleaned(), self.evidence.cleaned()
        emails = (self.first_witness.cleaned(), self.second_witness.cleaned())
        return WrittenDown(
            says_yes=self.answer.data == "yes",
            said_how=SaidHow(self.said_how.data),
            evidence=evidence,
            words=words,
            language=language_of(language, words or evidence),
            witnesses=tuple(each for each in map(account_by_email, emails) if each is not None),
        )
