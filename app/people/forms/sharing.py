"""Forms of sharing: which parts, how far, what a professional writes down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wtforms import DateField, RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired, Optional

from app.database import now
from app.language.forms import (
    KeyField,
    MultiCheckboxField,
    PortalForm,
    WordsArea,
    WordsField,
)
from app.language.locales import offered_locales
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.language.written_forms import OTHER_LANGUAGE
from app.people.models import Basis, SaidHow
from app.people.parts import (
    ABOUT_ME_SEVEN,
    COMMENTED,
    OUTCOME_PARTS,
    PLAN_PARTS,
    SHAREABLE,
    Level,
    Part,
)


@dataclass(frozen=True)
class PartGroup:
    """Parts that are offered together: never more than seven at a time."""

    name: str
    words: LazyWords
    line: LazyWords
    picture: str
    parts: tuple[Part, ...]

    @property
    def levels(self) -> tuple[Level, ...]:
        """Thoughts can be told about the plan and how it is going, not about About me."""
        commented = any(part in COMMENTED for part in self.parts)
        return tuple(Level) if commented else (Level.SEE, Level.WRITE)


_PLAN_FIRST = (
    Part.PLAN_STRENGTHS,
    Part.PLAN_WANTS,
    Part.PLAN_NEEDS,
    Part.PLAN_SAFE,
    Part.PLAN_HOME,
    Part.PLAN_HEALTH,
    Part.PLAN_DECISIONS,
)
PART_GROUPS = (
    PartGroup(
        "about-me",
        _l("Parts of About me"),
        _l("Choose what they can see."),
        "about_me",
        ABOUT_ME_SEVEN,
    ),
    PartGroup(
        "plan",
        _l("My support plan"),
        _l("What I want, my home, my health."),
        "plan",
        _PLAN_FIRST,
    ),
    PartGroup(
        "plan-more",
        _l("More of my support plan"),
        _l("If things change, and the rules."),
        "plan",
        tuple(part for part in PLAN_PARTS if part not in _PLAN_FIRST),
    ),
    PartGroup(
        "outcomes",
        _l("How it is going"),
        _l("What I want, and what I say about it."),
        "going",
        OUTCOME_PARTS,
    ),
    PartGroup(
        "other",
        _l("Other parts"),
        _l("My circle, and what helps me."),
        "circle",
        tuple(
            part for part in SHAREABLE if part not in {*ABOUT_ME_SEVEN, *PLAN_PARTS, *OUTCOME_PARTS}
        ),
    ),
)
GROUP_NAMED = {group.name: group for group in PART_GROUPS}


class PartsForm(PortalForm):
    """Which parts one receiver may see. Nothing ticked means: none of these."""

    parts = MultiCheckboxField(_l("What can they see?"))


class HideForm(PortalForm):
    """Which parts one member does not see, whatever is shared."""

    parts = MultiCheckboxField(
        _l("What do you want to hide?"), choices=[(part.value, part.words) for part in SHAREABLE]
    )
    groups: ClassVar[tuple[PartGroup, ...]] = PART_GROUPS


class LevelForm(PortalForm):
    """How far: see only, say what they think, or write too; and who explained the question."""

    level = RadioField(
        _l("What can they do?"),
        validators=[InputRequired(message=_l("Choose one."))],
    )
    interpreter = WordsField(_l("Who explained it in your language?"), longest=200)


_LEVELS = {
    Level.SEE: _l("See only"),
    Level.COMMENT: _l("See and say what they think"),
    Level.WRITE: _l("See and write"),
}


def level_form(group: PartGroup, asked: bool) -> LevelForm:
    """The levels that the parts of a group know. `asked`: read what was sent."""
    form = LevelForm() if asked else LevelForm(formdata=None)
    form.level.choices = [(level.value, _LEVELS[level]) for level in group.levels]
    return form


BASES = [(basis.value, basis.words) for basis in Basis]
SAID = [
    (SaidHow.WORDS.value, _l("With words")),
    (SaidHow.SIGNS.value, _l("With signs")),
    (SaidHow.PICTURES.value, _l("With pictures")),
    (SaidHow.BEHAVIOUR.value, _l("By what they did")),
    (SaidHow.NOT_ASKED.value, _l("The person did not say it")),
]


class RecordForm(PortalForm):
    """What somebody writes down of a decision about sharing."""

    groups: ClassVar[tuple[PartGroup, ...]] = PART_GROUPS
    key = KeyField()
    receiver = RadioField(
        _l("Who gets to see it?"), validators=[InputRequired(message=_l("Choose who."))]
    )
    parts = MultiCheckboxField(
        _l("What can they see?"), choices=[(part.value, part.words) for part in SHAREABLE]
    )
    level = RadioField(
        _l("How far?"),
        choices=[(level.value, level.words) for level in Level],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    basis = RadioField(
        _l("What is the reason?"),
        choices=BASES,
        validators=[InputRequired(message=_l("Choose one."))],
    )
    said_how = RadioField(
        _l("How did the person say it?"),
        choices=SAID,
        validators=[InputRequired(message=_l("Choose how they said it."))],
    )
    # L10n: register=work
    shown_in = SelectField(_l("What language?"))
    interpreter = WordsField(
        # L10n: register=work
        _l("Who explained it in this language?"),
        longest=200,
        # L10n: register=work
        description=_l("Leave it empty for English."),
    )
    helped_by = WordsField(_l("Who helped the person?"), longest=200)
    first_witness = WordsField(_l("Email of the first witness"), longest=254)
    second_witness = WordsField(_l("Email of the second witness"), longest=254)
    record = RadioField(_l("Which record is it based on?"), choices=[], validators=[Optional()])
    authority = RadioField(_l("Which legal paper?"), choices=[], validators=[Optional()])
    until = DateField(
        _l("Until when?"),
        validators=[Optional()],
        description=_l("Leave it empty for no end."),
    )
    note = WordsArea(_l("What else is there to know?"), longest=1000)

    def offer_languages(self, language: str) -> None:
        """The person's own language is chosen."""
        names = {locale.code: locale.name for locale in offered_locales()}
        self.shown_in.choices = [*names.items(), (OTHER_LANGUAGE, _l("Another language"))]
        if not self.shown_in.data:
            self.shown_in.data = language if language in names else OTHER_LANGUAGE

    def validate_until(self, field: DateField) -> None:
        # WTForms' own words for a bad date are in English only.
        if field.process_errors:
            field.process_errors = [_l("Write a real date.")]
        elif field.data is not None and field.data < now().date():
            raise ValidationError(_l("Write a real date."))
