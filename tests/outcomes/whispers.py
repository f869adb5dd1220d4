"""Unusual words in what is said of Mirabel's wants, and who may ever meet each of them.

In the demo "How it is going" is shared with `family` (who also knows the circle), `worker`,
`manager`, `advocate` and `caremanager`; what she says about staff with `advocate` alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember
from app.outcomes.models import (
    CheckIn,
    HiddenThing,
    Hides,
    Lifecycle,
    Outcome,
    OutcomeState,
    OutcomeText,
    Question,
    Said,
    StaffAnswerYes,
    ViewFrom,
)
from app.people.models import Relationship
from app.people.parts import Part
from tests.makers import make_photo
from tests.rules.access import REGISTER
from tests.rules.world import World

ABOUT_STAFF, TOLD_THE_PLACE = "Quorbintly", "Yestermoor"
BY_FAMILY, BY_WORKER, BY_MANAGER = "Ombrasted", "Grindlewisp", "Pelvertone"
HIDDEN_FROM_WORKER, PHOTO_HIDDEN_FROM_FAMILY = "Zlibberdash", "Threplinward"
HIDDEN_FROM_THE_PLACE, WANTED_HIDDEN_FROM_THE_PLACE = "Quendermoss", "Brillowhap"
WANTED_HIDDEN_FROM_FAMILY = "Yaffinger"
SHARED_WITH = frozenset("person family advocate worker manager caremanager".split())
# Word → who may read it: by the sharing of the demo, written by hand.
MAY_READ: dict[str, frozenset[str]] = {
    ABOUT_STAFF: frozenset({"person", "advocate"}),
    TOLD_THE_PLACE: frozenset({"person", "advocate", "manager"}),
    BY_FAMILY: frozenset({"person", "family"}),
    BY_WORKER: frozenset({"person", "family", "worker"}),
    BY_MANAGER: frozenset({"person", "family", "manager"}),
    HIDDEN_FROM_WORKER: SHARED_WITH - {"worker"},
    PHOTO_HIDDEN_FROM_FAMILY: SHARED_WITH - {"family"},
    HIDDEN_FROM_THE_PLACE: SHARED_WITH - {"worker", "manager"},
    WANTED_HIDDEN_FROM_THE_PLACE: SHARED_WITH - {"worker", "manager"},
    WANTED_HIDDEN_FROM_FAMILY: SHARED_WITH - {"family"},
}
SEEN_AS = {
    "family": Relationship.FAMILY,
    "worker": Relationship.SUPPORT_WORKER,
    "manager": Relationship.PROVIDER_MANAGER,
}
_SIDES = {"person": ViewFrom.ME, "family": ViewFrom.FAMILY}


@dataclass(frozen=True)
class Whispers:
    """The ids of what was said or wanted, by its word, and of every outcome of hers."""

    said: dict[str, uuid.UUID]
    outcomes: tuple[uuid.UUID, ...]


def say(world: World, role: str, words: str = "", **given: Any) -> uuid.UUID:
    """One row of how it is going, as it would be kept. Call inside an app context."""
    account = account_of(role)
    made = CheckIn(
        **{
            "person_id": world.person_id,
            "question": Question.OUTCOME,
            "view_from": _SIDES.get(role, ViewFrom.TEAM),
            "said_by": account,
            "seen_as": SEEN_AS.get(role),
            "answer": Said.NOT_WELL,
            "words": words,
            "language": "en",
            "answered_at": now(),
            **given,
        }
    )
    db.session.add(made)
    db.session.flush()
    return made.id


def say_about_worker(world: World, words: str) -> uuid.UUID:
    """What Mirabel says about the worker, on her own."""
    about = world.members["worker"]
    return say(world, "person", words, question=Question.STAFF, about_member_id=about, alone=True)


def account_of(role: str) -> uuid.UUID:
    wanted = select(Account.id).where(Account.email == f"{role}@demo.example")
    return db.session.scalars(wanted).one()


def place_of(role: str) -> uuid.UUID:
    """Where an account works."""
    wanted = select(OrganisationMember.organisation_id).where(
        OrganisationMember.account_id == account_of(role)
    )
    return db.session.scalars(wanted).one()


def open_to_the_place(world: World, check_in: uuid.UUID) -> None:
    """Mirabel's separate yes for one answer."""
    db.session.add(
        StaffAnswerYes(
            check_in_id=check_in,
            organisation_id=place_of("manager"),
            said_by=account_of("person"),
        )
    )
    db.session.flush()


def hide(world: World, check_in: uuid.UUID, role: str, *, photo_only: bool = False) -> None:
    what = Hides.PHOTO if photo_only else Hides.ALL
    _hide(world, what, check_in_id=check_in, account_id=account_of(role))


def _hide(world: World, what: Hides, **thing_and_whom: uuid.UUID) -> None:
    db.session.add(HiddenThing(person_id=world.person_id, what=what, **thing_and_whom))
    db.session.flush()


def hide_photo(world: World, outcome: uuid.UUID, role: str, *, at_work: bool) -> None:
    """The photo of what she wants: from an account, or from everybody where it works."""
    whom = {"organisation_id": place_of(role)} if at_work else {"account_id": account_of(role)}
    _hide(world, Hides.PHOTO, outcome_id=outcome, **whom)


def add_photo(world: World, outcome: uuid.UUID, alt: str) -> None:
    """The same words as before, and a photo."""
    of_it = select(OutcomeText).where(OutcomeText.outcome_id == outcome)
    before = db.session.scalars(of_it.order_by(OutcomeText.number.desc())).unique().first()
    assert before is not None
    same = {name: getattr(before, name) for name in ("title", "why", "picture", "language")}
    number, me = before.number + 1, account_of("person")
    row = {"outcome_id": outcome, "number": number, "written_by": me}
    db.session.add(OutcomeText(**same, **row, photo_id=photo(world, alt)))
    db.session.flush()


def want_with_photo(world: World, alt: str) -> uuid.UUID:
    """Something that Mirabel wants, said by a photo alone."""
    me = account_of("person")
    made = Outcome(person_id=world.person_id, made_by=me)
    db.session.add(made)
    db.session.flush()
    said = {"outcome_id": made.id, "number": 1, "language": "en"}
    db.session.add(OutcomeText(**said, photo_id=photo(world, alt), written_by=me))
    db.session.add(OutcomeState(**said, lifecycle=Lifecycle.ACTIVE, said_by=me))
    db.session.flush()
    return made.id


def photo(world: World, alt: str) -> uuid.UUID:
    return make_photo(world.person_id, Part.OUTCOMES, account_of("person"), alt=alt)


def outcomes_of(world: World) -> tuple[uuid.UUID, ...]:
    """Hers, the oldest first, without what somebody thinks of."""
    wanted = (
        select(Outcome.id)
        .where(Outcome.person_id == world.person_id, Outcome.made_by == account_of("person"))
        .order_by(Outcome.created_at, Outcome.id)
    )
    return tuple(db.session.scalars(wanted))


def whisper(world: World) -> Whispers:
    """Every word of `MAY_READ` is said, each where it is the newest of its voice."""
    with world.portal.app_context(), db.writing():
        first, second, third, fourth, *_ = outcomes_of(world)
        soon = {"answered_at": now() - timedelta(minutes=1)}
        said = {
            ABOUT_STAFF: say_about_worker(world, ABOUT_STAFF),
            TOLD_THE_PLACE: say_about_worker(world, TOLD_THE_PLACE),
            BY_FAMILY: say(world, "family", BY_FAMILY, outcome_id=first),
            BY_WORKER: say(world, "worker", outcome_id=first, observed=BY_WORKER, means="Glad"),
            BY_MANAGER: say(world, "manager", BY_MANAGER, outcome_id=first),
            HIDDEN_FROM_WORKER: say(world, "person", HIDDEN_FROM_WORKER, outcome_id=second, **soon),
            PHOTO_HIDDEN_FROM_FAMILY: say(
                world, "person", outcome_id=third, photo_id=photo(world, PHOTO_HIDDEN_FROM_FAMILY)
            ),
            HIDDEN_FROM_THE_PLACE: say(world, "person", HIDDEN_FROM_THE_PLACE, outcome_id=fourth),
            WANTED_HIDDEN_FROM_THE_PLACE: want_with_photo(world, WANTED_HIDDEN_FROM_THE_PLACE),
            WANTED_HIDDEN_FROM_FAMILY: want_with_photo(world, WANTED_HIDDEN_FROM_FAMILY),
        }
        open_to_the_place(world, said[TOLD_THE_PLACE])
        hide(world, said[HIDDEN_FROM_WORKER], "worker")
        hide(world, said[PHOTO_HIDDEN_FROM_FAMILY], "family", photo_only=True)
        place = {"organisation_id": place_of("manager")}
        _hide(world, Hides.ALL, check_in_id=said[HIDDEN_FROM_THE_PLACE], **place)
        hide_photo(world, said[WANTED_HIDDEN_FROM_THE_PLACE], "manager", at_work=True)
        hide_photo(world, said[WANTED_HIDDEN_FROM_FAMILY], "family", at_work=False)
        return Whispers(said, outcomes_of(world))


def everything(
    world: World, role: str, outcomes: tuple[uuid.UUID, ...]
) -> Iterator[tuple[str, str]]:
    """Every GET page as one role, prints and files with it, and each outcome with what hangs on it.

    Its path with its status, headers and body.
    """
    paths = [row.url(world.values) for row in REGISTER if row.method == "GET"]
    below = {
        row.path for row in REGISTER if row.method == "GET" and "/outcomes/{outcome}" in row.path
    }
    paths += [
        path.format(**{**world.values, "outcome": each})
        for path in sorted(below)
        for each in outcomes
    ]
    for path in dict.fromkeys(paths):
        if path.endswith(".pdf"):
            continue
        with world.signed_in(role) as client:
            answer = client.get(path)
        yield path, f"{answer.status_code} {answer.headers} {answer.get_data().decode('latin1')}"
