"""The forms of the sheet: new lines, a line in other words, how much it matters, why to ask."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired

from app.language.forms import KeyField, MultiCheckboxField, PortalForm, WordsArea
from app.language.seen_forms import SeenForm
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm, language_of
from app.staff_choice.actions.requirements import Why
from app.staff_choice.actions.sheet import NOTHING_SAID, Words
from app.staff_choice.cards import CARDS, Card
from app.staff_choice.models import Box, Criterion
from app.staff_choice.models.sheet import LINE_CHARACTERS

# So many cards fit beside the other choices of a page.
IN_A_GROUP = 4
SAY_SOMETHING = _l("Write something here.")
CHOOSE_ONE = _l("Choose one.")


class LineForm(SeenForm, WrittenForm):
    """A line in words, who helped, and in which language."""

    words = WordsArea(_l("In my words"), longest=LINE_CHARACTERS)
    number = HiddenField(default="0")

    def said(self) -> Words:
        """What stands in the form. Call after validate."""
        words = " ".join(self.words.cleaned().split())
        language = language_of(self.language.data, words)
        return Words(words, language, tuple(self.helpers()))


class NewLinesForm(LineForm):
    """Cards to choose, as many as one likes, and room for words."""

    cards = MultiCheckboxField(_l("Choose pictures"), default=())
    key = KeyField()

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if good and not (self.cards.data or (self.words.data or "").strip()):
            self.cards.errors = [NOTHING_SAID]
            good = False
        return good


class MattersForm(SeenForm, PortalForm):
    """How much a line matters: needed, or nice to have."""

    matters = RadioField(
        _l("How much does it matter?"),
        choices=[("needed", _l("I need this")), ("nice", _l("It is nice to have"))],
        validators=[DataRequired(message=CHOOSE_ONE)],
    )
    number = HiddenField(default="0")


class CouncilForm(LineForm):
    """Why a job may name what somebody is: the task, and why nothing else will do."""

    task = WordsArea(
        _l("Which task is it for?"), [DataRequired(message=SAY_SOMETHING)], longest=300
    )
    reason = WordsArea(
        _l("Why can nobody else do it?"), [DataRequired(message=SAY_SOMETHING)], longest=1000
    )
    key = KeyField()

    def why(self) -> Why:
        task, reason = self.task.cleaned(), self.reason.cleaned()
        return Why(task, reason, language_of(self.language.data, task + reason))


def groups_of(box: Box, there: set[str]) -> list[list[Card]]:
    """The cards of a box that do not stand on the sheet yet, some at a time."""
    left = [card for card in CARDS[box] if card.value not in there]
    return [left[at : at + IN_A_GROUP] for at in range(0, len(left), IN_A_GROUP)]


def new_lines_form(box: Box, shown: list[Card], formdata: Any = None) -> NewLinesForm:
    """The form with some cards, and with those that were chosen before, whatever is shown."""
    form = NewLinesForm(formdata=formdata)
    values = {card.value for card in shown}
    chosen = [card for card in CARDS[box] if card.value in (form.cards.data or ())]
    offered = [*shown, *(card for card in chosen if card.value not in values)]
    form.cards.choices = [(card.value, card.words) for card in offered]
    form.offer_languages()
    return form


def line_form(formdata: Any = None) -> LineForm:
    form = LineForm(formdata=formdata)
    form.offer_languages()
    return form


def council_form(formdata: Any = None) -> CouncilForm:
    form = CouncilForm(formdata=formdata)
    form.offer_languages()
    return form


def fill(form: LineForm, text: Criterion) -> None:
    """What stands now into the form."""
    form.words.data, form.language.data = text.words, text.language
    form.number.data = str(text.number)
