"""Reading my list: of an account, of a visitor's cookie, or of a person who shares it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from app.accounts.models import Account
from app.extensions import db
from app.people.parts import Part
from app.people.predicates import Relation
from app.providers.models import ListEntry, Listing, ListNote
from app.providers.models.my_list import LIST_MOST


@dataclass(frozen=True)
class Kept:
    """A place on a list, and what its owner thinks of it. A withdrawn one stays, and says so."""

    listing: Listing
    words: str = ""
    # Whose list it is sees on their own page when the place has room.
    tells_room: bool = False

    @property
    def is_withdrawn(self) -> bool:
        return self.listing.withdrawn_at is not None


def list_of(account: Account) -> list[Kept]:
    """The own list, in the order in which places came on it. One query."""
    return _list_of(account.id)


def list_for(viewer: Relation) -> list[Kept]:
    """The list of a person, for whom they let see it; empty for others. One query."""
    owner = viewer.person.account_id
    if owner is None or not viewer.shares(Part.MY_LIST):
        return []
    return _list_of(owner)


def list_of_ids(listing_ids: Sequence[uuid.UUID]) -> list[Kept]:
    """What a visitor kept on their device. One query."""
    if not listing_ids:
        return []
    chosen = select(Listing).where(Listing.id.in_(listing_ids))
    found = {each.id: each for each in db.session.scalars(chosen)}
    return [Kept(found[each]) for each in listing_ids if each in found]


def is_on_list(account: Account, listing_id: uuid.UUID) -> bool:
    chosen = exists().where(ListEntry.account_id == account.id, ListEntry.listing_id == listing_id)
    return bool(db.session.scalar(select(chosen)))


def chosen_of(kept: Iterable[Kept], slugs: Sequence[str]) -> list[Kept]:
    """Those of a list that an address names, in the order of the list."""
    return [each for each in kept if each.listing.slug in slugs]


def _list_of(account_id: uuid.UUID) -> list[Kept]:
    rows = db.session.execute(
        select(Listing, ListNote.words, ListEntry.tells_room)
        .join(ListEntry, ListEntry.listing_id == Listing.id)
        .outerjoin(ListNote, ListNote.entry_id == ListEntry.id)
        .where(ListEntry.account_id == account_id)
        .order_by(ListEntry.id)
        .limit(LIST_MOST)
    )
    return [Kept(listing, words or "", tells_room) for listing, words, tells_room in rows]
