"""The panel: who is on it, the questions, the timetable, marks.

Mirabel chose `family` to lead and give marks, `advocate` to give marks and `worker` to say hello.
`manager` sees how staff are chosen and is not on the panel.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.staff_choice.models import (
    Applicant,
    Interview,
    Mark,
    MeetAnswer,
    MeetChoice,
    PanelMember,
    PanelRole,
    QuestionCard,
    Score,
    Vacancy,
    VacancyCriterion,
)
from tests.rules.rooms.staff_choice import JOB, ME, SEES, WRITES
from tests.rules.rows import Row, page, write

ON_IT = frozenset("person family advocate worker".split())
SCORERS = frozenset("person family advocate".split())
LEADS = frozenset({"family"})
HOSTS = frozenset("family worker".split())
PANEL, QUESTIONS, TIMES = f"{JOB}/panel", f"{JOB}/questions", f"{JOB}/timetable"
PLANNED, OPEN = f"{JOB}/interviews/{{planned}}", f"{JOB}/interviews/{{left}}"
SHOWN = f"{JOB}/interviews/{{shown}}"

ROWS: list[Row] = [
    page(PANEL, SEES),
    page(f"{PANEL}/add", ME),
    page(f"{PANEL}/add/{{nurse}}", ME),
    write(f"{PANEL}/add/{{nurse}}", ME, form={"roles": ["asker"]}),
    page(f"{PANEL}/mine", ME),
    write(f"{PANEL}/mine", ME, form={"roles": ["asker"]}),
    page(f"{PANEL}/{{panel_place}}", ME),
    write(f"{PANEL}/{{panel_place}}", ME, form={"roles": ["chair"]}),
    page(f"{PANEL}/{{panel_place}}/remove", ME),
    write(f"{PANEL}/{{panel_place}}/remove", ME),
    page(f"{PANEL}/training", ON_IT),
    write(f"{PANEL}/training", ON_IT),
    page(QUESTIONS, SEES),
    page(f"{QUESTIONS}/new", WRITES),
    write(f"{QUESTIONS}/new", WRITES),
    page(f"{QUESTIONS}/bring-in", WRITES),
    write(f"{QUESTIONS}/bring-in", WRITES),
    page(f"{QUESTIONS}/{{question}}", WRITES),
    write(f"{QUESTIONS}/{{question}}", WRITES),
    write(f"{QUESTIONS}/{{question}}/up", WRITES),
    page(f"{QUESTIONS}/{{question}}/take-out", WRITES),
    write(f"{QUESTIONS}/{{question}}/take-out", WRITES),
    page(TIMES, SEES),
    page(f"{TIMES}/print", SEES),
    page(f"{TIMES}/calendar.ics", SEES),
    page(f"{TIMES}/new/{{to_meet}}", WRITES),
    write(f"{TIMES}/new/{{to_meet}}", WRITES),
    page(f"{TIMES}/{{planned}}", WRITES),
    write(f"{TIMES}/{{planned}}", WRITES),
    write(f"{TIMES}/{{planned}}/remove", WRITES),
    page(PLANNED, SEES),
    write(f"{PLANNED}/came", HOSTS),
    write(f"{PLANNED}/left", HOSTS),
    page(OPEN, SEES),
    page(f"{OPEN}/marks", SCORERS),
    page(f"{OPEN}/marks/{{asked}}", SCORERS),
    write(f"{OPEN}/marks/{{asked}}", SCORERS, form={"mark": "yes"}),
    write(f"{OPEN}/marks/{{asked}}/draft", SCORERS, form={"note": "Pelargonium"}),
    write(f"{OPEN}/marks/{{asked}}/throw-away", SCORERS),
    page(f"{OPEN}/close", LEADS),
    write(f"{OPEN}/close", LEADS),
    page(f"{OPEN}/all-marks", ON_IT),
    page(f"{SHOWN}/all-marks", ON_IT),
    page(f"{SHOWN}/learned", ON_IT),
    page(f"{SHOWN}/learned/{{asked_line}}", ON_IT),
    write(f"{SHOWN}/learned/{{asked_line}}", ON_IT),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """The panel, a question, and four people to meet: each at another step."""
    me = accounts["person"].id
    vacancy = db.session.query(Vacancy).filter(Vacancy.number == "rulesjob").one()
    roles = {
        "person": [PanelRole.SCORER],
        "family": [PanelRole.CHAIR, PanelRole.SCORER],
        "advocate": [PanelRole.SCORER],
        "worker": [PanelRole.GREETER],
    }
    places = {
        role: PanelMember(
            vacancy_id=vacancy.id,
            account_id=accounts[role].id,
            roles=[each.value for each in held],
            added_by=me,
            trained_at=now(),
        )
        for role, held in roles.items()
    }
    card = QuestionCard(
        vacancy_id=vacancy.id,
        card_id=uuid.uuid4(),
        number=1,
        words="What would you do if I am upset?",
        good_answer="Sits down with me.",
        written_by=me,
    )
    db.session.add_all([*places.values(), card])
    db.session.flush()
    talks = {name: _talk(vacancy, me, card, hours) for hours, name in enumerate(("planned",), 3)}
    for hours, name in enumerate(("left", "shown"), 1):
        talks[name] = _talk(vacancy, me, card, -2 * hours, has_left=True)
    talks["shown"].closed_at = now()
    for role in ("person", "family"):
        db.session.add(
            Score(
                interview_id=talks["shown"].id,
                card_id=card.id,
                panel_member_id=places[role].id,
                mark=Mark.MAYBE,
                note="Wobblethwaite",
            )
        )
    to_meet = _to_meet(vacancy, me)
    line = (
        db.session.query(VacancyCriterion.criterion_id)
        .filter(VacancyCriterion.vacancy_id == vacancy.id)
        .scalar()
    )
    db.session.flush()
    return {
        "panel_place": places["advocate"].id,
        "question": card.card_id,
        "asked": card.id,
        "asked_line": line,
        "to_meet": to_meet.id,
        **{name: each.id for name, each in talks.items()},
    }


def _to_meet(vacancy: Vacancy, me: uuid.UUID) -> Applicant:
    made = Applicant(
        vacancy_id=vacancy.id,
        name="Ferdinanda Quimbleby",
        email="quimbleby@applicant.example",
        words="I like to cook.",
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


def _talk(
    vacancy: Vacancy, me: uuid.UUID, card: QuestionCard, hours: int, has_left: bool = False
) -> Interview:
    made = Interview(
        vacancy_id=vacancy.id,
        applicant_id=_to_meet(vacancy, me).id,
        starts_at=now() + timedelta(hours=hours),
        cards=[str(card.id)] if has_left else [],
        left_at=now() if has_left else None,
    )
    db.session.add(made)
    db.session.flush()
    return made
