"""The two locks: the person's answer, the employer's checks, and a no that waits at the council.

The applicant of these rows is one whom the panel met: the person wants to meet them.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.staff_choice.models import (
    Applicant,
    MeetAnswer,
    MeetChoice,
    ReasonRecorded,
    StaffDecision,
    Vacancy,
)
from tests.rules.rooms.staff_choice import JOB, LOCK, ME, SEES
from tests.rules.rows import Row, page, write

ONE = f"{JOB}/applicants/{{to_decide}}"
APPROVER = frozenset({"approver"})

ROWS: list[Row] = [
    page(f"{ONE}/decision", SEES),
    page(f"{ONE}/decision/yes", ME),
    write(f"{ONE}/decision/yes", ME),
    page(f"{ONE}/decision/no", ME),
    write(f"{ONE}/decision/no", ME),
    page(f"{ONE}/checks/dbs", LOCK),
    write(f"{ONE}/checks/dbs", LOCK, form={"status": "waiting"}),
    page(f"{ONE}/safety", LOCK),
    write(f"{ONE}/safety", LOCK, form={"answer": "yes"}),
    page(f"{ONE}/reason", LOCK),
    write(f"{ONE}/reason", LOCK),
    # Nothing is ready: it leads back to where it stands.
    page(f"{ONE}/first-day", LOCK, answer_signed_in="any"),
    write(f"{ONE}/first-day", LOCK),
    page("/council/decisions", APPROVER),
    page("/council/decisions/{waiting_reason}", APPROVER),
    write(
        "/council/decisions/{waiting_reason}",
        APPROVER,
        form={"answer": "again", "words": "Look at the tasks."},
    ),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """Somebody to decide about, and somebody whose no waits for a human."""
    vacancy = db.session.scalars(
        select(Vacancy).where(Vacancy.person_id == person_id, Vacancy.number == "rulesjob")
    ).one()
    me = accounts["person"].id
    made = []
    for name in ("Bramble Quist", "Fennel Osgoodby"):
        applicant = Applicant(
            vacancy_id=vacancy.id,
            name=name,
            email=f"{name.split()[0].lower()}@applicant.example",
            words="I take my time.",
            delete_on=vacancy.created_at.replace(year=vacancy.created_at.year + 1),
        )
        db.session.add(applicant)
        db.session.flush()
        db.session.add(
            MeetChoice(
                applicant_id=applicant.id,
                said_by=me,
                counts=True,
                answer=MeetAnswer.YES,
                rule_version="1",
            )
        )
        made.append(applicant)
    to_decide, refused = made
    reason = ReasonRecorded(
        applicant_id=refused.id,
        words="They are too old.",
        waits=True,
        recorded_by=accounts["manager"].id,
    )
    db.session.add_all(
        [
            StaffDecision(applicant_id=refused.id, says_yes=False, given_by=me, rule_version="1"),
            reason,
        ]
    )
    db.session.flush()
    return {"to_decide": to_decide.id, "waiting_reason": reason.id}
