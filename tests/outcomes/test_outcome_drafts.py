"""What somebody types of an outcome outlives the page, and is for nobody but whoever types it."""

from __future__ import annotations

from typing import Any

import pytest

from app.outcomes.models import Outcome, OutcomeText
from app.people.models import Draft, HiddenPart
from app.people.parts import Part
from tests.outcomes.house import OutcomeHouse
from tests.page_client import Browser, SeenPage
from tools.counting import MOST_QUERIES

TYPED = "Wexbridge before breakfast"
UNKEPT = "You did not keep these words yet."


def type_in(house: OutcomeHouse, url: str, role: str = "person", **form: Any) -> None:
    """What the page's script sends while somebody types."""
    page = house.as_(role).get(url)
    where = page.find("form.question").get("data-draft-url")
    assert where == f"{url}/draft"
    sent = {**page.fields("form.question"), **form}
    assert house.as_(role).client.post(where, data=sent).status_code == 204


def used(browser: Browser, page: SeenPage) -> SeenPage:
    return browser.get(page.links["Use these words"])


@pytest.mark.parametrize("role", ["person", "sister"])
def test_something_new_comes_back_after_a_sign_out(house: OutcomeHouse, role: str) -> None:
    url = house.url("new")
    type_in(house, url, role, title=TYPED, why="I like it", picture="dog")
    house.as_(role).post("/sign-out")
    again = Browser(house.portal).sign_in(role)
    page = again.get(url)
    assert UNKEPT in page.text and TYPED in page.text and "A dog" in page.text
    assert page.fields("form.question")["title"] == ""
    form = used(again, page)
    assert UNKEPT not in form.text
    fields = form.fields("form.question")
    assert (fields["title"], fields["why"], fields["picture"]) == (TYPED, "I like it", "dog")
    again.post(url, fields)
    assert [row.title for row in house.rows(OutcomeText)] == [TYPED]
    assert house.rows(Draft) == []
    assert UNKEPT not in again.get(url).text


def test_two_people_type_and_neither_reads_the_other(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    for role, words in (("person", "Mine alone"), ("sister", "Hers alone")):
        type_in(house, house.url("new"), role, title=words)
    type_in(house, house.url(outcome_id, "change"), title="Mine too")
    for role, own, other in (
        ("person", "Mine alone", "Hers alone"),
        ("sister", "Hers alone", "Mine alone"),
    ):
        page = house.as_(role).get(house.url("new"))
        assert own in page.html and other not in page.html
    # Each draft has its own place: that of one outcome shows at no other.
    assert "Mine too" not in house.as_("person").get(house.url("new")).html
    other_id = house.want("Cook")
    assert "Mine too" not in house.as_("person").get(house.url(other_id, "change")).html
    house.as_("person").post(house.url("new", "throw-away"))
    assert TYPED not in house.as_("person").get(house.url("new")).html
    assert "Hers alone" in house.as_("sister").get(house.url("new")).html


def test_whoever_may_not_think_of_outcomes_keeps_no_draft(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    places = [house.url("new"), house.url(outcome_id, "change")]
    for role in ("worker", "friend", "stranger"):
        for place in places:
            house.as_(role).post(f"{place}/draft", {"title": TYPED}, status=404)
            house.as_(role).post(f"{place}/throw-away", {}, status=404)
    # The sister thinks of new ones; the person's own is not hers to write.
    house.as_("sister").post(f"{places[1]}/draft", {"title": TYPED}, status=404)
    assert house.rows(Draft) == []


def test_a_draft_is_not_reached_when_sharing_stops(house: OutcomeHouse) -> None:
    type_in(house, house.url("new"), "sister", title=TYPED)
    house.add(
        HiddenPart(
            person_id=house.person_id, account_id=house.accounts["sister"], part=Part.OUTCOMES
        )
    )
    house.as_("sister").get(house.url("new"), status=404)
    house.as_("sister").post(house.url("new", "draft"), {"title": "x"}, status=404)


def test_on_a_phone_that_was_handed_over_no_draft_of_its_owner_opens(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    type_in(house, house.url("new"), "sister", title=TYPED)
    house.as_("sister").post(house.url(outcome_id, "hand-over"))
    question = house.url(outcome_id, "question")
    client = house.as_("sister").client
    for method, url in (("GET", house.url("new")), ("POST", house.url("new", "draft"))):
        assert client.open(url, method=method, data={"title": "Not hers"}).location == question
    assert TYPED not in house.as_("sister").get(question).html
    assert [draft.content["title"] for draft in house.rows(Draft)] == [TYPED]


def test_thrown_away_or_stopped_is_gone(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    for url, back in (
        (house.url("new"), house.url()),
        (house.url(outcome_id, "change"), house.url(outcome_id)),
    ):
        type_in(house, url, title=TYPED)
        page = house.as_("person").get(url)
        thrown = house.as_("person").post(page.find("form.one-tap").get("action", ""), {})
        assert thrown.location.endswith(url) and house.rows(Draft) == []
        type_in(house, url, title=TYPED)
        fields = house.as_("person").get(url).fields("form.question")
        stopped = house.as_("person").post(url, {**fields, "title": TYPED, "then": "stop"})
        assert stopped.location.endswith(back) and house.rows(Draft) == []
    assert [row.title for row in house.rows(OutcomeText)] == ["Swim"]


def test_more_pictures_keep_what_was_typed_without_a_script(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim", picture="swimming")
    for url in (home.url("new"), home.url(outcome_id, "change")):
        page = home.as_("person").get(url)
        more = next(
            one.get("formaction", "")
            for one in page.find_all("button[formaction]")
            if "pictures" in "".join(one.itertext())
        )
        sent = {**page.fields("form.question"), "title": TYPED, "picture": "work"}
        came = home.as_("person").post(more, {**sent, "then": "pictures"})
        again = home.as_("person").follow(came)
        fields = again.fields("form.question")
        assert (fields["title"], fields["picture"]) == (TYPED, "work"), url
        offered = [one.get("value") for one in again.find_all("input[name=picture]")]
        assert "music" in offered or "paint" in offered or "cook" in offered
        home.as_("person").post(url, fields)
        assert home.rows(Draft) == []
    assert [row.title for row in home.rows(OutcomeText)] == ["Swim", TYPED, TYPED]


def test_what_is_refused_is_kept_too(house: OutcomeHouse) -> None:
    for url in (house.url("new"), house.url(house.want("Swim"), "change")):
        fields = house.as_("person").get(url).fields("form.question")
        wrong = {**fields, "title": "x" * 201, "why": TYPED}
        house.as_("person").post(url, wrong, status=422)
        assert TYPED in house.as_("person").get(url).text
    assert len(house.rows(Outcome)) == 1 and len(house.rows(Draft)) == 2


def test_words_typed_beside_older_ones_come_back_with_both_shown(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    url = house.url(outcome_id, "change")
    type_in(house, url, title=TYPED)
    fields = house.as_("person").get(url).fields("form.question")
    house.as_("person").post(url, {**fields, "title": "Swim far"})
    # Keeping took the draft away: another tab goes on typing beside the words of before.
    sent = {**fields, "title": TYPED}
    assert house.as_("person").client.post(f"{url}/draft", data=sent).status_code == 204
    form = used(house.as_("person"), house.as_("person").get(url))
    assert "Swim far" in form.text and "Look at both" in form.text
    assert form.fields("form.question")["title"] == TYPED
    house.as_("person").post(url, form.fields("form.question"))
    assert [row.title for row in house.rows(OutcomeText)] == ["Swim", "Swim far", TYPED]


def test_a_draft_with_what_is_no_picture_opens_all_the_same(home: OutcomeHouse) -> None:
    for picture in ("no-such-picture", "warning", ""):
        type_in(home, home.url("new"), title=TYPED, picture=picture)
        page = home.as_("person").get(home.url("new"))
        assert "picture" not in used(home.as_("person"), page).fields("form.question")


def test_a_draft_costs_no_more_queries_than_a_page_may_ask(home: OutcomeHouse) -> None:
    for url in (home.url("new"), home.url(home.want("Swim"), "change")):
        type_in(home, url, title=TYPED, picture="dog")
        for where in (url, f"{url}?draft=use"):
            with home.queries() as seen:
                home.as_("person").get(where)
            assert len(seen) <= MOST_QUERIES, where
