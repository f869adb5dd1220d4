"""Forms of comments: what one thinks, how it ends, who keeps the plan."""

from __future__ import annotations

from wtforms import RadioField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from app.language import current_locale
from app.language.forms import KeyField, PortalForm, WordsArea
from app.language.sound_forms import SoundForm
from app.language.words import lazy as _l
from app.language.written_forms import language_of

LONGEST_ANSWER = 1000
LONGEST_POINT = 500


class SayForm(PortalForm):
    """Some words, in the language of their letters."""

    key = KeyField()
    text = WordsArea(_l("What do you think?"))

    def language(self) -> str:
        """Call after validate."""
        return language_of(current_locale().code, self.text.cleaned())


class CommentForm(SoundForm):
    """What somebody thinks of a section: in words, as a sound, or both."""

    sound_needed = False
    key = KeyField()
    text = WordsArea(_l("What do you think?"))

    def language(self) -> str:
        """Call after validate."""
        return language_of(current_locale().code, self.text.cleaned() or self.said.cleaned())

    def validate_text(self, field: WordsArea) -> None:
        if not (field.data or "").strip() and not self.sound.data:
            raise ValidationError(_l("Write what you think, or record it."))


class AnswerForm(SayForm):
    """A comment ends with an answer."""

    text = WordsArea(
        _l("Your answer"),
        [DataRequired(message=_l("Write an answer."))],
        longest=LONGEST_ANSWER,
    )


class PointForm(SayForm):
    """A comment ends as a point for the next meeting."""

    text = WordsArea(
        _l("What should we talk about?"),
        [DataRequired(message=_l("Write what to talk about."))],
        longest=LONGEST_POINT,
    )


class ChangeForm(PortalForm):
    """A comment ends as a change: one of the suggestions for its section."""

    key = KeyField()
    change = RadioField(
        _l("Which change is it?"), validators=[InputRequired(message=_l("Choose one."))]
    )


class KeeperForm(PortalForm):
    """Who keeps the plan: a member of the circle; empty for the care manager."""

    keeper = RadioField(_l("Who keeps your plan in order?"), default="")
