"""Saying what one wants without a word: by picture, photo or sound; and where it stands."""

from __future__ import annotations

import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from app.extensions import db
from app.outcomes.models import Lifecycle, Outcome, OutcomeState, OutcomeText
from app.people.parts import Level, Part
from tests.outcomes.house import OutcomeHouse
from tests.recordings import tone

KINDS = ["photo", "sound"]


def a_file(kind: str) -> dict[str, Any]:
    if kind == "sound":
        return {"sound": (io.BytesIO(tone()), "me.webm")}
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG")
    return {"photo": (io.BytesIO(out.getvalue()), "sea.jpg")}


def send(house: OutcomeHouse, url: str, kind: str, role: str = "person", status: int = 303) -> Any:
    fields = house.as_(role).get(url).fields("form.question")
    fields.pop(kind)
    return house.as_(role).post(url, {**fields, **a_file(kind)}, status=status)


def files_kept(house: OutcomeHouse) -> list[Path]:
    return [p for p in Path(house.portal.config["FILES_URL"]).rglob("*") if p.is_file()]


def texts(house: OutcomeHouse, outcome_id: uuid.UUID) -> list[OutcomeText]:
    return house.rows(OutcomeText, OutcomeText.outcome_id == outcome_id)


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_or_a_sound_alone_says_it(house: OutcomeHouse, kind: str) -> None:
    answer = send(house, house.url("new", kind), kind)
    (outcome,) = house.rows(Outcome)
    assert answer.location.endswith(house.url(outcome.id))
    (text,) = texts(house, outcome.id)
    assert text.title == "" and getattr(text, f"{kind}_id") is not None
    assert outcome.section is Part.PLAN_WANTS
    page = house.as_("person").get(house.url(outcome.id))
    assert page.find_all("img.whole-photo" if kind == "photo" else "audio")


@pytest.mark.parametrize("kind", KINDS)
def test_sent_twice_it_is_kept_once_and_no_file_is_left_over(
    house: OutcomeHouse, kind: str
) -> None:
    url = house.url("new", kind)
    fields = house.as_("person").get(url).fields("form.question")
    fields.pop(kind)
    before = len(files_kept(house))
    house.as_("person").post(url, {**fields, **a_file(kind)}, status=303)
    kept = len(files_kept(house))
    house.as_("person").post(url, {**fields, **a_file(kind)}, status=303)
    assert len(house.rows(Outcome)) == 1 and kept > before
    assert len(files_kept(house)) == kept


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_and_a_broken_file_are_told(home: OutcomeHouse, kind: str) -> None:
    url = home.url("new", kind)
    fields = home.as_("person").get(url).fields("form.question")
    fields.pop(kind)
    for given in ({}, {kind: (io.BytesIO(b"not a file"), "x.jpg")}):
        page = home.as_("person").post(url, {**fields, **given}, status=422)
        assert page.find_all("p.error")
    assert home.rows(Outcome) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_stay_when_a_file_comes_and_goes(house: OutcomeHouse, kind: str) -> None:
    outcome_id = house.want("Swim in the sea", why="I float")
    url = house.url(outcome_id, kind)
    send(house, url, kind)
    house.as_("person").post(url, {"answer": "remove", "number": "2"}, status=303)
    with_file, without = texts(house, outcome_id)[1:]
    assert (with_file.title, with_file.why) == ("Swim in the sea", "I float")
    assert getattr(with_file, f"{kind}_id") and getattr(without, f"{kind}_id") is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_does_not_take_the_words_of_somebody_who_was_first(
    house: OutcomeHouse, kind: str
) -> None:
    outcome_id = house.want("Swim")
    url = house.url(outcome_id, kind)
    fields = house.as_("person").get(url).fields("form.question")
    fields.pop(kind)
    change = house.as_("person").get(house.url(outcome_id, "change")).fields("form.question")
    house.as_("person").post(house.url(outcome_id, "change"), {**change, "title": "Swim far"})
    house.as_("person").post(url, {**fields, **a_file(kind)}, status=422)
    assert [text.title for text in texts(house, outcome_id)] == ["Swim", "Swim far"]


def test_two_who_write_at_once_lose_nothing(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    url = house.url(outcome_id, "change")
    mine = house.as_("person").get(url).fields("form.question")
    house.as_("person").post(url, {**mine, "title": "Theirs"})
    page = house.as_("person").post(url, {**mine, "title": "Mine"}, status=422)
    assert "Theirs" in page.text and page.fields("form.question")["title"] == "Mine"
    house.as_("person").post(url, page.fields("form.question"))
    assert [text.title for text in texts(house, outcome_id)] == ["Swim", "Theirs", "Mine"]


def file_url(house: OutcomeHouse, outcome_id: uuid.UUID, kind: str, place: int = -1) -> str:
    text = texts(house, outcome_id)[place]
    return house.url(f"{kind}s", getattr(text, f"{kind}_id"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_opens_with_its_outcome_and_never_before(house: OutcomeHouse, kind: str) -> None:
    outcome_id = house.want("Swim")
    send(house, house.url(outcome_id, kind), kind)
    url = file_url(house, outcome_id, kind)
    for role, status in (("person", 200), ("sister", 200), ("worker", 200)):
        house.as_(role).get(url, status=status)
    for role in ("friend", "stranger"):
        house.as_(role).get(url, status=404)
    house.hide("worker", Part.OUTCOMES)
    house.as_("worker").get(url, status=404)


@pytest.mark.parametrize("kind", KINDS)
def test_an_older_file_is_for_the_person_alone(house: OutcomeHouse, kind: str) -> None:
    outcome_id = house.want("Swim")
    url = house.url(outcome_id, kind)
    send(house, url, kind)
    send(house, url, kind)
    older = file_url(house, outcome_id, kind, 1)
    house.as_("person").get(older)
    house.as_("sister").get(older, status=404)


@pytest.mark.parametrize("kind", KINDS)
def test_what_somebody_thinks_of_opens_to_those_who_may_know_them(
    house: OutcomeHouse, kind: str
) -> None:
    send(house, house.url("new", kind), kind, "sister")
    (outcome,) = house.rows(Outcome)
    url = file_url(house, outcome.id, kind)
    house.as_("person").get(url)
    house.as_("worker").get(url, status=404)
    house.share("worker", Part.CIRCLE)
    house.as_("worker").get(url)


def test_it_ends_only_after_a_second_look(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    page = home.as_("person").get(home.url(outcome_id))
    assert home.url(outcome_id, "stand", "cancelled") in page.links.values()
    confirm = home.as_("person").get(home.url(outcome_id, "stand", "cancelled"))
    home.as_("person").post(home.url(outcome_id, "stand"), confirm.fields("form.confirm"))
    states = home.rows(OutcomeState, OutcomeState.outcome_id == outcome_id)
    assert [each.lifecycle for each in states] == [Lifecycle.ACTIVE, Lifecycle.CANCELLED]
    # It does not stand so that a no could follow.
    home.as_("person").get(home.url(outcome_id, "stand", "rejected"), status=404)
    home.as_("sister").get(home.url(outcome_id, "stand", "cancelled"), status=404)


def test_others_read_where_it_stands_as_told_of_somebody_else(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    assert "I want this now" in home.as_("person").get(home.url(outcome_id)).text
    theirs = home.as_("sister").get(home.url(outcome_id)).text
    assert "They want this now" in theirs and "I want this now" not in theirs


def test_who_only_says_a_view_makes_nothing(home: OutcomeHouse) -> None:
    for kind in KINDS:
        home.as_("worker").get(home.url("new", kind), status=404)
    home.share("friend", Part.OUTCOMES, level=Level.SEE)
    home.as_("friend").get(home.url("new"), status=404)
    with home.portal.app_context():
        assert db.session.scalar(select(Outcome.id)) is None
