"""The steps of applying. Each form is one step, and the same form corrects it later.

Nobody is asked about health, family or age. What is counted stands apart and is nobody's.
Source of the questions that are counted: Equality Act 2010, section 60(6)(c), monitoring
diversity in the range of persons applying.
"""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from flask_wtf.file import FileField
from wtforms import BooleanField, EmailField, SelectField, TelField, ValidationError
from wtforms.validators import Length

from app.config import LIMITS
from app.language.forms import MultiCheckboxField, PortalForm, WordsArea, WordsField
from app.language.photo_forms import WHY_NOT as WHY_NO_PHOTO
from app.language.sound_forms import WHY_NOT as WHY_NO_SOUND
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.sounds import BadSound, EncodedSound, encode_anew
from app.staff_choice.cards import LANGUAGE_NAMES, LANGUAGES, SHARED, SKILLS, TIMES
from app.staff_choice.equal import QUESTIONS
from app.storage import BadPicture, DrawnPicture, draw_anew

_NEEDED_WORDS = _l("Write some words about you.")


class WordsForm(PortalForm):
    """In their own words: what is shown first, whatever else they send."""

    words = WordsArea(_l("Your words"), longest=2000)

    def validate_words(self, field: WordsArea) -> None:
        if not (field.data or "").strip():
            raise ValidationError(_NEEDED_WORDS)


class LikesForm(PortalForm):
    """Closed lists, the same as on the person's cards: a match is made of both. All optional."""

    # The language that each name of a language is in: itself, but for signs.
    tongues: ClassVar[dict[str, str]] = {tag: "en" if tag == "bfi" else tag for tag in LANGUAGES}

    interests = MultiCheckboxField(
        _l("Things you like"), choices=[(card.value, card.words) for card in SHARED]
    )
    skills = MultiCheckboxField(
        _l("What you can do"), choices=[(card.value, card.words) for card in SKILLS]
    )
    languages = MultiCheckboxField(
        _l("Languages you speak"), choices=[(tag, LANGUAGE_NAMES[tag]) for tag in LANGUAGES]
    )
    times = MultiCheckboxField(
        _l("When you can work"), choices=[(card.value, card.words) for card in TIMES]
    )
    cannot = MultiCheckboxField(
        _l("When you cannot work"), choices=[(card.value, card.words) for card in TIMES]
    )

    def validate_cannot(self, field: MultiCheckboxField) -> None:
        if set(field.data or ()) & set(self.times.data or ()):
            raise ValidationError(_l("You said you can and you cannot. Choose one."))


class ShowForm(PortalForm):
    """A photo, a sound, a link to a video: each optional, each in place of nothing.

    After `validate`, `drawn` and `encoded` hold what is good, also where something else is not:
    a phone does not have to send a photo twice.
    """

    photo = FileField(_l("A photo of you"))
    sound = FileField(_l("Record a sound"))
    video_link = WordsField(_l("A link to your video"), longest=300)
    drawn: DrawnPicture | None = None
    encoded: EncodedSound | None = None
    most_seconds: ClassVar[int] = LIMITS.sound_seconds
    most_bytes: ClassVar[int] = LIMITS.sound_bytes

    def validate_photo(self, field: FileField) -> None:
        if not field.data:
            return
        try:
            self.drawn = draw_anew(field.data.read(LIMITS.picture_bytes + 1))
        except BadPicture as problem:
            raise ValidationError(WHY_NO_PHOTO[problem.why]) from problem

    def validate_sound(self, field: FileField) -> None:
        if not field.data:
            return
        try:
            self.encoded = encode_anew(field.data.read(LIMITS.sound_bytes + 1))
        except BadSound as problem:
            raise ValidationError(WHY_NO_SOUND[problem.why]) from problem

    def validate_video_link(self, field: WordsField) -> None:
        if field.data and not is_safe_link(field.data.strip()):
            raise ValidationError(_l("The link must start with https."))


def is_safe_link(address: str) -> bool:
    """May a page show it as a link? https alone, to a host with a name, without a sign-in."""
    if any(letter.isspace() or letter in "<>\"'\\" for letter in address):
        return False
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host.strip(".") and "@" not in parts.netloc


class ReachForm(PortalForm):
    """A name, and how to reach them. A name is just a name, whoever else has it."""

    name = WordsField(
        _l("Your name"), longest=LIMITS.name_characters, render_kw={"autocomplete": "name"}
    )
    email = EmailField(_l("Your email"), render_kw={"autocomplete": "email", "maxlength": 254})
    phone = TelField(
        _l("Your phone"),
        [Length(max=20, message=_l("That is too long. Make it shorter."))],
        render_kw={"autocomplete": "tel"},
    )

    def validate_name(self, field: WordsField) -> None:
        if not (field.data or "").strip():
            raise ValidationError(_l("Write your name."))

    def validate_email(self, field: EmailField) -> None:
        if not is_email(field.data or ""):
            raise ValidationError(_l("Type the whole email, with the @ sign."))

    def validate_phone(self, field: TelField) -> None:
        digits = (field.data or "").strip()
        if digits and not (set(digits) <= set("0123456789+ ()-") and any(map(str.isdigit, digits))):
            raise ValidationError(_l("Write the number with digits."))


def is_email(text: str) -> bool:
    """An address by its form alone. Nothing is looked up."""
    if len(text) > 254:
        return False
    try:
        validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


class NeedsForm(PortalForm):
    """What helps them show themselves well. Kept apart: nobody who gives marks reads it."""

    needs = WordsArea(_l("What would help you?"), longest=1000)


def _or_nothing(question: str) -> list[tuple[str, LazyWords]]:
    """Not to say comes first: whoever goes on without a choice says nothing."""
    return [("", _l("I do not say")), *QUESTIONS[question].answers]


class CountedForm(PortalForm):
    """Anonymous and optional. One may leave each of them as it is."""

    sex = SelectField(QUESTIONS["sex"].words, choices=_or_nothing("sex"), default="")
    background = SelectField(
        QUESTIONS["background"].words, choices=_or_nothing("background"), default=""
    )
    disabled = SelectField(QUESTIONS["disabled"].words, choices=_or_nothing("disabled"), default="")


class YesForm(PortalForm):
    """The last step: what we keep, and a yes to it."""

    agrees = BooleanField(_l("Yes, keep this for now"))

    def validate_agrees(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError(_l("We can keep it only with your yes."))


class AgainForm(PortalForm):
    """The address to send a new link to, if we know it."""

    email = EmailField(_l("Your email"), render_kw={"autocomplete": "email", "maxlength": 254})

    def validate_email(self, field: EmailField) -> None:
        if not is_email(field.data or ""):
            raise ValidationError(_l("Type the whole email, with the @ sign."))


class AskForm(PortalForm):
    """They ask for the reasons, or that somebody else looks again. Words are optional."""

    words = WordsArea(_l("Do you want to say something?"), longest=1000)
