"""Two forms at the same moment: the constraint refuses one, and its page says so in plain words."""

from __future__ import annotations

from pathlib import Path

from app.accounts.models import Account
from app.extensions import db
from app.security import public
from tests.conftest import make_portal


def test_what_is_there_already_is_a_clear_page(tmp_path: Path) -> None:
    portal = make_portal(f"sqlite:///{tmp_path}/twice.sqlite3", tmp_path)

    @portal.post("/test/twice")
    @public
    def twice() -> str:
        db.begin_writing()
        for _each in range(2):
            db.session.add(Account(name="Tansy", email="twice@test.example"))
        db.session.flush()
        return "kept"

    answer = portal.test_client().post("/test/twice")
    assert answer.status_code == 409
    assert "We have this already" in answer.text
    assert "twice@test.example" not in answer.text
    with portal.app_context():
        assert db.session.query(Account).count() == 0
    portal.extensions["db_engine"].dispose()
