"""Sharing the plan: three levels, seven boxes at a time, and the rules by law for few."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember
from app.people.forms.sharing import PART_GROUPS
from app.people.models import (
    Basis,
    CircleMember,
    Person,
    Relationship,
    SaidHow,
    SharedPart,
    SharingDecision,
)
from app.people.parts import PROFESSIONALS_ONLY, SHAREABLE, STEERING_ONLY, Level, Part
from app.people.predicates import relation
from app.people.queries.sharing import receivers
from tests.page_client import Browser
from tests.page_tree import words_of
from tests.rules.test_twins import best_interests, capacity, decide
from tests.rules.world import World

RULES, COUNCIL, COVER = Part.PLAN_RULES, Part.PLAN_COUNCIL, Part.PLAN_COVER


def level(here: World, role: str, part: Part) -> Level | None:
    """How far a part is open to somebody by sharing, as the guard sees it."""
    with here.portal.test_request_context():
        account = db.session.query(Account).filter_by(email=f"{role}@demo.example").one()
        found = relation(account, here.person_id)
        assert found is not None
        return found.levels.get(part)


def told(here: World, role: str, part: Part) -> Level | None:
    """The same, as the person is told on "who can see what"."""
    with here.portal.test_request_context():
        person = db.session.get_one(Person, here.person_id)
        viewer = relation(db.session.get_one(Account, person.account_id), here.person_id)
        assert viewer is not None
        all_of_them = {each.id: each for each in receivers(viewer)}
        return all_of_them[here.members[role]].levels.get(part)


def change(here: World, model: Any, row_id: Any, **given: Any) -> None:
    with here.portal.app_context(), db.writing():
        row = db.session.get_one(model, row_id)
        for name, value in given.items():
            setattr(row, name, value)


def roles_of(here: World, role: str) -> list[uuid.UUID]:
    with here.portal.app_context():
        member = db.session.get_one(CircleMember, here.members[role])
        rows = db.session.query(OrganisationMember).filter_by(account_id=member.account_id)
        return [row.id for row in rows]


def person(here: World) -> Browser:
    return Browser(here.portal).sign_in("person")


def where(here: World, role: str, *then: str) -> str:
    steps = [f"/people/{here.person_id}/sharing/member/{here.members[role]}", *then]
    return "/".join(steps)


def test_every_part_is_in_one_group_and_no_group_has_more_than_seven() -> None:
    listed = [part for group in PART_GROUPS for part in group.parts]
    assert sorted(p.value for p in listed) == sorted(p.value for p in SHAREABLE)
    assert all(len(group.parts) <= 7 for group in PART_GROUPS)


def test_the_plan_knows_three_levels_and_about_me_two(here: World) -> None:
    browser = person(here)
    for group in PART_GROUPS:
        url = where(here, "family", group.name, f"level?parts={group.parts[-1].value}")
        values = {each.get("value") for each in browser.get(url).find_all("input[name=level]")}
        commented = group.name in ("plan", "plan-more", "outcomes")
        assert values == ({"see", "comment", "write"} if commented else {"see", "write"})
    refused = browser.post(
        where(here, "family", "about-me"), {"parts": ["wellness"], "level": "comment"}, status=422
    )
    assert "Choose one from the list." in refused.text


@pytest.mark.parametrize("chosen", list(Level))
def test_the_person_shares_a_part_of_the_plan_as_far_as_they_like(
    here: World, chosen: Level
) -> None:
    browser = person(here)
    first = browser.get(where(here, "attorney", "plan-more"))
    assert len(first.find_all("input[name=parts]")) <= 7
    browser.post(
        where(here, "attorney", "plan-more"), {"parts": [COVER.value], "level": chosen.value}
    )
    assert level(here, "attorney", COVER) is chosen
    # The other groups stay as they were.
    assert level(here, "attorney", Part.PLAN_HOME) is Level.SEE


def test_the_plan_of_the_council_is_only_read(here: World) -> None:
    browser = person(here)
    url = where(here, "attorney", "plan-more", f"level?parts={COUNCIL.value}")
    assert "They can only see the plan from the council." in browser.get(url).text
    sent = {"parts": [COUNCIL.value, COVER.value], "level": "write"}
    browser.post(where(here, "attorney", "plan-more"), sent)
    assert level(here, "attorney", COUNCIL) is Level.SEE
    assert level(here, "attorney", COVER) is Level.WRITE
    # Also where a decision says more than there is.
    decide(here, "family", COUNCIL, level=Level.WRITE)
    assert level(here, "family", COUNCIL) is Level.SEE


@pytest.mark.parametrize("role", ["family", "friend", "attorney", "worker", "appointee"])
def test_the_rules_are_offered_to_professionals_only(here: World, role: str) -> None:
    browser = person(here)
    assert RULES.value not in str(browser.get(where(here, role, "plan-more")).html)
    assert RULES.value in str(browser.get(where(here, "nurse", "plan-more")).html)
    refused = browser.post(
        where(here, role, "plan-more"), {"parts": [RULES.value], "level": "see"}, status=422
    )
    assert "Only a named professional can see the rules by law." in refused.text
    assert level(here, role, RULES) is None


def test_the_rules_never_go_to_an_organisation(here: World) -> None:
    browser = person(here)
    with here.portal.app_context():
        nurse = db.session.get_one(CircleMember, here.members["nurse"])
        place = nurse.organisation_id
    assert place is not None
    url = f"/people/{here.person_id}/sharing/organisation/{place}/plan-more"
    assert RULES.value not in str(browser.get(url).html)
    browser.post(url, {"parts": [RULES.value], "level": "see"}, status=422)
    # A decision that slipped in opens nothing, to nobody who works there.
    browser.post(where(here, "nurse", "stop"), {})
    decide(here, "nurse", RULES, member_id=None, organisation_id=place)
    assert level(here, "nurse", RULES) is None


@pytest.mark.parametrize("role", ["nurse", "caremanager", "advocate"])
def test_a_named_professional_gets_the_rules(here: World, role: str) -> None:
    person(here).post(where(here, role, "plan-more"), {"parts": [RULES.value], "level": "write"})
    assert level(here, role, RULES) is Level.WRITE


@pytest.mark.parametrize("role", ["family", "worker", "manager", "attorney", "friend"])
def test_a_decision_that_slipped_in_opens_no_rules(here: World, role: str) -> None:
    decide(here, role, RULES)
    assert level(here, role, RULES) is None
    assert told(here, role, RULES) is None


def test_a_professional_who_is_there_as_the_sister_gets_none(here: World) -> None:
    assert level(here, "nurse", RULES) is Level.SEE
    change(here, CircleMember, here.members["nurse"], relationship_kind=Relationship.FAMILY)
    assert level(here, "nurse", RULES) is None


@pytest.mark.parametrize("lost", [{"ended_at": True}, {"approved_by": None}, {"accepted_at": None}])
def test_a_member_who_lost_the_role_sees_the_rules_no_more(
    here: World, lost: dict[str, Any]
) -> None:
    assert level(here, "nurse", RULES) is Level.SEE is told(here, "nurse", RULES)
    given = {name: now() if value else None for name, value in lost.items()}
    for row in roles_of(here, "nurse"):
        change(here, OrganisationMember, row, **given)
    assert level(here, "nurse", RULES) is None
    assert told(here, "nurse", RULES) is None
    # And choosing anything else does not carry them along.
    person(here).post(where(here, "nurse", "plan-more"), {"parts": [COVER.value], "level": "see"})
    assert told(here, "nurse", RULES) is None


@pytest.mark.parametrize(("receiver", "status"), [("worker", 422), ("nurse", 303)])
def test_nobody_writes_the_rules_down_for_others_either(
    here: World, receiver: str, status: int
) -> None:
    sent = {
        "key": str(uuid.uuid4()),
        "receiver": f"member:{here.members[receiver]}",
        "parts": [RULES.value, COUNCIL.value],
        "level": "comment",
        "basis": "person-says-yes",
        "said_how": "signs",
        "first_witness": "friend@demo.example",
        "second_witness": "family@demo.example",
    }
    url = f"/people/{here.person_id}/sharing/write-down"
    browser = Browser(here.portal).sign_in("caremanager")
    page = browser.post(url, sent, status=status)
    if status == 422:
        assert "Only a named professional can see the rules by law." in page.text
        return
    # Sent twice it is kept once, although the council's plan was kept as "see".
    browser.post(url, sent, status=303)
    with here.portal.app_context():
        made = db.session.get_one(SharingDecision, uuid.UUID(str(sent["key"])))
        assert {p.part: p.level for p in made.parts} == {
            RULES: Level.COMMENT,
            COUNCIL: Level.SEE,
        }


def test_best_interests_give_the_rules_to_no_family(here: World) -> None:
    record = capacity(here, "family", RULES)
    decided = best_interests(here, record)
    decide(here, "family", RULES, basis=Basis.BEST_INTERESTS, best_interests_id=decided)
    assert level(here, "family", RULES) is None


def share_all(here: World, role: str) -> None:
    with here.portal.app_context(), db.writing():
        owner = db.session.get_one(Person, here.person_id)
        made = SharingDecision(
            person_id=here.person_id,
            member_id=here.members[role],
            basis=Basis.PERSON_SAYS_YES,
            said_how=SaidHow.TAPPED,
            decided_by=owner.account_id,
            starts_at=now(),
        )
        made.parts = [SharedPart(part=part, level=Level.SEE) for part in SHAREABLE]
        db.session.add(made)


def test_the_pages_stay_small_with_every_part_shared(here: World) -> None:
    for role in ("nurse", "advocate", "family"):
        share_all(here, role)
    browser = person(here)
    overview = browser.get(f"/people/{here.person_id}/sharing").text
    seen = [part for part in SHAREABLE if told(here, "nurse", part)]
    assert len(seen) > 7 and f"Sees {len(seen)} parts" in overview
    for_family = set(SHAREABLE) - PROFESSIONALS_ONLY - STEERING_ONLY
    assert all(told(here, "family", part) for part in for_family)
    for role in ("nurse", "advocate", "family"):
        page = browser.get(where(here, role))
        assert any(url.endswith("/plan-more") for url in page.links.values())


def test_what_is_chosen_is_seen_before_anything_is_opened(here: World) -> None:
    """Each group says what is chosen of it; few parts by their names, many by their number."""
    browser, url = person(here), where(here, "friend")
    assert "Chosen" not in browser.get(url).text
    browser.post(where(here, "friend", "about-me"), {"parts": ["wellness"], "level": "see"})
    page = browser.get(url)
    rows = [words_of(one) for one in page.find_all("main li.row")]
    assert "Parts of About me My wellness" in rows
    assert "My support plan What I want, my home, my health." in rows
    plan = [part.value for part in PART_GROUPS[1].parts[:4]]
    browser.post(where(here, "friend", "plan"), {"parts": plan, "level": "see"})
    assert "Chosen: 4 of 7." in browser.get(url).text
    # On the page of everybody few parts stand open, many behind one tap with all their names.
    overview = browser.get(f"/people/{here.person_id}/sharing")
    assert "Sees 6 parts" in overview.text


def test_nothing_is_chosen_for_somebody_who_sees_nothing(here: World) -> None:
    browser = person(here)
    for group in PART_GROUPS:
        page = browser.get(where(here, "appointee", group.name))
        assert page.find_all("input[name=parts]") and not page.find_all("input[checked]")
        level = f"{where(here, 'appointee', group.name)}/level?parts={group.parts[0].value}"
        assert not browser.get(level).find_all("input[checked]")
    form = Browser(here.portal).sign_in("nurse").get(f"/people/{here.person_id}/sharing/write-down")
    assert not form.find_all("input[checked]")


def test_a_part_of_the_plan_can_be_hidden(here: World) -> None:
    assert level(here, "family", Part.PLAN_WANTS) is Level.WRITE
    browser = person(here)
    url = f"/people/{here.person_id}/hide/{here.members['family']}"
    page = browser.get(url)
    assert len(page.find_all("input[name=parts]")) == len(SHAREABLE)
    browser.post(url, {"parts": [Part.PLAN_WANTS.value, "wellness"]})
    assert level(here, "family", Part.PLAN_WANTS) is None
    assert "My support plan. Chosen: 1" in browser.get(url).text
    browser.post(url, {"parts": ["nonsense"]}, status=422)


def test_who_looked_tells_a_part_of_the_plan_by_its_title(here: World) -> None:
    sister = Browser(here.portal).sign_in("family")
    sister.get(f"/people/{here.person_id}/plan/{Part.PLAN_WANTS.value}")
    seen = person(here).get(f"/people/{here.person_id}/who-looked")
    assert "What I want" in seen.text and "plan-wants" not in seen.text
