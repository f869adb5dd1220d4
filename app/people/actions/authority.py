"""Legal papers: written down, checked, paused and ended by the council."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.organisations.queries import organisation_ids
from app.people.actions.sharing import Refused
from app.people.models import AuthorityKind, CircleMember, LegalAuthority, Person
from app.people.models.records import MONEY_KINDS
from app.people.parts import MONEY_PARTS, Part


@dataclass(frozen=True)
class Paper:
    """What a legal paper says: its kind, what it covers, the evidence, from when, until when."""

    kind: AuthorityKind
    scope: tuple[Part, ...]
    evidence: str
    reference: str
    starts_on: date
    ends_on: date | None


@action
def record_authority(
    *, by: Account, person: Person, member: CircleMember, key: uuid.UUID, paper: Paper
) -> LegalAuthority:
    """Write down a legal paper of a member. It counts once it is checked. Raises Refused."""
    there = db.session.get(LegalAuthority, key)
    if there is not None:
        if there.person_id != person.id or there.recorded_by != by.id:
            raise Refused(_l("We cannot keep this. Open the form again."))
        return there
    if member.person_id != person.id:
        raise Refused(_l("Choose somebody from the circle."))
    if member.account_id == by.id:
        raise Refused(_l("You cannot write down your own legal paper."))
    if paper.ends_on is not None and paper.ends_on < paper.starts_on:
        raise Refused(_l("The end must be later than the start."))
    if paper.kind in MONEY_KINDS and not MONEY_PARTS.issuperset(paper.scope):
        raise Refused(_l("This paper is about money only. Choose money parts."))
    made = LegalAuthority(
        id=key,
        person_id=person.id,
        member_id=member.id,
        recorded_by=by.id,
        kind=paper.kind,
        scope=[part.value for part in paper.scope],
        evidence=paper.evidence,
        reference=paper.reference,
        starts_on=paper.starts_on,
        ends_on=paper.ends_on,
    )
    db.session.add(made)
    db.session.flush()
    _record("recorded", by, made)
    return made


@action
def verify_authority(*, by: Account, authority: LegalAuthority) -> None:
    """The council saw the paper and it is right. Checking a paused one lets it count again."""
    _check_is_stranger_to(by, authority)
    if authority.ended_at is not None:
        raise Refused(_l("This paper has ended. Write down the new one."))
    authority.verified_by, authority.verified_at = by.id, now()
    authority.suspended_at = None
    _record("verified", by, authority)


@action
def suspend_authority(*, by: Account, authority: LegalAuthority) -> None:
    """Until it is checked again, nothing rests on this paper."""
    _check_is_stranger_to(by, authority)
    if authority.suspended_at is None:
        authority.suspended_at = now()
        _record("suspended", by, authority)


@action
def end_authority(*, by: Account, authority: LegalAuthority) -> None:
    """The paper no longer counts, at once and for good."""
    _check_is_stranger_to(by, authority)
    if authority.ended_at is None:
        authority.ended_at = now()
        _record("ended", by, authority)


def _check_is_stranger_to(by: Account, authority: LegalAuthority) -> None:
    """Never by the attorney themselves, never by the organisation that holds the paper."""
    if authority.member.account_id == by.id:
        raise Refused(_l("This is your own paper. A colleague must check it."))
    if authority.member.organisation_id in organisation_ids(by):
        raise Refused(_l("This paper belongs to where you work. Another place must check it."))


def _record(what: str, by: Account, authority: LegalAuthority) -> None:
    record(
        f"authority.{what}",
        by=by,
        person=authority.person_id,
        about=f"legal_authority:{authority.id}",
        facts={"kind": authority.kind.value},
    )
