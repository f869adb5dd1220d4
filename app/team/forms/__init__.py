"""Forms of the team: they validate and carry, and never save."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from wtforms import DateField, RadioField, TelField, TimeField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from app.config import LIMITS
from app.language.formats import LONDON
from app.language.forms import PortalForm, WordsArea, WordsField
from app.language.photo_forms import PhotoForm
from app.language.words import lazy as _l
from app.team.actions.members import LONGEST_AHEAD, NewMate
from app.team.actions.profile import ProfileSaid
from app.team.rules import ThirdReason, today

NEW = "new"
# Value and concept are the same.
THANKS = {each: each for each in ("flower", "cake", "rainbow", "thumb_up")}
CHOOSE_DAY = InputRequired(message=_l("Choose a day."))
CHOOSE_TIME = InputRequired(message=_l("Choose a time."))


class PhoneField(TelField):
    """A number as somebody types it: digits, spaces, + and brackets."""

    def __init__(self, label: Any, **given: Any) -> None:
        most = Length(max=20, message=_l("That is too long. Make it shorter."))
        super().__init__(label, [most], **given)

    def pre_validate(self, form: Any) -> None:
        digits = (self.data or "").strip()
        if digits and not (set(digits) <= set("0123456789+ ()-") and any(map(str.isdigit, digits))):
            raise ValidationError(_l("Write the number with digits."))

    def cleaned(self) -> str:
        return (self.data or "").strip()


class AddForm(PortalForm):
    """Who comes into the team, and since when."""

    who = RadioField(_l("Who is it?"), validators=[InputRequired(message=_l("Choose one."))])
    name = WordsField(_l("Their name"), longest=LIMITS.name_characters)
    phone = PhoneField(_l("Their phone"))
    since = DateField(_l("First day"), validators=[CHOOSE_DAY])
    same = RadioField(
        _l("Is it the same worker?"),
        choices=[("yes", _l("Yes, the same")), ("no", _l("No, somebody else"))],
        validators=[Optional()],
    )
    third = RadioField(
        _l("Why one more person?"),
        choices=[(each.value, each.words) for each in ThirdReason],
        validators=[Optional()],
    )

    def validate_name(self, field: WordsField) -> None:
        if self.who.data == NEW and not (field.data or "").strip():
            raise ValidationError(_l("Write their name."))

    def validate_since(self, field: DateField) -> None:
        if field.data and not 1950 <= field.data.year <= (today() + LONGEST_AHEAD).year:
            raise ValidationError(_l("Choose another day."))

    def said(self, place_id: uuid.UUID | None) -> NewMate:
        """What stands in the form. Call after validate."""
        kind, _colon, number = (self.who.data or "").partition(":")
        assert self.since.data is not None
        return NewMate(
            since=self.since.data,
            account_id=uuid.UUID(number) if kind == "account" else None,
            worker_id=uuid.UUID(number) if kind == "worker" else None,
            name=self.name.cleaned(),
            phone=self.phone.cleaned(),
            third=ThirdReason(self.third.data) if self.third.data else None,
            place_id=place_id,
            is_same=self.same.data == "yes" if self.same.data else None,
        )


class LeaveForm(PortalForm):
    """The last day, and what the person is told."""

    last_day = DateField(_l("Last day"), validators=[CHOOSE_DAY])
    why = WordsArea(_l("What do we tell the person?"), longest=300)


class ThankForm(PortalForm):
    """A thank-you in a picture, in words, or both."""

    picture = RadioField(
        _l("Choose a picture"),
        choices=[
            ("flower", _l("A flower")),
            ("cake", _l("A cake")),
            ("rainbow", _l("A rainbow")),
            ("thumb_up", _l("Thumb up")),
        ],
        validators=[Optional()],
    )
    words = WordsArea(_l("Or write some words"), longest=500)

    def validate_words(self, field: WordsArea) -> None:
        if not (field.data or "").strip() and not self.picture.data:
            raise ValidationError(_l("Choose a picture or write words."))


class AwayForm(PortalForm):
    """From when until when. Times are those of London. Why is never asked."""

    from_day = DateField(_l("From what day?"), validators=[CHOOSE_DAY])
    from_time = TimeField(_l("From what time?"), validators=[CHOOSE_TIME])
    until_day = DateField(_l("Until what day?"), validators=[CHOOSE_DAY])
    until_time = TimeField(_l("Until what time?"), validators=[CHOOSE_TIME])

    def validate_until_day(self, field: DateField) -> None:
        if field.data and field.data > today() + timedelta(days=366):
            raise ValidationError(_l("Choose an earlier day."))

    def times(self) -> tuple[datetime, datetime]:
        """Call after validate."""
        assert self.from_day.data and self.from_time.data is not None
        assert self.until_day.data and self.until_time.data is not None
        return (
            datetime.combine(self.from_day.data, self.from_time.data, tzinfo=LONDON),
            datetime.combine(self.until_day.data, self.until_time.data, tzinfo=LONDON),
        )


class WhoComesForm(PortalForm):
    """Somebody of the team without an account; or, once it is open, somebody else in words."""

    mate = RadioField(_l("Who of the team comes?"), validators=[Optional()])
    other = WordsField(_l("Who else comes?"), longest=200)


class ProfileForm(PortalForm):
    """A worker says something about themselves. What they do not want to say stays empty."""

    liked = WordsArea(_l("What do people like about you?"), longest=1000)
    important = WordsArea(_l("What is important to you?"), longest=1000)
    support = WordsArea(_l("How can people support you best?"), longest=1000)
    phone = PhoneField(_l("Your phone for work"))

    def said(self, language: str) -> ProfileSaid:
        return ProfileSaid(
            self.liked.cleaned(),
            self.important.cleaned(),
            self.support.cleaned(),
            self.phone.cleaned(),
            language,
        )


class OwnPhotoForm(PhotoForm):
    """A photo of the worker. Their name stands beside it: it needs no other words."""

    alt = None  # type: ignore[assignment]


class AskForm(PortalForm):
    """How somebody stands among my people to ask."""

    who = WordsField(_l("What do you call them?"), longest=60)
    phone = PhoneField(_l("Their phone"))
