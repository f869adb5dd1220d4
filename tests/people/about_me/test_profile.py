"""The one-page profile: only what the viewer may see, on one side of A4 however much there is."""

from __future__ import annotations

import re
import sys
import zlib

import pytest

from app.audit.models import AccessEvent
from app.database import now
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.profile import FromElsewhere
from app.people.sheet import STEPS, likely_step
from tests.conftest import lacking
from tests.page_tree import words_of
from tests.people.about_me.house import House

SECRET = "Xylocarp marmalade"
URDU = "مجھے چائے اور باغ پسند ہے اور میں گاتی ہوں۔ "


def address(house: House, then: str = "profile") -> str:
    return f"/people/{house.person_id}/{then}"


def pdf_of(house: House, role: str = "owner") -> bytes:
    answer = house.as_(role).client.get(address(house, "profile.pdf"))
    assert answer.status_code == 200
    if answer.mimetype != "application/pdf":
        lacking("pango, for the PDF")
    return answer.data


def unpacked(pdf: bytes) -> bytes:
    """The PDF with its packed streams opened, so that it can be searched."""
    found = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", unpacked(pdf)))


def fill(house: House, text: str, language: str = "en") -> None:
    for part in (Part.LIKED, Part.MOST_IMPORTANT, Part.HOW_TO_SUPPORT):
        house.write(part, text=text, language=language)
    house.write(Part.PLEASE_DO, do=text, dont=text, language=language)


def test_three_headings_from_four_parts(house: House) -> None:
    fill(house, "Some words")
    page = house.as_("owner").get(address(house))
    assert [words_of(one) for one in page.find_all("main section.card h2")] == [
        "What people like about me",
        "What is important to me",
        "How best to support me",
    ]
    assert page.text.count("Some words") == 5


@pytest.mark.parametrize("then", ["profile", "profile/print", "profile.pdf"])
def test_a_part_that_is_not_shared_leaves_no_trace(house: House, then: str) -> None:
    house.write(Part.MOST_IMPORTANT, text="Sunday dinner")
    house.write(Part.LIKED, text=SECRET)
    house.share("sister", Part.MOST_IMPORTANT)
    answer = house.as_("sister").client.get(address(house, then))
    assert answer.status_code == 200
    body = unpacked(answer.data).decode("utf-8", "replace")
    for trace in (SECRET, "Xylocarp", "What people like about me", "How best to support me"):
        assert trace not in body
    house.as_("friend").get(address(house, then), status=404)
    looks = [e for e in house.rows(AccessEvent) if e.actor_id == house.accounts["sister"]]
    assert {(e.part, e.how) for e in looks} == {
        ("most-important", "screen" if then == "profile" else "print")
    }


def test_links_to_change_show_only_to_those_who_may_write(house: House) -> None:
    fill(house, "Some words")
    house.share("sister", Part.LIKED, Part.MOST_IMPORTANT)
    assert not [w for w in house.as_("sister").get(address(house)).links if "Change" in w]
    assert len([w for w in house.as_("owner").get(address(house)).links if "Change" in w]) == 4


LONG = {
    "a little": ("I like tea and my garden.", "en"),
    "some": ("I like tea and my garden and I sing in the choir on Tuesdays. " * 12, "en"),
    "all that fits": ("I like tea and my garden and I sing. " * 135, "en"),
    "a line a word": ("tea\n" * 1_200, "en"),
    "no space at all": ("W" * 5_000, "en"),
    "Urdu": (URDU * 12, "ur"),
    "all that fits, Urdu": (URDU * 110, "ur"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_the_pdf_has_one_page_however_long_the_words(house: House, name: str) -> None:
    text, language = LONG[name]
    fill(house, text.strip()[:5_000], language)
    assert pages_in(pdf_of(house)) == 1


def test_the_pdf_names_its_language_and_is_not_kept(house: House) -> None:
    fill(house, "Some words")
    answer = house.as_("owner").client.get(address(house, "profile.pdf"))
    if answer.mimetype != "application/pdf":
        lacking("pango, for the PDF")
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"/Lang" in unpacked(answer.data) and pages_in(answer.data) == 1


def test_without_pango_the_page_says_what_to_do(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    page = house.as_("owner").get(address(house, "profile.pdf"))
    assert page.h1 == "We cannot make the file" and "Print it" in page.links


def test_more_words_are_never_set_larger(house: House) -> None:
    steps = []
    for times in (1, 20, 100):
        fill(house, ("I like tea and my garden. " * times).strip())
        steps.append(likely_step([house.entries(p)[-1] for p in (Part.LIKED, Part.PLEASE_DO)]))
    assert steps == sorted(steps) and steps[0] == 0 and steps[-1] < len(STEPS)


def test_the_photo_comes_into_the_pdf_from_storage_alone(house: House) -> None:
    from tests.people.about_me.test_photos import jpeg

    fill(house, "Some words")
    house.as_("owner").post(
        f"/people/{house.person_id}/picture/photo", {"photo": jpeg(), "alt": "Me"}
    )
    assert b"/Subtype /Image" in unpacked(pdf_of(house))


def test_what_another_slice_adds_stands_under_its_heading_for_who_may_see_it(house: House) -> None:
    fill(house, "Some words")

    def added(viewer: Relation) -> list[FromElsewhere]:
        at = now()
        return [
            FromElsewhere("important_to_me", Part.PLAN_WANTS, SECRET, "en", at),
            FromElsewhere("support_me", Part.PLAN_NEEDS, SECRET, "en", at),
        ]

    before = house.portal.extensions["profile_sources"]
    house.portal.extensions["profile_sources"] = [added]
    try:
        house.share("sister", Part.MOST_IMPORTANT, Part.PLAN_WANTS)
        for then in ("profile", "profile/print"):
            owners = house.as_("owner").get(address(house, then))
            assert owners.text.count(SECRET) == 2
            sisters = house.as_("sister").get(address(house, then))
            assert sisters.text.count(SECRET) == 1 and "What I want" in sisters.text
            # Even a source that forgot to ask leaks nothing.
            assert "What is important for me" not in sisters.html
    finally:
        house.portal.extensions["profile_sources"] = before
