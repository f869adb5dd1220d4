"""Forms of looking at the plan again: what one thinks of it, and what came of the talk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import DateField, SelectField
from wtforms.validators import DataRequired, InputRequired

from app.language.forms import KeyField, PortalForm, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm, language_of
from app.people.parts import Part
from app.plans.actions.reviewing import Thinks
from app.plans.forms.comments import PointForm
from app.plans.models import ReviewView

WRITE_SOMETHING = _l("Write something here.")
CHOOSE_DAY = InputRequired(message=_l("Choose a day."))


class ViewForm(WrittenForm):
    """What works and what does not: one of the two is enough."""

    key = KeyField()
    working = WordsArea(_l("Write what works"), longest=2000)
    not_working = WordsArea(_l("Write what does not work"), longest=2000)

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not (self.working.cleaned() or self.not_working.cleaned()):
            self.working.errors = [WRITE_SOMETHING]
            return False
        return True

    def ask_no_helper(self) -> None:
        """Who helps says their own here: nobody is named as having helped them."""
        self.helped_by.choices = self.helped_by.choices[:1]
        self.helped_by.data = ""

    def thinks(self) -> Thinks:
        """What was said, cleaned. Call after validate."""
        working, not_working = self.working.cleaned(), self.not_working.cleaned()
        return Thinks(
            working=working,
            not_working=not_working,
            language=language_of(self.language.data, working + not_working),
            helped_by=tuple(self.helpers()),
        )

    def fill(self, before: ReviewView | None) -> None:
        """The writer's own words of before: to add to them, or to say it anew."""
        if before is None:
            return
        self.working.data = before.working
        self.not_working.data = before.not_working
        self.language.data = before.language
        self.helped_by.data = before.helped_by[0] if before.helped_by else ""
        self.forget_unknown_helper()


class HoldForm(PortalForm):
    """What came of the talk about the plan."""

    key = KeyField()
    held_on = DateField(_l("When did you talk?"), validators=[CHOOSE_DAY])
    who_was_there = WordsArea(
        _l("Who was there?"), [DataRequired(message=WRITE_SOMETHING)], longest=500
    )
    what_changes = WordsArea(
        _l("What changes now?"),
        [DataRequired(message=WRITE_SOMETHING)],
        longest=2000,
        description=_l("Nothing changes? Then write that."),
    )
    next_on = DateField(
        _l("When do you look again?"),
        validators=[CHOOSE_DAY],
        description=_l("Within 12 months."),
    )


class ReviewPointForm(PointForm):
    """Something of a review becomes a point for the next meeting: about one section."""

    about = SelectField(_l("What part is it about?"), validators=[InputRequired(_l("Choose one."))])

    def offer_parts(self, parts: Iterable[Part]) -> None:
        """Nothing is chosen before somebody chooses."""
        chosen = [(part.value, part.words) for part in parts]
        self.about.choices = [("", _l("Choose one.")), *chosen]
