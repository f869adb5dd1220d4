"""What the tests of hiding do alike: files with unusual words, every page, the person's form."""

from __future__ import annotations

import re
import uuid
from typing import Any

from app.extensions import db
from app.outcomes.models import HiddenThing, Hides, Said
from app.people.parts import Part
from tests.makers import make_photo, make_sound
from tests.outcomes.house import OutcomeHouse

SECRET, ALT = "Snorkwhistle", "Vexqualm"
# What changes with each answer, whatever it shows.
OF_THE_MOMENT = re.compile(r'(name="(?:csrf_token|key)"[^>]*value=")[^"]*')


def photo(house: OutcomeHouse, role: str = "person", alt: str = ALT) -> uuid.UUID:
    """A photo whose words are unusual, so that a trace can be searched for."""
    with house.portal.app_context(), db.writing():
        return make_photo(house.person_id, Part.OUTCOMES, house.accounts[role], alt=alt)


def sound(house: OutcomeHouse, role: str = "person") -> uuid.UUID:
    with house.portal.app_context(), db.writing():
        by = house.accounts[role]
        return make_sound(house.person_id, Part.OUTCOMES, by, said=f"{ALT} spoken")


def with_photo(
    house: OutcomeHouse, outcome_id: uuid.UUID, role: str = "person", **given: Any
) -> uuid.UUID:
    """A view with a photo."""
    said = {"answer": Said.NOT_WELL, "words": SECRET, **given}
    return house.say(outcome_id, role, photo_id=photo(house, role), **said)


def hide_url(house: OutcomeHouse, thing_id: uuid.UUID, whom: str = "worker", **given: Any) -> str:
    """Where the person hides a view or an outcome (`kind`) from a member or a `place`."""
    kind, receiver = given.get("kind", "view"), given.get("place")
    to = ("organisation", receiver) if receiver else ("member", house.members[whom])
    return house.url("hide", kind, thing_id, *to)


def hide(
    house: OutcomeHouse,
    thing_id: uuid.UUID,
    how: Hides = Hides.ALL,
    whom: str = "worker",
    status: int = 303,
    **given: Any,
) -> None:
    """As the person does it on the page."""
    url = hide_url(house, thing_id, whom, **given)
    house.as_("person").post(url, {"how": how.value}, status=status)


def hidden(house: OutcomeHouse) -> list[Hides]:
    return [row.what for row in house.rows(HiddenThing)]


def pages(house: OutcomeHouse, outcome_id: uuid.UUID, role: str) -> dict[str, str]:
    """Everything of outcomes that a member can open, without what changes with each request."""
    below = ("", "/views", "/check-in", "/hand-over", "/change", "/photo", "/sound", "/steps/new")
    places = ["", "story", "story/chart", "independence", "day", "check-in", "new", "hide"]
    found = {place: read(house, house.url(place).rstrip("/"), role) for place in places}
    return found | {each: read(house, house.url(outcome_id) + each, role) for each in below}


def read(house: OutcomeHouse, url: str, role: str) -> str:
    """The whole of an answer: its status, where it leads, its body."""
    answer = house.as_(role).client.get(url)
    body = OF_THE_MOMENT.sub(r"\1", answer.get_data(as_text=True))
    return f"{answer.status_code} {answer.headers.get('Location')} {body}"
