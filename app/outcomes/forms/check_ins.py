"""How is it going: three steps, each a form of its own. Either/or words, never yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wtforms import HiddenField, RadioField, ValidationError
from wtforms.validators import InputRequired, Optional

from app.language.file_forms import FilesForm
from app.language.forms import KeyField, MultiCheckboxField, PortalForm, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm, language_of
from app.outcomes.actions.strikes import Reason
from app.outcomes.models import Said
from app.outcomes.models.check_ins import APART, ON_SCALE
from app.people.models import CircleMember
from app.people.predicates import Relation
from app.people.queries.names import called

ALONE = "alone"
MOST_THERE = 20
WE_SAW_FIRST = _l("Write what you saw first.")


class AnswerForm(PortalForm):
    """Step 1: one of three, or one of the answers that stand apart. Or none, and words later."""

    answer = RadioField(
        _l("Choose one"),
        choices=[(said.value, said.words) for said in (*ON_SCALE, *APART)],
        validators=[Optional()],
        default="",
    )
    key = KeyField()

    @property
    def pictures(self) -> dict[str, str]:
        return {said.value: said.picture for said in Said}

    @property
    def apart(self) -> list[str]:
        return [said.value for said in APART]


class MoreForm(FilesForm, WrittenForm):
    """Step 2: words, a photo, a sound, and what others saw. Nobody has to give any of it."""

    words = WordsArea(_l("Your own words"), longest=2000)
    observed = WordsArea(_l("We saw:"), longest=1000)
    means = WordsArea(_l("We think it means:"), longest=500)
    key = KeyField()

    def validate_means(self, field: WordsArea) -> None:
        if (field.data or "").strip() and not (self.observed.data or "").strip():
            raise ValidationError(WE_SAW_FIRST)

    def typed(self) -> dict[str, str]:
        """What was typed, as a draft keeps it."""
        names = ("words", "observed", "means", "language", "alt", "said")
        return {name: self[name].data or "" for name in names}


class WhoForm(PortalForm):
    """Step 3: who was there, and who helped to say it. `staff`: ids, where it is about staff."""

    staff: Sequence[str] = ()

    present = MultiCheckboxField(_l("Who was there?"))
    helped = MultiCheckboxField(_l("Who helped you say it?"))
    key = KeyField()

    def offer(self, viewer: Relation, members: Sequence[CircleMember]) -> None:
        """The people of the circle, as far as the one who answers may know them."""
        people = [(str(member.id), called(viewer, member)) for member in members[:MOST_THERE]]
        self.present.choices = [(ALONE, _l("Nobody else")), *people]
        self.helped.choices = people if viewer.is_person else []

    def fill(self, said: dict[str, str]) -> None:
        """What was chosen before, as far as it is still on offer."""
        for field, name in ((self.present, "present"), (self.helped, "helped")):
            offered = {value for value, _words in field.choices}
            field.data = [each for each in said.get(name, "").split() if each in offered]

    def chosen(self) -> dict[str, str]:
        """As a draft keeps it."""
        return {
            "present": " ".join(self.present.data or ()),
            "helped": " ".join(self.helped.data or ()),
        }

    def there(self) -> tuple[str, ...]:
        return tuple(each for each in self.present.data or () if each != ALONE)

    def was_alone(self) -> bool:
        return ALONE in (self.present.data or ()) and not self.there()


class PracticeForm(PortalForm):
    """One practice card. There is no right answer."""

    answer = RadioField(
        _l("Choose one"),
        choices=[(said.value, said.words) for said in ON_SCALE],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    card = HiddenField()
    key = KeyField()

    @property
    def pictures(self) -> dict[str, str]:
        return {said.value: said.picture for said in ON_SCALE}


class StrikeForm(WrittenForm):
    """Why something is struck out."""

    reason = WordsArea(_l("Why do you strike it out?"), longest=500)
    key = KeyField()

    def validate_reason(self, field: WordsArea) -> None:
        if not (field.data or "").strip():
            raise ValidationError(_l("Write why."))

    def said(self) -> Reason:
        """What stands in the form. Call after validate."""
        words = self.reason.cleaned()
        return Reason(words, language_of(self.language.data, words))


def strike_form(sent: bool = False) -> StrikeForm:
    form = StrikeForm() if sent else StrikeForm(formdata=None)
    form.offer_languages()
    return form


def staff_last(
    members: Iterable[CircleMember], staff: Iterable[CircleMember]
) -> list[CircleMember]:
    """Family, friends and advocates first: staff are never the only help about staff."""
    ids = {member.id for member in staff}
    return sorted(members, key=lambda member: member.id in ids)
