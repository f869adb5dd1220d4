"""What the tests of agreeing share: who stands around the person, and how one answers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.notices.models import Channel, Notice
from app.organisations.models import OrganisationKind, Role
from app.people.models import (
    Area,
    AuthorityKind,
    CircleMember,
    LegalAuthority,
    Person,
    Relationship,
    SaidHow,
    SpokenFor,
)
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import forget_relations, relation
from app.plans.actions import agreements
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    AgreementWitness,
    PlanStart,
    PlanVersion,
    Strike,
    VersionSection,
)
from app.plans.queries.agreements import states
from app.plans.rules import State
from tests.makers import make_organisation, make_role
from tests.page_client import SeenPage
from tests.plans.house import PlanHouse, build_plan_house

YES, CHANGE, NOT_SURE = AgreementAnswer.YES, AgreementAnswer.CHANGE, AgreementAnswer.NOT_SURE
WANTS, HOME, SAFE = Part.PLAN_WANTS, Part.PLAN_HOME, Part.PLAN_SAFE
ATTORNEY, MANAGER = "Ambrosia Fennimore", "Lettice Marchbank"
AROUND = (
    ("attorney", ATTORNEY, Relationship.ATTORNEY),
    ("advocate", "Isidore Pell", Relationship.ADVOCATE),
    ("caremanager", MANAGER, Relationship.CARE_MANAGER),
    ("nurse", "Corisande Vey", Relationship.HEALTH_PROFESSIONAL),
)


def build_agreeing_house(portal: Flask) -> PlanHouse:
    """Ottoline's house with an attorney, an advocate, a care manager and a nurse.

    A first plan is published with "what I want" and "my home"; nobody answered it. The sister
    and the attorney see both sections; the care manager and the nurse see all.
    """
    house = build_plan_house(portal)
    for role, name, kind in AROUND:
        house.add_member(role, name, kind)
    with portal.app_context(), db.writing():
        for role, place, held in (
            ("caremanager", OrganisationKind.COUNCIL, Role.CARE_MANAGER),
            ("nurse", OrganisationKind.NHS, Role.PROFESSIONAL),
            ("advocate", OrganisationKind.ADVOCACY, Role.ADVOCATE),
        ):
            account = db.session.get_one(Account, house.accounts[role])
            organisation = make_organisation(place)
            make_role(organisation, account, held)
            member = db.session.get_one(CircleMember, house.members[role])
            member.organisation_id = organisation.id
            db.session.commit()
    for role in ("sister", "attorney"):
        house.share(role, WANTS, HOME)
    for role in ("caremanager", "nurse"):
        house.share(role, *PLAN_SECTIONS)
    house.write(WANTS, "A garden.")
    house.write(HOME, "My own front door.")
    house.publish()
    return house


def newest(house: PlanHouse) -> PlanVersion:
    found: PlanVersion = house.rows(PlanVersion)[-1]
    return found


def text_of(house: PlanHouse, part: Part) -> uuid.UUID:
    rows = house.rows(
        VersionSection,
        VersionSection.version_id == newest(house).id,
        VersionSection.section == part,
    )
    found: uuid.UUID = rows[0].text_id
    return found


def asked(house: PlanHouse, part: Part | None) -> agreements.Asked:
    """What is on the page now."""
    text_id = text_of(house, part) if part is not None else None
    return agreements.Asked(newest(house).number, part, text_id)


def answer(
    house: PlanHouse,
    said: AgreementAnswer,
    part: Part | None = None,
    role: str = "person",
    for_person: bool = False,
    about: agreements.Asked | None = None,
    **given: Any,
) -> Agreement | agreements.Outdated:
    """Somebody answers by the action, about what stands now. Raises Refused."""
    seen = about or asked(house, part)
    with house.acting(role) as (by, person):
        return agreements.answer(
            by=by,
            person=person,
            key=uuid.uuid4(),
            asked=seen,
            given=agreements.Given(said, **given),
            for_person=for_person,
        )


def stands(house: PlanHouse, part: Part | None = None, role: str = "person") -> State:
    """What this role is told about a section, or the whole, of the newest version."""
    version = newest(house)
    with house.portal.app_context():
        forget_relations()
        account = db.session.get_one(Account, house.accounts[role])
        viewer = relation(account, house.person_id)
        assert viewer is not None
        return states(viewer, db.session.merge(version, load=True))[part]


def started(house: PlanHouse) -> list[str]:
    """How the versions started, the first first."""
    return [each.started_as.value for each in house.rows(PlanStart)]


def paper(house: PlanHouse, role: str = "attorney", **given: Any) -> uuid.UUID:
    """A legal paper for health, checked by the council."""
    at = now()
    columns: dict[str, Any] = {
        "person_id": house.person_id,
        "member_id": house.members[role],
        "kind": AuthorityKind.HEALTH_ATTORNEY,
        "evidence": "Test",
        "recorded_by": house.accounts["caremanager"],
        "verified_by": house.accounts["caremanager"],
        "verified_at": at,
        "starts_on": at.date() - timedelta(days=30),
    }
    with house.portal.app_context(), db.writing():
        made = LegalAuthority(**{**columns, **given})
        db.session.add(made)
        db.session.flush()
        return made.id


def written(
    house: PlanHouse,
    said: AgreementAnswer,
    part: Part | None = None,
    role: str = "caremanager",
    witnesses: tuple[str, ...] = ("sister", "friend"),
    **given: Any,
) -> Agreement | agreements.Outdated:
    """Somebody writes down what the person answered. Raises Refused."""
    seen = asked(house, part)
    with house.acting(role) as (by, person):
        accounts = [db.session.get_one(Account, house.accounts[each]) for each in witnesses]
        return agreements.write_down(
            by=by,
            person=person,
            key=uuid.uuid4(),
            asked=seen,
            given=agreements.WrittenDown(
                **{
                    "answer": said,
                    "said_how": SaidHow.SIGNS,
                    "evidence": "She pointed at the door and laughed.",
                    "witnesses": tuple(accounts),
                    **given,
                }
            ),
        )


def confirm(house: PlanHouse, role: str, was_there: bool = True) -> None:
    """The newest place of this role as a witness is answered, by their own account."""
    place = house.rows(AgreementWitness, AgreementWitness.account_id == house.accounts[role])[-1]
    with house.acting(role) as (by, person):
        agreements.answer_as_witness(
            by=by,
            person=person,
            witness=db.session.get_one(AgreementWitness, place.id),
            was_there=was_there,
        )


def without_account(house: PlanHouse) -> None:
    """The person has no account of their own."""
    with house.portal.app_context(), db.writing():
        db.session.get_one(Person, house.person_id).account_id = None


def told(house: PlanHouse, role: str) -> list[str]:
    """The kinds of message on screen for this role."""
    rows = house.rows(Notice, Notice.account_id == house.accounts[role])
    return [each.kind for each in rows if each.channel is Channel.SCREEN]


def send(
    house: PlanHouse,
    role: str,
    where: str,
    form: Mapping[str, Any],
    status: int = 303,
    **fields: str,
) -> SeenPage:
    """Open a page as this role, fill its question in, and send it."""
    page = house.as_(role).get(where)
    return house.as_(role).post(
        where, {**page.fields("form.question"), **form, **fields}, status=status
    )


def strike(house: PlanHouse, part: Part) -> None:
    """The text that the newest version has there was a mistake."""
    house.add(
        Strike(text_id=text_of(house, part), reason="Test", struck_by=house.accounts["person"])
    )


def leave(house: PlanHouse, role: str) -> None:
    """They are in the circle no more."""
    with house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, house.members[role]).ended_at = now()


def speaks(house: PlanHouse, role: str) -> None:
    """The person names them to speak for them on the plan."""
    house.add(SpokenFor(person_id=house.person_id, member_id=house.members[role], area=Area.PLAN))
