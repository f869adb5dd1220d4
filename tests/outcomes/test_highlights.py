"""The report for the board: a draft of facts, versions, paper, and a file that is safe to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.organisations.models import Role
from app.outcomes.models import HighlightText, Said
from app.outcomes.queries.council_highlights import safe
from tests.outcomes.figures_house import LAST, NOW, THIS, Lives

URL = f"/council/highlights/{THIS.key}"
BOXES = ("much", "well", "better", "benefit", "more")


@pytest.fixture
def lives(either_portal: Flask) -> Iterator[Lives]:
    here = Lives(either_portal)
    with either_portal.app_context():
        here.works("counter", "council", Role.COMMISSIONER)
        here.works("group", "council", Role.STEERING_GROUP)
        here.works("boss", "small", Role.PROVIDER_MANAGER)
        here.person("thea", "Thistledown Abernathy")
        here.says("thea", Said.NOT_WELL, LAST, words="Zanzibar secret")
        here.says("thea", Said.WELL, NOW)
    yield here


def form(number: int = 0, **words: str) -> dict[str, str]:
    return {**{f"fact_{box}": words.get(box, "Words") for box in BOXES}, "number": str(number)}


def test_the_draft_holds_facts_each_with_its_source(lives: Lives) -> None:
    page = lives.as_("counter").get(URL).text
    assert "Something goes better: 1 of 1 (100%)" in page
    assert page.count("Source:") == len(BOXES)
    for secret in ("Thistledown", "Zanzibar", "Wuzzlefish", "/people/"):
        assert secret not in page


def test_each_time_it_is_kept_is_a_version(lives: Lives) -> None:
    counter = lives.as_("counter")
    assert "Draft from the figures" in counter.get(f"{URL}/print").text
    assert counter.post(URL, data=form(0, more="First words")).status_code == 303
    assert counter.post(URL, data=form(1, more="Second words")).status_code == 303
    late = counter.post(URL, data=form(1, more="Late words"))
    assert late.status_code == 422
    assert "Late words" in late.text
    with lives.portal.app_context():
        rows = db.session.scalars(select(HighlightText).order_by(HighlightText.number)).all()
        assert [row.content[-1]["words"] for row in rows] == ["First words", "Second words"]
    sheet = lives.as_("group").get(f"{URL}/print").text
    assert "Second words" in sheet
    assert "First words" not in sheet
    assert "Draft from the figures" not in sheet


def test_the_steering_group_reads_and_does_not_write(lives: Lives) -> None:
    group = lives.as_("group")
    assert group.get("/council/highlights").status_code == 200
    assert group.get(URL).status_code == group.post(URL, data=form()).status_code == 403
    sheet = group.get(f"{URL}/print").text
    # From the sheet they get the file, too, and no way to write.
    assert f'href="{URL}.csv"' in sheet
    assert f'href="{URL}"' not in sheet + group.get("/council/highlights").text


def test_there_is_no_report_of_a_quarter_to_come(lives: Lives) -> None:
    assert lives.as_("counter").get(f"/council/highlights/{THIS.after.key}").status_code == 404
    assert lives.as_("counter").get("/council/highlights/2026-q7").status_code == 404


def rows(lives: Lives) -> list[list[str]]:
    answer = lives.as_("counter").get(f"{URL}.csv")
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_file_has_the_figures_and_no_name(lives: Lives) -> None:
    found = rows(lives)
    assert ["Something goes better", "1", "1", "answers in the portal"] in found
    assert ["Support plans that were looked at again", "0", "", "support plans"] in found
    assert "Thistledown" not in str(found)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_a_formula(start: str) -> None:
    assert safe(f"{start}cmd|'/C calc'!A0")[0] == "'"
    assert safe("Łódź اردو") == "Łódź اردو"


def test_a_provider_named_like_a_formula_stays_text(lives: Lives) -> None:
    with lives.portal.app_context():
        place = db.session.merge(lives.places["small"])
        place.name = "=HYPERLINK(1)"
        db.session.commit()
    counted = {"quarter": THIS.key, "line": "clubs", "counted": "3", "source": "people"}
    lives.as_("boss").post("/benefits", data=counted)
    found = rows(lives)
    assert ["People in a club or group", "3", "", "'=HYPERLINK(1): People told us"] in found


def test_an_empty_quarter_has_a_draft_and_a_file(lives: Lives) -> None:
    counter = lives.as_("counter")
    for rest in ("", "/print", ".csv"):
        assert counter.get(f"/council/highlights/2003-q2{rest}").status_code == 200
