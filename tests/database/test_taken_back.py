"""What its writer took back has a basis of its own, before and after the migration."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.commands import alembic_config
from app.database import make_engine
from app.people.models import Person
from app.people.parts import Part
from app.plans.models import DecidedBy, SectionText, Suggestion, SuggestionAnswer, Verdict


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/migrated.sqlite3"
    else:
        yield request.getfixturevalue("fresh_postgres_url")


def wanted(session: Session) -> Suggestion:
    """A suggestion that nobody answered, by an account of its own."""
    account = Account(name="Test", email=f"{uuid.uuid4()}@demo.example", language="en")
    session.add(account)
    session.flush()
    person = Person(called="Test", account_id=account.id)
    session.add(person)
    session.flush()
    made = Suggestion(
        person_id=person.id,
        section=Part.PLAN_WANTS,
        content={"text": "A dog"},
        language="en",
        written_by=account.id,
        helped_by=[],
    )
    session.add(made)
    session.flush()
    return made


def answered(engine: Engine, verdict: Verdict, basis: DecidedBy) -> None:
    with Session(engine) as session, session.begin():
        made = wanted(session)
        session.add(
            SuggestionAnswer(
                suggestion_id=made.id, verdict=verdict, decided_by=made.written_by, basis=basis
            )
        )


def taken(engine: Engine, basis: DecidedBy) -> None:
    with Session(engine) as session, session.begin():
        made = wanted(session)
        session.add(
            SectionText(
                person_id=made.person_id,
                section=made.section,
                number=1,
                content=made.content,
                language="en",
                suggestion_id=made.id,
                written_by=made.written_by,
                helped_by=[],
                decided_by=made.written_by,
                basis=basis,
            )
        )


def rows(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT verdict, basis FROM suggestion_answer ORDER BY verdict")
        )
        return [(row[0], row[1]) for row in found]


def test_rows_of_before_are_told_anew_and_back(url: str) -> None:
    config = alembic_config(url)
    command.upgrade(config, "0005")
    engine = make_engine(url)
    answered(engine, Verdict.NO, DecidedBy.PERSON)
    answered(engine, Verdict.TAKEN_BACK, DecidedBy.PERSON)
    taken(engine, DecidedBy.PERSON)
    with pytest.raises(IntegrityError):
        answered(engine, Verdict.TAKEN_BACK, DecidedBy.WRITER)
    for basis, step in (("writer", command.upgrade), ("person", command.downgrade)):
        step(config, "0006" if basis == "writer" else "0005")
        assert rows(engine) == [("no", "person"), ("taken-back", basis)]
        # Nobody can change a row, as before.
        with engine.connect() as connection, pytest.raises(Exception, match="append-only"):
            connection.execute(text("UPDATE suggestion_answer SET language = 'pl'"))
        with engine.connect() as connection, pytest.raises(Exception, match="append-only"):
            connection.execute(text("DELETE FROM section_text"))
    engine.dispose()


def test_the_writer_takes_back_and_decides_nothing_else(url: str) -> None:
    command.upgrade(alembic_config(url), "head")
    engine = make_engine(url)
    answered(engine, Verdict.TAKEN_BACK, DecidedBy.WRITER)
    taken(engine, DecidedBy.PERSON)
    for verdict, basis in (
        (Verdict.TAKEN_BACK, DecidedBy.PERSON),
        (Verdict.NO, DecidedBy.WRITER),
        (Verdict.TAKEN, DecidedBy.WRITER),
        (Verdict.NO, DecidedBy.BEST_INTERESTS),
    ):
        with pytest.raises(IntegrityError):
            answered(engine, verdict, basis)
    with pytest.raises(IntegrityError):
        taken(engine, DecidedBy.WRITER)
    engine.dispose()
