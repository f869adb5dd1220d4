"""Forms of sharing: which parts, how far, what a professional writes down."""

from __future__ import annotations

from wtforms import DateField, RadioField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.database import now
from app.language.forms import KeyField, PortalForm, WordsArea, WordsField
from app.language.words import lazy as _l
from app.people.models import Basis, SaidHow
from app.people.parts import SHAREABLE, Level


class MultiCheckboxField(SelectMultipleField):
    """Several boxes, none of them needed."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PartsForm(PortalForm):
    """Which parts one receiver may see. Nothing ticked means: none of these."""

    parts = MultiCheckboxField(_l("What can they see?"))


class LevelForm(PortalForm):
    """How far: see only, or write too."""

    level = RadioField(
        _l("Can they write, too?"),
        choices=[(Level.SEE.value, _l("See only")), (Level.WRITE.value, _l("See and write"))],
        validators=[InputRequired(message=_l("Choose one."))],
    )


BASES = [
    (Basis.PERSON_SAYS_YES.value, _l("The person said yes. Two people saw it.")),
    (Basis.BEST_INTERESTS.value, _l("Best interests decision")),
    (Basis.ATTORNEY_OR_DEPUTY.value, _l("Attorney or deputy for health")),
    (Basis.OTHER_REPRESENTATIVE.value, _l("Other legal representative")),
]
SAID = [
    (SaidHow.WORDS.value, _l("With words")),
    (SaidHow.SIGNS.value, _l("With signs")),
    (SaidHow.PICTURES.value, _l("With pictures")),
    (SaidHow.BEHAVIOUR.value, _l("By what they did")),
    (SaidHow.NOT_ASKED.value, _l("The person did not say it")),
]


class RecordForm(PortalForm):
    """What somebody writes down of a decision about sharing."""

    key = KeyField()
    receiver = RadioField(
        _l("Who gets to see it?"), validators=[InputRequired(message=_l("Choose who."))]
    )
    parts = MultiCheckboxField(
        _l("What can they see?"), choices=[(part.value, part.words) for part in SHAREABLE]
    )
    level = RadioField(
        _l("How far?"),
        choices=[(level.value, level.words) for level in (Level.SEE, Level.WRITE)],
        default=Level.SEE.value,
        validators=[InputRequired(message=_l("Choose one."))],
    )
    basis = RadioField(
        _l("What is the reason?"),
        choices=BASES,
        default=Basis.PERSON_SAYS_YES.value,
        validators=[InputRequired(message=_l("Choose one."))],
    )
    said_how = RadioField(
        _l("How did the person say it?"),
        choices=SAID,
        validators=[InputRequired(message=_l("Choose how they said it."))],
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

    def validate_until(self, field: DateField) -> None:
        # WTForms' own words for a bad date are in English only.
        if field.process_errors:
            field.process_errors = [_l("Write a real date.")]
        elif field.data is not None and field.data < now().date():
            raise ValidationError(_l("Write a real date."))
