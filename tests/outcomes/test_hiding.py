"""Hiding a view, or only its photo, from one member: no trace anywhere; it ends the same way."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts import fresh
from app.database import now
from app.outcomes.actions import hiding
from app.outcomes.actions.hiding import Refused
from app.outcomes.models import CheckIn, HiddenThing, Hides, Said
from app.outcomes.queries.hiding import can_be_hidden_from, thing_for
from app.people.parts import Part
from tests.outcomes.hiding_steps import ALT, SECRET, hidden, hide, hide_url, pages, with_photo
from tests.outcomes.house import OutcomeHouse


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
    hide(house, check_in_id)
    assert pages(house, outcome_id, "worker") == before
    house.as_("worker").get(photo, status=404)
    house.as_("worker").get(f"{photo}?size=small", status=404)
    # For everybody else it stands as before.
    assert SECRET in house.as_("person").get(house.url(outcome_id)).text
    assert SECRET in house.as_("sister").get(house.url(outcome_id)).text
    house.as_("sister").get(photo)
    # And it ends the same way: no row is left.
    hide(house, check_in_id, Hides.NOTHING)
    assert hidden(house) == []
    assert SECRET in house.as_("worker").get(house.url(outcome_id)).text


def test_going_on_from_a_hidden_view_and_from_none_look_alike(house: OutcomeHouse) -> None:
    """Who kept the address of an older page from before cannot tell by it what was hidden."""
    outcome_id = house.want("Swim")
    house.say(outcome_id, words="I floated", at=now() - timedelta(hours=2))
    check_in_id = house.say(outcome_id, words=SECRET, at=now() - timedelta(hours=1))
    house.say(outcome_id, words="I dived")
    views = house.url(outcome_id, "views")

    def older(before: uuid.UUID) -> str:
        return house.as_("worker").get(f"{views}?before={before}").text

    assert "I floated" in older(check_in_id) and "I dived" not in older(check_in_id)
    hide(house, check_in_id)
    assert older(check_in_id) == older(uuid.uuid4())
    assert "I dived" in older(check_in_id) and SECRET not in older(check_in_id)


def test_only_the_photo_goes(house: OutcomeHouse) -> None:
    """Twins: a view with a hidden photo looks like the same view without one."""
    outcome_id = house.want("Swim")
    at = now()
    bare = house.say(outcome_id, words=SECRET, answer=Said.NOT_WELL, at=at)
    twin = {
        name: text.replace(str(bare), "")
        for name, text in pages(house, outcome_id, "worker").items()
    }
    hide(house, bare)
    check_in_id = with_photo(house, outcome_id, at=at)
    hide(house, check_in_id, Hides.PHOTO)
    assert pages(house, outcome_id, "worker") == twin
    house.as_("worker").get(house.url("views", check_in_id, "photo"), status=404)
    for place in ("story", outcome_id, f"{outcome_id}/views"):
        html = house.as_("worker").get(house.url(place)).html
        assert ALT not in html and f"{check_in_id}/photo" not in html
        assert SECRET in html
    assert ALT in house.as_("sister").get(house.url("story")).html


def test_a_photo_that_says_all_goes_with_its_view(house: OutcomeHouse) -> None:
    """Twins: an empty view would tell that something is hidden."""
    outcome_id = house.want("Swim")
    house.say(outcome_id, words="I floated")
    before = pages(house, outcome_id, "worker")
    check_in_id = with_photo(house, outcome_id, answer=None, words="")
    assert pages(house, outcome_id, "worker") != before
    hide(house, check_in_id, Hides.PHOTO)
    assert pages(house, outcome_id, "worker") == before
    assert ALT in house.as_("sister").get(house.url("story")).html


def test_the_pages_ask_to_sign_in_afresh(
    home: OutcomeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome_id = home.want("Swim")
    said = home.say(outcome_id, "sister")
    place, member = home.url("hide", "view", said), hide_url(home, said)
    home.as_("person").get(place)
    monkeypatch.setattr(fresh, "is_fresh", lambda account: False)
    for each in (place, member):
        assert "/fresh" in home.as_("person").get(each, status=303).location
    asked = home.as_("person").post(member, {"how": "all"}, status=422)
    assert "/fresh" in asked.html
    assert hidden(home) == []


def test_the_person_hides_on_the_page_and_nothing_is_flashed(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    said = home.say(outcome_id, "sister", words=SECRET)
    listed = home.as_("person").get(home.url("hide"))
    place = home.url("hide", "view", said)
    assert place in listed.links.values()
    listed = home.as_("person").get(place)
    member, sayer = hide_url(home, said), hide_url(home, said, "sister")
    assert member in listed.links.values()
    # Whoever said it would see that it is gone.
    assert sayer not in listed.links.values()
    home.as_("person").get(sayer, status=404)
    answer = home.as_("person").post(member, {"how": "all"})
    assert not home.as_("person").follow(answer).find_all(".notice.done")
    (row,) = home.rows(HiddenThing)
    assert (row.account_id, row.what) == (home.accounts["worker"], Hides.ALL)
    assert "They do not see it." in home.as_("person").get(place).text
    # It has no photo to hide alone, and no sound.
    for how in ("photo", "sound", "photo-and-sound", "", "half"):
        home.as_("person").post(member, {"how": how}, status=422)
    assert hidden(home) == [Hides.ALL]


def test_on_a_new_device_nothing_is_shown_again(
    home: OutcomeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To hide is always possible; to show again is to share more."""
    outcome_id = home.want("Swim")
    check_in_id = with_photo(home, outcome_id)
    monkeypatch.setattr(hiding, "is_new_device", lambda account: True)
    for more in (Hides.PHOTO, Hides.ALL):
        hide(home, check_in_id, more)
    for less in (Hides.PHOTO, Hides.NOTHING):
        hide(home, check_in_id, less, status=422)
    assert hidden(home) == [Hides.ALL]


def test_nobody_else_hides(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    said = house.say(outcome_id)
    for url in (house.url("hide"), house.url("hide", "view", said), hide_url(house, said)):
        house.as_("sister").get(url, status=404)
    house.as_("sister").post(hide_url(house, said), {"how": "all"}, status=404)
    with house.seen_by("person") as (_by, viewer):
        thing = thing_for(viewer, "view", said)
        assert thing is not None
        whom, *_others = can_be_hidden_from(viewer, thing)
    with house.seen_by("sister") as (by, viewer), pytest.raises(Refused):
        hiding.hide(by=by, viewer=viewer, thing=thing, whom=whom, how=Hides.ALL)
    assert hidden(house) == []


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ("one_thing", {"outcome_id": True, "what": Hides.PHOTO}),
        ("one_thing", {"check_in_id": None}),
        ("one_receiver", {"account_id": None}),
        ("fits_the_thing", {"what": Hides.SOUND}),
        ("fits_the_thing", {"what": Hides.NOTHING}),
        ("fits_the_thing", {"check_in_id": None, "outcome_id": True, "what": Hides.ALL}),
        ("check_in_id", {"twice": True}),
    ],
)
def test_the_database_keeps_rows_that_mean_something(
    house: OutcomeHouse, rule: str, given: dict[str, Any]
) -> None:
    outcome_id = house.want("Swim")
    row = {
        "person_id": house.person_id,
        "check_in_id": house.say(outcome_id),
        "account_id": house.accounts["worker"],
        "what": Hides.ALL,
        **{key: value for key, value in given.items() if key != "twice"},
    }
    if row.get("outcome_id"):
        row["outcome_id"] = outcome_id
    made = [HiddenThing(**row) for _ in range(2 if given.get("twice") else 1)]
    with pytest.raises(IntegrityError) as refused:
        house.add(*made)
    assert rule in str(refused.value)
    assert house.rows(CheckIn) and hidden(house) == []
