"""Somebody joins a team, or leaves it. A worker works with two people; a third needs a reason.

The lock is on the worker's row: two managers who add the same worker at one instant queue there.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import send, tell
from app.notices.models import Channel
from app.organisations.models import Role
from app.organisations.queries import organisation_ids_of
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import Part
from app.people.predicates import Relation, is_care_manager_of, relation_of_another
from app.team.models import TeamMember, Worker
from app.team.predicates import GAINS, may_change, places_of
from app.team.rules import MOST_PEOPLE, Refused, ThirdReason, still_there, today

NOT_YOURS = _l("You cannot change this team now.")
NOT_YOURSELF = _l("Nobody puts themselves into a team.")
IN_THE_FAMILY = _l("They are in the circle as family or friend. Ask the care manager.")
THERE = _l("They are in this team already.")
SAME_NAME = _l("We know a worker with this name. Choose them from the list.")
THIRD = _l("They work with 2 people already. Say why it can be one more.")
SAME_HUMAN = _l("Somebody of this name supports people already. Say if it is them.")
ASK_THIRD = _l("They work with 2 people already. Ask your care manager.")
WHICH_PLACE = _l("Choose one provider first.")
WRONG_LAST_DAY = _l("Choose another last day.")
# The address of a worker's own pages.
WORK = "/work"
LONGEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class NewMate:
    """Who is added: an account, a worker whom the place knows, or else a name and a phone.

    `place_id`: for which provider, where whoever adds looks after several. `is_same`: whether
    somebody of the same name elsewhere is the same human; None before that was asked.
    """

    since: date
    account_id: uuid.UUID | None = None
    worker_id: uuid.UUID | None = None
    name: str = ""
    phone: str = ""
    third: ThirdReason | None = None
    place_id: uuid.UUID | None = None
    is_same: bool | None = None


class SameName(Refused):
    """Somebody of this name supports people already: whoever adds them says if it is they."""

    def __init__(self, people: int) -> None:
        super().__init__(SAME_HUMAN)
        self.people = people


@action
def add(*, by: Account, viewer: Relation, said: NewMate) -> TeamMember:
    """The person, a manager or the care manager adds a worker. Raises Refused."""
    # Where the person or the care manager adds somebody, the person employs them.
    place = _place_of(by, viewer, said.place_id)
    worker = _worker(by, viewer, said, place)
    if worker.account_id is not None and worker.account_id == by.id:
        raise Refused(NOT_YOURSELF)
    _refuse_family(by, viewer, worker)
    namesakes = supported_by_namesakes(worker, viewer.person.id)
    if namesakes and said.is_same is None:
        raise SameName(len(namesakes))
    made = join(
        by=by,
        person=viewer.person,
        worker=worker,
        since=said.since,
        third=None if viewer.is_person else said.third,
        no_third=ASK_THIRD if viewer.is_person else THIRD,
        chosen_by_person=viewer.is_person,
        elsewhere=namesakes if said.is_same else (),
    )
    if namesakes:
        record(
            "team.same-name",
            by=by,
            person=viewer.person.id,
            about=f"team_member:{made.id}",
            facts={"people": len(namesakes), "same": bool(said.is_same)},
        )
    if viewer.is_person:
        _tell_care_managers(by, viewer)
    return made


def _tell_care_managers(by: Account, viewer: Relation) -> None:
    """Whoever holds the person's phone could add a relative by name: the care manager looks.

    Only one with whom the person shares the team: the message opens nothing.
    """
    found = db.session.scalars(
        select(CircleMember)
        .options(joinedload(CircleMember.account))
        .where(
            CircleMember.person_id == viewer.person.id,
            CircleMember.relationship_kind == Relationship.CARE_MANAGER,
            CircleMember.ended_at.is_(None),
        )
    )
    for member in found.all():
        account = member.account
        theirs = relation_of_another(account, viewer.person.id) if account else None
        if account is not None and theirs is not None and theirs.shares(Part.TEAM):
            tell(
                by=by,
                to=account,
                kind="team-person-added",
                subject=_l("A person put somebody in their team"),
                body=_l("Look at the team with them."),
                path=f"/people/{viewer.person.id}/team",
            )


@action
def join(
    *,
    by: Account,
    person: Person,
    worker: Worker,
    since: date,
    chosen_by_person: bool,
    applicant_id: uuid.UUID | None = None,
    third: ThirdReason | None = None,
    no_third: LazyWords = THIRD,
    elsewhere: Sequence[Person] = (),
) -> TeamMember:
    """This worker is in the team from `since` on. Raises Refused for the third without a reason.

    `elsewhere`: whom the same human supports under another row.
    """
    # Whoever adds the same worker elsewhere waits here until this is kept. SQLite: one writer.
    db.session.execute(select(Worker.id).where(Worker.id == worker.id).with_for_update())
    others = list({*_others(worker, person.id), *elsewhere})
    if _is_there(worker, person.id):
        raise Refused(THERE)
    if len(others) >= MOST_PEOPLE and third is None:
        raise Refused(no_third)
    is_third = len(others) >= MOST_PEOPLE
    made = TeamMember(
        person_id=person.id,
        worker_id=worker.id,
        worker=worker,
        since=since,
        chosen_by_person=chosen_by_person,
        applicant_id=applicant_id,
        third_reason=third.value if third is not None and is_third else "",
        third_by=by.id if is_third else None,
        added_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    facts = {"people": len(others) + 1, "third": made.third_reason, "chosen": chosen_by_person}
    record("team.joined", by=by, person=person.id, about=f"team_member:{made.id}", facts=facts)
    tell_person(by, person, _l("Somebody new is in your team"))
    tell_worker(by, worker, _l("You are in a team"), _l("Write something about you there."))
    if is_third:
        for other in others:
            tell_person(by, other, _l("Somebody helps one more person"))
    return made


def _place_of(by: Account, viewer: Relation, chosen: uuid.UUID | None) -> uuid.UUID | None:
    """The provider that employs whom this account adds; None where the person employs."""
    if viewer.is_person:
        return None
    if not viewer.shares(Part.TEAM):
        raise Refused(NOT_YOURS)
    places = places_of(by, viewer)
    if places:
        found = chosen if chosen is not None or len(places) > 1 else next(iter(places))
        if found not in places:
            raise Refused(WHICH_PLACE)
        return found
    if not is_care_manager_of(by, {"person_id": viewer.person.id}):
        raise Refused(NOT_YOURS)
    return None


def _worker(by: Account, viewer: Relation, said: NewMate, place: uuid.UUID | None) -> Worker:
    if said.account_id is not None:
        return _worker_of_account(by, viewer, said.account_id, place)
    if said.worker_id is not None:
        found = db.session.get(Worker, said.worker_id)
        if found is None or place is None or found.organisation_id != place:
            raise Refused(NOT_YOURS)
        return found
    if place is not None and db.session.scalar(
        select(
            exists().where(
                Worker.organisation_id == place, func.lower(Worker.name) == said.name.lower()
            )
        )
    ):
        raise Refused(SAME_NAME)
    made = Worker(organisation_id=place, name=said.name, phone=said.phone)
    db.session.add(made)
    db.session.flush()
    return made


def _worker_of_account(
    by: Account, viewer: Relation, account_id: uuid.UUID, place: uuid.UUID | None
) -> Worker:
    """The one row of this account as a worker. The account's row is the lock of making it."""
    account = db.session.scalar(
        select(Account).where(Account.id == account_id).with_for_update(of=Account)
    )
    if account is None or not _may_add(viewer, account_id, place):
        raise Refused(NOT_YOURS)
    found = db.session.scalar(select(Worker).where(Worker.account_id == account_id))
    if found is None:
        found = Worker(account_id=account_id, organisation_id=place, name=account.name)
        db.session.add(found)
        db.session.flush()
    return found


def _may_add(viewer: Relation, account_id: uuid.UUID, place: uuid.UUID | None) -> bool:
    """Do they work for the place; or, where the person employs, are they in the circle as that?"""
    if place is not None:
        return place in organisation_ids_of(account_id, Role.PROVIDER_WORKER, Role.PROVIDER_MANAGER)
    return _kind_of(viewer, account_id) is not None


def _kind_of(viewer: Relation, account_id: uuid.UUID | None) -> Relationship | None:
    return db.session.scalar(
        select(CircleMember.relationship_kind).where(
            CircleMember.person_id == viewer.person.id,
            CircleMember.account_id == account_id,
            CircleMember.ended_at.is_(None),
        )
    )


def _refuse_family(by: Account, viewer: Relation, worker: Worker) -> None:
    """A relative does not become a paid worker by a tap on the person's phone, or through a place.

    The care manager, who has to look at it, can add them.
    """
    if worker.account_id is None or is_care_manager_of(by, {"person_id": viewer.person.id}):
        return
    if _kind_of(viewer, worker.account_id) in GAINS:
        raise Refused(IN_THE_FAMILY)


def _is_there(worker: Worker, person_id: uuid.UUID) -> bool:
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    TeamMember.worker_id == worker.id,
                    TeamMember.person_id == person_id,
                    still_there(),
                )
            )
        )
    )


def _others(worker: Worker, person_id: uuid.UUID) -> Sequence[Person]:
    """The other people with whom this worker works. Call under the lock."""
    return (
        db.session.scalars(
            select(Person)
            .join(TeamMember, TeamMember.person_id == Person.id)
            .where(
                TeamMember.worker_id == worker.id, TeamMember.person_id != person_id, still_there()
            )
            .distinct()
        )
        .unique()
        .all()
    )


def supported_by_namesakes(worker: Worker, person_id: uuid.UUID) -> Sequence[Person]:
    """The other people whom somebody of this name supports, as far as it could be the same human.

    Two accounts are two humans; a row without an account is known by its name alone.
    """
    elsewhere = aliased(Worker)
    alone = [] if worker.account_id is None else [elsewhere.account_id.is_(None)]
    return (
        db.session.scalars(
            select(Person)
            .join(TeamMember, TeamMember.person_id == Person.id)
            .join(elsewhere, TeamMember.worker_id == elsewhere.id)
            .where(
                elsewhere.id != worker.id,
                func.lower(elsewhere.name) == worker.name.lower(),
                TeamMember.person_id != person_id,
                still_there(),
                *alone,
            )
            .distinct()
        )
        .unique()
        .all()
    )


@action
def end(*, by: Account, viewer: Relation, member: TeamMember, last_day: date, why: str) -> None:
    """Somebody leaves. What the person is told stands in `why`. Raises Refused."""
    if member.person_id != viewer.person.id or not may_change(by, viewer, member):
        raise Refused(NOT_YOURS)
    lock(member)
    if not max(member.since, today()) <= last_day <= today() + LONGEST_AHEAD:
        raise Refused(WRONG_LAST_DAY)
    member.ended_on, member.ended_at, member.ended_why = last_day, now(), why
    record("team.ends", by=by, person=member.person_id, about=f"team_member:{member.id}")
    if not viewer.is_person:
        tell_person(by, viewer.person, _l("Somebody leaves your team"))
    tell_worker(by, member.worker, _l("Your last day in a team"), _l("Open your page to see it."))


@action
def say_chosen(*, by: Account, viewer: Relation, member: TeamMember, chosen: bool) -> None:
    """The person says if they chose this worker. Nobody else says it for them."""
    if not viewer.is_person or member.person_id != viewer.person.id:
        raise Refused(NOT_YOURS)
    member.chosen_by_person = chosen
    facts = {"chosen": chosen}
    about = f"team_member:{member.id}"
    record("team.chosen-said", by=by, person=member.person_id, about=about, facts=facts)


def lock(member: TeamMember) -> None:
    """The row of the member is the lock of what is said of them; then it is read anew.

    Not by `refresh` alone: PostgreSQL locks no row that is read together with an outer join.
    """
    db.session.execute(select(TeamMember.id).where(TeamMember.id == member.id).with_for_update())
    db.session.refresh(member)


def tell_person(by: Account, person: Person, subject: LazyWords) -> None:
    """A line on the person's own screen, unless they did it themselves."""
    if person.account_id is None or person.account_id == by.id:
        return
    send(
        by=by,
        account_id=person.account_id,
        language=person.language,
        channel=Channel.SCREEN,
        kind="team-news",
        subject=subject,
        body=_l("Open your team to see it."),
        path=f"/people/{person.id}/team",
    )


def tell_worker(
    by: Account, worker: Worker, subject: LazyWords, body: LazyWords, path: str = WORK
) -> None:
    """By screen and email: a worker looks at the portal now and then. Without account: nothing."""
    account = db.session.get(Account, worker.account_id) if worker.account_id else None
    if account is None:
        return
    tell(
        by=by,
        to=account,
        kind="team-work",
        subject=subject,
        body=body,
        path=path,
    )
