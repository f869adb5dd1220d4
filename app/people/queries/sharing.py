"""Sharing as the person sees it: who receives what, on what basis, from the rules of use."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation
from app.organisations.queries import read_roles
from app.people.models import Basis, CircleMember, HiddenPart, SharingDecision, Witness
from app.people.parts import Level, Part
from app.people.predicates import Relation, decisions_where
from app.people.queries.circle import members_for
from app.people.queries.names import called
from app.people.rules import enough_witnesses, is_live, is_unsure, opens


@dataclass
class Receiver:
    """Somebody who can receive: one member of the circle, or one organisation in it."""

    kind: str
    id: uuid.UUID
    name: str
    member: CircleMember | None = None
    organisation: Organisation | None = None
    decisions: list[SharingDecision] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def levels(self) -> dict[Part, Level]:
        """What is open to this receiver now, by the rules that the guard uses."""
        at = now()
        found: dict[Part, Level] = {}
        for decision in self.decisions:
            for shared in decision.parts:
                level = opens(decision, shared.part, at)
                if level and (shared.part not in found or level.height > found[shared.part].height):
                    found[shared.part] = level
        return {part: found[part] for part in Part if part in found}

    @property
    def by_level(self) -> dict[Level, list[Part]]:
        """The same, told level by level."""
        levels = self.levels
        return {
            level: [part for part, held in levels.items() if held is level]
            for level in Level
            if level in levels.values()
        }

    @property
    def waiting(self) -> list[SharingDecision]:
        """Witnessed answers that still wait for a witness."""
        return [
            each
            for each in self.decisions
            if each.witnessed and not enough_witnesses(each.witnesses)
        ]

    @property
    def unsure(self) -> list[SharingDecision]:
        """What the person said yes to in a language that nobody explained: it opens nothing yet."""
        return [each for each in self.decisions if is_unsure(each)]

    @property
    def newest(self) -> SharingDecision | None:
        return self.decisions[-1] if self.decisions else None


def receivers(viewer: Relation) -> list[Receiver]:
    """Everybody who could receive, with their live decisions. At most 4 queries.

    To the person also an organisation of which nobody is in the circle any more, but which still
    receives: what cannot be seen cannot be stopped.
    """
    found = in_the_circle(viewer)
    at = now()
    decisions = decisions_where(SharingDecision.person_id == viewer.person.id)
    live = [each for each in decisions if is_live(each, at)]
    if viewer.is_person:
        known = {each.id for each in found}
        left = {each.organisation.id: each.organisation for each in live if each.organisation}
        found += [_place(o) for o in left.values() if o.id not in known]
    by_id = {each.id: each for each in found}
    # Some parts open to professionals alone: the roles of all are read at once.
    read_roles(each.member.account_id for each in found if each.member and each.member.account_id)
    for decision in live:
        target = by_id.get(decision.member_id or decision.organisation_id)  # type: ignore[arg-type]
        if target is not None:
            target.decisions.append(decision)
    return found


def in_the_circle(viewer: Relation) -> list[Receiver]:
    """The members that the viewer may see and the places they come for; no decisions. One query."""
    members = [each for each in members_for(viewer) if each.accepted_at is not None]
    found = [Receiver("member", each.id, called(viewer, each), member=each) for each in members]
    places = {each.organisation.id: each.organisation for each in members if each.organisation}
    return [*found, *(_place(each) for each in places.values())]


def _place(organisation: Organisation) -> Receiver:
    return Receiver("organisation", organisation.id, organisation.name, organisation=organisation)


def places_around(viewer: Relation, members: Iterable[CircleMember]) -> list[Receiver]:
    """The organisations that these members come for, and those that receive, with their decisions.

    For the person: they alone know an organisation of which nobody is in the circle. One query.
    """
    found = {
        each.organisation.id: _place(each.organisation) for each in members if each.organisation
    }
    at = now()
    for decision in decisions_where(
        SharingDecision.person_id == viewer.person.id, SharingDecision.organisation_id.is_not(None)
    ):
        place = decision.organisation
        if place is not None and is_live(decision, at):
            found.setdefault(place.id, _place(place)).decisions.append(decision)
    return list(found.values())


def receiver(viewer: Relation, kind: str, receiver_id: uuid.UUID) -> Receiver | None:
    """One receiver that this viewer may see."""
    return next((r for r in receivers(viewer) if (r.kind, r.id) == (kind, receiver_id)), None)


def not_stopped(person_id: uuid.UUID, to: Receiver) -> list[SharingDecision]:
    """Every decision for this receiver that nobody stopped, begun or not."""
    column = SharingDecision.member_id if to.kind == "member" else SharingDecision.organisation_id
    return decisions_where(
        SharingDecision.person_id == person_id, column == to.id, ~SharingDecision.stop.has()
    )


def own_levels(found: Receiver) -> dict[Part, Level]:
    """What the person's own yes opens: what the person changes when they choose anew.

    Not a yes that still waits for its witnesses: choosing another part must not make it theirs.
    """
    at = now()
    return {
        shared.part: shared.level
        for decision in found.decisions
        if decision.basis is Basis.PERSON_SAYS_YES
        for shared in decision.parts
        if opens(decision, shared.part, at) is not None
    }


def left_of(
    decision: SharingDecision, asked: Collection[Part], kept: dict[Part, Level]
) -> dict[Part, Level]:
    """What an older yes still opens: the parts nobody asked about, and `kept`, never further."""
    at = now()
    left = {}
    for shared in decision.parts:
        level = opens(decision, shared.part, at)
        if level is None or (shared.part in asked and shared.part not in kept):
            continue
        left[shared.part] = min(level, kept.get(shared.part, level), key=lambda each: each.height)
    return left


def witness_of(account: Account, person_id: uuid.UUID, decision_id: uuid.UUID) -> Witness | None:
    """This account's place as a witness of a decision about this person."""
    return db.session.scalar(
        select(Witness)
        .join(SharingDecision)
        .options(joinedload(Witness.decision).joinedload(SharingDecision.parts))
        .where(
            Witness.account_id == account.id,
            Witness.decision_id == decision_id,
            SharingDecision.person_id == person_id,
        )
    )


def hidden_parts(person_id: uuid.UUID, account_id: uuid.UUID) -> set[Part]:
    """The parts hidden from one account. Only the page behind a fresh sign-in asks this."""
    return set(
        db.session.scalars(
            select(HiddenPart.part).where(
                HiddenPart.person_id == person_id, HiddenPart.account_id == account_id
            )
        )
    )
