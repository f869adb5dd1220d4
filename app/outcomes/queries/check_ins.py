"""What people said of how it is going, as far as a viewer may read it. Never averaged."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, false, func, or_, select

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import organisation_ids_of
from app.outcomes.models import (
    CheckIn,
    PracticeAnswer,
    Question,
    RowStrike,
    StaffAnswerYes,
    ViewFrom,
)
from app.outcomes.models.check_ins import HELPED
from app.outcomes.queries.hidden import hides_photo_from, hides_view_from
from app.people.models import CircleMember
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who, known_to

# The order in which views stand beside each other: the person's first.
SIDES = tuple(ViewFrom)
PAGE = 20


@dataclass(frozen=True)
class View:
    """One check-in with who said it, and whether its photo is for this viewer.

    `there` and `helped`: names, of those whom the viewer may know. `phone`: whose phone it was.
    """

    check_in: CheckIn
    who: Who
    shows_photo: bool
    strike: RowStrike | None = None
    there: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    phone: Who | None = None


def seen_check_ins(viewer: Relation) -> Select[CheckIn]:
    """The check-ins that a viewer may read: the one rule, for pages, counts and files alike.

    Others read what is shared, from those whom they may know, without what the person hid from
    them. What the person says about staff opens by its own part, or by a separate yes.
    """
    chosen = select(CheckIn).where(CheckIn.person_id == viewer.person.id)
    if viewer.is_person:
        return chosen
    return chosen.where(
        # What the person says is known to be theirs, whoever's phone it was said on.
        or_(known_to(viewer, CheckIn.said_by), CheckIn.view_from == ViewFrom.ME),
        ~hides_view_from(viewer),
        or_(_about_life(viewer), _about_staff(viewer)),
    )


def _about_life(viewer: Relation) -> ColumnElement[bool]:
    if not viewer.may(Part.OUTCOMES):
        return false()
    return CheckIn.question != Question.STAFF


def _about_staff(viewer: Relation) -> ColumnElement[bool]:
    # Never whoever it is about, whatever else they are to the person.
    about_them = select(CircleMember.id).where(CircleMember.account_id == viewer.account_id)
    is_about_staff = (CheckIn.question == Question.STAFF) & CheckIn.about_member_id.not_in(
        about_them
    )
    if viewer.shares(Part.ABOUT_STAFF):
        return is_about_staff
    told_to = _told_to(viewer)
    return is_about_staff & CheckIn.id.in_(told_to) if told_to is not None else false()


def _told_to(viewer: Relation) -> Select[uuid.UUID] | None:
    """The answers that the person opened to the provider that this viewer runs.

    Only while "How it is going" is shared with them at all: to stop sharing stops this too.
    """
    if not viewer.shares(Part.OUTCOMES):
        return None
    places = organisation_ids_of(viewer.account_id, Role.PROVIDER_MANAGER)
    if not places:
        return None
    return select(StaffAnswerYes.check_in_id).where(StaffAnswerYes.organisation_id.in_(places))


def told_any(viewer: Relation) -> bool:
    """Is any answer about staff open to this viewer by the person's separate yes?"""
    told_to = _told_to(viewer)
    if told_to is None:
        return False
    found = seen_check_ins(viewer).where(CheckIn.id.in_(told_to)).with_only_columns(CheckIn.id)
    return db.session.scalar(found.limit(1)) is not None


def one_voice() -> tuple[Any, ...]:
    """What makes views the views of one: the person is one, also where an account is not theirs.

    What was said on another's phone is a voice of its own: it never takes the place of what the
    person said themselves.
    """
    mine = CheckIn.view_from == ViewFrom.ME
    return (
        CheckIn.view_from,
        case((mine, CheckIn.person_id), else_=CheckIn.said_by),
        case((CheckIn.on_phone_of.is_(None), 0), else_=1),
    )


def not_struck() -> ColumnElement[bool]:
    """Struck out as a mistake, a view stays readable and no longer counts."""
    return CheckIn.id.not_in(select(RowStrike.row_id))


def newest_views(viewer: Relation, outcome_id: uuid.UUID) -> dict[ViewFrom, list[View]]:
    """The newest view of each voice on one outcome, by side, the person's side first.

    At most two queries, however many views there are.
    """
    newest = (
        seen_check_ins(viewer)
        .where(CheckIn.outcome_id == outcome_id, not_struck())
        .with_only_columns(
            CheckIn.id,
            func.row_number()
            .over(
                partition_by=one_voice(),
                order_by=(CheckIn.answered_at.desc(), CheckIn.id.desc()),
            )
            .label("place"),
        )
        .subquery()
    )
    rows = db.session.execute(
        select(CheckIn, hides_photo_from(viewer).label("without_photo"))
        .join(newest, newest.c.id == CheckIn.id)
        .where(newest.c.place == 1)
        .order_by(CheckIn.answered_at.desc(), CheckIn.id.desc())
    ).all()
    without_photo = {row.CheckIn.id for row in rows if row.without_photo}
    views = _told(viewer, [row.CheckIn for row in rows], {}, without_photo)
    by_side = {side: [view for view in views if view.check_in.view_from is side] for side in SIDES}
    by_side[ViewFrom.ME] = _own_first(by_side[ViewFrom.ME])
    return by_side


def _own_first(views: list[View]) -> list[View]:
    """What the person said themselves, and only something newer from another's phone after it."""
    own = [view for view in views if view.check_in.on_phone_of is None]
    handed = [view for view in views if view.check_in.on_phone_of is not None]
    if own:
        at = own[0].check_in.answered_at
        handed = [view for view in handed if view.check_in.answered_at > at]
    return own + handed


def page_of_views(
    viewer: Relation, *conditions: ColumnElement[bool], before: uuid.UUID | None = None
) -> tuple[list[View], uuid.UUID | None]:
    """A page of views, newest first, and the id to go on from. Struck ones stay readable.

    From the start where this viewer does not see `before`: whether it is hidden or never was.
    """
    chosen = seen_check_ins(viewer).where(*conditions)
    if before is not None:
        there = seen_check_ins(viewer).where(CheckIn.id == before)
        from_there = there.with_only_columns(CheckIn.answered_at).scalar_subquery()
        chosen = chosen.where(
            or_(
                from_there.is_(None),
                CheckIn.answered_at < from_there,
                (CheckIn.answered_at == from_there) & (CheckIn.id < before),
            )
        )
    rows = db.session.scalars(
        chosen.order_by(CheckIn.answered_at.desc(), CheckIn.id.desc()).limit(PAGE + 1)
    ).all()
    shown = rows[:PAGE]
    return told(viewer, shown), shown[-1].id if len(rows) > PAGE else None


def told(viewer: Relation, rows: Sequence[CheckIn]) -> list[View]:
    """Check-ins with who said them, their strikes, and whether their photos show.

    Three queries at most.
    """
    if not rows:
        return []
    strikes = _strikes(row.id for row in rows)
    without_photo = _photos_hidden(viewer, [row.id for row in rows if row.photo_id is not None])
    return _told(viewer, rows, strikes, without_photo)


def _told(
    viewer: Relation,
    rows: Sequence[CheckIn],
    strikes: Mapping[uuid.UUID, RowStrike],
    without_photo: Collection[uuid.UUID],
) -> list[View]:
    accounts = {row.said_by for row in rows} | {row.on_phone_of for row in rows if row.on_phone_of}
    names = Names(viewer, accounts)
    return [
        View(
            row,
            _who(names, row),
            row.id not in without_photo,
            strikes.get(row.id),
            there=_names_of(names, row.present),
            helped=_names_of(names, row.helped_by),
            phone=names.who(row.on_phone_of) if row.on_phone_of is not None else None,
        )
        for row in rows
    ]


def _who(names: Names, row: CheckIn) -> Who:
    viewer = names.viewer
    if row.view_from is ViewFrom.ME:
        return Who(name=viewer.person.called, is_person=True, is_viewer=viewer.is_person)
    return names.who(row.said_by)


def _names_of(names: Names, members: Iterable[object]) -> tuple[str, ...]:
    """The names of members of the circle whom this viewer may know; the others are left out.

    Of helpers whom a phone without a signal could not name, their kind.
    """
    viewer = names.viewer
    chosen = [str(each) for each in members]
    if not chosen or not (viewer.is_person or viewer.may(Part.CIRCLE)):
        return ()
    kinds = tuple(str(HELPED[each]) for each in chosen if each in HELPED)
    known = (names.by_member.get(each) for each in chosen)
    named = tuple(name for each in known if each is not None if (name := names.of_member(each)))
    return named + kinds


def _strikes(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, RowStrike]:
    found = db.session.scalars(select(RowStrike).where(RowStrike.row_id.in_(list(ids))))
    return {strike.row_id: strike for strike in found}


def _photos_hidden(viewer: Relation, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    if viewer.is_person or not ids:
        return set()
    chosen = select(CheckIn.id).where(CheckIn.id.in_(ids), hides_photo_from(viewer))
    return set(db.session.scalars(chosen))


def check_in_for(viewer: Relation, check_in_id: uuid.UUID) -> View | None:
    """One check-in that the viewer may read."""
    row = db.session.scalar(seen_check_ins(viewer).where(CheckIn.id == check_in_id))
    return told(viewer, [row])[0] if row is not None else None


def own_check_in(account: Account, viewer: Relation, key: uuid.UUID) -> CheckIn | None:
    """What this account kept under a key, for a form that comes once more."""
    return db.session.scalar(
        select(CheckIn).where(
            CheckIn.id == key,
            CheckIn.person_id == viewer.person.id,
            or_(CheckIn.said_by == account.id, CheckIn.on_phone_of == account.id),
        )
    )


def never_answered(viewer: Relation) -> bool:
    """Has the person neither practised nor said anything yet? One query."""
    person_id = viewer.person.id
    practised = exists(select(PracticeAnswer.id).where(PracticeAnswer.person_id == person_id))
    said = exists(
        select(CheckIn.id).where(CheckIn.person_id == person_id, CheckIn.view_from == ViewFrom.ME)
    )
    return not db.session.scalar(select(or_(practised, said)))
