"""Who of the circle asked for a job: every address of it is shut to them, and no page tells of it.

The register says where each job's pages are. Nothing here names them by hand.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.staff_choice.models import Applicant, OwnAsking
from tests.rules.access import REGISTER
from tests.rules.rooms.staff_choice import JOB, SEES
from tests.rules.rows import Row
from tests.rules.test_access import outcome
from tests.rules.world import World

OF_THE_JOB = [row for row in REGISTER if row.path.startswith(JOB)]
OTHERS = ("Thistle Grumbold", "Bramble Quist", "Fennel Osgoodby")
CIRCLE = sorted(SEES - {"person"})


def asks(world: World, role: str, gone: bool = False) -> None:
    """They apply by their own address. `gone`: they took it back, and only that is kept."""
    with world.portal.app_context(), db.writing():
        account = db.session.query(Account).filter_by(email=f"{role}@demo.example").one()
        vacancy_id = world.values["vacancy"]
        if gone:
            db.session.add(OwnAsking(vacancy_id=vacancy_id, account_id=account.id))
            return
        db.session.add(
            Applicant(
                vacancy_id=vacancy_id,
                name="Somebody",
                email=account.email.upper(),
                words="I want it.",
                delete_on=now() + timedelta(days=180),
            )
        )


def opened(world: World, client: FlaskClient, rows: list[Row]) -> list[str]:
    return [f"{row.method} {row.path}" for row in rows if outcome(client, row, world) != "404"]


@pytest.mark.parametrize(("role", "gone"), [*((role, False) for role in CIRCLE), ("family", True)])
def test_every_address_of_the_job_is_shut(world: World, role: str, gone: bool) -> None:
    assert len(OF_THE_JOB) > 90
    with world.signed_in(role) as client:
        # Pages alone: to hand over the phone would lock it.
        assert opened(world, client, [row for row in OF_THE_JOB if _is_page(row)])
        asks(world, role, gone)
        assert opened(world, client, OF_THE_JOB) == []


def _is_page(row: Row) -> bool:
    return row.method == "GET" and not row.path.endswith((".pdf", ".svg"))


@pytest.mark.parametrize("role", CIRCLE)
def test_no_page_tells_them_who_else_asked(world: World, role: str) -> None:
    with world.signed_in(role) as client:
        assert _told(world, client, role, [row for row in OF_THE_JOB if _is_page(row)])
        asks(world, role)
        assert _told(world, client, role, [row for row in REGISTER if _is_page(row)]) == []


def _told(world: World, client: FlaskClient, role: str, rows: list[Row]) -> list[str]:
    """The pages that name one of the others who asked."""
    found = []
    for row in rows:
        if row.expected(role) == "in":
            seen = client.get(row.url(world.values)).data
            found += [row.path for name in OTHERS if name.encode() in seen]
    return found


def test_the_person_is_shut_out_by_nobody(world: World) -> None:
    with world.signed_in("person") as client:
        asks(world, "person")
        shut = [
            row.path
            for row in OF_THE_JOB
            if row.method == "GET"
            and row.expected("person") == "in"
            and outcome(client, row, world) != "in"
        ]
    assert shut == []
