"""A person, her panel and somebody to meet. Names are unusual, so that a leak can be searched for.

The sister may write and leads nothing; the advocate and the worker only see. The stranger has
nothing to do with any of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, g

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import Relationship
from app.people.parts import Level, Part
from app.people.predicates import forget_relations, relation
from app.staff_choice.actions import marks, panel
from app.staff_choice.actions.cards import CardSaid, add_card
from app.staff_choice.models import (
    Interview,
    Mark,
    MeetAnswer,
    MeetChoice,
    PanelMember,
    PanelRole,
    QuestionCard,
    Vacancy,
)
from app.staff_choice.queries.cards import cards_of
from tests.plans.house import PlanHouse, build_plan_house
from tests.staff_choice.house import make_applicant, make_line, make_vacancy

APPLICANT = "Thistle Okonjo-Mapplebeck"
ROLES = ("person", "sister", "advocate", "worker")
SCORER, GREETER = PanelRole.SCORER, PanelRole.GREETER
CHAIR, ASKER = PanelRole.CHAIR, PanelRole.ASKER


@dataclass
class PanelHouse(PlanHouse):
    """`vacancy_id`, `applicant_id`: a published job, and who the person wants to meet."""

    vacancy_id: uuid.UUID = field(default_factory=uuid.uuid4)
    applicant_id: uuid.UUID = field(default_factory=uuid.uuid4)

    def at(self, *then: object) -> str:
        """The address of the job, or of a page below it."""
        return "/".join(
            [
                f"/people/{self.person_id}/staff/jobs/{self.vacancy_id}",
                *(str(each) for each in then),
            ]
        )

    @contextmanager
    def leading(self, role: str) -> Iterator[dict[str, Any]]:
        """For actions: `by` and `vacancy`, in a transaction of their own."""
        with self.portal.app_context(), db.writing():
            forget_relations()
            g.pop("panels", None)
            by = db.session.get_one(Account, self.accounts[role])
            yield {"by": by, "vacancy": db.session.get_one(Vacancy, self.vacancy_id)}

    def seat(self, role: str, *roles: PanelRole) -> uuid.UUID:
        """Somebody comes to the panel. The id of their place."""
        with self.leading("person") as given:
            viewer = relation(given["by"], self.person_id)
            assert viewer is not None
            member = db.session.get_one(panel.CircleMember, self.members[role])
            return panel.ask_in(**given, viewer=viewer, member=member, roles=roles or (SCORER,)).id

    def place(self, role: str) -> PanelMember:
        found = self.rows(PanelMember, PanelMember.account_id == self.accounts[role])
        (place,) = found
        assert isinstance(place, PanelMember)
        return place

    def take_off(self, role: str) -> None:
        with self.leading("person") as given:
            place = db.session.get_one(PanelMember, self.place(role).id)
            panel.take_off(**given, place=place)

    def ask(self, *questions: str) -> None:
        """Question cards, in this order."""
        for words in questions or ("Do you drive?", "What would you do if I am upset?"):
            with self.leading("person") as given:
                add_card(**given, key=uuid.uuid4(), said=CardSaid(words, "A calm answer."))

    def cards(self) -> list[QuestionCard]:
        with self.portal.app_context():
            return cards_of(self.vacancy_id)

    def applicant(self, name: str = "", met: bool = True) -> uuid.UUID:
        """Somebody who wants the job; `met`: the person wants to meet them."""
        with self.portal.app_context():
            vacancy = db.session.get_one(Vacancy, self.vacancy_id)
            made = make_applicant(vacancy, **({"name": name} if name else {}))
            if met:
                self.say_meet(made.id)
            return made.id

    def say_meet(
        self, applicant_id: uuid.UUID, answer: MeetAnswer = MeetAnswer.YES, counts: bool = True
    ) -> None:
        with self.portal.app_context(), db.writing():
            db.session.add(
                MeetChoice(
                    applicant_id=applicant_id,
                    said_by=self.accounts["person"],
                    counts=counts,
                    answer=answer,
                    rule_version="1",
                )
            )

    def talk(
        self,
        applicant_id: uuid.UUID | None = None,
        starts_at: datetime | None = None,
        **given: Any,
    ) -> uuid.UUID:
        """A time for somebody, straight into the database. The id of the talk."""
        made = Interview(
            vacancy_id=self.vacancy_id,
            applicant_id=applicant_id or self.applicant_id,
            starts_at=starts_at or now() + timedelta(days=1),
            **given,
        )
        self.add(made)
        return self.rows(Interview)[-1].id if applicant_id is None else self._talk_of(applicant_id)

    def _talk_of(self, applicant_id: uuid.UUID) -> uuid.UUID:
        (found,) = self.rows(Interview, Interview.applicant_id == applicant_id)
        made: uuid.UUID = found.id
        return made

    def has_left(self, interview_id: uuid.UUID, role: str = "person") -> None:
        with self.leading(role) as given:
            interview = db.session.get_one(Interview, interview_id)
            marks.say_they_left(**given, interview=interview)

    def mark(
        self,
        interview_id: uuid.UUID,
        role: str,
        mark: Mark = Mark.YES,
        note: str = "",
        only: Collection[int] | None = None,
    ) -> None:
        """Somebody gives one mark for each question, or for those that `only` names."""
        interview = self.interview(interview_id)
        for number, card_id in enumerate(interview.cards):
            if only is None or number in only:
                with self.leading(role) as given:
                    marks.give_mark(
                        **given,
                        interview=db.session.get_one(Interview, interview_id),
                        card_id=uuid.UUID(card_id),
                        said=marks.MarkSaid(mark, note),
                    )

    def interview(self, interview_id: uuid.UUID) -> Interview:
        (found,) = self.rows(Interview, Interview.id == interview_id)
        assert isinstance(found, Interview)
        return found

    def is_open(self, interview_id: uuid.UUID) -> bool:
        """Are the marks still hidden?"""
        return self.interview(interview_id).closed_at is None


def build_panel_house(portal: Flask) -> PanelHouse:
    made = build_plan_house(portal)
    house = PanelHouse(portal, made.person_id, made.accounts, made.members)
    house.add_member("advocate", "Ignatius Advocatewick", Relationship.ADVOCATE)
    house.add_member("worker", "Barnaby Workerwick", Relationship.SUPPORT_WORKER)
    house.share("sister", Part.STAFF, level=Level.WRITE)
    house.share("advocate", Part.STAFF)
    house.share("worker", Part.STAFF)
    with portal.app_context():
        person = db.session.get_one(panel.CircleMember, house.members["sister"]).person
        line = make_line(person)
        vacancy = make_vacancy(person, line)
        house.vacancy_id = vacancy.id
    house.applicant_id = house.applicant(APPLICANT)
    return house
