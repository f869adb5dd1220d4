"""The forms of the panel: what somebody does there, question cards, a time, a mark."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from wtforms import BooleanField, DateField, HiddenField, RadioField, TimeField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from app.language import pictures
from app.language.formats import LONDON
from app.language.forms import KeyField, MultiCheckboxField, PortalForm, WordsArea, WordsField
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.people.actions.records import today
from app.staff_choice.actions.cards import MOST_CARDS, CardSaid
from app.staff_choice.actions.marks import MarkSaid
from app.staff_choice.actions.timetable import TimeSaid
from app.staff_choice.fairness.panel import Slot
from app.staff_choice.models import Mark, PanelRole

ROLE_PICTURES = {
    PanelRole.ASKER.value: "question",
    PanelRole.GREETER.value: "sign_out",
    PanelRole.NOTE_TAKER.value: "write",
    PanelRole.SCORER.value: "thumb_up",
    PanelRole.CHAIR.value: "speak_for_me",
}
MARK_PICTURES = {mark.value: mark.picture for mark in Mark}
CARD_PICTURES = ("wellness", "travel", "cook", "friends", "safe", "day")
EARLIEST, LATEST = time(7), time(21)
FARTHEST = timedelta(days=366)


class RolesForm(PortalForm):
    """What somebody does on the panel: one thing or more."""

    roles = MultiCheckboxField(
        _l("What do they do?"), choices=[(role.value, role.words) for role in PanelRole]
    )

    def validate_roles(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_l("Choose one or more."))

    def chosen(self) -> list[PanelRole]:
        return [PanelRole(each) for each in self.roles.data or ()]


class OwnRolesForm(RolesForm):
    """What the person does: they give marks whatever they choose, and may choose nothing more."""

    roles = MultiCheckboxField(
        _l("What do I do?"),
        choices=[(r.value, r.words) for r in PanelRole if r is not PanelRole.SCORER],
    )

    def validate_roles(self, field: Any) -> None:
        """Giving marks is enough."""

    def chosen(self) -> list[PanelRole]:
        return [*super().chosen(), PanelRole.SCORER]


class CardForm(PortalForm):
    """A question, with a picture, what we look for, and the line of the job it belongs to."""

    words = WordsField(
        _l("What do we ask?"),
        validators=[DataRequired(message=_l("Write a question."))],
        longest=300,
    )
    good_answer = WordsArea(_l("The answers we are looking for"), longest=500)
    picture = RadioField(_l("Choose a picture"), default="")
    line = RadioField(_l("Which line is it about?"), default="")
    key = KeyField()
    number = HiddenField(default="0")

    def offer(self, lines: Iterable[tuple[str, Any]]) -> None:
        self.picture.choices = [("", _l("No picture"))]
        self.picture.choices += [(each, pictures.get(each).alt) for each in CARD_PICTURES]
        self.line.choices = [("", _l("No line")), *lines]

    def seen(self) -> int:
        return int(self.number.data) if (self.number.data or "").isdigit() else 0

    def said(self, language: str) -> CardSaid:
        """What stands in the form. Call after validate."""
        words = self.words.cleaned()
        return CardSaid(
            words=words,
            good_answer=self.good_answer.cleaned(),
            concept=self.picture.data or "",
            criterion_id=uuid.UUID(self.line.data) if self.line.data else None,
            language=language_of(language, words),
        )


class ImportForm(PortalForm):
    """Many questions at once, one a line."""

    texts = WordsArea(
        _l("One question a line"),
        validators=[DataRequired(message=_l("Write a question."))],
        longest=(300 + 2) * MOST_CARDS,
    )

    def lines(self) -> list[str]:
        return [line.strip() for line in self.texts.cleaned().split("\n") if line.strip()]

    def validate_texts(self, field: Any) -> None:
        if any(len(line.strip()) > 300 for line in (field.data or "").splitlines()):
            raise ValidationError(_l("A question is too long. Make it shorter."))


class TimeForm(PortalForm):
    """When and where the panel meets somebody. Times are those of London."""

    day = DateField(_l("Which day?"), validators=[InputRequired(message=_l("Choose a day."))])
    time = TimeField(_l("What time?"), validators=[InputRequired(message=_l("Choose a time."))])
    minutes = RadioField(
        _l("How long is the talk?"),
        choices=[(str(n), _l("%(num)s minutes", num=n)) for n in (20, 30, 45, 60)],
        default="30",
    )
    break_minutes = RadioField(
        _l("How long is the break?"),
        choices=[(str(n), _l("%(num)s minutes", num=n)) for n in (15, 30, 60)],
        default="15",
    )
    place = WordsField(_l("Where?"), longest=200)
    over_limit = BooleanField(_l("Yes, more than 3 is fine"))

    def validate_day(self, field: Any) -> None:
        if field.data and not today() <= field.data <= today() + FARTHEST:
            raise ValidationError(_l("Choose a day from today on."))

    def validate_time(self, field: Any) -> None:
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(_l("Choose a time from 7 in the morning. Until 9 at night."))

    def said(self) -> TimeSaid:
        """What stands in the form. Call after validate."""
        assert self.day.data is not None and self.time.data is not None
        starts_at = datetime.combine(self.day.data, self.time.data, tzinfo=LONDON)
        slot = Slot(starts_at, int(self.minutes.data), int(self.break_minutes.data))
        return TimeSaid(slot, self.place.cleaned(), bool(self.over_limit.data))


class MarkForm(PortalForm):
    """One mark for one question."""

    mark = RadioField(
        _l("How was the answer?"),
        choices=[(mark.value, mark.words) for mark in Mark],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    note = WordsArea(_l("Do you want to say more?"), longest=500)

    def said(self, language: str) -> MarkSaid:
        note = self.note.cleaned()
        return MarkSaid(Mark(self.mark.data), note, language_of(language, note))
