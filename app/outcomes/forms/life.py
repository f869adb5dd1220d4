"""The form of one thing that changed in how much somebody does themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import DateField, IntegerField, RadioField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from app.language import pictures
from app.language.forms import KeyField, WordsArea, WordsField
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm, language_of
from app.outcomes.actions.life import SAY_WHAT, LifeSaid
from app.outcomes.models import LifeKind
from app.people.actions.records import today

PICTURES = ("cook", "travel", "shopping", "money")
# Four people at once, day and night.
MOST_HOURS = 672


class LifeForm(WrittenForm):
    """Which fields show depends on the kind: hours have a number, the others a picture or words."""

    hours = IntegerField(
        _l("How many hours a week?"),
        validators=[
            Optional(),
            NumberRange(min=0, max=MOST_HOURS, message=_l("Write a number from 0 to 672.")),
        ],
    )
    picture = RadioField(_l("Choose a picture"), validators=[Optional()], default="")
    words = WordsField(_l("What is it?"), longest=500)
    because = WordsArea(_l("Why? Who decided it?"), longest=500)
    happened_on = DateField(
        _l("From what day?"), validators=[InputRequired(message=_l("Choose a day."))]
    )
    key = KeyField()
    kind: LifeKind = LifeKind.MYSELF

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.kind is LifeKind.HOURS:
            if self.hours.data is None and not self.hours.errors:
                self.hours.errors = [_l("Write a number from 0 to 672.")]
                good = False
        elif good and not (self.picture.data or (self.words.data or "").strip()):
            self.words.errors = [SAY_WHAT]
            good = False
        return good

    def validate_happened_on(self, field: DateField) -> None:
        if field.data is not None and not date(1900, 1, 1) <= field.data <= today():
            raise ValidationError(_l("Choose a day that has been."))

    def said(self) -> LifeSaid:
        """What stands in the form. Call after validate."""
        words, because = self.words.cleaned(), self.because.cleaned()
        is_hours = self.kind is LifeKind.HOURS
        assert self.happened_on.data is not None
        return LifeSaid(
            kind=self.kind,
            happened_on=self.happened_on.data,
            minutes=self.hours.data * 60 if is_hours and self.hours.data is not None else None,
            words=words,
            picture="" if is_hours else self.picture.data or "",
            because=because,
            language=language_of(self.language.data, words + because),
            helped_by=tuple(self.helpers()),
        )


def life_form(kind: LifeKind, sent: bool = False) -> LifeForm:
    form = LifeForm() if sent else LifeForm(formdata=None)
    form.kind = kind
    form.picture.choices = [(each, pictures.get(each).alt) for each in PICTURES]
    if not sent:
        form.happened_on.data = today()
    form.offer_languages()
    return form
