"""Hiding a view, or only its photo, from one member: no trace anywhere; it ends the same way."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.accounts import fresh
from app.outcomes.actions import hiding
from app.outcomes.actions.hiding import Hides, Refused, hide_view
from app.outcomes.models import CheckIn, HiddenView, Said
from app.people.models import StoredPhoto
from app.people.parts import Part
from app.storage import files
from tests.outcomes.house import OutcomeHouse

SECRET = "Snorkwhistle"
KEY = "hidden-photo"


def with_photo(
    house: OutcomeHouse, outcome_id: uuid.UUID, role: str = "person", **given: Any
) -> uuid.UUID:
    """A view with a photo whose words are unusual, so that a trace can be searched for."""
    with house.portal.app_context():
        files().put(KEY, b"\xff\xd8\xff\xd9", "image/jpeg")
    photo = StoredPhoto(
        person_id=house.person_id,
        part=Part.OUTCOMES,
        file_key=KEY,
        thumb_key=KEY,
        width=1,
        height=1,
        alt="Vexqualm",
        added_by=house.accounts[role],
    )
    house.add(photo)
    said = {"answer": Said.NOT_WELL, "words": SECRET, **given}
    return house.say(outcome_id, role, photo_id=photo.id, **said)


def hide(house: OutcomeHouse, check_in_id: uuid.UUID, how: Hides, role: str = "worker") -> None:
    with house.seen_by("person") as (by, viewer):
        (row,) = [row for row in house_rows(house) if row.id == check_in_id]
        hide_view(by=by, viewer=viewer, check_in=row, account_id=house.accounts[role], how=how)


def house_rows(house: OutcomeHouse) -> list[CheckIn]:
    return house.rows(CheckIn)


def pages(house: OutcomeHouse, outcome_id: uuid.UUID, role: str) -> dict[str, str]:
    """Everything of outcomes that a member can open, without what changes with each request."""
    places = ("", "story", "story/chart", "independence", "day", outcome_id, f"{outcome_id}/views")
    browser = house.as_(role)
    return {str(place): browser.get(house.url(place).rstrip("/")).text for place in places}


@pytest.mark.parametrize("whose", ["person", "sister"])
def test_a_hidden_view_is_as_if_it_had_never_been_said(house: OutcomeHouse, whose: str) -> None:
    """Twins: the pages before it was said, and after it was said and hidden, are the same."""
    outcome_id = house.want("Swim")
    house.share("worker", Part.CIRCLE)
    house.say(outcome_id, words="I floated")
    before = pages(house, outcome_id, "worker")
    check_in_id = with_photo(house, outcome_id, whose)
    assert pages(house, outcome_id, "worker") != before
    photo = house.url("views", check_in_id, "photo")
    house.as_("worker").get(photo)
    hide(house, check_in_id, Hides.ALL)
    assert pages(house, outcome_id, "worker") == before
    house.as_("worker").get(photo, status=404)
    house.as_("worker").get(f"{photo}?size=small", status=404)
    # For everybody else it stands as before.
    assert SECRET in house.as_("person").get(house.url(outcome_id)).text
    assert SECRET in house.as_("sister").get(house.url(outcome_id)).text
    house.as_("sister").get(photo)
    # And it ends the same way: no row is left.
    shown = house.url("hide", check_in_id, house.members["worker"])
    house.as_("person").post(shown, {"how": "nothing"})
    assert house.rows(HiddenView) == []
    assert SECRET in house.as_("worker").get(house.url(outcome_id)).text


def test_only_the_photo_goes(house: OutcomeHouse) -> None:
    """Twins: a view with a hidden photo looks like the same view without one."""
    outcome_id = house.want("Swim")
    bare = house.say(outcome_id, words=SECRET, answer=Said.NOT_WELL)
    twin = {
        name: text.replace(str(bare), "")
        for name, text in pages(house, outcome_id, "worker").items()
    }
    hide(house, bare, Hides.ALL)
    check_in_id = with_photo(house, outcome_id)
    hide(house, check_in_id, Hides.PHOTO)
    assert pages(house, outcome_id, "worker") == twin
    house.as_("worker").get(house.url("views", check_in_id, "photo"), status=404)
    for place in ("story", outcome_id, f"{outcome_id}/views"):
        html = house.as_("worker").get(house.url(place)).html
        assert "Vexqualm" not in html and f"{check_in_id}/photo" not in html
        assert SECRET in html
    assert "Vexqualm" in house.as_("sister").get(house.url("story")).html


def test_a_photo_that_says_all_goes_with_its_view(house: OutcomeHouse) -> None:
    """Twins: an empty view would tell that something is hidden."""
    outcome_id = house.want("Swim")
    house.say(outcome_id, words="I floated")
    before = pages(house, outcome_id, "worker")
    check_in_id = with_photo(house, outcome_id, answer=None, words="")
    assert pages(house, outcome_id, "worker") != before
    hide(house, check_in_id, Hides.PHOTO)
    assert pages(house, outcome_id, "worker") == before
    assert "Vexqualm" in house.as_("sister").get(house.url("story")).html


def test_the_pages_ask_to_sign_in_afresh(
    home: OutcomeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome_id = home.want("Swim")
    said = home.say(outcome_id, "sister")
    place = home.url("hide", said)
    home.as_("person").get(place)
    monkeypatch.setattr(fresh, "is_fresh", lambda account: False)
    for each in (place, f"{place}/{home.members['worker']}"):
        assert "/fresh" in home.as_("person").get(each, status=303).location
    asked = home.as_("person").post(f"{place}/{home.members['worker']}", {"how": "all"}, status=422)
    assert "/fresh" in asked.html
    assert home.rows(HiddenView) == []


def test_the_person_hides_on_the_page_and_nothing_is_flashed(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    said = home.say(outcome_id, "sister", words=SECRET)
    place = home.url("hide", said)
    listed = home.as_("person").get(place)
    member = f"{place}/{home.members['worker']}"
    assert member in listed.links.values()
    # Whoever said it would see that it is gone.
    assert f"{place}/{home.members['sister']}" not in listed.links.values()
    home.as_("person").get(f"{place}/{home.members['sister']}", status=404)
    answer = home.as_("person").post(member, {"how": "all"})
    assert not home.as_("person").follow(answer).find_all(".notice.done")
    (row,) = home.rows(HiddenView)
    assert (row.account_id, row.photo_only) == (home.accounts["worker"], False)
    # It has no photo to hide alone.
    home.as_("person").post(member, {"how": "photo"}, status=422)


def test_on_a_new_device_nothing_is_shown_again(
    home: OutcomeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To hide is always possible; to show again is to share more."""
    outcome_id = home.want("Swim")
    check_in_id = with_photo(home, outcome_id)
    monkeypatch.setattr(hiding, "is_new_device", lambda account: True)
    member = home.url("hide", check_in_id, home.members["worker"])
    home.as_("person").post(member, {"how": "photo"})
    home.as_("person").post(member, {"how": "all"})
    for less in ("photo", "nothing"):
        home.as_("person").post(member, {"how": less}, status=422)
    (row,) = home.rows(HiddenView)
    assert not row.photo_only


def test_nobody_else_hides(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    said = house.say(outcome_id)
    house.as_("sister").get(house.url("hide"), status=404)
    house.as_("sister").get(house.url("hide", said), status=404)
    (row,) = house.rows(CheckIn)
    with house.seen_by("sister") as (by, viewer), pytest.raises(Refused):
        hide_view(
            by=by,
            viewer=viewer,
            check_in=row,
            account_id=house.accounts["worker"],
            how=Hides.ALL,
        )
