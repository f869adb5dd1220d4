"""Independence over time: hours, limits and what one does oneself. Never a cut by itself."""

from __future__ import annotations

import uuid

import pytest

from app.outcomes.models import LifeEntry, LifeKind, RowStrike
from tests.outcomes.house import OutcomeHouse
from tests.plans.house import SISTER

BY_ITSELF = "Fewer hours here changes nothing by itself."


def add(
    house: OutcomeHouse, kind: str, role: str = "person", status: int = 303, **given: str
) -> str:
    url = house.url("independence", "new", kind)
    query = f"?lifts={given.pop('lifts')}" if "lifts" in given else ""
    fields = house.as_(role).get(url + query).fields("form.question")
    house.as_(role).post(url + query, {**fields, **given}, status=status)
    return fields["key"]


def entries(house: OutcomeHouse) -> list[LifeEntry]:
    return house.rows(LifeEntry)


def test_the_person_writes_each_kind_in_words_or_pictures(house: OutcomeHouse) -> None:
    add(house, "hours", hours="30")
    add(house, "myself", picture="travel")
    add(house, "limit-began", words="Not out at night", because="The doctor")
    page = house.as_("person").get(house.url("independence"))
    assert BY_ITSELF in page.text and "30 hours a week" in page.text
    assert "Going by bus" in page.text and "Not out at night" in page.text
    assert [row.minutes_a_week for row in entries(house)] == [1800, None, None]


def test_a_limit_is_lifted_by_an_entry_of_its_own(house: OutcomeHouse) -> None:
    add(house, "limit-began", words="Not out at night")
    (limit,) = entries(house)
    before = house.as_("person").get(house.url("independence"))
    may_not, ways = "<h2>Something I may not do alone</h2>", before.links
    assert ways["This limit is gone"].endswith(f"limit-lifted?lifts={limit.id}")
    assert ways["This is a mistake"] == house.url("independence", limit.id, "strike")
    add(house, "limit-lifted", lifts=str(limit.id))
    began, lifted = entries(house)
    assert (lifted.lifts_id, lifted.words) == (began.id, "Not out at night")
    page = house.as_("person").get(house.url("independence"))
    assert "This limit is gone." in page.text
    # what is gone no longer stands among what one may not do
    assert may_not in before.html
    assert may_not not in page.html
    gone = house.url("independence", "new", "limit-lifted") + f"?lifts={limit.id}"
    assert gone not in page.links.values()
    house.as_("person").get(gone, status=404)
    other = house.url("independence", "new", "limit-lifted") + f"?lifts={lifted.id}"
    house.as_("person").get(other, status=404)


def test_a_member_who_may_write_is_named(house: OutcomeHouse) -> None:
    add(house, "myself", "sister", words="Snorkwhistle")
    assert SISTER in house.as_("person").get(house.url("independence")).text
    assert "Snorkwhistle" not in house.as_("worker").get(house.url("independence")).html
    house.as_("worker").get(house.url("independence", "new", "myself"), status=404)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("hours", {"hours": ""}),
        ("hours", {"hours": "-1"}),
        ("hours", {"hours": "673"}),
        ("hours", {"hours": "many"}),
        ("myself", {}),
        ("myself", {"words": "Bus", "happened_on": "2999-01-01"}),
        ("myself", {"words": "Bus", "happened_on": ""}),
        ("myself", {"words": "Bus", "happened_on": "0001-01-01"}),
    ],
)
def test_what_cannot_be_is_told(home: OutcomeHouse, kind: str, given: dict[str, str]) -> None:
    add(home, kind, status=422, **given)
    assert entries(home) == []


def test_sent_twice_it_is_kept_once(house: OutcomeHouse) -> None:
    url = house.url("independence", "new", "myself")
    fields = {**house.as_("person").get(url).fields("form.question"), "words": "Bus"}
    house.as_("person").post(url, fields)
    house.as_("person").post(url, fields)
    assert len(entries(house)) == 1


def test_a_mistake_is_struck_out_and_stays_readable(house: OutcomeHouse) -> None:
    entry_id = uuid.UUID(add(house, "myself", "sister", words="Bus"))
    url = house.url("independence", entry_id, "strike")
    house.as_("person").post(url, {"reason": ""}, status=422)
    for _time in range(2):
        fields = house.as_("sister").get(url, status=200 if not _time else 404)
        if not _time:
            house.as_("sister").post(
                url, {**fields.fields("form.question"), "reason": "It was the train"}
            )
    (strike,) = house.rows(RowStrike)
    assert strike.row_id == entry_id
    text = house.as_("person").get(house.url("independence")).text
    assert "Bus" in text and "It was the train" in text
    assert "Bus" not in house.as_("person").get(house.url("story")).text


def test_nobody_strikes_what_the_person_wrote_but_the_person(house: OutcomeHouse) -> None:
    entry_id = add(house, "myself", words="Bus")
    house.as_("sister").get(house.url("independence", entry_id, "strike"), status=404)
    house.as_("person").get(house.url("independence", entry_id, "strike"))


def test_hours_change_nothing_else(house: OutcomeHouse) -> None:
    """Only this table gets a row: no budget, no plan, no task, no message."""
    from app.notices.models import Notice
    from app.people.models import MeetingPoint
    from app.plans.models import Suggestion

    add(house, "hours", hours="40")
    add(house, "hours", hours="2")
    assert [row.kind for row in entries(house)] == [LifeKind.HOURS] * 2
    for model in (Notice, MeetingPoint, Suggestion):
        assert house.rows(model) == []
