"""Tags behind the scenes: for figures, by those at work, never for the person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.config import BadSetting
from app.outcomes.models import OutcomeTag
from app.people.parts import Part
from tests.conftest import make_portal
from tests.outcomes.house import OutcomeHouse
from tests.plans.looking import add_care_manager

OWN = {
    "groups": [
        {
            "key": "ours",
            "words": {"en": "Our own", "pl": "Nasze"},
            "tags": [{"key": "sea", "words": {"en": "By the sea"}}],
        }
    ]
}


def tagger(house: OutcomeHouse) -> OutcomeHouse:
    add_care_manager(house)
    house.share("caremanager", Part.OUTCOMES)
    return house


def tags(house: OutcomeHouse) -> set[str]:
    return {row.tag for row in house.rows(OutcomeTag)}


def test_the_care_manager_sets_and_takes_them_away(house: OutcomeHouse) -> None:
    tagger(house)
    outcome_id = house.want("Swim")
    url = house.url(outcome_id, "tags")
    assert url in house.as_("caremanager").get(house.url(outcome_id)).links.values()
    house.as_("caremanager").post(
        url, {"group_0": ["i-partnership", "i-efficient"], "group_1": ["w-home"]}
    )
    assert tags(house) == {"i-partnership", "i-efficient", "w-home"}
    page = house.as_("caremanager").get(url)
    assert {box.get("value") for box in page.find_all("input[checked]")} == tags(house)
    house.as_("caremanager").post(url, {"group_1": ["w-home", "no-such-tag"]})
    assert tags(house) == {"w-home"}


def test_no_page_of_the_person_or_the_circle_shows_them(home: OutcomeHouse) -> None:
    tagger(home)
    outcome_id = home.want("Swim")
    home.as_("caremanager").post(home.url(outcome_id, "tags"), {"group_1": ["w-home"]})
    for role in ("person", "sister", "worker"):
        home.as_(role).get(home.url(outcome_id, "tags"), status=404)
        for place in ("", "story", outcome_id):
            html = home.as_(role).get(home.url(place).rstrip("/")).html
            assert "w-home" not in html and "/tags" not in html


def test_a_care_manager_who_sees_nothing_tags_nothing(home: OutcomeHouse) -> None:
    add_care_manager(home)
    outcome_id = home.want("Swim")
    home.as_("caremanager").get(home.url(outcome_id, "tags"), status=404)


def test_the_council_has_a_framework_of_its_own(tmp_path: Path, sqlite_url: str) -> None:
    given = tmp_path / "framework.json"
    given.write_text(json.dumps(OWN), encoding="utf-8")
    portal = make_portal(sqlite_url, tmp_path, OUTCOME_FRAMEWORK=str(given))
    from app.outcomes.framework import framework_in_use

    with portal.app_context():
        assert set(framework_in_use().tags) == {"sea"}


@pytest.mark.parametrize(
    "content",
    [
        None,
        "not json",
        "[]",
        "{}",
        '{"groups": [{"key": "a"}]}',
        '{"groups": [{"key": "a", "words": {"pl": "A"}, "tags": []}]}',
        '{"groups": [{"key": "a", "words": {"en": "A"}, "tags": ['
        '{"key": "x", "words": {"en": "X"}}, {"key": "x", "words": {"en": "Y"}}]}]}',
    ],
)
def test_a_bad_framework_stops_the_start_and_says_which(
    tmp_path: Path, sqlite_url: str, content: str | None
) -> None:
    given = tmp_path / f"bad-{abs(hash(content))}.json"
    if content is not None:
        given.write_text(content, encoding="utf-8")
    with pytest.raises(BadSetting, match="OUTCOME_FRAMEWORK"):
        make_portal(sqlite_url, tmp_path, OUTCOME_FRAMEWORK=str(given))
