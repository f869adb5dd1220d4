"""Photos and sounds of what people said: as open as what they belong to, and no more."""

from __future__ import annotations

import uuid

import pytest

from app.audit.models import AccessEvent
from app.extensions import db
from app.outcomes.models import CheckIn, HiddenThing, Hides
from app.people.parts import Part
from tests.makers import make_photo, make_sound
from tests.outcomes.house import OutcomeHouse


@pytest.fixture
def pictured(house: OutcomeHouse) -> tuple[OutcomeHouse, uuid.UUID, uuid.UUID]:
    """The person said how it goes with a photo and a sound. The outcome, and the view."""
    with house.portal.app_context(), db.writing():
        told = (house.person_id, Part.OUTCOMES, house.accounts["person"])
        photo, sound = make_photo(*told, alt=""), make_sound(*told)
    outcome = house.want("Swimming")
    return house, outcome, house.say(outcome, photo_id=photo, sound_id=sound)


def hide(house: OutcomeHouse, view: uuid.UUID, role: str, photo_only: bool) -> None:
    house.add(
        HiddenThing(
            person_id=house.person_id,
            check_in_id=view,
            account_id=house.accounts[role],
            what=Hides.PHOTO if photo_only else Hides.ALL,
        )
    )


def status(house: OutcomeHouse, view: uuid.UUID, role: str, kind: str) -> int:
    return house.as_(role).client.get(house.url("views", view, kind)).status_code


def test_who_reads_the_view_sees_and_hears_it(
    pictured: tuple[OutcomeHouse, uuid.UUID, uuid.UUID],
) -> None:
    house, outcome, view = pictured
    for kind in ("photo", "sound"):
        assert [status(house, view, role, kind) for role in ("person", "sister", "worker")] == [
            200,
            200,
            200,
        ]
        assert [status(house, view, role, kind) for role in ("friend", "stranger")] == [404, 404]
    small = house.as_("sister").client.get(house.url("views", view, "photo") + "?size=small")
    assert small.data == b"test-photo-small"
    assert small.headers["Cache-Control"] == "no-store"
    looks = {(row.part, row.how) for row in house.rows(AccessEvent)}
    assert {("outcomes", "photo"), ("outcomes", "sound")} <= looks
    # A photo without words still has some.
    assert 'alt="A photo"' in house.as_("sister").get(house.url(outcome)).html


def test_a_hidden_photo_is_not_there_for_that_one_alone(
    pictured: tuple[OutcomeHouse, uuid.UUID, uuid.UUID],
) -> None:
    house, outcome, view = pictured
    hide(house, view, "sister", photo_only=True)
    assert status(house, view, "sister", "photo") == 404
    assert status(house, view, "sister", "sound") == 200
    assert status(house, view, "worker", "photo") == 200
    for url in (house.url(outcome), house.url(outcome, "views")):
        page = house.as_("sister").get(url)
        assert "/photo" not in page.html and "Going well" in page.text
        assert "/photo" in house.as_("worker").get(url).html


def test_a_hidden_view_is_gone_with_its_files(
    pictured: tuple[OutcomeHouse, uuid.UUID, uuid.UUID],
) -> None:
    house, outcome, view = pictured
    hide(house, view, "sister", photo_only=False)
    for kind in ("photo", "sound"):
        assert status(house, view, "sister", kind) == 404
    for url in (house.url(outcome), house.url(outcome, "views")):
        assert "Going well" not in house.as_("sister").get(url).text


def test_no_other_address_gives_it_out(
    pictured: tuple[OutcomeHouse, uuid.UUID, uuid.UUID],
) -> None:
    """The rooms of About me and of the plan know nothing of these files."""
    house, _outcome, view = pictured
    (row,) = house.rows(CheckIn, CheckIn.id == view)
    root = f"/people/{house.person_id}"
    for role in ("person", "sister", "friend"):
        client = house.as_(role).client
        for there in (
            f"{root}/photos/{row.photo_id}",
            f"{root}/plan/photos/{row.photo_id}",
            f"{root}/plan/sounds/{row.sound_id}",
        ):
            assert client.get(there).status_code == 404, there


def test_one_page_of_an_outcome_stays_within_ten(
    pictured: tuple[OutcomeHouse, uuid.UUID, uuid.UUID],
) -> None:
    house, outcome, _view = pictured
    for role in ("sister", "worker"):
        house.say(outcome, role)
    for role in ("person", "sister", "worker"):
        house.as_(role).get(house.url(outcome))
        with house.queries() as seen:
            house.as_(role).get(house.url(outcome))
        assert len(seen) <= 10, seen
