"""The passport on paper: at most two sides, however long the words, in English and in Urdu."""

from __future__ import annotations

import sys
import uuid
from typing import Any

import pytest

from app.people.parts import ABOUT_ME, Part
from app.people.sheet import STEPS, Room, likely_step
from app.plans.actions import words
from app.plans.passport import SOURCES
from app.plans.queries.passport import passport
from app.plans.sections import SECTIONS, TEXT
from tests.conftest import lacking
from tests.page_tree import words_of
from tests.people.about_me.test_profile import LONG, pages_in, unpacked
from tests.plans.house import PlanHouse, plain
from tests.plans.test_passport import INHALER, address, say, seen_by

LONGEST = 5_000
SOME = "I like tea and my garden and I sing in the choir on Tuesdays. "


def fill(house: PlanHouse, text: str, language: str = "en", further: int = 1_000) -> None:
    """Every source of the passport says so much; the further fields hold less."""
    text = text.strip()
    for part in ABOUT_ME:
        fields = {source.field: text[:LONGEST] for source in SOURCES if source.part is part}
        say(house, part, content=fields, language=language)
    for part in {source.part for source in SOURCES if source.of_plan}:
        content = {field.name: text[:further] for field in SECTIONS[part].fields}
        lines = {"lines": [INHALER] * 12} if part is Part.PLAN_HEALTH else {}
        _write(house, part, {**content, TEXT: text[:LONGEST], **lines}, language)
    house.publish(starts=True)


def _write(house: PlanHouse, part: Part, content: dict[str, Any], language: str) -> None:
    with house.acting("person") as (by, person):
        words.write(
            by=by,
            person=person,
            section=part,
            key=uuid.uuid4(),
            base_id=None,
            said=words.Said(content=content, language=language),
        )


def pdf_of(house: PlanHouse, lang: str = "en") -> bytes:
    answer = house.as_("person").client.get(f"{address(house, 'passport.pdf')}?lang={lang}")
    assert answer.status_code == 200
    if answer.mimetype != "application/pdf":
        lacking("pango, for the PDF")
    return answer.data


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a little", "some", "all that fits", "no space at all", "Urdu"])
def test_the_pdf_has_at_most_two_pages(plan_home: PlanHouse, name: str) -> None:
    text, language = LONG[name]
    fill(plan_home, text, language)
    assert 1 <= pages_in(pdf_of(plan_home, language)) <= 2


@pytest.mark.slow
def test_as_much_urdu_as_there_can_be_stays_on_two_pages(plan_home: PlanHouse) -> None:
    text, language = LONG["all that fits, Urdu"]
    fill(plan_home, text, language)
    assert pages_in(pdf_of(plan_home, language)) <= 2


def test_the_pdf_names_its_language_and_is_not_kept(plan_home: PlanHouse) -> None:
    say(plan_home, Part.COMMUNICATION, content={"text": "Wait for me."})
    answer = plan_home.as_("person").client.get(address(plan_home, "passport.pdf"))
    if answer.mimetype != "application/pdf":
        lacking("pango, for the PDF")
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"/Lang" in unpacked(answer.data) and pages_in(answer.data) == 1


def test_without_pango_the_page_says_what_to_do(
    plan_home: PlanHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    page = plan_home.as_("person").get(address(plan_home, "passport.pdf"))
    assert page.h1 == "We cannot make the file" and "Print it" in page.links


def test_paper_says_when_it_was_printed_and_that_it_stays_as_it_is(plan_home: PlanHouse) -> None:
    say(plan_home, Part.COMMUNICATION, content={"text": "Wait for me."})
    page = plan_home.as_("person").get(address(plan_home, "passport/print"))
    foot = words_of(page.find("footer"))
    assert foot.startswith("Printed on ") and "A paper copy does not change when I do." in foot


def test_many_words_come_out_small_and_the_page_says_so(plan_home: PlanHouse) -> None:
    fill(plan_home, "I like tea.")
    page = plan_home.as_("person").get(address(plan_home, "passport/print"))
    assert "come out small" not in page.html
    for part in ABOUT_ME:
        fields = {source.field: SOME * 60 for source in SOURCES if source.part is part}
        say(plan_home, part, content=fields, number=2)
    page = plan_home.as_("person").get(address(plan_home, "passport/print"))
    assert "They come out small." in page.html and SOME.strip() in plain(page)


def test_more_words_are_never_set_larger_and_two_sides_hold_more_than_one(
    plan_home: PlanHouse,
) -> None:
    steps = []
    for number, times in enumerate((1, 20, 70), start=1):
        for part in ABOUT_ME:
            fields = {source.field: SOME * times for source in SOURCES if source.part is part}
            say(plan_home, part, content=fields, number=number)
        with seen_by(plan_home, "person") as viewer:
            items = passport(viewer).items
        steps.append(likely_step(items, Room(2, 9)))
        assert steps[-1] <= likely_step(items, Room(1, 9))
    assert steps == sorted(steps) and steps[0] == 0 and steps[-1] < len(STEPS)
