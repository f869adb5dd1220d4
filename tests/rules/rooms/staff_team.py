"""My team, who comes when somebody cannot, my people to ask, and a worker's own pages.

Mirabel shares "My team" with `family`, `manager` and `caremanager`. Her team has `worker` and
somebody without an account, both of the provider that `manager` looks after.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.storage import files
from app.team.models import Absence, TeamMember, Worker
from app.team.rules import today
from tests.rules.rows import EVERYBODY, Row, page, write

P = "/people/{person}"
TEAM = f"{P}/team"
MATE = f"{TEAM}/{{mate}}"
COVER = f"{TEAM}/cover/{{absence}}"
ASK = f"{P}/ask"
WORK = "/work"

ME = frozenset({"person"})
SEES = frozenset("person family manager caremanager".split())
ADDS = frozenset("person manager caremanager".split())
# Those whom a provider employs: no business of the care manager.
LOOKS_AFTER = frozenset("person manager".split())
WORKS = frozenset({"worker"})
MANAGERS = frozenset("manager manager2".split())

ROWS: list[Row] = [
    page(TEAM, SEES),
    page(f"{TEAM}/add", ADDS),
    write(f"{TEAM}/add", ADDS),
    page(MATE, SEES),
    page(f"{MATE}/photo", SEES),
    write(f"{MATE}/chosen", ME, form={"answer": "yes"}),
    page(f"{MATE}/leave", LOOKS_AFTER),
    write(f"{MATE}/leave", LOOKS_AFTER),
    page(f"{MATE}/away", LOOKS_AFTER),
    write(f"{MATE}/away", LOOKS_AFTER),
    page(f"{TEAM}/{{left_mate}}/thank-you", ME),
    write(f"{TEAM}/{{left_mate}}/thank-you", ME, form={"picture": "flower"}),
    page(COVER, LOOKS_AFTER),
    write(COVER, LOOKS_AFTER),
    write(f"{COVER}/open", LOOKS_AFTER),
    # Whoever wrote it takes it back, and nobody else.
    page(f"{COVER}/take-back", frozenset({"manager"})),
    write(f"{COVER}/take-back", frozenset({"manager"})),
    page(ASK, ME),
    page(f"{ASK}/team-{{mate}}", ME),
    write(f"{ASK}/team-{{mate}}", ME, form={"phone": "01632 960219"}),
    page(WORK, WORKS),
    page(f"{WORK}/profile", WORKS),
    write(f"{WORK}/profile", WORKS, form={"liked": "I am calm."}),
    page(f"{WORK}/profile/photo", WORKS),
    write(f"{WORK}/profile/photo", WORKS),
    page(f"{WORK}/profile/photo.jpg", WORKS),
    page(f"{WORK}/away/{{mate}}", WORKS),
    write(f"{WORK}/away/{{mate}}", WORKS),
    page(f"{WORK}/away/{{own_absence}}/take-back", WORKS),
    write(f"{WORK}/away/{{own_absence}}/take-back", WORKS),
    page(f"{WORK}/cover/{{absence}}", WORKS),
    write(f"{WORK}/cover/{{absence}}", WORKS, form={"answer": "cannot"}),
    page("/provider/workers", MANAGERS),
    page("/employer", EVERYBODY),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """A photo of the worker, somebody who left, and a time when somebody cannot come."""
    by = accounts["manager"].id
    worker = db.session.query(Worker).filter_by(account_id=accounts["worker"].id).one()
    worker.photo_key = worker.thumb_key = "pictures/team-rules.jpg"
    files().put(worker.thumb_key, b"\xff\xd8\xff", "image/jpeg")
    mate = db.session.query(TeamMember).filter_by(worker_id=worker.id).one()
    other = db.session.query(TeamMember).join(Worker).filter(Worker.account_id.is_(None)).first()
    assert other is not None
    gone = Worker(organisation_id=worker.organisation_id, name="Fergus Plumtree")
    db.session.add(gone)
    db.session.flush()
    left = TeamMember(
        person_id=person_id,
        worker_id=gone.id,
        since=today() - timedelta(days=90),
        chosen_by_person=False,
        added_by=by,
        ended_on=today() - timedelta(days=3),
        ended_at=now(),
    )
    absence = Absence(
        person_id=person_id,
        team_member_id=other.id,
        starts_at=now() + timedelta(days=2),
        ends_at=now() + timedelta(days=2, hours=6),
        said_by=by,
    )
    own = Absence(
        person_id=person_id,
        team_member_id=mate.id,
        starts_at=now() + timedelta(days=9),
        ends_at=now() + timedelta(days=9, hours=6),
        said_by=accounts["worker"].id,
    )
    db.session.add_all([left, absence, own])
    db.session.flush()
    return {
        "mate": mate.id,
        "left_mate": left.id,
        "absence": absence.id,
        "own_absence": own.id,
    }
