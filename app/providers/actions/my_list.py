"""My list: a place comes on it or goes off it, and my own words about it.

The audit says that a list changed, never with which place: what one looked at is nobody's business.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import delete, select

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.plans.actions.said import Refused, added
from app.providers.models import ListEntry, Listing, ListNote
from app.providers.models.my_list import LIST_MOST

__all__ = ["Refused", "join", "keep", "take_off", "tell_room", "write_note"]

FULL = _l("My list is full. Take a place off it first.")
NOT_ON_LIST = _l("This place is not on my list now.")


@action
def keep(*, by: Account, listing: Listing) -> None:
    """On my list. Twice, or from two tabs, is once. Raises Refused when the list is full."""
    there = _on_list(by)
    if listing.id in there:
        return
    if len(there) >= LIST_MOST:
        raise Refused(FULL)
    if added(ListEntry(account_id=by.id, listing_id=listing.id)):
        record("list.changed", by=by)


@action
def take_off(*, by: Account, listing: Listing) -> None:
    """Off my list, with my words about it. What is off already stays off."""
    entry = _entry(by, listing)
    if entry is None:
        return
    db.session.execute(delete(ListNote).where(ListNote.entry_id == entry.id))
    db.session.execute(delete(ListEntry).where(ListEntry.id == entry.id))
    record("list.changed", by=by)


@action
def join(*, by: Account, listing_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Put these on the list, as many as fit. What did not fit comes back; what is gone does not."""
    there = _on_list(by)
    known = set(db.session.scalars(select(Listing.id).where(Listing.id.in_(listing_ids))))
    new = [each for each in listing_ids if each in known and each not in there]
    room = max(0, LIST_MOST - len(there))
    for each in new[:room]:
        added(ListEntry(account_id=by.id, listing_id=each))
    if new[:room]:
        record("list.changed", by=by)
    return new[room:]


@action
def tell_room(*, by: Account, listing: Listing, tells: bool) -> None:
    """Show on my own page when a place on my list has room, or not any more. Raises Refused."""
    entry = _entry(by, listing)
    if entry is None:
        raise Refused(NOT_ON_LIST)
    if entry.tells_room is not tells:
        entry.tells_room = tells
        record("list.changed", by=by)


@action
def write_note(*, by: Account, listing: Listing, words: str) -> None:
    """My own words about a place on my list, in place of those before. Raises Refused."""
    entry = _entry(by, listing)
    if entry is None:
        raise Refused(NOT_ON_LIST)
    note = db.session.scalar(select(ListNote).where(ListNote.entry_id == entry.id))
    if note is None:
        if not words:
            return
        added(ListNote(entry_id=entry.id, words=words))
    elif words:
        note.words, note.changed_at = words, now()
    else:
        db.session.delete(note)
    record("list.changed", by=by)


def _on_list(by: Account) -> set[uuid.UUID]:
    """The places on the list. Until the end of the transaction nobody else changes it."""
    db.session.execute(
        select(Account.id).where(Account.id == by.id).with_for_update(key_share=True)
    )
    chosen = select(ListEntry.listing_id).where(ListEntry.account_id == by.id)
    return set(db.session.scalars(chosen))


def _entry(by: Account, listing: Listing) -> ListEntry | None:
    return db.session.scalar(
        select(ListEntry)
        .where(ListEntry.account_id == by.id, ListEntry.listing_id == listing.id)
        .with_for_update()
    )
