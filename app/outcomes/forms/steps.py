"""The form of a step: what, who, when. A picture is enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField
from wtforms.validators import Optional

from app.language import pictures
from app.language.forms import KeyField, PortalForm, WordsField
from app.language.seen_forms import SeenForm
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.outcomes.actions.steps import SAY_WHAT, StepSaid
from app.outcomes.queries.steps import ME, StepShown
from app.people.models import CircleMember
from app.people.predicates import Relation
from app.people.queries.names import called

# What a step often is: each a concept of the picture registry.
PICTURES = ("phone", "meeting", "travel", "learn")


class StepForm(SeenForm, PortalForm):
    """What somebody does next."""

    picture = RadioField(_l("Choose a picture"), validators=[Optional()], default="")
    what = WordsField(_l("What happens next?"), longest=300)
    who = SelectField(_l("Who does it?"), default="")
    due_on = DateField(_l("Until what day? You can leave it empty."), validators=[Optional()])
    key = KeyField()
    number = HiddenField(default="0")

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if good and not (self.picture.data or (self.what.data or "").strip()):
            self.what.errors = [SAY_WHAT]
            good = False
        return good

    def offer(self, viewer: Relation, members: Sequence[CircleMember], before: str = "") -> None:
        """Who may do it: the person, and whom the writer may know.

        Whoever does it already stays, without a name where the writer may not know it.
        """
        me = _l("Me") if viewer.is_person else viewer.person.called
        people = [(str(each.id), called(viewer, each)) for each in members]
        self.who.choices = [("", _l("Nobody does it yet")), (ME, me), *people]
        if before and before not in {value for value, _words in self.who.choices}:
            self.who.choices.append((before, _l("Somebody else")))
        self.picture.choices = [(each, pictures.get(each).alt) for each in PICTURES]

    def said(self, language: str) -> StepSaid:
        """What stands in the form. Call after validate."""
        what = self.what.cleaned()
        return StepSaid(
            what=what,
            picture=self.picture.data or "",
            who=self.who.data or "",
            due_on=self.due_on.data,
            language=language_of(language, what),
        )


def fill(form: StepForm, shown: StepShown) -> None:
    """What stands now into the form."""
    step = shown.step
    form.what.data, form.picture.data, form.who.data = step.what, step.picture, step.who
    form.due_on.data, form.number.data = step.due_on, str(step.number)
