"""My people to ask: for the person alone, on home, on help and where they choose them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.extensions import db
from app.people.models import CircleMember, Person
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.team.models import PersonToAsk, TeamMember
from app.team.queries.team import team_for
from app.team.rules import today


@dataclass(frozen=True)
class ToAsk:
    """Somebody to ask. `key`: "circle-<id>" or "team-<id>". `who`: in the person's own words."""

    key: str
    name: str
    who: str = ""
    phone: str = ""
    photo_url: str | None = None
    is_chosen: bool = False


def asked_by(person: Person) -> list[ToAsk]:
    """Whom this person chose, in that order; nobody who left. One query.

    For the person's own page alone: the caller made sure whose it is.
    """
    rows = db.session.scalars(
        select(PersonToAsk)
        .options(
            joinedload(PersonToAsk.member),
            joinedload(PersonToAsk.team_member).joinedload(TeamMember.worker),
        )
        .where(PersonToAsk.person_id == person.id)
        .order_by(PersonToAsk.place, PersonToAsk.id)
    )
    found = [_of_member(each, each.member) or _of_mate(each, each.team_member) for each in rows]
    return [each for each in found if each is not None]


def _of_member(row: PersonToAsk, member: CircleMember | None) -> ToAsk | None:
    if member is None or member.ended_at is not None or member.accepted_at is None:
        return None
    return ToAsk(f"circle-{member.id}", member.name, row.who or member.who, row.phone, None, True)


def _of_mate(row: PersonToAsk, mate: TeamMember | None) -> ToAsk | None:
    if mate is None or (mate.ended_on is not None and mate.ended_on < today()):
        return None
    return ToAsk(f"team-{mate.id}", mate.worker.name, row.who, row.phone, photo_of(mate), True)


def photo_of(mate: TeamMember) -> str | None:
    """The address of a worker's photo, as those who see the team may fetch it."""
    if not mate.worker.thumb_key:
        return None
    return f"/people/{mate.person_id}/team/{mate.id}/photo"


def could_ask(viewer: Relation, account: Account) -> list[ToAsk]:
    """Everybody in the circle and the team, each with how they stand there now."""
    if not viewer.is_person:
        return []
    chosen = {each.key: each for each in asked_by(viewer.person)}
    mates = team_for(viewer, account)
    team = [
        ToAsk(f"team-{m.member.id}", m.worker.name, "", m.phone, photo_of(m.member)) for m in mates
    ]
    # Who is in the circle as well as in the team stands here once, with their photo.
    workers = {m.worker.account_id for m in mates}
    circle = [
        ToAsk(f"circle-{each.id}", each.name, each.who)
        for each in members_for(viewer)
        if each.accepted_at is not None
        and (each.account_id not in workers or f"circle-{each.id}" in chosen)
    ]
    return [chosen.get(each.key, each) for each in (*team, *circle)]


def one_to_ask(viewer: Relation, account: Account, key: str) -> ToAsk | None:
    return next((each for each in could_ask(viewer, account) if each.key == key), None)


def ids_of(each: ToAsk) -> dict[str, uuid.UUID | None]:
    """The two columns of the row."""
    kind, _dash, number = each.key.partition("-")
    found = uuid.UUID(number)
    return {
        "member_id": found if kind == "circle" else None,
        "team_member_id": found if kind == "team" else None,
    }
