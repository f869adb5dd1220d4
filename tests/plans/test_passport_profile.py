"""What the plan adds to the one-page profile: the table, who sees it, and the one side of A4."""

from __future__ import annotations

import pytest

from app.audit.models import AccessEvent
from app.people.parts import Part
from app.people.queries.profile import HEADINGS
from app.plans.models import Strike
from app.plans.passport import PROFILE
from tests.conftest import lacking
from tests.page_tree import words_of
from tests.people.about_me.test_profile import LONG, pages_in
from tests.plans.house import PlanHouse
from tests.plans.test_passport import SECRET, address, say

PAGES = ("profile", "profile/print")
UNDER = {
    Part.PLAN_WANTS: "What is important to me",
    Part.PLAN_NEEDS: "How best to support me",
}


def test_each_part_of_the_plan_stands_under_its_heading(plan_home: PlanHouse) -> None:
    assert set(PROFILE) <= {picture for _title, picture, _parts in HEADINGS}
    assert set(PROFILE.values()) == set(UNDER)
    for part in UNDER:
        plan_home.write(part, f"{SECRET}-{part.value}")
    plan_home.publish(starts=True)
    for then in PAGES:
        page = plan_home.as_("person").get(address(plan_home, then))
        for part, heading in UNDER.items():
            box = next(
                one
                for one in page.find_all("main section")
                if heading in [words_of(h) for h in one.iter("h2")]
            )
            assert words_of(box).count(f"{SECRET}-{part.value}") == 1
        assert page.text.count(SECRET) == 2


@pytest.mark.parametrize("then", PAGES)
def test_a_hidden_section_leaves_no_trace_on_the_profile(plan_home: PlanHouse, then: str) -> None:
    for part in UNDER:
        plan_home.write(part, f"{SECRET}-{part.value}")
    plan_home.publish(starts=True)
    say(plan_home, Part.LIKED, content={"text": "I sing."})
    plan_home.share("friend", Part.LIKED, *UNDER)
    plan_home.hide("friend", Part.PLAN_NEEDS)
    page = plan_home.as_("friend").get(address(plan_home, then))
    assert page.text.count(SECRET) == 1 and "plan-needs" not in page.html
    for trace in ("How best to support me", "What is important for me"):
        assert trace not in page.html
    friend = plan_home.accounts["friend"]
    looks = {event.part for event in plan_home.rows(AccessEvent) if event.actor_id == friend}
    assert looks == {"plan-wants", "liked-about-me"}


def test_only_published_words_that_nobody_struck_out_stand_there(plan_home: PlanHouse) -> None:
    def shows() -> bool:
        return SECRET in plan_home.as_("person").get(address(plan_home, "profile")).text

    text_id = plan_home.write(Part.PLAN_WANTS, SECRET)
    assert not shows()
    plan_home.publish(starts=True)
    assert shows()
    plan_home.add(Strike(text_id=text_id, reason="Wrong", struck_by=plan_home.accounts["person"]))
    assert not shows()


def test_the_profile_leads_to_the_passport(plan_home: PlanHouse) -> None:
    page = plan_home.as_("person").get(address(plan_home, "profile"))
    assert page.links["Hospital passport"] == address(plan_home)


def test_the_profile_asks_no_more_than_ten_questions(plan_home: PlanHouse) -> None:
    plan_home.share("friend", *UNDER, Part.LIKED, Part.MOST_IMPORTANT)
    reader = plan_home.as_("friend")
    counts = set()
    for number in (1, 2, 3):
        plan_home.write(Part.PLAN_WANTS, f"Words {number}")
        plan_home.publish(starts=True)
        say(plan_home, Part.LIKED, content={"text": "I sing."}, number=number)
        with plan_home.queries() as seen:
            reader.get(address(plan_home, "profile"))
        counts.add(len(seen))
    assert len(counts) == 1 and max(counts) <= 10


@pytest.mark.slow
@pytest.mark.parametrize("name", ["some", "all that fits", "Urdu"])
def test_the_profile_keeps_one_side_with_the_words_of_the_plan(
    plan_home: PlanHouse, name: str
) -> None:
    text, language = LONG[name]
    for part in (Part.LIKED, Part.MOST_IMPORTANT, Part.HOW_TO_SUPPORT):
        say(plan_home, part, content={"text": text.strip()[:5_000]}, language=language)
    for part in UNDER:
        plan_home.write(part, text.strip()[:5_000])
    plan_home.publish(starts=True)
    answer = plan_home.as_("person").client.get(address(plan_home, "profile.pdf"))
    if answer.mimetype != "application/pdf":
        lacking("pango, for the PDF")
    assert pages_in(answer.data) == 1
