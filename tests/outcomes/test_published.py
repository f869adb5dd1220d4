"""Publishing: in its turn, once, without small groups, and readable by everybody."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.outcomes.actions.published import Refused, publish
from app.outcomes.models import Lifecycle, OutcomeState, PublishedCell, PublishedQuarter, Said
from app.outcomes.queries.published import counts_of, next_to_publish, published_cells
from app.outcomes.sheets import SHEETS
from tests.outcomes.figures_house import THIS, Lives

OVER = THIS.before
THEN = OVER.begins + timedelta(days=10)
BEFORE = OVER.before.begins + timedelta(days=10)


@pytest.fixture
def lives(either_portal: Flask) -> Iterator[Lives]:
    """Twenty people: 9 go better, 6 stay the same, 3 go less well, 2 say nothing."""
    here = Lives(either_portal)
    with either_portal.app_context():
        here.works("counter", "council", Role.COMMISSIONER)
        here.works("group", "council", Role.STEERING_GROUP)
        for number, (first, then) in enumerate(
            [(Said.NOT_WELL, Said.WELL)] * 9
            + [(Said.WELL, Said.WELL)] * 6
            + [(Said.WELL, Said.NOT_WELL)] * 3
        ):
            here.person(f"p{number}", f"Quibblethorn {number}")
            here.says(f"p{number}", first, BEFORE)
            here.says(f"p{number}", then, THEN)
        for number in (18, 19):
            here.person(f"p{number}", f"Quibblethorn {number}")
    yield here


def out(lives: Lives) -> dict[tuple[str, str], int | None]:
    with lives.portal.app_context():
        return {
            (sheet, cell): kept.counted for (_, sheet, cell), kept in published_cells(OVER).items()
        }


def publish_it(lives: Lives) -> None:
    answer = lives.as_("counter").post(f"/council/figures/published/{OVER.key}")
    assert answer.status_code == 303


def test_the_true_numbers_are_those_of_the_people(lives: Lives) -> None:
    with lives.portal.app_context():
        counts = {(sheet, cell): n for (_, sheet, cell), n in counts_of(OVER).items()}
    said = [counts["change", cell] for cell in ("better", "same", "less-well", "total")]
    assert said == [9, 6, 3, 18]
    assert [counts["took-part", c] for c in ("self", "others", "nobody")] == [18, 0, 2]
    assert [counts["ever", c] for c in ("new", "before")] == [0, 18]
    for sheet in SHEETS:
        assert sum(counts[sheet.key, c] for c in sheet.cells) == counts[sheet.key, "total"]


def test_a_small_group_and_one_beside_it_are_not_shown(lives: Lives) -> None:
    publish_it(lives)
    cells = out(lives)
    assert cells["change", "less-well"] is None
    # Else 18 less 9 told it.
    assert cells["change", "same"] is None
    assert (cells["change", "better"], cells["change", "total"]) == (9, 18)
    assert cells["took-part", "nobody"] is None


def test_anybody_reads_it_and_no_small_number_stands_there(lives: Lives) -> None:
    publish_it(lives)
    visitor = lives.portal.test_client()
    assert OVER.key in visitor.get("/figures").text
    assert visitor.get(f"/figures/{OVER.key}").status_code == 200
    page = visitor.get(f"/figures/{OVER.key}/change").text
    assert "Not shown" in page
    assert "Quibblethorn" not in page
    assert visitor.get(f"/figures/{THIS.key}").status_code == 404
    assert visitor.get("/figures/9999-q9").status_code == 404


def test_a_quarter_is_published_once_and_in_its_turn(lives: Lives) -> None:
    with lives.portal.app_context():
        assert next_to_publish(now()) == OVER
    publish_it(lives)
    before = out(lives)
    for quarter in (OVER, OVER.before, THIS):
        lives.as_("counter").post(f"/council/figures/published/{quarter.key}")
    with lives.portal.app_context():
        assert len(db.session.scalars(select(PublishedQuarter)).all()) == 1
        assert next_to_publish(now()) is None
        assert next_to_publish(THIS.ends + timedelta(days=1)) == THIS
        # A gap could be worked out from both sides of it.
        assert next_to_publish(THIS.after.ends + timedelta(days=1)) == THIS
    assert out(lives) == before


def test_a_quarter_that_is_not_over_is_refused(lives: Lives) -> None:
    with lives.portal.app_context(), db.writing(), pytest.raises(Refused):
        publish(by=lives.account("counter"), quarter=THIS)
    assert lives.as_("counter").post("/council/figures/published/9999-q9").status_code == 404


def test_the_steering_group_reads_figures_but_publishes_none(lives: Lives) -> None:
    group = lives.as_("group")
    assert group.get("/council/figures").status_code == 200
    assert "/council/figures/published" not in group.get("/council/figures").text
    assert group.post(f"/council/figures/published/{OVER.key}").status_code == 403


def test_an_empty_quarter_is_published_as_zeros(either_portal: Flask) -> None:
    here = Lives(either_portal)
    with either_portal.app_context():
        here.works("counter", "council", Role.COMMISSIONER)
    publish_it(here)
    assert set(out(here).values()) == {0}


def test_what_is_out_is_never_changed(lives: Lives) -> None:
    publish_it(lives)
    for table in ("published_cell", "published_quarter"):
        with lives.portal.app_context(), pytest.raises(DBAPIError), db.writing():
            db.session.execute(text(f"DELETE FROM {table}"))
    with lives.portal.app_context(), pytest.raises(DBAPIError), db.writing():
        db.session.execute(text("UPDATE published_cell SET counted = 3"))


@pytest.mark.parametrize("small", [1, 2, 3, 4])
def test_the_database_itself_refuses_a_small_group(lives: Lives, small: int) -> None:
    publish_it(lives)
    with lives.portal.app_context():
        quarter = db.session.scalars(select(PublishedQuarter.id)).one()
        with pytest.raises(IntegrityError, match="no_small_group"), db.writing():
            db.session.add(
                PublishedCell(quarter_id=quarter, sheet="x", cell=uuid.uuid4().hex, counted=small)
            )


def completed(lives: Lives, who: str, at: datetime) -> None:
    db.session.add(
        OutcomeState(
            outcome_id=lives.wants[who],
            number=2,
            lifecycle=Lifecycle.COMPLETED,
            said_by=lives.account(who).id,
            created_at=at,
        )
    )
    db.session.commit()


def test_who_got_what_they_want_is_counted_once(lives: Lives) -> None:
    with lives.portal.app_context():
        for number in range(5):
            completed(lives, f"p{number}", THEN)
        counts = {(sheet, cell): n for (_, sheet, cell), n in counts_of(OVER).items()}
    assert [counts["reached", c] for c in ("yes", "no", "total")] == [5, 15, 20]
