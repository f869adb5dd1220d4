"""A time together, agreed by the person alone; and their answer, written down and seen by two.

Of those who may write an answer down only `advocate` sees how staff are chosen. An applicant who
asks why is answered by the second lock; who asks for a new look, by the council.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import SaidHow
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    AskKind,
    MeetAnswer,
    MeetChoice,
    Showed,
    StaffDecision,
    StaffDecisionWitness,
    Trial,
    TrialNote,
    Vacancy,
)
from tests.rules.rooms.staff_choice import JOB, LOCK, ME, SEES, WRITES
from tests.rules.rooms.staff_deciding import APPROVER
from tests.rules.rooms.staff_panel import ON_IT
from tests.rules.rows import EVERYBODY, Row, page, write

ONE = f"{JOB}/applicants/{{to_try}}/trial"
HERS = f"{JOB}/applicants/{{her_try}}/trial/{{her_offer}}"
HELPER = frozenset({"family"})
OTHERS = frozenset({"person", "manager"})
ASKED, OVER = f"{ONE}/{{trial_asked}}", f"{ONE}/{{trial_over}}"
# A link that nobody was sent: the same answer for everybody, whose page it would be.
OWN = "/applications/no-such-token/trial"
OWN_ONE = f"{OWN}/{{trial_asked}}"
WRITTEN = f"{JOB}/applicants/{{to_try}}/decision/write-down"
IN_THEIR_PLACE = f"{JOB}/applicants/{{to_try}}/decision/in-their-place"
WITNESS = "/people/{person}/staff/decisions/{seen_decision}/witness"
WHY = f"{JOB}/applicants/{{to_try}}/ask"
AGAIN = "/council/decisions/asks/{asks_again}"
WRITES_DOWN = frozenset({"advocate"})
WITNESSES = frozenset({"nurse", "advocate"})
SAID = {"showed": "liked", "observed": "A laugh.", "key": str(uuid.UUID(int=45))}

ROWS: list[Row] = [
    page(ONE, SEES),
    page(f"{ONE}/offer", WRITES | LOCK),
    write(f"{ONE}/offer", WRITES | LOCK),
    write(f"{ASKED}/yes", ME),
    page(f"{ASKED}/stop", ME),
    write(f"{ASKED}/stop", ME),
    # Offered by `family`.
    page(f"{HERS}/take-back", HELPER, finds_nothing=OTHERS),
    write(f"{HERS}/take-back", HELPER, finds_nothing=OTHERS),
    page(f"{OVER}/how", ON_IT),
    write(f"{OVER}/how", ON_IT, form=SAID),
    page(f"{ONE}/notes/{{trial_note}}/photo", frozenset(), finds_nothing=SEES),
    page(f"{ONE}/notes/{{trial_note}}/sound", frozenset(), finds_nothing=SEES),
    page(WRITTEN, WRITES_DOWN),
    write(WRITTEN, WRITES_DOWN),
    # Of the care manager and the professionals nobody sees here how staff are chosen.
    page(IN_THEIR_PLACE, frozenset()),
    write(IN_THEIR_PLACE, frozenset()),
    page(WHY, LOCK),
    write(WHY, LOCK),
    page(AGAIN, APPROVER),
    write(AGAIN, APPROVER),
    page(WITNESS, WITNESSES),
    write(WITNESS, WITNESSES, form={"answer": "there"}),
    page(OWN, EVERYBODY, answer="410"),
    write(f"{OWN_ONE}/yes", EVERYBODY, answer="410"),
    page(f"{OWN_ONE}/stop", EVERYBODY, answer="410"),
    write(f"{OWN_ONE}/stop", EVERYBODY, answer="410"),
    page(f"{OWN_ONE}/how", EVERYBODY, answer="410"),
    write(f"{OWN_ONE}/how", EVERYBODY, answer="410"),
    write(f"{OWN_ONE}/how/away", EVERYBODY, answer="410"),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """Somebody whom the person spent some time with, and is asked to once more."""
    vacancy = db.session.scalars(
        select(Vacancy).where(Vacancy.person_id == person_id, Vacancy.number == "rulesjob")
    ).one()
    me = accounts["person"].id
    applicant = _to_try(vacancy, me, "Larkspur Inglethorp")
    other = _to_try(vacancy, me, "Campion Inglethorp")
    hers = Trial(
        applicant_id=other.id,
        starts_at=now() + timedelta(days=3),
        minutes=60,
        paid=False,
        made_by=accounts["family"].id,
    )
    asked, over = (
        Trial(
            applicant_id=applicant.id,
            starts_at=now() + timedelta(days=days),
            minutes=60,
            paid=False,
            made_by=me,
            person_yes_at=said,
            applicant_yes_at=said,
        )
        for days, said in ((3, None), (-3, now() - timedelta(days=4)))
    )
    seen = StaffDecision(
        applicant_id=applicant.id,
        says_yes=True,
        given_by=accounts["caremanager"].id,
        witnessed=True,
        said_how=SaidHow.SIGNS,
        evidence="A thumb up.",
        rule_version="1",
        witnesses=[StaffDecisionWitness(account=accounts[each]) for each in sorted(WITNESSES)],
    )
    why, again = (ApplicantAsk(applicant_id=applicant.id, kind=kind) for kind in AskKind)
    db.session.add_all([hers, over, asked, seen, why, again])
    db.session.flush()
    # A tap alone: neither photo nor sound.
    note = TrialNote(trial_id=over.id, said_by=me, by_person=True, showed=Showed.LIKED)
    db.session.add(note)
    db.session.flush()
    return {
        "asks_again": again.id,
        "her_offer": hers.id,
        "her_try": other.id,
        "seen_decision": seen.id,
        "to_try": applicant.id,
        "trial_asked": asked.id,
        "trial_note": note.id,
        "trial_over": over.id,
    }


def _to_try(vacancy: Vacancy, me: uuid.UUID, name: str) -> Applicant:
    """Somebody whom the person wants to meet."""
    made = Applicant(
        vacancy_id=vacancy.id,
        name=name,
        email=f"{name.split()[0].lower()}@applicant.example",
        words="I like the garden.",
        delete_on=now() + timedelta(days=180),
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(
        MeetChoice(
            applicant_id=made.id,
            said_by=me,
            counts=True,
            answer=MeetAnswer.YES,
            rule_version="1",
        )
    )
    return made
