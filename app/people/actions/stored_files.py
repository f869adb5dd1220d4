"""Files that belong to nothing: an upload whose words were never kept leaves them in the store.

A file belongs to the row that has its key. Until there is one, it belongs to the draft that names
it, as long as that draft is there and names it: what is taken away on the way is thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, String, or_, select

from app.audit import action, record
from app.audit.actions import Actor
from app.database import Base, now
from app.extensions import db
from app.people.models import Draft
from app.storage import PICTURES, SOUNDS, files

# A file is put seconds before its row is written. A day is longer than any request.
LEFT_ALONE = timedelta(days=1)
# A few are left behind. Where a tenth of the store has no row, this is not the store of this
# database, or the database is an older copy: then nothing is thrown away.
FEW = 20
ONE_IN = 10
_AT_ONCE = 500
# The names by which a draft holds the keys of files.
IN_A_DRAFT = ("photo", "photo_small", "sound")


@action
def tidy_files(*, by: Actor) -> None:
    """Throw away photos and sounds without a row or a draft that are older than a day.

    The store is asked and changed outside of the transaction: nobody waits for it.
    """
    at = now()
    old = [
        key
        for folder in (PICTURES, SOUNDS)
        for key, put_at in files().listed(folder)
        if at - put_at > LEFT_ALONE
    ]
    left = _belong_to_nothing(old)
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


def _belong_to_nothing(keys: Sequence[str]) -> list[str]:
    """Those of the keys that no draft names, and no row of any table has."""
    # Drafts first: one that is kept meanwhile has its rows by the time that rows are read.
    drafted = _drafted()
    keys = [key for key in keys if key not in drafted]
    left: list[str] = []
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        known = {
            key
            for column in _columns_with_keys()
            for key in db.session.scalars(select(column).where(column.in_(some)))
        }
        left += [key for key in some if key not in known]
    return left


def _columns_with_keys() -> list[ColumnElement[str]]:
    """Every column of the portal that may name a file: text, and its name ends in "_key".

    Asked of the tables themselves: a new kind of file is safe from here on its first day.
    """
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_key") and isinstance(column.type, String)
    ]


def _drafted() -> set[str]:
    """The keys that drafts name now."""
    named = [Draft.content[name].as_string() for name in IN_A_DRAFT]
    rows = db.session.execute(select(*named).where(or_(*(each != "" for each in named))))
    return {key for row in rows for key in row if key}
