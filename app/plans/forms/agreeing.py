"""Forms of agreeing: one question a page, three answers, nothing chosen before somebody chooses."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from wtforms import DateField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from app.language.forms import KeyField, MultiCheckboxField, PortalForm, WordsArea, WordsField
from app.language.locales import offered_locales
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.language.written_forms import OTHER_LANGUAGE
from app.people.models import CircleMember, SaidHow
from app.plans.models import AgreementAnswer, VersionSection

ANSWERS = [(answer.value, answer.words) for answer in AgreementAnswer]
PICTURES = {answer.value: answer.picture for answer in AgreementAnswer}
SHOWN_HOW: list[tuple[str, LazyWords]] = [
    ("words", _l("In words")),
    ("pictures", _l("In pictures")),
    ("read-aloud", _l("Read aloud")),
    ("talked", _l("We talked about it")),
    ("signs", _l("In signs")),
]
CHOOSE_ONE = InputRequired(message=_l("Choose one."))
WRITE_SOMETHING = InputRequired(message=_l("Write something here."))


class SeenForm(PortalForm):
    """What was on the page: the version, and the text of the section; and a key of its own."""

    key = KeyField()
    number = HiddenField()
    text_id = HiddenField()

    def show(self, number: int, row: VersionSection | None) -> None:
        """From now on the form is about this version, and this text of a section."""
        self.number.data = str(number)
        self.text_id.data = str(row.text_id) if row is not None else ""

    def seen_number(self) -> int:
        """The version on the page; 0 for a number that was tampered with: no version has it."""
        given = self.number.data or ""
        return int(given) if given.isdecimal() and len(given) < 10 else 0

    def seen_text(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.text_id.data or "")
        except ValueError:
            return None


class AnswerForm(SeenForm):
    """One's own answer."""

    answer = RadioField(_l("What do you say?"), choices=ANSWERS, validators=[CHOOSE_ONE])
    words = WordsArea(_l("What do you want to change?"), longest=1000)
    shown_how = MultiCheckboxField(_l("How did you look at it?"), choices=SHOWN_HOW)
    helped_by = RadioField(_l("Who helped you?"), default="")
    interpreter = WordsField(_l("Who explained it in your language?"), longest=200)

    def offer_helpers(self, members: Sequence[CircleMember]) -> None:
        """Who may be named as having helped."""
        members_to_name = [(str(each.id), each.shown_name) for each in members]
        self.helped_by.choices = [("", _l("I did it myself")), *members_to_name]

    def helpers(self) -> tuple[str, ...]:
        return (self.helped_by.data,) if self.helped_by.data else ()


class AnswerForForm(AnswerForm):
    """The same for whoever holds a legal paper: their own view, or an answer for the person?"""

    speaks_as = RadioField(
        _l("Who do you speak for?"),
        choices=[("member", _l("For myself")), ("representative", _l("With my legal papers"))],
        validators=[CHOOSE_ONE],
    )


class WriteDownForm(SeenForm):
    """What the person answered elsewhere, and the two people who saw it."""

    # L10n: register=work
    about = SelectField(_l("What was the question about?"), validators=[CHOOSE_ONE])
    # L10n: register=work
    answer = RadioField(_l("What did the person say?"), choices=ANSWERS, validators=[CHOOSE_ONE])
    # L10n: register=work
    words = WordsArea(_l("In their own words"), longest=1000)
    said_how = RadioField(
        _l("How did the person say it?"),
        choices=[
            (SaidHow.WORDS.value, _l("With words")),
            (SaidHow.SIGNS.value, _l("With signs")),
            (SaidHow.PICTURES.value, _l("With pictures")),
            (SaidHow.BEHAVIOUR.value, _l("By what they did")),
        ],
        validators=[InputRequired(message=_l("Choose how they said it."))],
    )
    # L10n: register=work
    evidence = WordsArea(_l("We could tell because:"), [WRITE_SOMETHING], longest=1000)
    # L10n: register=work
    shown_how = MultiCheckboxField(_l("How did they look at it?"), choices=SHOWN_HOW)
    # L10n: register=work
    shown_in = SelectField(_l("What language?"), validators=[CHOOSE_ONE])
    interpreter = WordsField(
        # L10n: register=work
        _l("Who explained it in this language?"),
        longest=200,
        # L10n: register=work
        description=_l("Leave it empty for English."),
    )
    # L10n: register=work
    helper = WordsField(_l("Who helped the person?"), longest=200)
    # L10n: register=work word=witness
    first_witness = WordsField(_l("Email of the first witness"), [WRITE_SOMETHING], longest=254)
    # L10n: register=work word=witness
    second_witness = WordsField(_l("Email of the second witness"), [WRITE_SOMETHING], longest=254)

    def offer_languages(self, language: str) -> None:
        """The person's own language is chosen."""
        names = {locale.code: locale.name for locale in offered_locales()}
        self.shown_in.choices = [*names.items(), (OTHER_LANGUAGE, _l("Another language"))]
        if not self.shown_in.data:
            self.shown_in.data = language if language in names else OTHER_LANGUAGE


class StartForm(SeenForm):
    """Why a plan starts without the person's yes. Mental Capacity Act 2005 s4."""

    best_interests = RadioField(
        # L10n: register=work word=best-interests
        _l("Which best interests decision is it based on?"),
        choices=[],
        validators=[CHOOSE_ONE],
    )
    dissent = WordsArea(
        # L10n: register=work
        _l("What does the person say or show against it?"),
        [WRITE_SOMETHING],
        longest=1000,
    )
    review_on = DateField(
        # L10n: register=work
        _l("When do you look at it again?"),
        validators=[InputRequired(message=_l("Choose a day."))],
        # L10n: register=work
        description=_l("Within 28 days."),
    )

    def validate_review_on(self, field: DateField) -> None:
        # WTForms' own words for a bad date are in English only.
        if field.process_errors:
            field.process_errors = [_l("Write a real date.")]
