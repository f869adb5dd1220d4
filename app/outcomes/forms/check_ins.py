"""How is it going: three steps, each a form of its own. Either/or words, never yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.language.forms import MultiCheckboxField, PortalForm, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm
from app.outcomes.models import Said
from app.outcomes.models.check_ins import APART, ON_SCALE
from app.people.models import CircleMember

ALONE = "alone"
MOST_THERE = 20


class AnswerForm(PortalForm):
    """Step 1: one of three, or one of the answers that stand apart."""

    answer = RadioField(
        _l("Choose one"),
        choices=[(said.value, said.words) for said in (*ON_SCALE, *APART)],
        validators=[InputRequired(message=_l("Choose one."))],
    )

    @property
    def pictures(self) -> dict[str, str]:
        return {said.value: said.picture for said in Said}

    @property
    def apart(self) -> list[str]:
        return [said.value for said in APART]


class MoreForm(WrittenForm):
    """Step 2: more words, which nobody has to give."""

    words = WordsArea(_l("Do you want to say more?"), longest=2000)


class WhoForm(PortalForm):
    """Step 3: who was there, and who helped to say it."""

    present = MultiCheckboxField(_l("Who was there?"))
    helped_by = RadioField(_l("Who helped you say it?"), default="")

    def offer(self, members: Sequence[CircleMember], viewer_is_person: bool) -> None:
        """The people of the circle, as far as the one who answers may know them."""
        people = [(str(member.id), member.shown_name) for member in members[:MOST_THERE]]
        self.present.choices = [(ALONE, _l("Nobody else")), *people]
        self.helped_by.choices = [("", _l("I did it myself")), *people]
        if not viewer_is_person:
            self.helped_by.choices = [("", _l("I said it myself"))]

    def who(self) -> tuple[tuple[str, ...], bool]:
        """The ids of who was there, and whether nobody else was. Call after validate."""
        chosen = self.present.data or []
        there = tuple(each for each in chosen if each != ALONE)
        return there, ALONE in chosen and not there
