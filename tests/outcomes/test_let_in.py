"""A safeguarding override opens how it is going: to read, in its time, to one, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AccessEvent
from app.database import now
from app.extensions import db
from app.outcomes.models import (
    CheckIn,
    HiddenThing,
    Lifecycle,
    Outcome,
    OutcomeState,
    OutcomeText,
    Question,
    Said,
    ViewFrom,
)
from app.people.models import HiddenPart, SafeguardingOverride
from app.people.parts import Level, Part
from app.people.predicates import relation
from tests.outcomes import whispers
from tests.outcomes.whispers import MAY_READ
from tests.people.overrides_house import House, make_house
from tests.rules.access import REGISTER
from tests.rules.rooms.outcomes import OUTCOME, OUTCOMES
from tests.rules.rooms.outcomes_checking import VIEW
from tests.rules.rooms.outcomes_making import STEP
from tests.rules.scene import Scene
from tests.rules.test_access import outcome
from tests.rules.test_twins import decide
from tests.rules.world import World

SECRET = "Snorkwhistle"
# All that it opens, written by hand. What somebody thinks of for her needs sight of that somebody.
OPEN = {
    OUTCOMES,
    OUTCOME,
    f"{OUTCOME}/views",
    f"{OUTCOMES}/day",
    f"{OUTCOMES}/story",
    f"{OUTCOMES}/story/chart",
    f"{OUTCOMES}/independence",
    f"{OUTCOMES}/photos/{{outcome_photo}}",
    f"{OUTCOMES}/sounds/{{outcome_sound}}",
    f"{VIEW}/photo",
    f"{VIEW}/sound",
    STEP,
}
HER_VIEWS = {
    whispers.HIDDEN_FROM_WORKER,
    whispers.HIDDEN_FROM_THE_PLACE,
    whispers.PHOTO_HIDDEN_FROM_FAMILY,
}
HER_PHOTOS = {whispers.WANTED_HIDDEN_FROM_FAMILY, whispers.WANTED_HIDDEN_FROM_THE_PLACE}
HER_OWN_WORDS = HER_VIEWS | HER_PHOTOS
OF_OTHERS = {whispers.BY_FAMILY, whispers.BY_WORKER, whispers.BY_MANAGER}


def let_in(world: World, *parts: Part) -> uuid.UUID:
    """The nurse, by an override that the person does not know of. Its id."""
    with world.portal.app_context(), db.writing():
        made = SafeguardingOverride(
            person_id=world.person_id,
            account_id=whispers.account_of("nurse"),
            parts=[part.value for part in parts],
            reason="Bruises that nobody explains",
            days=7,
            asked_by=whispers.account_of("caremanager"),
            approved_by=whispers.account_of("approver"),
            approved_at=now(),
            starts_at=now(),
            ends_at=now() + timedelta(days=7),
        )
        db.session.add(made)
        db.session.flush()
        return made.id


def answers(scene: Scene) -> dict[tuple[str, str], str]:
    """Every page and every form about a person, as the nurse meets it: in, or nothing there."""
    world = scene.world
    found = {}
    for row in REGISTER:
        if row.path.startswith("/people/"):
            with world.signed_in("nurse") as client:
                found[row.method, row.path] = outcome(client, row, world)
    return found


def test_of_all_pages_and_forms_it_opens_reading_how_it_is_going_alone(scene: Scene) -> None:
    before = answers(scene)
    made = let_in(scene.world, Part.OUTCOMES)
    after = answers(scene)
    changed = {key: after[key] for key in before if before[key] != after[key]}
    assert changed == {("GET", path): "in" for path in OPEN}
    scene.change(SafeguardingOverride, made, ended_at=now())
    for path in OPEN:
        assert scene.as_("nurse").get(path.format(**scene.world.values)).status_code == 404


def read(scene: Scene, said: whispers.Whispers) -> set[str]:
    """The words that the nurse meets where it is told how it is going."""
    pages = [OUTCOMES, f"{OUTCOMES}/day", f"{OUTCOMES}/story", f"{OUTCOMES}/staff"]
    pages += [f"{OUTCOMES}/{each}" for each in said.outcomes]
    texts = [scene.as_("nurse").get(path.format(**scene.world.values)).text for path in pages]
    return {word for word in MAY_READ if any(word in text for text in texts)}


def test_it_opens_her_words_and_those_of_others_only_with_the_circle(scene: Scene) -> None:
    """What she says about staff opens by no override."""
    world = scene.world
    said = whispers.whisper(world)
    assert read(scene, said) == set()
    made = let_in(world, Part.OUTCOMES)
    assert read(scene, said) == HER_OWN_WORDS
    scene.change(SafeguardingOverride, made, ended_at=now())
    let_in(world, Part.OUTCOMES, Part.CIRCLE)
    assert read(scene, said) == HER_OWN_WORDS | OF_OTHERS
    anywhere = [text for _path, text in whispers.everything(world, "nurse", said.outcomes)]
    never = MAY_READ.keys() - HER_OWN_WORDS - OF_OTHERS
    assert not any(word in text for word in never for text in anywhere)


def test_what_was_hidden_from_them_opens_and_is_hidden_again_afterwards(scene: Scene) -> None:
    """Whoever holds her phone could hide from the nurse what the council must see."""
    world = scene.world
    said = whispers.whisper(world)
    with world.portal.app_context(), db.writing():
        for word in HER_VIEWS:
            whispers.hide(world, said.said[word], "nurse")
        for word in HER_PHOTOS:
            at_work = word == whispers.WANTED_HIDDEN_FROM_FAMILY
            whispers.hide_photo(world, said.said[word], "nurse", at_work=at_work)
        whispers.hide(world, said.said[whispers.ABOUT_STAFF], "nurse")
    decide(world, "nurse", Part.ABOUT_STAFF)
    assert read(scene, said) == {whispers.TOLD_THE_PLACE}
    made = let_in(world, Part.OUTCOMES)
    # It opened how it is going, and nothing of what she says about staff.
    assert read(scene, said) == HER_OWN_WORDS | {whispers.TOLD_THE_PLACE}
    scene.change(SafeguardingOverride, made, ended_at=now())
    decide(world, "nurse", Part.OUTCOMES)
    assert read(scene, said) == {whispers.TOLD_THE_PLACE}


def test_every_look_is_kept_under_the_override_and_she_reads_of_none(scene: Scene) -> None:
    made = let_in(scene.world, Part.OUTCOMES)
    before = len(scene.rows(AccessEvent))
    for path in sorted(OPEN):
        url = path.format(**scene.world.values)
        assert scene.as_("nurse").get(url).status_code == 200, path
    looks = scene.rows(AccessEvent)[before:]
    assert {(each.part, each.actor_role) for each in looks} == {("outcomes", f"override:{made}")}
    assert len(looks) == len(OPEN)
    assert "To keep you safe" not in scene.get("person", "/who-looked").text
    scene.change(SafeguardingOverride, made, shown_from=now())
    told = scene.get("person", "/who-looked").text
    assert "To keep you safe" in told and "How it is going: a photo" in told


@pytest.fixture
def house(either_portal: Flask) -> Iterator[House]:
    made = make_house(either_portal)
    with either_portal.app_context():
        _wants(made)
    yield made


def _wants(house: House) -> None:
    """Something that the person wants, and a view on it."""
    owner = db.session.merge(house.account("owner")).id
    wanted = Outcome(person_id=house.person_id, made_by=owner)
    db.session.add(wanted)
    db.session.flush()
    first = {"outcome_id": wanted.id, "number": 1, "language": "en"}
    db.session.add_all(
        [
            OutcomeText(**first, title="Wuzzlefish", written_by=owner),
            OutcomeState(**first, lifecycle=Lifecycle.ACTIVE, said_by=owner),
            CheckIn(
                person_id=house.person_id,
                outcome_id=wanted.id,
                question=Question.OUTCOME,
                view_from=ViewFrom.ME,
                said_by=owner,
                answer=Said.NOT_WELL,
                words=SECRET,
                language="en",
                answered_at=now(),
            ),
        ]
    )
    db.session.commit()


def reads(house: House, who: str = "nurse") -> bool:
    answer = house.get(who, "/outcomes/story")
    assert (SECRET in answer.text) is (answer.status_code == 200)
    return answer.status_code == 200


ASKED = [Part.OUTCOMES.value]


def test_it_opens_with_the_yes_and_to_the_one_who_was_named(house: House) -> None:
    made = house.asked(parts=ASKED)
    assert not reads(house)
    assert house.answer(made) == 303
    assert reads(house)
    for who in ("manager", "approver", "social", "sister", "boss", "double", "aunt", "stranger"):
        assert not reads(house, who), who
    # Other parts of the person stay closed.
    assert not house.reads("nurse")


@pytest.mark.parametrize("how", ["refused", "ended", "run out"])
def test_after_a_no_and_after_its_end_it_is_closed(house: House, how: str) -> None:
    made = house.asked(parts=ASKED)
    assert house.answer(made, answer="no" if how == "refused" else "yes") == 303
    assert reads(house) is (how != "refused")
    if how == "ended":
        assert house.post("approver", f"/council/overrides/{made}/end").status_code == 303
    elif how == "run out":
        house.run_out(made)
    assert not reads(house)


def test_it_opens_what_the_person_hid_from_them(house: House) -> None:
    nurse = house.account("nurse").id
    with house.portal.app_context(), db.writing():
        hidden = {"person_id": house.person_id, "account_id": nurse}
        said = db.session.scalars(select(CheckIn.id)).one()
        db.session.add(HiddenPart(**hidden, part=Part.OUTCOMES))
        db.session.add(HiddenThing(**hidden, check_in_id=said))
    assert not reads(house)
    house.opened(parts=ASKED)
    assert reads(house)


@pytest.mark.parametrize("part", [Part.ABOUT_STAFF, Part.MONTHLY])
def test_what_the_person_was_promised_is_not_asked_for(house: House, part: Part) -> None:
    """Whoever talks about staff is told by name who can read it; of a month they read first."""
    assert part.value not in house.get("manager", "/overrides/ask").text
    assert house.ask(parts=[part.value]).status_code == 422
    assert house.rows(SafeguardingOverride) == []


def test_how_far_something_is_shared_does_not_grow_by_it(house: House) -> None:
    """Only to see, whatever the row says of the part."""
    house.opened(parts=ASKED)
    with house.portal.test_request_context("/"):
        found = relation(db.session.merge(house.account("nurse")), house.person_id)
        assert found is not None and found.may(Part.OUTCOMES)
        assert not found.shares(Part.OUTCOMES)
        assert not found.may(Part.OUTCOMES, Level.COMMENT)
