from __future__ import annotations

from tests.rules.rooms.who import SEES_SOME
from tests.rules.rows import Row, page

# Who sees some of About me, or some section of the plan; each finds their own parts there.
SEES_PASSPORT = SEES_SOME | frozenset({"friend"})
P = "/people/{person}"

ROWS: list[Row] = [
    page(f"{P}/passport", SEES_PASSPORT),
    page(f"{P}/passport/print", SEES_PASSPORT),
    page(f"{P}/passport.pdf", SEES_PASSPORT),
]
