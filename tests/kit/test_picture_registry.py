"""The registry of pictures: each concept once, each picture there, no person as an emoji."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.language.pictures import CHOSEN_BY_PEOPLE, concepts, get, needed_icons

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "node_modules"


def test_each_concept_is_registered_once() -> None:
    names = [picture.concept for picture in concepts()]
    assert len(names) == len(set(names))


def test_a_concept_is_found_by_its_name() -> None:
    heart = get("important_to_me")
    assert (heart.path, heart.plate) == ("pictures/fluent/red-heart.svg", "day")


def test_an_unknown_concept_says_what_to_do() -> None:
    with pytest.raises(KeyError, match="No picture is registered for the concept 'unicorn'"):
        get("unicorn")


def test_people_are_busts_and_never_emoji() -> None:
    faces = re.compile(r"^(man|woman|boy|girl|person|people|old-|baby|family|face|child)\b")
    allowed = {"swimming"}  # an activity, not somebody
    for picture in concepts():
        if picture.set == "fluent" and picture.concept not in allowed:
            assert not faces.match(picture.icon), picture.concept
    assert get("person").bust and get("person").path == "pictures/health/person-white.svg"


def test_what_people_choose_for_themselves_is_registered() -> None:
    assert len(CHOSEN_BY_PEOPLE) >= 12
    for concept in CHOSEN_BY_PEOPLE:
        assert get(concept).set == "fluent"


def test_the_three_thumbs_stand_on_one_plate() -> None:
    thumbs = [get(name) for name in ("thumb_up", "thumb_middle", "thumb_down")]
    assert len({thumb.plate for thumb in thumbs}) == 1
    assert [thumb.turned for thumb in thumbs] == [False, True, False]


def test_the_build_is_asked_for_each_picture_once() -> None:
    needed = list(needed_icons())
    assert len(needed) == len(set(needed))
    assert {(picture.set, picture.icon) for picture in concepts()} == set(needed)


def test_every_picture_is_in_its_package() -> None:
    source = PACKAGES / "@iconify-json/fluent-emoji-flat/icons.json"
    if not source.exists():
        pytest.skip("the picture packages are not installed")
    flat = json.loads(source.read_text(encoding="utf-8"))
    health = PACKAGES / "healthicons/public/icons/svg/filled"
    for kind, icon in needed_icons():
        if kind == "fluent":
            assert icon in flat["icons"] or icon in flat["aliases"], icon
        else:
            assert list(health.glob(f"*/{icon}.svg")), icon


def test_every_concept_that_a_template_names_is_registered() -> None:
    known = {picture.concept for picture in concepts()}
    call = re.compile(r"\b(?:arch|picture|row|next_row|door|result)\(\"(\w+)\"")
    for template in (ROOT / "templates").rglob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
        for concept in call.findall(text):
            assert concept in known, f"{template.name}: {concept}"
