"""What the person can hide, from whom, and what they hid. For the person alone."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from sqlalchemy import select

from app.extensions import db
from app.outcomes.models import HiddenThing, Hides, Lifecycle
from app.outcomes.queries.check_ins import View, check_in_for
from app.outcomes.queries.outcomes import Shown, outcome_for, outcomes_of
from app.people.models import CircleMember
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.queries.names import called
from app.people.queries.sharing import Receiver, places_around

Key = dict[str, uuid.UUID]


@dataclass(frozen=True)
class Thing:
    """What can be hidden: a view, or the photo and the sound of an outcome."""

    view: View | None = None
    outcome: Shown | None = None

    @property
    def kind(self) -> str:
        return "view" if self.view is not None else "outcome"

    @property
    def key(self) -> Key:
        """Which thing it is, as a row names it."""
        if self.view is not None:
            return {"check_in_id": self.view.check_in.id}
        assert self.outcome is not None
        return {"outcome_id": self.outcome.id}

    @property
    def id(self) -> uuid.UUID:
        return next(iter(self.key.values()))

    @property
    def person_id(self) -> uuid.UUID:
        if self.view is not None:
            return self.view.check_in.person_id
        assert self.outcome is not None
        return self.outcome.outcome.person_id

    @property
    def put_by(self) -> dict[str, set[uuid.UUID]]:
        """The pieces that can be hidden, each with those who put it there.

        They would see that it is gone: it is hidden from the others alone.
        """
        if self.view is not None:
            row = self.view.check_in
            who = {row.said_by} | ({row.on_phone_of} if row.on_phone_of else set())
            return {"words": who} | ({"photo": who} if row.photo_id is not None else {})
        assert self.outcome is not None
        files = {"photo": self.outcome.text.photo, "sound": self.outcome.text.sound}
        return {kind: {file.added_by} for kind, file in files.items() if file is not None}

    def ways_for(self, account_id: uuid.UUID | None = None) -> tuple[Hides, ...]:
        """What one can choose for an account, or for a place; nothing where nothing is to hide."""
        pieces = {kind for kind, who in self.put_by.items() if account_id not in who}
        ways: tuple[Hides, ...]
        if "words" in pieces:
            ways = (Hides.ALL, Hides.PHOTO) if "photo" in pieces else (Hides.ALL,)
        elif {"photo", "sound"} <= pieces:
            ways = (Hides.BOTH, Hides.PHOTO, Hides.SOUND)
        else:
            ways = tuple(Hides.of(frozenset({piece})) for piece in pieces)
        return (*ways, Hides.NOTHING) if ways else ()


@dataclass(frozen=True)
class HiddenFrom:
    """Somebody a thing can be hidden from: a member, or everybody who works at a place."""

    receiver: Receiver
    ways: tuple[Hides, ...]
    # By a row of their own.
    own: Hides = Hides.NOTHING
    # The place that a member comes for, where it can be hidden from everybody.
    place: HiddenFrom | None = None
    # Does this place see how it is going; does somebody work there who put the thing there.
    receives: bool = False
    knows_it: bool = False

    @property
    def key(self) -> Key:
        """Who it is, as a row names them."""
        if self.receiver.member is None:
            return {"organisation_id": self.receiver.id}
        assert self.receiver.member.account_id is not None
        return {"account_id": self.receiver.member.account_id}

    @property
    def matters_now(self) -> bool:
        """A member, or a place that reads how it is going or from which this is hidden."""
        return bool(self.receiver.member or self.receives or self.own is not Hides.NOTHING)

    @property
    def hides(self) -> Hides:
        """How much they do not get, by their own row or by that of their place."""
        by_place = self.place.own if self.place is not None else Hides.NOTHING
        return Hides.of((self.own.what | by_place.what) & self._asked)

    @property
    def chosen(self) -> Hides:
        """Their own row, as far as it can be chosen now."""
        return Hides.of(self.own.what & self._asked)

    @property
    def _asked(self) -> frozenset[str]:
        nothing: frozenset[str] = frozenset()
        return reduce(frozenset.union, (way.what for way in self.ways), nothing)

    def after(self, before: Hides, how: Hides) -> Hides:
        """What is not asked about, as a sound that is not there now, stays as it was."""
        return Hides.of((before.what - self._asked) | how.what)


def thing_for(viewer: Relation, kind: str, thing_id: uuid.UUID) -> Thing | None:
    """The thing of an address; None where there is none, or nothing of it can be hidden."""
    if kind == "view":
        view = check_in_for(viewer, thing_id)
        return Thing(view=view) if view is not None else None
    shown = outcome_for(viewer, thing_id)
    return Thing(outcome=shown) if shown is not None and _has_files(shown) else None


def outcomes_with_files(viewer: Relation) -> list[Shown]:
    """The outcomes with a photo or a sound, over or not. One query."""
    return [shown for shown in outcomes_of(viewer, list(Lifecycle)) if _has_files(shown)]


def _has_files(shown: Shown) -> bool:
    return shown.text.photo is not None or shown.text.sound is not None


def row_for(thing: Thing, whom: HiddenFrom) -> HiddenThing | None:
    return db.session.scalar(select(HiddenThing).filter_by(**thing.key, **whom.key))


def can_be_hidden_from(viewer: Relation, thing: Thing) -> list[HiddenFrom]:
    """The members with an account, then the places around the person. Three queries."""
    rows = db.session.scalars(select(HiddenThing).filter_by(**thing.key))
    hidden = {row.account_id or row.organisation_id: row.what for row in rows}
    members = [each for each in members_for(viewer) if each.account_id is not None]
    places = {
        each.id: _place(thing, each, members, hidden) for each in places_around(viewer, members)
    }
    found = [
        HiddenFrom(
            Receiver("member", each.id, called(viewer, each), member=each),
            thing.ways_for(each.account_id),
            hidden.get(each.account_id, Hides.NOTHING),
            places.get(each.organisation_id) if each.organisation_id else None,
        )
        for each in members
    ]
    return [each for each in (*found, *places.values()) if each.ways]


def _place(
    thing: Thing,
    place: Receiver,
    members: list[CircleMember],
    hidden: Mapping[uuid.UUID | None, Hides],
) -> HiddenFrom:
    there = {each.account_id for each in members if each.organisation_id == place.id}
    return HiddenFrom(
        place,
        thing.ways_for(),
        hidden.get(place.id, Hides.NOTHING),
        receives=Part.OUTCOMES in place.levels,
        knows_it=any(who & there for who in thing.put_by.values()),
    )


def one_to_hide_from(
    viewer: Relation, thing: Thing, kind: str, receiver_id: uuid.UUID
) -> HiddenFrom | None:
    for each in can_be_hidden_from(viewer, thing):
        if (each.receiver.kind, each.receiver.id) == (kind, receiver_id):
            return each
    return None
