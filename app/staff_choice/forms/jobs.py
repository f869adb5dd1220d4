"""Forms of a job: its facts, its lines, its short texts, what is said about risk, a yes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from flask import current_app
from wtforms import DateField, HiddenField, RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired

from app.language import _, _l
from app.language.formats import format_money
from app.language.forms import KeyField, MultiCheckboxField, PortalForm, WordsArea, WordsField
from app.language.written_forms import WrittenForm, language_of
from app.providers import postcodes
from app.staff_choice.actions.jobs import WRONG_DAY, Facts, ShortText, closes_well
from app.staff_choice.models import PublicField
from app.staff_choice.models.vacancy import PUBLIC_CHARACTERS
from app.staff_choice.queries.jobs import Job
from app.staff_choice.queries.paying import Payer, payer_of

MOST_HOURS = 168
MOST_POUNDS = 200
RISK_CHARACTERS = 2000
CHOOSE = InputRequired(message=_l("Choose one."))
_TOWN = re.compile(r"[^\W\d_][^\d_@:/\\<>]*")
_AMOUNT = re.compile(r"£?\s*(\d{1,5})(?:[.,](\d{1,2}))?\s*£?")


def hundredths(text: str) -> int | None:
    """An amount as people write it ("13.50", "13,5", "£13") in hundredths; None for others."""
    plain = "".join(
        str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in text.strip()
    )
    found = _AMOUNT.fullmatch(plain.replace("٫", "."))
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


class MarkedForm(PortalForm):
    """`seen`: what the writer saw when the form was opened, so that nobody overwrites another."""

    seen = HiddenField(default="")


class FactsForm(MarkedForm):
    """Who pays, how long, how much, until when, and where: a district, never more."""

    key = KeyField()
    pays = RadioField(_l("Who pays?"), validators=[CHOOSE])
    hours = WordsField(_l("How many hours a week?"), longest=12)
    pay = WordsField(_l("How much an hour, in pounds?"), longest=12)
    closes_on = DateField(
        _l("What is the last day to apply?"), validators=[InputRequired(WRONG_DAY)]
    )
    district = WordsField(
        _l("The first half of the postcode"), longest=12, description=_l("Such as M33. Never more.")
    )
    town = WordsField(_l("The town"), longest=80, description=_l("Such as Sale."))

    minutes = 0
    pence = 0

    def offer(self, payers: Sequence[Payer]) -> None:
        self.payers = {each.key: each for each in payers}
        self.pays.choices = [(each.key, each.name) for each in payers]
        pay = format_money(current_app.config["MINIMUM_PAY_PENCE"])
        self.pay.description = _("At least %(pay)s. That is the law.", pay=pay)

    def fill(self, job: Job) -> None:
        vacancy = job.vacancy
        self.pays.data = payer_of(vacancy)
        self.hours.data = f"{vacancy.minutes_a_week / 60:g}"
        self.pay.data = f"{vacancy.pay_pence / 100:.2f}"
        self.closes_on.data = vacancy.closes_on
        self.district.data, self.town.data = vacancy.district, vacancy.town
        self.seen.data = job.facts_mark

    def validate_hours(self, field: WordsField) -> None:
        given = hundredths(field.data or "")
        if given is None or not 0 < given <= MOST_HOURS * 100:
            raise ValidationError(_l("Write hours as a number, such as 20."))
        self.minutes = max(1, round(given * 60 / 100))

    def validate_pay(self, field: WordsField) -> None:
        given = hundredths(field.data or "")
        if given is None or given > MOST_POUNDS * 100:
            raise ValidationError(_l("Write the pay as a number, such as 13.50."))
        if given < current_app.config["MINIMUM_PAY_PENCE"]:
            raise ValidationError(_l("The pay is too low. It is against the law."))
        self.pence = given

    def validate_closes_on(self, field: DateField) -> None:
        if field.data is not None and not closes_well(field.data):
            raise ValidationError(WRONG_DAY)

    def validate_district(self, field: WordsField) -> None:
        typed = "".join((field.data or "").upper().split())
        place = postcodes.find(typed) if typed else None
        if place is not None and place.label != typed:
            raise ValidationError(_l("Write the first half only, such as M33."))
        if place is None:
            raise ValidationError(_l("We do not know this postcode. Look at it and try again."))

    def validate_town(self, field: WordsField) -> None:
        if not _TOWN.fullmatch((field.data or "").strip()):
            raise ValidationError(_l("Write the name of the town, with letters."))

    def facts(self) -> Facts:
        """What was said. Call after validate."""
        assert self.closes_on.data is not None
        return Facts(
            payer=self.payers[self.pays.data],
            minutes_a_week=self.minutes,
            pay_pence=self.pence,
            closes_on=self.closes_on.data,
            district="".join((self.district.data or "").upper().split()),
            town=self.town.cleaned(),
        )


class LinesForm(MarkedForm):
    """The lines of the sheet that a job asks for."""

    lines = MultiCheckboxField(_l("What must the job ask for?"))

    def offer(self, ids: Sequence[str]) -> None:
        """The lines by their ids: the page draws their words and pictures."""
        self.lines.choices = [(each, each) for each in ids]


class TextsForm(WrittenForm):
    """The three short texts. What is too long comes back with all that was typed."""

    seen = HiddenField(default="")
    good_day = WordsArea(_l("A good day"), longest=PUBLIC_CHARACTERS)
    together = WordsArea(_l("What we do together"), longest=PUBLIC_CHARACTERS)
    to_know = WordsArea(_l("Good to know"), longest=PUBLIC_CHARACTERS)

    FIELDS = (
        (PublicField.GOOD_DAY, "good_day"),
        (PublicField.TOGETHER, "together"),
        (PublicField.TO_KNOW, "to_know"),
    )

    def fill(self, job: Job) -> None:
        for field, name in self.FIELDS:
            text = job.text(field)
            self[name].data = text.words if text is not None else ""
            if text is not None and text.words:
                self.language.data = text.language
        self.seen.data = job.texts_mark

    def texts(self) -> dict[PublicField, ShortText]:
        """What was written, each in the language of its letters. Call after validate."""
        found = {}
        for field, name in self.FIELDS:
            words = self[name].cleaned()
            found[field] = ShortText(words, language_of(self.language.data, words))
        return found


class RiskForm(MarkedForm):
    """What may be told about risk, later, to those whom the person meets."""

    words = WordsArea(_l("What must they know to keep safe?"), longest=RISK_CHARACTERS)


class FacesForm(MarkedForm):
    """When the person wants to see names and faces."""

    show = RadioField(
        _l("When do I see names and faces?"),
        choices=[
            ("later", _l("After I chose who to meet")),
            ("at-once", _l("At once")),
        ],
        validators=[CHOOSE],
    )


class CheckerForm(PortalForm):
    """Who checks from now on that it is safe."""

    who = RadioField(_l("Who checks from now on?"), validators=[CHOOSE])

    def offer(self, found: Sequence[Payer]) -> None:
        self.found = {each.key: each for each in found}
        self.who.choices = [(each.key, each.name) for each in found]

    def chosen(self) -> Payer:
        """Call after validate."""
        return self.found[self.who.data]


class SendBackForm(MarkedForm):
    """What a moderator asks for."""

    words = WordsArea(
        _l("What must change?"),
        validators=[InputRequired(message=_l("Say what must change."))],
        longest=500,
    )


class DistrictForm(PortalForm):
    """The filter of the public list. Asked by GET; keeps nothing and needs no cookie."""

    class Meta(PortalForm.Meta):
        csrf = False

    district = SelectField(_l("Where?"), validate_choice=False)
