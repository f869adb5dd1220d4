"""Load the demo into an empty database, in one transaction."""

from __future__ import annotations

from datetime import date, timedelta

from app.accounts.models import Account
from app.accounts.passwords import hash_password
from app.audit import SYSTEM, record
from app.audit.models import AccessEvent
from app.database import now
from app.demo.find_support import load_find_support
from app.demo.neighbours import load_neighbours
from app.demo.outcomes import load_outcomes
from app.demo.people import (
    ACCOUNTS,
    ADVOCATES,
    COUNCIL,
    NHS,
    OTHER_PROVIDER,
    PASSWORD,
    SMALL_SUPPORTS,
    DemoAccount,
)
from app.demo.plan import load_plan
from app.demo.quality import load_quality
from app.demo.staff import load_staff
from app.demo.team import load_team
from app.demo.words import MIRABEL, ZEBEDEE
from app.extensions import db
from app.organisations.models import (
    WORK_ROLES,
    Organisation,
    OrganisationKind,
    OrganisationMember,
    Role,
)
from app.people.models import (
    AboutMeEntry,
    AuthorityKind,
    Basis,
    CircleMember,
    CommunicationNeed,
    LegalAuthority,
    NeedKind,
    Person,
    Relationship,
    SaidHow,
    SharedPart,
    SharingDecision,
)
from app.people.parts import PLAN_PARTS, Level, Part

PLACES = {
    SMALL_SUPPORTS: OrganisationKind.PROVIDER,
    OTHER_PROVIDER: OrganisationKind.PROVIDER,
    COUNCIL: OrganisationKind.COUNCIL,
    NHS: OrganisationKind.NHS,
    ADVOCATES: OrganisationKind.ADVOCACY,
}
SUPPORT = (Part.COMMUNICATION, Part.PLEASE_DO, Part.HOW_TO_SUPPORT)
# Role → parts and how far. Whoever is missing sees nothing: the attorney, the appointee.
SHARED: dict[str, tuple[tuple[Part, ...], Level]] = {
    "family": (
        (Part.MOST_IMPORTANT, Part.PEOPLE, Part.PLEASE_DO, Part.LIKED, Part.CIRCLE),
        Level.WRITE,
    ),
    "advocate": ((*SUPPORT, Part.MOST_IMPORTANT, Part.WELLNESS, Part.NEEDS), Level.SEE),
    "friend": ((Part.LIKED,), Level.SEE),
    "worker": (SUPPORT, Level.SEE),
    "manager": (SUPPORT, Level.SEE),
    "nurse": ((Part.COMMUNICATION,), Level.SEE),
}
# The support plan: role → parts, each with how far.
SHARED_PLAN: dict[str, dict[Level, tuple[Part, ...]]] = {
    "family": {
        Level.WRITE: (
            Part.PLAN_STRENGTHS,
            Part.PLAN_WANTS,
            Part.PLAN_NEEDS,
            Part.PLAN_COVER,
            Part.PLAN_LESS,
        ),
        Level.SEE: (Part.PLAN_HOME, Part.PLAN_DECISIONS),
    },
    "advocate": {Level.COMMENT: tuple(part for part in PLAN_PARTS if part is not Part.PLAN_RULES)},
    "worker": {
        Level.COMMENT: (
            Part.PLAN_STRENGTHS,
            Part.PLAN_WANTS,
            Part.PLAN_NEEDS,
            Part.PLAN_SAFE,
            Part.PLAN_HEALTH,
            Part.PLAN_COVER,
            Part.PLAN_HOSPITAL,
            Part.PLAN_LESS,
        )
    },
    "manager": {
        Level.WRITE: (
            Part.PLAN_WANTS,
            Part.PLAN_NEEDS,
            Part.PLAN_SAFE,
            Part.PLAN_COVER,
            Part.PLAN_LESS,
        ),
        Level.COMMENT: (Part.PLAN_HEALTH, Part.PLAN_HOSPITAL),
    },
    "nurse": {
        Level.WRITE: (Part.PLAN_HEALTH, Part.PLAN_HOSPITAL),
        Level.SEE: (Part.PLAN_RULES,),
    },
    "caremanager": {Level.SEE: tuple(part for part in PLAN_PARTS if part is not Part.PLAN_RULES)},
    "attorney": {Level.SEE: (Part.PLAN_HOME, Part.PLAN_HEALTH)},
}
# How it is going, and choosing staff: role → part, and how far.
SHARED_ROOMS: dict[str, dict[Part, Level]] = {
    "family": {Part.OUTCOMES: Level.WRITE, Part.STAFF: Level.WRITE, Part.TEAM: Level.SEE},
    "advocate": {
        Part.OUTCOMES: Level.SEE,
        Part.ABOUT_STAFF: Level.SEE,
        Part.STAFF: Level.SEE,
    },
    "worker": {Part.OUTCOMES: Level.COMMENT, Part.STAFF: Level.SEE},
    "manager": {Part.OUTCOMES: Level.COMMENT, Part.STAFF: Level.SEE, Part.TEAM: Level.SEE},
    "caremanager": {Part.OUTCOMES: Level.SEE, Part.TEAM: Level.SEE},
    "steering": {Part.MONTHLY: Level.SEE},
}


def load_demo() -> None:
    """Everything of the demo but the real places. Call inside `db.writing()`."""
    places = _places()
    accounts = _accounts(places)
    mirabel = _mirabel(accounts, places)
    _zebedee(accounts)
    _looks(mirabel, accounts)
    load_neighbours(places[COUNCIL])
    load_quality(mirabel, accounts)
    load_find_support(accounts, places)
    record("demo.loaded", by=SYSTEM)


def _places() -> dict[str, Organisation]:
    made = {name: Organisation(name=name, kind=kind) for name, kind in PLACES.items()}
    db.session.add_all(made.values())
    db.session.flush()
    return made


def _accounts(places: dict[str, Organisation]) -> dict[str, Account]:
    hashed = hash_password(PASSWORD)
    made = {}
    for each in ACCOUNTS:
        account = Account(
            email=each.email,
            name=each.name,
            password_hash=hashed,
            is_work=each.work in WORK_ROLES,
            needs_known_device=each.role in ("person", "stranger"),
        )
        db.session.add(account)
        db.session.flush()
        made[each.role] = account
        if each.work is not None:
            db.session.add(
                OrganisationMember(
                    organisation_id=places[each.place].id,
                    account_id=account.id,
                    role=each.work,
                    started_at=now(),
                    accepted_at=now(),
                    approved_by=account.id if each.work is Role.PROFESSIONAL else None,
                )
            )
    return made


def _mirabel(accounts: dict[str, Account], places: dict[str, Organisation]) -> Person:
    person = Person(account_id=accounts["person"].id, called="Mirabel", picture="teapot")
    db.session.add(person)
    db.session.flush()
    members = _circle(person, accounts, places)
    for role in {**SHARED, **SHARED_PLAN, **SHARED_ROOMS}:
        decision = SharingDecision(
            person_id=person.id,
            member_id=members[role].id,
            basis=Basis.PERSON_SAYS_YES,
            said_how=SaidHow.TAPPED,
            decided_by=accounts["person"].id,
            starts_at=now() - timedelta(days=40),
        )
        parts, level = SHARED.get(role, ((), Level.SEE))
        decision.parts = [SharedPart(part=part, level=level) for part in parts]
        decision.parts += [
            SharedPart(part=part, level=level)
            for level, parts in SHARED_PLAN.get(role, {}).items()
            for part in parts
        ]
        decision.parts += [
            SharedPart(part=part, level=level) for part, level in SHARED_ROOMS.get(role, {}).items()
        ]
        db.session.add(decision)
    _about_me(person, accounts["person"], MIRABEL, members)
    _papers(person, members, accounts)
    load_plan(person, accounts)
    load_outcomes(person, accounts, members)
    load_team(person, accounts, members, places[SMALL_SUPPORTS])
    load_staff(person, accounts, members, places[SMALL_SUPPORTS])
    return person


def _circle(
    person: Person, accounts: dict[str, Account], places: dict[str, Organisation]
) -> dict[str, CircleMember]:
    members = {}
    for each in ACCOUNTS:
        if each.relationship is None:
            continue
        members[each.role] = CircleMember(
            person_id=person.id,
            account_id=accounts[each.role].id,
            organisation_id=places[each.place].id if _comes_from_there(each) else None,
            name=each.name,
            who=each.who,
            relationship_kind=each.relationship,
            invited_by=accounts["person"].id,
            accepted_at=now() - timedelta(days=400),
        )
    db.session.add_all(members.values())
    db.session.flush()
    return members


def _comes_from_there(each: DemoAccount) -> bool:
    """Whoever is in the circle as somebody else comes as themselves, whatever their work is."""
    return bool(each.place) and each.relationship is not Relationship.OTHER


def _about_me(
    person: Person,
    account: Account,
    words: dict[Part, tuple[dict[str, str], list[str]]],
    members: dict[str, CircleMember],
) -> None:
    ids = {member.who: str(member.id) for member in members.values()}
    for part, (content, helped_by) in words.items():
        db.session.add(
            AboutMeEntry(
                person_id=person.id,
                part=part,
                number=1,
                content=content,
                language="en",
                written_by=account.id,
                saved_by=account.id,
                helped_by=[ids[who] for who in helped_by if who in ids],
                created_at=now() - timedelta(days=12),
            )
        )


def _papers(person: Person, members: dict[str, CircleMember], accounts: dict[str, Account]) -> None:
    """Legal papers that the council checked, and what helps Mirabel take part."""
    for role, kind in (
        ("attorney", AuthorityKind.HEALTH_ATTORNEY),
        ("appointee", AuthorityKind.APPOINTEE),
    ):
        db.session.add(
            LegalAuthority(
                person_id=person.id,
                member_id=members[role].id,
                kind=kind,
                scope=[],
                evidence="Seen at the council office",
                reference="DEMO-0001",
                recorded_by=accounts["caremanager"].id,
                verified_by=accounts["caremanager"].id,
                verified_at=now() - timedelta(days=50),
                starts_on=date(2025, 4, 1),
            )
        )
    for need_kind, need, met in (
        (NeedKind.FORMAT, "Short words with pictures", "Print the page big."),
        (NeedKind.ADJUSTMENT, "A quiet room", "Ask before you book a room."),
    ):
        db.session.add(
            CommunicationNeed(
                person_id=person.id,
                kind=need_kind,
                need=need,
                how_met=met,
                may_be_shared=True,
                written_by=accounts["person"].id,
            )
        )


def _zebedee(accounts: dict[str, Account]) -> None:
    """Another person with a circle of their own: nobody of Mirabel's may ever see them."""
    person = Person(account_id=accounts["stranger"].id, called="Zebedee", picture="boat")
    db.session.add(person)
    db.session.flush()
    db.session.add(
        CircleMember(
            person_id=person.id,
            name="Ursuline Crankshaw-Moon",
            who="my grandmother",
            relationship_kind=Relationship.FAMILY,
            invited_by=accounts["stranger"].id,
        )
    )
    _about_me(person, accounts["stranger"], ZEBEDEE, {})


def _looks(person: Person, accounts: dict[str, Account]) -> None:
    for role, relationship, part, days in (
        ("family", Relationship.FAMILY, Part.MOST_IMPORTANT, 9),
        ("worker", Relationship.SUPPORT_WORKER, Part.HOW_TO_SUPPORT, 3),
        ("advocate", Relationship.ADVOCATE, Part.WELLNESS, 1),
    ):
        db.session.add(
            AccessEvent(
                person_id=person.id,
                actor_id=accounts[role].id,
                actor_role=relationship.value,
                part=part.value,
                how="screen",
                looked_at=now() - timedelta(days=days),
            )
        )
