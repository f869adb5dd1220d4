"""A person who says what she wants, and a circle that sees it each in its own way."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.outcomes.actions.outcomes import TextSaid, make
from app.outcomes.models import CheckIn, Question, Said, ViewFrom
from app.people.models import Relationship
from app.people.parts import Level, Part
from app.people.predicates import Relation, relation
from tests.plans.house import PlanHouse, build_plan_house

WORKER = "Barnaby Workerwick"
SIDES = {"person": ViewFrom.ME, "sister": ViewFrom.FAMILY, "friend": ViewFrom.FAMILY}
SEEN_AS = {
    "sister": Relationship.FAMILY,
    "friend": Relationship.FRIEND,
    "worker": Relationship.SUPPORT_WORKER,
}


@dataclass
class OutcomeHouse(PlanHouse):
    """Roles: person; sister (WRITE, and knows the circle); worker (COMMENT); friend (nothing).

    The worker knows nobody but the person. `stranger` has nothing to do with them.
    """

    def url(self, *then: object) -> str:
        """The address of the outcomes, or of a page below it: `url(outcome_id, "change")`."""
        return "/".join([f"/people/{self.person_id}/outcomes", *(str(each) for each in then)])

    @contextmanager
    def seen_by(self, role: str) -> Iterator[tuple[Account, Relation]]:
        """For actions and queries: an account and what it is to the person."""
        with self.acting(role) as (by, _person):
            viewer = relation(by, self.person_id)
            assert viewer is not None
            yield by, viewer

    def want(self, title: str = "", role: str = "person", **said: Any) -> uuid.UUID:
        """Something new: the person's own, or what somebody thinks of. Its id."""
        with self.seen_by(role) as (by, viewer):
            given = TextSaid(title=title, language="en", **said)
            return make(by=by, viewer=viewer, key=uuid.uuid4(), said=given).id

    def say(
        self,
        outcome_id: uuid.UUID | None,
        role: str = "person",
        answer: Said | None = Said.WELL,
        words: str = "",
        at: datetime | None = None,
        **given: Any,
    ) -> uuid.UUID:
        """A row of how it is going, as it would be kept. Its id."""
        with self.portal.app_context(), db.writing():
            made = CheckIn(
                person_id=self.person_id,
                outcome_id=outcome_id,
                question=given.pop("question", Question.OUTCOME if outcome_id else Question.DAY),
                view_from=SIDES.get(role, ViewFrom.TEAM),
                said_by=given.pop("said_by", self.accounts[role]),
                seen_as=SEEN_AS.get(role),
                answer=answer,
                words=words,
                language="en",
                answered_at=at or now(),
                **given,
            )
            db.session.add(made)
            db.session.flush()
            return made.id


def build_outcome_house(portal: Flask) -> OutcomeHouse:
    made = build_plan_house(portal)
    house = OutcomeHouse(portal, made.person_id, made.accounts, made.members)
    house.add_member("worker", WORKER, Relationship.SUPPORT_WORKER)
    house.share("sister", Part.OUTCOMES, level=Level.WRITE)
    house.share("sister", Part.CIRCLE)
    house.share("worker", Part.OUTCOMES, level=Level.COMMENT)
    return house
