"""The panel as a viewer may know it, and who could come to it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.people.queries.sharing import Receiver, receivers
from app.staff_choice.models import PanelMember, PanelRole, Vacancy
from app.staff_choice.predicates import panel_of


@dataclass(frozen=True)
class Seat:
    """One place on the panel. `member` is None for the person before anything was written."""

    who: Who
    roles: tuple[PanelRole, ...]
    member: PanelMember | None

    @property
    def is_person(self) -> bool:
        return self.who.is_person

    @property
    def is_trained(self) -> bool:
        return self.member is not None and self.member.trained_at is not None


def panel_for(viewer: Relation, vacancy: Vacancy) -> list[Seat]:
    """Everybody on the panel, the person first. They lead where nobody else is named."""
    members = panel_of(vacancy.id)
    names = Names(viewer, (each.account_id for each in members))
    led = any(each.is_a(PanelRole.CHAIR) for each in members)
    mine = viewer.person.account_id
    seats = [
        Seat(names.who(each.account_id), _roles(each.roles), each)
        for each in members
        if each.account_id != mine
    ]
    if mine is None:
        return seats
    own = next((each for each in members if each.account_id == mine), None)
    # The person gives marks whatever else they do.
    held = {PanelRole.SCORER.value, *(own.roles if own else ())}
    if not led:
        held.add(PanelRole.CHAIR.value)
    return [Seat(names.who(mine), _roles(held), own), *seats]


def seat_for(viewer: Relation, vacancy: Vacancy, member_id: uuid.UUID) -> Seat | None:
    """One place on the panel, by the id of its row."""
    return next(
        (
            each
            for each in panel_for(viewer, vacancy)
            if each.member and each.member.id == member_id
        ),
        None,
    )


def own_place(viewer: Relation, vacancy: Vacancy) -> PanelMember | None:
    """The viewer's own place; None where they have none, or nothing was written yet."""
    found = (each for each in panel_of(vacancy.id) if each.account_id == viewer.account_id)
    return next(found, None)


def _roles(values: object) -> tuple[PanelRole, ...]:
    held = set(values) if isinstance(values, (list, set)) else set()
    return tuple(role for role in PanelRole if role.value in held)


@dataclass(frozen=True)
class Candidates:
    """Who could be asked onto the panel, and who cannot see the choosing of staff yet."""

    can: list[Receiver]
    cannot_yet: list[Receiver]


def candidates(viewer: Relation, vacancy: Vacancy) -> Candidates:
    """Members of the circle with an account, apart from those on the panel already."""
    there = {each.account_id for each in panel_of(vacancy.id)}
    found = receivers(viewer)
    places = {each.id for each in found if each.organisation and Part.STAFF in each.levels}
    can: list[Receiver] = []
    cannot: list[Receiver] = []
    for each in found:
        member = each.member
        if member is None or member.account_id is None or member.account_id in there:
            continue
        opened = Part.STAFF in each.levels or member.organisation_id in places
        (can if opened else cannot).append(each)
    return Candidates(can, cannot)
