"""Hiding from everybody who works at a place: those who manage it, and whoever starts tomorrow."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationMember, Role
from app.outcomes.actions import hiding
from app.outcomes.models import CheckIn, HiddenThing, Hides, OutcomeText
from app.outcomes.queries.counted import counted_check_ins, shared_with_manager
from app.people.models import CircleMember, Person, SharingDecision, SharingStop
from app.people.parts import Level, Part
from tests.makers import make_account, make_organisation, make_role, share
from tests.outcomes.hiding_steps import SECRET, hidden, hide, hide_url, pages, photo, with_photo
from tests.outcomes.house import OutcomeHouse

STAFF = ["boss", "deputy", "worker"]


@dataclass
class Placed:
    """A place that reads how it is going: two managers whom nobody knows, the worker in the circle.

    The worker has no share of their own.
    """

    house: OutcomeHouse
    place: uuid.UUID

    def starts(self, role: str, held: Role = Role.PROVIDER_MANAGER) -> None:
        with self.house.portal.app_context():
            account_id = self.house.accounts.get(role)
            account = (
                db.session.get_one(Account, account_id)
                if account_id
                else make_account(f"{role.title()} Placewick", f"{role}@demo.example")
            )
            self.house.accounts[role] = account.id
            make_role(db.session.get_one(Organisation, self.place), account, held)

    def leaves(self, role: str) -> None:
        with self.house.portal.app_context(), db.writing():
            for row in db.session.scalars(
                select(OrganisationMember).where(
                    OrganisationMember.account_id == self.house.accounts[role]
                )
            ):
                row.ended_at = now()

    def url(self, thing_id: uuid.UUID, kind: str = "view") -> str:
        return hide_url(self.house, thing_id, kind=kind, place=self.place)

    def hide(self, thing_id: uuid.UUID, how: Hides = Hides.ALL, kind: str = "view") -> None:
        hide(self.house, thing_id, how, kind=kind, place=self.place)


@pytest.fixture
def placed(house: OutcomeHouse) -> Placed:
    return build(house)


@pytest.fixture
def at_home(home: OutcomeHouse) -> Placed:
    """The same on SQLite alone: for what pages look like."""
    return build(home)


def build(house: OutcomeHouse) -> Placed:
    with house.portal.app_context():
        place = make_organisation().id
        person = db.session.get_one(Person, house.person_id)
        worker = db.session.get_one(CircleMember, house.members["worker"])
        worker.organisation_id = place
        for decision in db.session.scalars(
            select(SharingDecision).where(SharingDecision.member_id == worker.id)
        ):
            db.session.add(SharingStop(decision_id=decision.id, stopped_by=person.account_id))
        share(
            person,
            worker,
            Part.OUTCOMES,
            level=Level.COMMENT,
            member_id=None,
            organisation_id=place,
        )
    placed = Placed(house, place)
    for role in ("boss", "deputy"):
        placed.starts(role)
    placed.starts("worker", Role.PROVIDER_WORKER)
    return placed


Said = Callable[[OutcomeHouse, uuid.UUID], tuple[str, uuid.UUID, str]]


def a_view(house: OutcomeHouse, outcome_id: uuid.UUID) -> tuple[str, uuid.UUID, str]:
    said = with_photo(house, outcome_id)
    return "view", said, house.url("views", said, "photo")


def a_file(house: OutcomeHouse, outcome_id: uuid.UUID) -> tuple[str, uuid.UUID, str]:
    made = house.want("Sing", photo_id=photo(house))
    (text,) = house.rows(OutcomeText, OutcomeText.outcome_id == made)
    return "outcome", made, house.url("photos", text.photo_id)


@pytest.mark.parametrize("said", [a_view, a_file])
def test_nobody_who_works_there_gets_it(placed: Placed, said: Said) -> None:
    """Not whoever starts tomorrow, either; who leaves and is her friend reads as her friend."""
    house = placed.house
    outcome_id = house.want("Swim")
    kind, thing, file = said(house, outcome_id)
    shown = {role: pages(house, outcome_id, role) for role in STAFF}
    for role in STAFF:
        house.as_(role).get(file)
    placed.hide(thing, Hides.ALL if kind == "view" else Hides.PHOTO, kind)
    placed.starts("newcomer")
    for role in [*STAFF, "newcomer"]:
        house.as_(role).get(file, status=404)
        assert all("Vexqualm" not in page for page in pages(house, outcome_id, role).values())
    for role in ("person", "sister"):
        house.as_(role).get(file)
    # It ends as it began, and no row is left.
    placed.hide(thing, Hides.NOTHING, kind)
    assert hidden(house) == []
    assert {role: pages(house, outcome_id, role) for role in STAFF} == shown


@pytest.mark.parametrize("role", STAFF)
def test_hidden_from_the_place_and_never_said_look_alike(placed: Placed, role: str) -> None:
    """Twins: every page before it was said, and after it was said and hidden."""
    house = placed.house
    outcome_id = house.want("Swim")
    house.say(outcome_id, words="I floated")
    before = pages(house, outcome_id, role)
    said = with_photo(house, outcome_id)
    assert pages(house, outcome_id, role) != before
    placed.hide(said)
    assert pages(house, outcome_id, role) == before


def test_hidden_from_one_it_stands_for_the_others_there(placed: Placed) -> None:
    """One member is one member: the page says that others may still see it."""
    house = placed.house
    said = with_photo(house, house.want("Swim"))
    hide(house, said)
    file = house.url("views", said, "photo")
    house.as_("worker").get(file, status=404)
    for role in ("boss", "deputy"):
        house.as_(role).get(file)


def test_it_counts_in_no_figure_of_a_manager_there(placed: Placed) -> None:
    house = placed.house
    said = with_photo(house, house.want("Swim"))

    def counts(role: str) -> bool:
        with house.acting(role) as (account, _person):
            rules = counted_check_ins(shared_with_manager(account))
            return said in set(db.session.scalars(select(CheckIn.id).where(*rules)))

    assert counts("boss") and counts("deputy")
    placed.hide(said)
    assert not counts("boss") and not counts("deputy")


def test_a_friend_who_works_there_does_not_get_it_until_they_leave(placed: Placed) -> None:
    """Everybody is everybody: whichever way they come to read."""
    house = placed.house
    said = with_photo(house, house.want("Swim"))
    placed.starts("sister", Role.PROVIDER_WORKER)
    file = house.url("views", said, "photo")
    house.as_("sister").get(file)
    placed.hide(said)
    house.as_("sister").get(file, status=404)
    placed.leaves("sister")
    house.as_("sister").get(file)


def test_who_said_it_there_still_sees_it_and_nobody_else_there(placed: Placed) -> None:
    """What a worker saw can be hidden from those who manage the worker."""
    house = placed.house
    outcome_id = house.want("Swim")
    house.share("worker", Part.CIRCLE)
    said = house.say(outcome_id, "worker", words=SECRET)
    handed = house.say(
        outcome_id,
        words=f"{SECRET} too",
        on_phone_of=house.accounts["worker"],
    )
    there = house.as_("person").get(house.url("hide", "view", said))
    assert "Everybody else who works at" in there.text
    assert "Who said it still sees it." in house.as_("person").get(placed.url(said)).text
    for each in (said, handed):
        placed.hide(each)
    assert SECRET in house.as_("worker").get(house.url(outcome_id, "views")).text
    for role in ("boss", "deputy"):
        assert SECRET not in house.as_(role).get(house.url(outcome_id, "views")).text


def test_the_person_chooses_the_place_on_the_page(at_home: Placed) -> None:
    house = at_home.house
    said = with_photo(house, house.want("Swim"))
    there = house.url("hide", "view", said)
    member = hide_url(house, said)
    assert at_home.url(said) in house.as_("person").get(there).links.values()
    # Hidden from one who comes for the place: the page tells of the others, and leads there.
    page = house.as_("person").get(member)
    assert "may still see it." in page.text and at_home.url(said) in page.links.values()
    page = house.as_("person").get(at_home.url(said))
    assert "This counts for new people there too." in page.text
    answer = house.as_("person").post(at_home.url(said), {"how": "photo"})
    assert not house.as_("person").follow(answer).find_all(".notice.done")
    (row,) = house.rows(HiddenThing)
    assert (row.account_id, row.organisation_id) == (None, at_home.place)
    # Both lines tell it: the place's, and that of the worker who comes for it.
    assert house.as_("person").get(there).text.count("They do not see the photo.") == 2
    assert "You hide it from everybody at" in house.as_("person").get(member).text


def test_a_place_of_which_nobody_is_in_the_circle_is_offered_while_it_receives(
    at_home: Placed,
) -> None:
    house = at_home.house
    said = with_photo(house, house.want("Swim"))
    with house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, house.members["worker"]).ended_at = now()
        other = make_organisation().id
    at_home.hide(said)
    assert hidden(house) == [Hides.ALL]
    url = hide_url(house, said, place=other)
    house.as_("person").get(url, status=404)
    house.as_("person").post(url, {"how": "all"}, status=404)


def test_on_a_new_device_nothing_is_shown_again(
    at_home: Placed, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = with_photo(at_home.house, at_home.house.want("Swim"))
    at_home.hide(said)
    monkeypatch.setattr(hiding, "is_new_device", lambda account: True)
    hide(at_home.house, said, Hides.NOTHING, place=at_home.place, status=422)
    assert hidden(at_home.house) == [Hides.ALL]


def test_nobody_there_opens_the_pages(placed: Placed) -> None:
    said = with_photo(placed.house, placed.house.want("Swim"))
    for role in STAFF:
        placed.house.as_(role).get(placed.url(said), status=404)
        placed.house.as_(role).post(placed.url(said), {"how": "nothing"}, status=404)
    assert hidden(placed.house) == []
