"""What is append-only cannot be changed, deleted or written over, whoever tries."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.audit import SYSTEM, record
from app.database import APPEND_ONLY
from app.extensions import db


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET name = 'other'", "DELETE FROM audit_event"],
)
def test_an_audit_event_stays_as_it_is(either_portal: Flask, statement: str) -> None:
    with either_portal.app_context():
        with db.writing():
            record("test.happened", by=SYSTEM)
        with pytest.raises(DBAPIError, match="append-only"), db.writing():
            db.session.execute(text(statement))


def test_replacing_a_row_is_refused_on_sqlite(portal: Flask) -> None:
    with portal.app_context():
        with db.writing():
            record("test.happened", by=SYSTEM)
            key = db.session.execute(text("SELECT id FROM audit_event LIMIT 1")).scalar()
        with pytest.raises(DBAPIError, match="append-only"), db.writing():
            db.session.execute(
                text(
                    "INSERT OR REPLACE INTO audit_event (id, created_at, name, about, facts)"
                    " VALUES (:id, '2026-01-01', 'x', '', '{}')"
                ),
                {"id": key},
            )


def test_what_people_say_is_append_only() -> None:
    said = {"about_me_entry", "sharing_decision", "shared_part", "sharing_stop", "witness_answer"}
    assert said | {"audit_event", "access_event"} <= set(APPEND_ONLY)


def test_ids_are_version_7(portal: Flask) -> None:
    with portal.app_context():
        with db.writing():
            record("test.happened", by=SYSTEM)
        key = db.session.execute(text("SELECT id FROM audit_event LIMIT 1")).scalar()
    assert uuid.UUID(str(key)).version == 7
