"""Whom to meet: one of three answers, and words where somebody wants to say more."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.language.forms import PortalForm, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.staff_choice.actions.meeting import ChoiceSaid
from app.staff_choice.models import MeetAnswer

PICTURES = {answer.value: answer.picture for answer in MeetAnswer}


class MeetForm(PortalForm):
    answer = RadioField(
        _l("Do you want to meet them, or not?"),
        choices=[(answer.value, answer.words) for answer in MeetAnswer],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    words = WordsArea(_l("Why?"), longest=500)

    def said(self, spoken: str) -> ChoiceSaid:
        words = self.words.cleaned()
        return ChoiceSaid(MeetAnswer(self.answer.data), words, language_of(spoken, words))
