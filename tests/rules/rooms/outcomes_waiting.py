"""Check-ins without a signal: one page for everybody, and who may send what waited."""

from __future__ import annotations

from tests.rules.rooms.outcomes import ME, OUTCOMES, SAYS, THINKS
from tests.rules.rows import EVERYBODY, Row, page, write

CHECK_IN = f"{OUTCOMES}/check-in"

ROWS: list[Row] = [
    page("/service-worker.js", EVERYBODY),
    page("/without-signal", EVERYBODY),
    page(f"{CHECK_IN}/waiting", SAYS),
    # An empty one: refused by its form, not by the guard.
    write(f"{CHECK_IN}/waiting", SAYS),
    write(f"{CHECK_IN}/seal", SAYS),
    # What the person said on a phone that was handed over, for whoever may hand one over.
    page(f"{CHECK_IN}/handed", THINKS - ME),
    write(f"{CHECK_IN}/handed", THINKS - ME),
]
