"""Files that belong to nothing: an upload whose words were never kept leaves them in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from app.audit import action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.people.models import StoredPhoto, StoredSound
from app.storage import PICTURES, SOUNDS, files

# A file is put seconds before its row is written. A day is longer than any request.
LEFT_ALONE = timedelta(days=1)
# A few are left behind. Where a tenth of the store has no row, this is not the store of this
# database, or the database is an older copy: then nothing is thrown away.
FEW = 20
ONE_IN = 10
_AT_ONCE = 500


@action
def tidy_files(*, by: Actor) -> None:
    """Throw away photos and sounds without a row that are older than a day.

    The store is asked and changed outside of the transaction: nobody waits for it.
    """
    at = now()
    old = [
        key
        for folder in (PICTURES, SOUNDS)
        for key, put_at in files().listed(folder)
        if at - put_at > LEFT_ALONE
    ]
    left = _without_a_row(old)
    db.rollback()
    if not left:
        return
    too_many = len(left) > max(FEW, len(old) // ONE_IN)
    if not too_many:
        for key in left:
            files().delete(key)
    with db.writing():
        name = "files.not-tidied" if too_many else "files.tidied"
        record(name, by=by, facts={"number": len(left)})


def _without_a_row(keys: Sequence[str]) -> list[str]:
    """Those of the keys that no photo and no sound has."""
    left: list[str] = []
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        known = {
            key
            for column in (StoredPhoto.file_key, StoredPhoto.thumb_key, StoredSound.file_key)
            for key in db.session.scalars(select(column).where(column.in_(some)))
        }
        left += [key for key in some if key not in known]
    return left
