"""The page of the plan and the page of one section: what stands, for whom, and what comes next."""

from __future__ import annotations

from typing import Any

import pytest

from app.audit.models import AccessEvent
from app.language.lint.pages import page_findings
from app.people.models import Area, Relationship, SpokenFor
from app.people.parts import PLAN_SECTIONS, Level, Part
from app.plans.actions import words
from app.plans.models import Agreement, AgreementAnswer, StartedAs, Whose
from tests.plans.house import PlanHouse, plain

WANTS, NEEDS, HOME, RULES = Part.PLAN_WANTS, Part.PLAN_NEEDS, Part.PLAN_HOME, Part.PLAN_RULES


def errors(html: str) -> list[Any]:
    return [each for each in page_findings(html) if each.severity == "error"]


def lit(house: PlanHouse, role: str = "person") -> list[str | None]:
    """Where the one lit row of the plan leads."""
    return [one.get("href") for one in house.as_(role).get(house.url()).find_all("a.next-row")]


def test_before_the_first_word(plan_home: PlanHouse) -> None:
    page = plan_home.as_("person").get(plan_home.url())
    assert page.h1 == "My support plan"
    assert "There is no plan yet." in plain(page)
    assert plain(page).count("Nothing here yet.") == len(PLAN_SECTIONS)
    for part in PLAN_SECTIONS:
        assert page.find_all(f'a[href="{plan_home.url(part)}"]')
    assert errors(page.html) == []


def test_what_comes_next_for_the_person(plan_house: PlanHouse) -> None:
    """Changes that wait, then what was taken and is in no plan, then the yes to the plan."""
    house = plan_house
    assert lit(house) == []
    suggestion = house.suggest(WANTS, "A garden.")
    assert lit(house) == [house.url("suggestions")]
    house.take(suggestion)
    assert lit(house) == [house.url("publish")]
    version = house.publish()
    assert lit(house) == [house.url("answer")]
    house.start(version)
    assert lit(house) == []
    house.write(WANTS, "Two gardens.")
    assert lit(house) == [house.url("publish")]
    # What waits for the person is lit for nobody else.
    assert lit(house, "sister") == []


def test_the_top_says_how_the_plan_began(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    first = house.publish()
    page = house.as_("person").get(house.url())
    assert "Plan 1 is new. It waits for your yes." in plain(page)
    assert "Plan 1 is new. It waits for a yes." in plain(house.as_("sister").get(house.url()))
    house.start(first)
    page = house.as_("person").get(house.url())
    assert "I said yes to this plan This is plan 1. It began on" in plain(page)
    assert "is new" not in plain(page)
    house.write(WANTS, "Two gardens.")
    house.publish()
    page = plain(house.as_("person").get(house.url()))
    # Everybody goes on with what was agreed; the newer one waits.
    assert "This is plan 1." in page
    assert "Plan 2 is new. It waits for your yes." in page
    assert "A garden." in page
    assert "Two gardens." not in page


def test_by_a_representative_is_never_told_as_the_persons_yes(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    house.start(house.publish(), started_as=StartedAs.BY_REPRESENTATIVE)
    page = house.as_("person").get(house.url())
    assert "Somebody with legal papers said yes" in plain(page)
    assert "I said yes" not in plain(page)


NOT_AGREED_PAGES: list[tuple[Any, ...]] = [
    (),
    (WANTS,),
    ("versions", 1),
    ("versions", 1, WANTS),
    ("print",),
]


@pytest.mark.parametrize("path", NOT_AGREED_PAGES, ids=str)
def test_not_agreed_by_me_stands_at_the_top_of_every_page(
    plan_home: PlanHouse, path: tuple[Any, ...]
) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    house.start_not_agreed(house.publish(), "I shake my head at the garden.")
    for role in ("person", "sister"):
        page = house.as_(role).get(house.url(*path))
        seen = plain(page)
        assert "Not agreed by me" in seen, (role, path)
        assert "I shake my head at the garden." in seen
        assert "We look at it again on" in seen
        # Before anything that the plan says.
        assert seen.index("Not agreed by me") < seen.index("A garden.")


def test_a_yes_that_came_later_is_told_on_every_page(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    version = house.publish()
    house.start_not_agreed(version, "I shake my head.")
    house.add(
        Agreement(
            person_id=house.person_id,
            version_id=version,
            whose=Whose.PERSON,
            answer=AgreementAnswer.YES,
            given_by=house.accounts["person"],
        )
    )
    for path in NOT_AGREED_PAGES:
        page = plain(house.as_("person").get(house.url(*path)))
        assert "Not agreed by me" not in page, path
    assert "I said yes later" in plain(house.as_("person").get(house.url()))


def test_the_words_against_the_whole_are_not_for_who_sees_a_part(plan_home: PlanHouse) -> None:
    """They may tell of a section that is hidden from the reader."""
    house = plan_home
    house.write(WANTS, "A garden.")
    house.write(HOME, "My own door.")
    house.start_not_agreed(house.publish(), "I will not live with Barnaby.")
    for path in NOT_AGREED_PAGES:
        page = house.as_("sister").get(house.url(*path))
        assert "Not agreed by me" in plain(page)
        assert "Barnaby" not in page.html
    house.share("sister", HOME)
    assert "Barnaby" in plain(house.as_("sister").get(house.url()))


def test_the_list_says_what_the_person_did_not_say_yes_to(plan_home: PlanHouse) -> None:
    house = plan_home
    text = house.write(WANTS, "A garden.")
    house.write(NEEDS, "My tablets.")
    version = house.publish()
    assert plain(house.as_("person").get(house.url())).count("Waits for your yes.") == 2
    given = {"person_id": house.person_id, "version_id": version, "whose": Whose.PERSON}
    given["given_by"] = house.accounts["person"]
    unsure = AgreementAnswer.NOT_SURE
    house.add(Agreement(section=WANTS, text_id=text, answer=unsure, **given))
    page = plain(house.as_("person").get(house.url()))
    assert page.count("Waits for your yes.") == 1
    assert "A garden. Not sure yet" in page
    # A yes to the whole is a yes to what has no answer of its own.
    house.add(Agreement(answer=AgreementAnswer.YES, **given))
    page = plain(house.as_("person").get(house.url()))
    assert "Waits for your yes." not in page
    assert "A garden. Not sure yet" in page


def test_a_section_in_full(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(
        Part.PLAN_HEALTH,
        "I have asthma.",
        check_on="2027-03-04",
        allergies="Nuts.",
        lines=[{"medicine": "Blue inhaler", "dose": "Two puffs", "source": "Letter of 3 March"}],
    )
    house.write(HOME, "My own door.", tenancy="mine", court="asked")
    house.publish(starts=True)
    page = house.as_("person").get(house.url(Part.PLAN_HEALTH))
    for each in ("4 March 2027", "Nuts.", "Blue inhaler", "Two puffs", "Letter of 3 March"):
        assert each in plain(page)
    assert page.find_all('time[datetime="2027-03-04"]')
    home = house.as_("person").get(house.url(HOME))
    assert "The home is mine" in plain(home)
    assert "Somebody asked it. We wait" in plain(home)
    assert "Court of Protection" in plain(home)
    assert errors(page.html) == errors(home.html) == []


def test_a_day_that_is_no_day_breaks_no_page(plan_home: PlanHouse) -> None:
    plan_home.write(Part.PLAN_HEALTH, "I have asthma.", check_on="31 February, <b>perhaps</b>")
    plan_home.publish()
    page = plan_home.as_("person").get(plan_home.url(Part.PLAN_HEALTH))
    assert "31 February, <b>perhaps</b>" in plain(page)


def test_who_changes_and_who_suggests(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    change = house.url(WANTS, "change")
    assert house.as_("person").get(house.url(WANTS)).links["Change this"] == change
    assert house.as_("person").get(house.url(NEEDS)).links["Write here"] == house.url(
        NEEDS, "change"
    )
    assert house.as_("sister").get(house.url(WANTS)).links["Suggest a change"] == change
    house.share("friend", WANTS)
    links = house.as_("friend").get(house.url(WANTS)).links
    assert change not in links.values()
    # Whoever speaks for the person suggests, too: nobody takes their own words for another.
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["sister"], area=Area.PLAN)
    )
    assert house.as_("sister").get(house.url(WANTS)).links["Suggest a change"] == change


def test_what_is_in_no_plan_yet_is_for_who_decides(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    house.write(WANTS, "A zebra.")
    page = house.as_("person").get(house.url(WANTS))
    assert "You changed this. It is not in the plan yet. A zebra." in plain(page)
    assert "A garden." in plain(page)
    for path in ((), (WANTS,), ("print",), ("versions", 1)):
        assert "zebra" not in house.as_("sister").get(house.url(*path)).html
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["sister"], area=Area.PLAN)
    )
    page = house.as_("sister").get(house.url(WANTS))
    assert "Somebody changed this. It is not in the plan yet. A zebra." in plain(page)
    house.write(WANTS)
    assert "The words are gone." in plain(house.as_("person").get(house.url(WANTS)))


def test_a_newer_plan_is_one_tap_away(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    house.write(WANTS, "A zebra.")
    house.publish()
    page = house.as_("sister").get(house.url(WANTS))
    assert "Plan 2 says something else" in plain(page)
    assert page.find_all(f'a[href="{house.url("versions", 2, WANTS)}"]')


def test_the_rules_say_who_may_see_them(plan_home: PlanHouse) -> None:
    plan_home.write(RULES, "Home by nine.")
    plan_home.publish()
    page = plan_home.as_("person").get(plan_home.url(RULES))
    assert "Only professionals can see this, when you say yes." in plain(page)


def test_rows_of_others_lead_nowhere_they_may_not_go(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    for role in ("person", "sister"):
        page = house.as_(role).get(house.url())
        for href in {one.get("href", "") for one in page.find_all("main a[href]")}:
            answer = house.as_(role).client.get(href)
            assert answer.status_code in (200, 302, 303), f"{role}: {href} {answer.status_code}"
    hrefs = {one.get("href") for one in house.as_("sister").get(house.url()).find_all("a")}
    assert house.url("keeper") not in hrefs
    assert house.url("from-the-council") not in hrefs


def test_only_the_councils_plan(plan_home: PlanHouse) -> None:
    """Whoever sees that part alone learns nothing of the rest, not even how it stands."""
    house = plan_home
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    house.share("friend", Part.PLAN_COUNCIL)
    page = house.as_("friend").get(house.url())
    assert house.url("from-the-council") in page.links.values()
    assert "plan 1" not in plain(page).lower()
    for path in (("versions",), ("versions", 1), ("print",), (WANTS,), (Part.PLAN_COUNCIL,)):
        house.as_("friend").get(house.url(*path), status=404)


def test_every_part_that_is_no_section_is_not_there(plan_home: PlanHouse) -> None:
    for part in Part:
        if part not in PLAN_SECTIONS:
            plan_home.as_("person").get(plan_home.url(part), status=404)
    plan_home.as_("person").get(plan_home.url("no-such-section"), status=404)


@pytest.mark.parametrize("role", ["friend", "stranger"])
def test_who_sees_nothing_finds_nothing(plan_home: PlanHouse, role: str) -> None:
    plan_home.write(WANTS, "A garden.")
    plan_home.publish()
    for path in ((), (WANTS,), ("versions",), ("versions", 1), ("versions", 1, WANTS), ("print",)):
        plan_home.as_(role).get(plan_home.url(*path), status=404)


def test_each_look_is_logged_by_section(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A garden.")
    house.write(NEEDS, "My tablets.")
    house.write(RULES, "Home by nine.")
    house.publish(starts=True)
    house.as_("sister").get(house.url())
    house.as_("sister").get(house.url("print"))
    seen = [
        (each.part, each.how)
        for each in house.rows(AccessEvent)
        if each.actor_id == house.accounts["sister"]
    ]
    assert seen == [("plan-wants", "screen"), ("plan-wants", "print")]
    house.as_("person").get(house.url("print"))
    printed = {each.part for each in house.rows(AccessEvent) if each.actor_role == "person"}
    assert printed == {"plan-wants", "plan-needs"}


def test_the_rules_are_printed_only_when_somebody_asks(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    house.write(RULES, "Home by nine.")
    house.publish(starts=True)
    page = house.as_("person").get(house.url("print"))
    assert "Home by nine." not in page.html
    assert "Print the rules by law too" in page.html
    page = house.as_("person").get(house.url("print") + "?rules=with")
    assert "Home by nine." in page.html
    # Who may not see them is not told that there are any.
    page = house.as_("sister").get(house.url("print") + "?rules=with")
    assert "Home by nine." not in page.html
    assert "rules by law" not in page.html.lower()


def test_own_words_keep_their_language(plan_home: PlanHouse) -> None:
    house = plan_home
    with house.acting("person") as (by, person):
        words.write(
            by=by,
            person=person,
            section=WANTS,
            key=person.id,
            base_id=None,
            said=words.Said({"text": "مجھے باغ چاہیے"}, "ur"),
        )
    house.publish()
    page = house.as_("sister").get(house.url(WANTS))
    (own,) = page.find_all("main bdi.own-words")
    assert (own.get("lang"), own.get("dir")) == ("ur", "auto")


@pytest.mark.parametrize(("lang", "direction"), [("pl", "ltr"), ("ur", "rtl")])
def test_the_pages_in_other_languages(plan_home: PlanHouse, lang: str, direction: str) -> None:
    house = plan_home
    house.write(WANTS, "A garden.", lines=[{"what": "Dig", "who": "Me"}])
    house.publish(starts=True)
    for path in ((), (WANTS,), ("versions",), ("versions", 1), ("versions", 1, WANTS), ("print",)):
        page = house.as_("person").get(house.url(*path) + f"?lang={lang}")
        assert f'<html lang="{lang}" dir="{direction}"' in page.html


def test_pages_keep_the_rules_of_easy_read(plan_home: PlanHouse) -> None:
    """A full plan with all that can stand on its pages."""
    house = plan_home
    house.add_member("nurse", "Philippa Nursewick", Relationship.HEALTH_PROFESSIONAL)
    for part in PLAN_SECTIONS:
        house.write(part, f"Words about {part.value}.")
    house.start_not_agreed(house.publish(), "No.")
    house.write(WANTS, "Other words.")
    house.publish()
    house.write(WANTS, "Words again.")
    house.share("sister", *PLAN_SECTIONS, level=Level.WRITE)
    house.suggest(NEEDS, "More.")
    paths: list[tuple[Any, ...]] = [(), (WANTS,), (HOME,), (RULES,), ("versions",)]
    paths += [("versions", 1), ("versions", 2), ("versions", 1, WANTS)]
    for role in ("person", "sister"):
        for path in paths:
            if role == "sister" and path == (RULES,):
                continue
            page = house.as_(role).get(house.url(*path))
            assert errors(page.html) == [], (role, path)
