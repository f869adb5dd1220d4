"""Who is on the panel, and what each does. The person chooses, and is on it from the first."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.people.models import CircleMember
from app.people.parts import Part
from app.people.predicates import Relation, relation_of_another
from app.plans.actions.said import NOT_YOURS, Refused
from app.staff_choice.actions.revealing import close_where_all_are_in
from app.staff_choice.models import PanelMember, PanelRole, Vacancy
from app.staff_choice.predicates import forget_panel
from app.staff_choice.queries.for_second_lock import has_read_needs

__all__ = [
    "Refused",
    "ask_in",
    "change_roles",
    "choose_own_roles",
    "own_seat",
    "read_training",
    "seat",
    "take_off",
]
SHARE_FIRST = _l("They cannot see this yet. Share it with them first.")
NEVER_THE_PERSON = _l("The person is always on the panel.")
KNOWS_NEEDS = _l("They read what somebody needs in the talk. They cannot give marks.")


@action
def ask_in(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    member: CircleMember,
    roles: Collection[PanelRole],
) -> PanelMember:
    """A member of the circle comes to the panel, or back to it. Raises Refused."""
    seat(by, vacancy)
    if member.person_id != vacancy.person_id or member.ended_at or member.account is None:
        raise Refused(NOT_YOURS)
    sight = relation_of_another(member.account, vacancy.person_id)
    if sight is None or not sight.shares(Part.STAFF):
        raise Refused(SHARE_FIRST)
    # Whoever comes back takes their old place: their earlier marks stay the only ones.
    place = db.session.scalar(
        select(PanelMember).where(
            PanelMember.vacancy_id == vacancy.id, PanelMember.account_id == member.account_id
        )
    )
    if place is None:
        place = PanelMember(vacancy_id=vacancy.id, account_id=member.account_id, added_by=by.id)
        db.session.add(place)
    place.ended_at = None
    _give_roles(vacancy, place, roles)
    db.session.flush()
    _record("panel.joined", by, vacancy, place)
    close_where_all_are_in(by, vacancy)
    return place


@action
def change_roles(
    *, by: Account, vacancy: Vacancy, place: PanelMember, roles: Collection[PanelRole]
) -> None:
    """What somebody does on the panel. Where a scorer stops, nobody waits for their marks.

    Raises Refused.
    """
    seat(by, vacancy)
    _give_roles(vacancy, place, roles)
    db.session.flush()
    _record("panel.roles-changed", by, vacancy, place)
    close_where_all_are_in(by, vacancy)


@action
def choose_own_roles(
    *, by: Account, viewer: Relation, vacancy: Vacancy, roles: Collection[PanelRole]
) -> None:
    """What the person does on their own panel, also before anything was written. Raises Refused."""
    if not viewer.is_person:
        raise Refused(NOT_YOURS)
    change_roles(by=by, vacancy=vacancy, place=own_seat(by, vacancy), roles=roles)


@action
def take_off(*, by: Account, vacancy: Vacancy, place: PanelMember) -> None:
    """Somebody leaves the panel, at once. Their marks stay theirs. Raises Refused."""
    if place.account_id == vacancy.person.account_id:
        raise Refused(NEVER_THE_PERSON)
    seat(by, vacancy)
    place.ended_at = place.ended_at or now()
    db.session.flush()
    _record("panel.left", by, vacancy, place)
    close_where_all_are_in(by, vacancy)


@action
def read_training(*, by: Account, vacancy: Vacancy) -> None:
    """Somebody on the panel read the card. Raises Refused."""
    place = own_seat(by, vacancy)
    place.trained_at = place.trained_at or now()
    _record("panel.trained", by, vacancy, place)


def seat(by: Account, vacancy: Vacancy) -> None:
    """Give the person their place on the panel, if they have an account and it is not written yet.

    Every first step of anybody does so. Call inside an action.
    """
    _place_of(by, vacancy, vacancy.person.account_id)


def own_seat(by: Account, vacancy: Vacancy) -> PanelMember:
    """The place of `by`. Call inside an action. Raises Refused where they have none."""
    place = _place_of(by, vacancy, by.id)
    if place is None:
        raise Refused(NOT_YOURS)
    return place


def _place_of(by: Account, vacancy: Vacancy, account_id: uuid.UUID | None) -> PanelMember | None:
    # Two steps at once make one place, and no two questions one number: one waits for the other.
    db.session.execute(select(Vacancy.id).where(Vacancy.id == vacancy.id).with_for_update())
    if account_id is None:
        return None
    place = db.session.scalar(
        select(PanelMember).where(
            PanelMember.vacancy_id == vacancy.id,
            PanelMember.account_id == account_id,
            PanelMember.ended_at.is_(None),
        )
    )
    if place is None and account_id == vacancy.person.account_id:
        place = PanelMember(
            vacancy_id=vacancy.id,
            account_id=account_id,
            roles=[PanelRole.SCORER.value],
            added_by=by.id,
        )
        db.session.add(place)
        db.session.flush()
        forget_panel(vacancy.id)
    return place


def _give_roles(vacancy: Vacancy, place: PanelMember, roles: Collection[PanelRole]) -> None:
    """One leads at a time: whoever is named takes it over. Raises Refused.

    Nobody gives marks who read what an applicant needs for the talk: no scorer reaches it, in
    whatever order it is tried.
    """
    if PanelRole.SCORER in roles and has_read_needs(place.account_id, vacancy.id):
        raise Refused(KNOWS_NEEDS)
    if PanelRole.CHAIR in roles:
        others = select(PanelMember).where(PanelMember.vacancy_id == vacancy.id)
        for other in db.session.scalars(others.execution_options(populate_existing=True)):
            if other is not place and PanelRole.CHAIR.value in other.roles:
                other.roles = [each for each in other.roles if each != PanelRole.CHAIR.value]
    place.roles = [role.value for role in PanelRole if role in roles]
    forget_panel(vacancy.id)


def _record(name: str, by: Account, vacancy: Vacancy, place: PanelMember) -> None:
    record(
        name,
        by=by,
        person=vacancy.person_id,
        about=f"panel_member:{place.id}",
        facts={"roles": list(place.roles)},
    )
