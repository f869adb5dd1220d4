"""Tasks for the care manager that follow from what the person did."""

from __future__ import annotations

from collections.abc import Collection

from app.accounts.models import Account
from app.audit import action
from app.people.actions.council import make_task
from app.people.models import Person
from app.people.parts import Part
from app.people.queries.sharing import Receiver
from app.people.rules import TEAM


@action
def tell_if_team_lost_sight(
    *, by: Account, person: Person, receiver: Receiver, before: Collection[Part]
) -> None:
    """When the team on duty can no longer read how to support someone, the care manager hears.

    `before`: the parts that the receiver saw before this change.
    """
    in_team = receiver.kind == "organisation" or (
        receiver.member is not None and receiver.member.relationship_kind in TEAM
    )
    lost = Part.HOW_TO_SUPPORT in before and Part.HOW_TO_SUPPORT not in receiver.levels
    if in_team and lost:
        make_task(by=by, person_id=person.id, kind="team-lost-sight")
