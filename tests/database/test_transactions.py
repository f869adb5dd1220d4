"""One commit a request: unsafe methods under 400 commit, all else rolls back, reads stay logged."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, abort
from sqlalchemy import func, select, text

from app.audit import SYSTEM, action, looked, record, record_in_any_case
from app.audit.models import AccessEvent, AuditEvent
from app.database import BadText, UtcDateTime, clean_text
from app.extensions import db
from app.security import public
from tests.conftest import make_portal
from tests.makers import make_account, make_person

THREADS, TIMES = 8, 10


@action
def write_something(*, by: object) -> None:
    record("test.written", by=SYSTEM)


@pytest.fixture
def own_portal(tmp_path: Path) -> Iterator[Flask]:
    """A portal on a file of its own, with a few routes that write."""
    portal = make_portal(f"sqlite:///{tmp_path}/own.sqlite3", tmp_path)

    @portal.post("/test/good")
    @public
    def good() -> str:
        write_something(by=SYSTEM)
        return "kept"

    @portal.post("/test/bad")
    @public
    def bad() -> str:
        write_something(by=SYSTEM)
        record_in_any_case("test.refused", by=SYSTEM)
        abort(422)

    @portal.get("/test/get")
    @public
    def get() -> str:
        write_something(by=SYSTEM)
        return "not kept"

    yield portal
    portal.extensions["db_engine"].dispose()


def names(portal: Flask) -> list[str]:
    with portal.app_context():
        return list(db.session.scalars(select(AuditEvent.name).order_by(AuditEvent.id)))


def test_a_good_write_is_committed(own_portal: Flask) -> None:
    assert own_portal.test_client().post("/test/good").status_code == 200
    assert names(own_portal) == ["test.written"]


def test_a_refused_write_leaves_only_the_refusal(own_portal: Flask) -> None:
    assert own_portal.test_client().post("/test/bad").status_code == 422
    assert names(own_portal) == ["test.refused"]


def test_get_never_writes(own_portal: Flask) -> None:
    assert own_portal.test_client().get("/test/get").status_code == 200
    assert names(own_portal) == []


def test_a_look_is_logged_though_get_never_writes(portal: Flask) -> None:
    with portal.app_context():
        account = make_account()
        person = make_person(account=account)
        person_id = person.id
    with portal.test_request_context("/"):
        from flask_login import login_user

        from app.accounts.models import SignIn

        account.sign_in = SignIn()
        login_user(account, force=True)
        looked(person_id, "wellness")
        looked(person_id, "wellness")
        from app.transactions import settle

        settle(portal.make_response("page"))
    with portal.app_context():
        assert db.session.scalar(select(func.count()).select_from(AccessEvent)) == 1


def test_no_update_is_lost_between_many_writers(own_portal: Flask) -> None:
    """Read, then write what was read plus one: with deferred transactions most would be lost."""
    with own_portal.app_context(), db.writing():
        db.session.execute(text("CREATE TABLE counter (number INTEGER)"))
        db.session.execute(text("INSERT INTO counter VALUES (0)"))
    errors: list[BaseException] = []

    def count_up() -> None:
        for _each in range(TIMES):
            try:
                with own_portal.app_context(), db.writing() as session:
                    number = session.execute(text("SELECT number FROM counter")).scalar_one()
                    session.execute(text("UPDATE counter SET number = :n"), {"n": number + 1})
            except BaseException as problem:
                errors.append(problem)

    threads = [threading.Thread(target=count_up) for _each in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with own_portal.app_context():
        assert errors == []
        assert db.session.execute(text("SELECT number FROM counter")).scalar() == THREADS * TIMES


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type] # noqa: DTZ001
    aware = datetime(2026, 1, 1, tzinfo=UTC)
    assert UtcDateTime().process_result_value(aware, None) == aware  # type: ignore[arg-type]


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\u202e", "\u202a", "\u2028", "\ud800"])
def test_letters_that_hide_text_are_refused(letter: str) -> None:
    with pytest.raises(BadText):
        clean_text(f"abc{letter}def")


@pytest.mark.parametrize(
    "text_", ["Zażółć", "اردو\u200cمیں", "two\nlines", "\u2067abc\u2069", "👩‍👧"]
)
def test_honest_text_stays(text_: str) -> None:
    assert clean_text(text_) == text_
