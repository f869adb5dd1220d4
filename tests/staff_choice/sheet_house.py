"""A person with a matching sheet: her sister may write, a worker may read, a friend sees nothing.

Two approvers at the council: `approver` has no part in it, `aunt` is in the circle too.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import OrganisationKind, Role
from app.people.models import Relationship
from app.people.parts import Level, Part
from app.people.predicates import Relation, relation
from app.staff_choice.actions import requirements as asking
from app.staff_choice.actions import sheet as actions
from app.staff_choice.models import Box, Criterion, OccupationalRequirement
from tests.makers import make_account, make_organisation, make_role
from tests.page_client import SeenPage
from tests.plans.house import PlanHouse, build_plan_house

WORKER = "Barnaby Workerwick"
WHY = asking.Why("Helping me wash", "I am shy with men", "en")


class SheetHouse(PlanHouse):
    def url(self, *then: object) -> str:
        """The address of the sheet, or of a page below it."""
        return "/".join([f"/people/{self.person_id}/staff/sheet", *(str(each) for each in then)])

    @contextmanager
    def seen_by(self, role: str) -> Iterator[tuple[Account, Relation]]:
        with self.acting(role) as (by, _person):
            viewer = relation(by, self.person_id)
            assert viewer is not None
            yield by, viewer

    def line(self, words: str = "", role: str = "person", **given: Any) -> uuid.UUID:
        """A line in words, or of a card. The id of the line."""
        box, card = given.pop("box", Box.KIND), given.pop("card", "")
        with self.seen_by(role) as (by, viewer):
            (made,) = actions.write(
                by=by,
                viewer=viewer,
                key=uuid.uuid4(),
                box=box,
                cards=[card] if card else [],
                said=actions.Words(words, "en", given.pop("helped_by", ())),
            )
            return made.line_id

    def ask(self, words: str = "A woman", role: str = "person", **given: Any) -> uuid.UUID:
        """A line about which the council is asked. The id of the line."""
        with self.seen_by(role) as (by, viewer):
            made = asking.ask(
                by=by,
                viewer=viewer,
                key=uuid.uuid4(),
                box=given.pop("box", Box.KIND),
                said=actions.Words(words, "en"),
                why=WHY,
                **given,
            )
            assert made is not None
            return made.line_id

    def requirement(self, line_id: uuid.UUID) -> OccupationalRequirement:
        found = self.rows(OccupationalRequirement, OccupationalRequirement.line_id == line_id)
        return found[-1]  # type: ignore[no-any-return]

    def answer(self, line_id: uuid.UUID, is_yes: bool, role: str = "approver") -> None:
        """The council answers each that it was asked about a line and did not answer."""
        asked = OccupationalRequirement.line_id == line_id
        waits = OccupationalRequirement.approved.is_(None)
        for each in self.rows(OccupationalRequirement, asked, waits):
            with self.acting(role) as (by, _person):
                asking.answer(by=by, requirement=each, is_yes=is_yes, words="Because of the task.")

    def numbers(self, line_id: uuid.UUID) -> list[Criterion]:
        return self.rows(Criterion, Criterion.line_id == line_id)

    def send(self, url: str, role: str = "person", status: int = 303, **typed: Any) -> SeenPage:
        """Fill in the form of a page, and send it."""
        fields = self.as_(role).get(url).fields("form.question")
        return self.as_(role).post(url, {**fields, **typed}, status=status)


def build_sheet_house(portal: Flask) -> SheetHouse:
    made = build_plan_house(portal)
    house = SheetHouse(portal, made.person_id, made.accounts, made.members)
    house.add_member("worker", WORKER, Relationship.SUPPORT_WORKER)
    house.add_member("aunt", "Wilhelmina Auntwick", Relationship.FAMILY)
    house.share("sister", Part.STAFF, level=Level.WRITE)
    house.share("worker", Part.STAFF)
    with portal.app_context():
        council = make_organisation(OrganisationKind.COUNCIL)
        approver = make_account("Cornelius Councilwick", "approver@demo.example")
        house.accounts["approver"] = approver.id
        make_role(council, approver, Role.APPROVER)
        make_role(council, db.session.get_one(Account, house.accounts["aunt"]), Role.APPROVER)
    return house
