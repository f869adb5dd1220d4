"""Mirabel's team in the demo: somebody she chose, somebody without an account, people to ask."""

from __future__ import annotations

from datetime import timedelta

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation
from app.people.models import CircleMember, Person
from app.team.models import PersonToAsk, TeamMember, Worker
from app.team.rules import today


def load_team(
    person: Person,
    accounts: dict[str, Account],
    members: dict[str, CircleMember],
    place: Organisation,
) -> None:
    """Numbers are of those that are kept free for fiction."""
    known = Worker(
        account_id=accounts["worker"].id,
        organisation_id=place.id,
        name=accounts["worker"].name,
        phone="01632 960211",
        liked="I am calm. I laugh a lot.",
        important="My garden, and being on time.",
        support="Tell me straight away if I get it wrong.",
    )
    other = Worker(organisation_id=place.id, name="Wilfred Ashgrove", phone="01632 960212")
    db.session.add_all([known, other])
    db.session.flush()
    for worker, days, chosen in ((known, 420, True), (other, 90, False)):
        db.session.add(
            TeamMember(
                person_id=person.id,
                worker_id=worker.id,
                since=today() - timedelta(days=days),
                chosen_by_person=chosen,
                added_by=accounts["manager"].id,
            )
        )
    db.session.flush()
    mate = db.session.query(TeamMember).filter_by(worker_id=known.id).one()
    db.session.add_all(
        [
            PersonToAsk(
                person_id=person.id,
                member_id=members["family"].id,
                phone="01632 960210",
                who="my sister",
            ),
            PersonToAsk(
                person_id=person.id,
                team_member_id=mate.id,
                place=1,
                phone=known.phone,
                who="helps me",
            ),
        ]
    )
    db.session.flush()
