"""What URLs name besides people: one of each, made for the tests of access."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account, Device, Passkey, SignedInBy, SignIn
from app.database import Base, now
from app.extensions import db
from app.notices.models import Channel, Notice
from app.organisations.models import Organisation, OrganisationMember, Role
from app.people.models import (
    AboutMeEntry,
    Area,
    Basis,
    CapacityRecord,
    CommunicationNeed,
    Conclusion,
    LegalAuthority,
    NeedKind,
    SaidHow,
    SharedPart,
    SharingDecision,
    SpokenFor,
    Task,
    TaskKind,
    Witness,
)
from app.people.parts import Level, Part
from tests.makers import make_photo
from tests.rules.rooms import (
    agreeing,
    comments,
    find_support,
    my_list,
    outcomes,
    outcomes_checking,
    outcomes_figures,
    outcomes_making,
    outcomes_story,
    overrides,
    passport,
    reading,
    reviewing,
    staff_choice,
    staff_deciding,
    staff_jobs,
    staff_panel,
    staff_sheet,
    staff_team,
    staff_trials,
    writing,
)
from tests.rules.rooms import files as files_


def _kept(row: Base) -> Any:
    db.session.add(row)
    db.session.flush()
    return row.id  # type: ignore[attr-defined]


def make_things(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """One of each, in Mirabel's world; their ids by the names that the register uses."""
    me = accounts["person"].id
    return {
        **_of_the_account(me),
        **_of_the_person(person_id, me, accounts, members),
        **_of_organisations(accounts),
        **_of_rooms(person_id, accounts, members),
        "account": accounts["friend"].id,
    }


def _of_rooms(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """Each room of the register makes its own."""
    found: dict[str, Any] = {}
    for room in (
        agreeing,
        comments,
        find_support,
        files_,
        my_list,
        outcomes,
        outcomes_checking,
        outcomes_making,
        outcomes_figures,
        outcomes_story,
        overrides,
        passport,
        reading,
        reviewing,
        staff_choice,
        staff_deciding,
        staff_panel,
        staff_jobs,
        staff_sheet,
        staff_trials,
        staff_team,
        writing,
    ):
        make = getattr(room, "make", None)
        if make is not None:
            found.update(make(person_id, accounts, members))
    return found


def _of_the_account(me: uuid.UUID) -> dict[str, Any]:
    device = _kept(Device(account_id=me, secret_hash="0" * 64, label="iPad"))
    sign_in = SignIn(
        account_id=me, device_id=device, how=SignedInBy.LINK, seen_at=now(), fresh_at=now()
    )
    passkey = Passkey(
        account_id=me,
        credential_id=b"test",
        public_key=b"test",
        sign_count=0,
        device_type="single_device",
        backed_up=False,
        aaguid="",
    )
    return {
        "device": device,
        "sign_in": _kept(sign_in),
        "passkey": _kept(passkey),
        "notice": _kept(_notice(Channel.SCREEN, account_id=me)),
        "dead_notice": _kept(_notice(Channel.EMAIL, address="x@test.example", dead_at=now())),
    }


def _notice(channel: Channel, **given: Any) -> Notice:
    return Notice(
        channel=channel,
        kind="test",
        language="en",
        subject="Test",
        body="Test",
        reference=uuid.uuid4().hex,
        due_at=now(),
        **given,
    )


def _of_the_person(
    person_id: uuid.UUID,
    me: uuid.UUID,
    accounts: dict[str, Account],
    members: dict[str, uuid.UUID],
) -> dict[str, Any]:
    by = accounts["nurse"].id
    capacity = CapacityRecord(
        person_id=person_id,
        decision="Sharing with the friend",
        receiver=f"member:{members['friend']}",
        parts=[Part.WELLNESS.value],
        why_in_doubt="Test",
        help_given="Test",
        understands=True,
        retains=True,
        weighs=False,
        communicates=True,
        because_of="Test",
        conclusion=Conclusion.CANNOT_DECIDE_NOW,
        assessed_by=by,
        assessed_on=now().date(),
        review_on=now().date() + timedelta(days=30),
    )
    authority = db.session.scalars(
        select(LegalAuthority.id).where(LegalAuthority.member_id == members["appointee"])
    ).one()
    need = CommunicationNeed(
        person_id=person_id, kind=NeedKind.LANGUAGE, need="Polish", written_by=me
    )
    friends_need = CommunicationNeed(
        person_id=person_id,
        member_id=members["friend"],
        kind=NeedKind.FORMAT,
        need="Big print",
        written_by=accounts["friend"].id,
    )
    spoken = SpokenFor(person_id=person_id, member_id=members["family"], area=Area.ADVERTS)
    return {
        "capacity": _kept(capacity),
        "authority": authority,
        "need": _kept(need),
        "friends_need": _kept(friends_need),
        "spoken": _kept(spoken),
        "task": _kept(Task(person_id=person_id, kind=TaskKind.TEAM_LOST_SIGHT)),
        "photo": _photo(person_id, me),
        "decision": _witnessed(person_id, accounts, members),
    }


def _photo(person_id: uuid.UUID, me: uuid.UUID) -> Any:
    photo = make_photo(person_id, Part.MOST_IMPORTANT, me)
    newest = db.session.scalars(
        select(AboutMeEntry).where(
            AboutMeEntry.person_id == person_id, AboutMeEntry.part == Part.MOST_IMPORTANT
        )
    ).one()
    _kept(
        AboutMeEntry(
            person_id=person_id,
            part=Part.MOST_IMPORTANT,
            number=newest.number + 1,
            content=newest.content,
            language="en",
            photo_id=photo,
            written_by=me,
            saved_by=me,
        )
    )
    return photo


def _witnessed(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> Any:
    """A yes that two people are asked about and nobody has confirmed: it opens nothing yet."""
    decision = SharingDecision(
        person_id=person_id,
        member_id=members["attorney"],
        basis=Basis.PERSON_SAYS_YES,
        said_how=SaidHow.SIGNS,
        decided_by=accounts["caremanager"].id,
        witnessed=True,
        starts_at=now() - timedelta(hours=1),
    )
    decision.parts = [SharedPart(part=Part.MOST_IMPORTANT, level=Level.SEE)]
    decision.witnesses = [Witness(account_id=accounts[role].id) for role in ("nurse", "advocate")]
    return _kept(decision)


def _of_organisations(accounts: dict[str, Account]) -> dict[str, Any]:
    role = db.session.scalars(
        select(OrganisationMember).where(OrganisationMember.account_id == accounts["worker"].id)
    ).one()
    nursing = db.session.scalars(
        select(Organisation.id).where(Organisation.name == "Demo Community Nursing")
    ).one()
    professional = OrganisationMember(
        organisation_id=nursing,
        account_id=accounts["stranger"].id,
        role=Role.PROFESSIONAL,
        started_at=now(),
        accepted_at=now(),
    )
    # Asked, and not answered.
    waiting = OrganisationMember(
        organisation_id=role.organisation_id,
        account_id=accounts["friend"].id,
        role=Role.PROVIDER_WORKER,
        started_at=now(),
    )
    return {
        "organisation": role.organisation_id,
        "workers_role": role.id,
        "professional": _kept(professional),
        "waiting_role": _kept(waiting),
    }
