"""The form of an outcome: a picture is enough, words may come with it."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import Optional

from app.language import pictures
from app.language.forms import KeyField, WordsArea, WordsField
from app.language.seen_forms import SeenForm
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm, language_of
from app.outcomes.actions.outcomes import NOTHING_SAID, TextSaid
from app.outcomes.models import OutcomeText
from app.outcomes.queries.texts import SOMETHING, TextSeen

# What people often want, a few at a time: each a concept of the picture registry.
PICTURES: tuple[tuple[str, ...], ...] = (
    ("my_home", "friends", "work", "swimming"),
    ("cook", "travel", "learn", "dog"),
    ("music", "paint", "garden", "football"),
    ("shopping", "holiday", "wellness", "fish", SOMETHING),
)
KNOWN = frozenset(concept for group in PICTURES for concept in group)


class OutcomeForm(SeenForm, WrittenForm):
    """What I want: a picture, words, why it matters."""

    picture = RadioField(_l("Choose a picture"), validators=[Optional()], default="")
    title = WordsField(_l("What do I want?"), longest=200)
    why = WordsArea(_l("Why does it matter to me?"), longest=1000)
    key = KeyField()
    number = HiddenField(default="0")

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if good and not (self.picture.data or (self.title.data or "").strip()):
            self.title.errors = [NOTHING_SAID]
            good = False
        return good

    def said(self, before: OutcomeText | None = None) -> TextSaid:
        """What stands in the form, with the photo and sound of before. Call after validate."""
        title, why = self.title.cleaned(), self.why.cleaned()
        return TextSaid(
            title=title,
            why=why,
            picture=self.picture.data or "",
            language=language_of(self.language.data, title + why),
            photo_id=before.photo_id if before else None,
            sound_id=before.sound_id if before else None,
            helped_by=tuple(self.helpers()),
        )


def outcome_form(group: int = 0, formdata: Any = None, chosen: str = "") -> OutcomeForm:
    """The form with one group of pictures, and with the one that was chosen from another."""
    form = OutcomeForm(formdata=formdata)
    shown = PICTURES[group % len(PICTURES)]
    wanted = form.picture.data or chosen
    concepts = [*shown] if wanted in shown or wanted not in KNOWN else [wanted, *shown[:-1]]
    form.picture.choices = [(each, pictures.get(each).alt) for each in concepts]
    if wanted in concepts:
        form.picture.data = wanted
    form.offer_languages()
    return form


def fill(form: OutcomeForm, text: TextSeen) -> None:
    """What stands now into the form."""
    form.title.data, form.why.data = text.title, text.why
    form.picture.data, form.language.data = text.picture, text.language
    form.number.data = str(text.number)
