"""Applying: anybody asks for a job; what they need for the talk reaches who gives no marks."""

from __future__ import annotations

from tests.rules.rooms.staff_choice import JOB, LOCK
from tests.rules.rows import EVERYBODY, Row, page, write

APPLY = "/support-jobs/rulesjob"
# A link that nobody was sent: the same answer for everybody, whose page it would be.
OWN = "/applications/no-such-token"
THEIRS = f"{JOB}/applicants/{{applicant}}"

ROWS: list[Row] = [
    page(f"{APPLY}/apply", EVERYBODY),
    write(f"{APPLY}/apply", EVERYBODY),
    page(f"{APPLY}/applied", EVERYBODY),
    page("/support-jobs/who-applies", EVERYBODY),
    page("/applications/again", EVERYBODY),
    write("/applications/again", EVERYBODY),
    page("/applications/sent", EVERYBODY),
    page("/applications/gone", EVERYBODY),
    page(OWN, EVERYBODY, answer="410"),
    page(f"{OWN}/kept", EVERYBODY, answer="410"),
    page(f"{OWN}/change/words", EVERYBODY, answer="410"),
    write(f"{OWN}/change/words", EVERYBODY, answer="410"),
    page(f"{OWN}/take-back", EVERYBODY, answer="410"),
    write(f"{OWN}/take-back", EVERYBODY, answer="410"),
    page(f"{OWN}/ask/reasons", EVERYBODY, answer="410"),
    write(f"{OWN}/ask/reasons", EVERYBODY, answer="410"),
    page(f"{OWN}/files/photo", EVERYBODY, answer="404"),
    page(f"{THEIRS}/adjustments", LOCK),
    page(f"{THEIRS}/risk", LOCK),
    write(f"{THEIRS}/risk", LOCK),
]
