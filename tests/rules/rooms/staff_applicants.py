"""Who wants the job: read by whom choosing staff is shared with, answered by who writes."""

from __future__ import annotations

from tests.rules.rooms.staff_choice import JOB, ME, SEES, WRITES
from tests.rules.rows import Row, page, write

APPLICANTS = f"{JOB}/applicants"
ONE = f"{APPLICANTS}/{{applicant}}"

# In the circle, not paid, and nothing to gain by it.
HANDS = frozenset({"family", "advocate"})

ROWS: list[Row] = [
    # Whoever may not hand it over reads why.
    page(f"{APPLICANTS}/hand-over", SEES - ME, finds_nothing=ME),
    write(f"{APPLICANTS}/hand-over", HANDS),
    # Opens only while the phone is handed over.
    page(f"{APPLICANTS}/question", frozenset(), finds_nothing=HANDS),
    write(f"{APPLICANTS}/question", frozenset(), finds_nothing=HANDS),
    page(APPLICANTS, SEES),
    page(ONE, SEES),
    write(ONE, WRITES, form={"answer": "not-sure"}),
    # Nothing was sent with it, and nothing shows before they are met.
    page(f"{ONE}/photo", frozenset(), finds_nothing=SEES),
    page(f"{ONE}/sound", frozenset(), finds_nothing=SEES),
]
