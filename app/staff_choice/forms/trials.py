"""The forms of a time together: when and how long, and how it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app
from wtforms import DateField, RadioField, TimeField, ValidationError
from wtforms.validators import InputRequired, Optional

from app.language import _, ngettext
from app.language.file_forms import FilesForm
from app.language.formats import LONDON, format_money
from app.language.forms import KeyField, PortalForm, WordsArea, WordsField
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.outcomes.actions.given_files import GivenFiles
from app.people.actions.records import today
from app.staff_choice.actions.trials import PAY_TOO_LOW, Offer, Said
from app.staff_choice.forms.jobs import MOST_POUNDS, hundredths
from app.staff_choice.forms.panel import EARLIEST, FARTHEST, LATEST
from app.staff_choice.models import Showed, Vacancy

CHOOSE = _l("Choose one.")
HOURS = (1, 2, 3, 4, 8)
SHOWED_PICTURES = {each.value: each.picture for each in Showed}


class OfferForm(PortalForm):
    """When, how long, what for, and what is paid. Times are those of London."""

    day = DateField(_l("Which day?"), validators=[InputRequired(message=_l("Choose a day."))])
    time = TimeField(_l("What time?"), validators=[InputRequired(message=_l("Choose a time."))])
    hours = RadioField(_l("How long?"), validators=[InputRequired(message=CHOOSE)])
    what = WordsField(_l("What will you do together?"), longest=300)
    paid = RadioField(
        _l("Is it paid?"),
        choices=[("yes", _l("Yes, it is paid")), ("no", _l("No, it is short"))],
        validators=[InputRequired(message=CHOOSE)],
    )
    pay = WordsField(_l("How much an hour, in pounds?"), longest=12)
    key = KeyField()

    pence = 0

    def fill(self, vacancy: Vacancy) -> None:
        """It is paid as the job is, until somebody says otherwise."""
        self.hours.choices = [(str(n), ngettext("1 hour", "%(num)s hours", n)) for n in HOURS]
        lowest = format_money(current_app.config["MINIMUM_PAY_PENCE"])
        self.pay.description = _("At least %(pay)s. That is the law.", pay=lowest)
        if self.paid.data is None:
            self.paid.data = "yes"
        if self.pay.data is None:
            self.pay.data = f"{vacancy.pay_pence / 100:.2f}"

    def validate_day(self, field: Any) -> None:
        if field.data and not today() <= field.data <= today() + FARTHEST:
            raise ValidationError(_l("Choose a day from today on."))

    def validate_time(self, field: Any) -> None:
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(_l("Choose a time from 7 in the morning. Until 9 at night."))

    def validate_pay(self, field: Any) -> None:
        if self.paid.data != "yes":
            return
        given = hundredths(field.data or "")
        if given is None or given > MOST_POUNDS * 100:
            raise ValidationError(_l("Write the pay as a number, such as 13.50."))
        if given < current_app.config["MINIMUM_PAY_PENCE"]:
            raise ValidationError(PAY_TOO_LOW)
        self.pence = given

    def said(self, language: str) -> Offer:
        """What stands in the form. Call after validate."""
        assert self.day.data is not None and self.time.data is not None
        what = self.what.cleaned()
        return Offer(
            starts_at=datetime.combine(self.day.data, self.time.data, tzinfo=LONDON),
            minutes=int(self.hours.data) * 60,
            is_paid=self.paid.data == "yes",
            pay_pence=self.pence,
            what=what,
            language=language_of(language, what),
        )


class ShowedForm(FilesForm):
    """The person tells how it was: a tap, words, a photo, a sound, or several of them."""

    showed = RadioField(
        _l("How was it?"),
        choices=[(each.value, each.words) for each in Showed],
        validators=[Optional()],
    )
    words = WordsArea(_l("In my words"), longest=1000)
    key = KeyField()

    def given(self, language: str, files: GivenFiles) -> Said:
        words = self.words.cleaned()
        showed = Showed(self.showed.data) if self.showed.data else None
        written_in = language_of(language, words)
        return Said(showed=showed, words=words, language=written_in, files=files)


class ObservedForm(FilesForm):
    """Somebody else tells what they saw or heard, and nothing else."""

    observed = WordsArea(_l("We saw:"), longest=1000)
    key = KeyField()

    def given(self, language: str, files: GivenFiles) -> Said:
        words = self.observed.cleaned()
        return Said(observed=words, language=language_of(language, words), files=files)


class OwnWordsForm(PortalForm):
    """The applicant tells how it was for them. Empty takes away what they said before."""

    words = WordsArea(_l("In your own words"), longest=500)
