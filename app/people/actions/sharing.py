"""Deciding and stopping: each a row that is added. The rules of who may record live here too."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from app.accounts.models import Account
from app.accounts.queries import introduced_by
from app.accounts.sessions import is_new_device
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.locales import was_understood
from app.language.words import lazy as _l
from app.organisations.models import Organisation, OrganisationKind
from app.organisations.queries import memberships, organisation_ids, organisation_ids_of
from app.people.actions.grounds import Refused, check_ground
from app.people.actions.tasks import tell_if_team_lost_sight
from app.people.models import (
    Basis,
    BestInterestsDecision,
    CapacityRecord,
    HiddenPart,
    LegalAuthority,
    Person,
    SaidHow,
    SharedPart,
    SharingDecision,
    SharingStop,
    Witness,
    WitnessAnswer,
)
from app.people.parts import Level, Part
from app.people.predicates import forget_relations
from app.people.queries.sharing import Receiver, left_of, not_stopped, own_levels
from app.people.rules import WITNESSES_NEEDED, Ground, can_go_to, fitting

__all__ = [
    "Recorded",
    "Refused",
    "answer_as_witness",
    "decide",
    "may_receive",
    "stop",
    "write_down",
]
NEW_DEVICE = _l("This device is new. You can share more tomorrow.")
FOR_PROFESSIONALS = _l("Only a named professional can see the rules by law.")
NOT_FOR_PROVIDERS = _l("Nobody who works for a provider can see what you say about staff.")
WHO_CANNOT_GET = {Part.PLAN_RULES: FOR_PROFESSIONALS, Part.ABOUT_STAFF: NOT_FOR_PROVIDERS}


@dataclass(frozen=True)
class Recorded:
    """What is written down: the basis with its records, how it was said, who saw it."""

    basis: Basis
    said_how: SaidHow
    shown_in: str = "en"
    interpreter: str = ""
    helped_by: str = ""
    note: str = ""
    ends_at: datetime | None = None
    witnesses: tuple[Account, ...] = ()
    capacity: CapacityRecord | None = None
    best_interests: BestInterestsDecision | None = None
    authority: LegalAuthority | None = None
    levels: dict[Part, Level] = field(default_factory=dict)


@action
def decide(
    *,
    by: Account,
    person: Person,
    receiver: Receiver,
    levels: dict[Part, Level],
    asked: Collection[Part],
    language: str,
    interpreter: str = "",
) -> bool:
    """The person's own yes: of what they were `asked`, this receiver has exactly `levels`.

    What they were not asked about stays as it is. What others decided ends, too, where it opens a
    part that they were asked about and did not choose: they were told that it is not seen.

    A yes that nobody explained in the person's language opens nothing more: it is kept, and
    waits. What it takes away is taken away. Returns whether something waits. Raises Refused when
    it opens more and the person's device is new.
    """
    levels = _levels_for(receiver, levels)
    saw_before = receiver.levels
    before = own_levels(receiver)
    more = {
        part: level
        for part, level in levels.items()
        if part not in before or level.height > before[part].height
    }
    if more and (is_new_device(by) or _gains_who_let_in(by, receiver)):
        raise Refused(NEW_DEVICE)
    is_sure = was_understood(language, interpreter, now().date())
    own = levels if is_sure else more
    made = []
    # One moment for what ends and what begins: what stays open has no gap.
    at = now()
    for decision in receiver.decisions:
        own_yes = decision.basis is Basis.PERSON_SAYS_YES
        touched = [each.part for each in decision.parts if each.part in asked]
        if not touched or not (own_yes or any(part not in levels for part in touched)):
            continue
        left = left_of(decision, asked, {} if is_sure else levels) if own_yes else {}
        _stop(decision, by, "", at)
        if left:
            made.append(_carried(decision, by, person, receiver, left))
    if own:
        new = _decision(by, person, receiver, own, at)
        new.basis, new.said_how = Basis.PERSON_SAYS_YES, SaidHow.TAPPED
        new.shown_in, new.interpreter = language, interpreter
        made.append(new)
    db.session.add_all(made)
    db.session.flush()
    receiver.decisions.extend(made)
    record(
        "sharing.decided",
        by=by,
        person=person.id,
        about=receiver.key,
        facts={
            **{part.value: level.value for part, level in levels.items()},
            "counts": is_sure or not own,
        },
    )
    tell_if_team_lost_sight(by=by, person=person, receiver=receiver, before=saw_before)
    forget_relations()
    return bool(own) and not is_sure


def _carried(
    decision: SharingDecision,
    by: Account,
    person: Person,
    receiver: Receiver,
    levels: dict[Part, Level],
) -> SharingDecision:
    """What is left of an older yes, as it was said, since when and until when."""
    made = _decision(by, person, receiver, levels, decision.starts_at)
    made.basis, made.said_how = decision.basis, decision.said_how
    made.shown_in, made.interpreter = decision.shown_in, decision.interpreter
    made.helped_by, made.note = decision.helped_by, decision.note
    made.ends_at = decision.ends_at
    return made


@action
def stop(*, by: Account, person: Person, receiver: Receiver, why: str = "") -> None:
    """Stop all that is open to this receiver, at once, whatever its basis.

    Read anew under the lock: what was decided or stopped in the moment before hinders nothing.
    """
    saw_before = receiver.levels
    receiver.decisions = not_stopped(person.id, receiver)
    at = now()
    for decision in receiver.decisions:
        _stop(decision, by, why, at)
    record("sharing.stopped", by=by, person=person.id, about=receiver.key)
    tell_if_team_lost_sight(by=by, person=person, receiver=receiver, before=saw_before)
    forget_relations()


@action
def write_down(
    *,
    by: Account,
    person: Person,
    receiver: Receiver,
    key: uuid.UUID,
    said: Recorded,
    may_record_without_yes: bool,
) -> SharingDecision | None:
    """Somebody writes down a decision on one of the four bases. Raises Refused.

    An advocate may write down a witnessed yes; the other bases need the care manager or an
    approved professional (`may_record_without_yes`). `key` becomes the id. None for a form that
    was sent before: it is kept once, and nobody is asked twice.
    """
    there = db.session.get(SharingDecision, key)
    if there is not None:
        if not _says_the_same(there, by, receiver, said):
            raise Refused(_l("We cannot keep this. Open the form again."))
        return None
    levels = _levels_for(receiver, said.levels)
    _check_recorder(by, receiver)
    if said.basis is not Basis.PERSON_SAYS_YES and not may_record_without_yes:
        raise Refused(_l("Only a care manager or a professional can write this down."))
    _check_basis(by, person, receiver, said)
    made = _decision(by, person, receiver, levels, now())
    made.id = key
    made.basis, made.said_how = said.basis, said.said_how
    made.shown_in, made.interpreter = said.shown_in, said.interpreter
    made.helped_by, made.note, made.ends_at = said.helped_by, said.note, said.ends_at
    made.capacity, made.best_interests, made.authority = (
        said.capacity,
        said.best_interests,
        said.authority,
    )
    made.witnessed = said.basis is Basis.PERSON_SAYS_YES
    if made.witnessed:
        made.witnesses = [_witness(each) for each in said.witnesses]
    db.session.add(made)
    db.session.flush()
    record(
        "sharing.written-down",
        by=by,
        person=person.id,
        about=f"sharing_decision:{made.id}",
        facts={"basis": said.basis.value, "receiver": receiver.key},
    )
    forget_relations()
    return made


@action
def answer_as_witness(*, by: Account, witness: Witness, was_there: bool) -> None:
    """A witness answers for themselves, once."""
    if witness.answer is None:
        witness.answer = WitnessAnswer(was_there=was_there)
        record(
            "sharing.witnessed",
            by=by,
            person=witness.decision.person_id,
            about=f"sharing_decision:{witness.decision_id}",
            facts={"was_there": was_there},
        )


@action
def hide(*, by: Account, person: Person, account_id: uuid.UUID, parts: set[Part]) -> None:
    """Hide exactly these parts from one account. What is shown again leaves no row behind.

    Raises Refused when something is shown again on a new device: that is sharing more.
    """
    kept = db.session.query(HiddenPart).filter_by(person_id=person.id, account_id=account_id).all()
    shown_again = [row for row in kept if row.part not in parts]
    if shown_again and is_new_device(by):
        raise Refused(NEW_DEVICE)
    for row in shown_again:
        db.session.delete(row)
    for part in parts - {row.part for row in kept}:
        db.session.add(HiddenPart(person_id=person.id, account_id=account_id, part=part))
    record("part.hidden", by=by, person=person.id, facts={"count": len(parts)})


def _levels_for(receiver: Receiver, levels: dict[Part, Level]) -> dict[Part, Level]:
    """As far as each part can go. Raises Refused for a part that this receiver cannot get."""
    for part in levels:
        if not can_go_to(part, receiver.member):
            raise Refused(WHO_CANNOT_GET[part])
    return {part: fitting(part, level) for part, level in levels.items()}


def _decision(
    by: Account, person: Person, receiver: Receiver, levels: dict[Part, Level], at: datetime
) -> SharingDecision:
    made = SharingDecision(
        person_id=person.id,
        member_id=receiver.id if receiver.kind == "member" else None,
        organisation_id=receiver.id if receiver.kind == "organisation" else None,
        decided_by=by.id,
        starts_at=at,
    )
    made.parts = [SharedPart(part=part, level=level) for part, level in levels.items()]
    return made


def _says_the_same(there: SharingDecision, by: Account, receiver: Receiver, said: Recorded) -> bool:
    given = {shared.part: shared.level for shared in there.parts}
    to = there.member_id or there.organisation_id
    return (there.decided_by, to, there.basis, given) == (
        by.id,
        receiver.id,
        said.basis,
        {part: fitting(part, level) for part, level in said.levels.items()},
    )


def _stop(decision: SharingDecision, by: Account, why: str, at: datetime) -> None:
    decision.stop = SharingStop(stopped_by=by.id, why=why, created_at=at)


def _place(receiver: Receiver) -> Organisation | None:
    """The organisation that receives: itself, or the one that the member comes for."""
    return receiver.organisation or (receiver.member.organisation if receiver.member else None)


def _is_receiver(account: Account, receiver: Receiver) -> bool:
    return receiver.member is not None and receiver.member.account_id == account.id


def _gains_who_let_in(by: Account, receiver: Receiver) -> bool:
    """Would somebody gain who let the person in with a code within the last day, or their place?

    Whoever opens a person's account could hold its first phone themselves.
    """
    place = _place(receiver)
    return any(
        (receiver.member is not None and receiver.member.account_id == account_id)
        or (place is not None and place.id in organisation_ids_of(account_id))
        for account_id in introduced_by(by)
    )


def _works_with(account: Account, receiver: Receiver) -> bool:
    """Do they work where the receiver receives for, or where the receiver works themselves?"""
    place = _place(receiver)
    places = {place.id} if place is not None else set()
    if receiver.member is not None and receiver.member.account_id is not None:
        places |= organisation_ids_of(receiver.member.account_id)
    return bool(places & organisation_ids(account))


def may_receive(by: Account, receiver: Receiver) -> bool:
    """May this recorder write down a yes for this receiver: not themselves, not their own place."""
    return not (_is_receiver(by, receiver) or _works_with(by, receiver))


def _check_recorder(by: Account, receiver: Receiver) -> None:
    if _is_receiver(by, receiver):
        raise Refused(_l("You cannot write down a yes for yourself."))
    if _works_with(by, receiver):
        raise Refused(_l("You cannot write down a yes for where you work."))


def _check_basis(by: Account, person: Person, receiver: Receiver, said: Recorded) -> None:
    if not said.levels:
        raise Refused(_l("Choose what they can see."))
    if said.basis is Basis.PERSON_SAYS_YES:
        if said.said_how is SaidHow.NOT_ASKED:
            raise Refused(_l("Choose how they said it."))
        if not was_understood(said.shown_in, said.interpreter, now().date()):
            # L10n: register=work
            raise Refused(_l("Say who explained it in this language."))
        _check_witnesses(person, receiver, said.witnesses)
    else:
        ground = Ground(said.basis, said.capacity, said.best_interests, said.authority)
        _check_gives_elsewhere(receiver, ground)
        check_ground(by, person, receiver.key, said.levels, ground)


def _check_gives_elsewhere(receiver: Receiver, ground: Ground) -> None:
    if ground.basis is Basis.BEST_INTERESTS or ground.authority is None:
        return
    if receiver.member is not None and receiver.member.id == ground.authority.member_id:
        raise Refused(_l("They hold the legal paper. They cannot give this to themselves."))


def _check_witnesses(person: Person, receiver: Receiver, witnesses: tuple[Account, ...]) -> None:
    # Whoever opened the person's account on a new phone must not confirm the yes from there.
    others = {each.id for each in witnesses} - {person.account_id}
    if len(others) < WITNESSES_NEEDED:
        raise Refused(_l("Two people must have seen the yes."))
    place = _place(receiver)
    from_council = place is not None and place.kind is OrganisationKind.COUNCIL
    for each in witnesses:
        from_there = _works_with(each, receiver)
        # The council may have one witness when it receives; the last check keeps it one.
        if _is_receiver(each, receiver) or (from_there and not from_council):
            raise Refused(_l("Whoever gets to see it cannot be a witness."))
    places = [organisation_ids(each) for each in witnesses]
    if set.intersection(*places):
        raise Refused(_l("The two people must not work for the same place."))


def _witness(account: Account) -> Witness:
    held = memberships(account)
    return Witness(account=account, organisation_id=held[0].organisation_id if held else None)
