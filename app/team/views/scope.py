"""What a page of one team begins with: who looks, and at which worker."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Response, abort

from app.accounts.models import Account
from app.audit import looked
from app.htmx import page
from app.people.looking import me, viewing
from app.people.models import Person
from app.people.parts import Part
from app.people.predicates import Relation
from app.team.predicates import may_change
from app.team.queries.asking import photo_of
from app.team.queries.team import Mate, mate_for


@dataclass(frozen=True)
class AtTeam:
    by: Account
    viewer: Relation

    @property
    def person(self) -> Person:
        return self.viewer.person

    @property
    def url(self) -> str:
        return f"/people/{self.person.id}/team"

    def mate(self, member_id: uuid.UUID) -> Mate:
        found = mate_for(self.viewer, self.by, member_id)
        if found is None:
            abort(404)
        return found

    def changeable(self, member_id: uuid.UUID) -> Mate:
        """A worker whom this account may change, else 404: as if they were not there."""
        found = self.mate(member_id)
        if not may_change(self.by, self.viewer, found.member):
            abort(404)
        return found

    def show(self, template: str, status: int = 200, **given: Any) -> Response:
        """A page of the team; the look is kept."""
        looked(self.person.id, Part.TEAM.value)
        return page(
            f"team/{template}",
            status=status,
            viewer=self.viewer,
            person=self.person,
            team_url=self.url,
            photo_of=photo_of,
            **given,
        )


def at_team(person_id: uuid.UUID) -> AtTeam:
    return AtTeam(me(), viewing(person_id))
