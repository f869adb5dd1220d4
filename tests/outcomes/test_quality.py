"""Themes, what providers say and people confirm, counted good: no names, no grade, no pounds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Role
from app.outcomes.models import BenefitCount, Claim, ClaimAnswer, Confirms, ThemeText
from app.outcomes.queries.quality import claims
from app.people.models import Relationship
from app.people.parts import Part
from tests.outcomes.figures_house import THIS, Lives


@pytest.fixture
def lives(either_portal: Flask) -> Iterator[Lives]:
    here = Lives(either_portal)
    with either_portal.app_context():
        here.works("boss", "small", Role.PROVIDER_MANAGER)
        here.works("rival", "large", Role.PROVIDER_MANAGER)
        here.works("counter", "council", Role.COMMISSIONER)
        here.works("cared", "council", Role.CARE_MANAGER)
        for who, called in (("thea", "Thistledown Abernathy"), ("perry", "Peregrine Oxlip")):
            here.person(who, called)
            here.helps("boss", who, Part.OUTCOMES, place="small")
        here.account("aide", "Snidely Grubb")
        here.works("aide", "small", Role.PROVIDER_WORKER)
        here.person("mona", "Desdemona Lark")
    yield here


def place(lives: Lives, rest: str, who: str = "small") -> str:
    return f"/provider/quality/{lives.places[who].id}/{rest}"


def say(lives: Lives, says: str = "We ask each person.", evidence: str = "Minutes") -> int:
    form = {"says": says, "evidence": evidence}
    return lives.as_("boss").post(place(lives, "lines/r-who"), data=form).status_code


def claim_id(lives: Lives) -> str:
    with lives.portal.app_context():
        return str(db.session.scalars(select(Claim.id).order_by(Claim.number.desc())).first())


def confirm(lives: Lives, who: str, answer: str) -> int:
    url = f"/people/{lives.people[who].id}/is-it-so/{claim_id(lives)}"
    return lives.as_(who).post(url, data={"answer": answer}).status_code


def confirmed(lives: Lives) -> list[int]:
    with lives.portal.app_context():
        return [each.confirmed for each in claims()]


def test_a_provider_says_and_people_confirm(lives: Lives) -> None:
    assert say(lives) == 303
    assert confirmed(lives) == [0]
    assert confirm(lives, "thea", "yes") == confirm(lives, "perry", "no") == 303
    assert confirmed(lives) == [1]
    page = lives.as_("boss").get("/provider/quality").text
    assert "1 person confirms." in page
    # Who said no, and that somebody did, is nobody's business.
    for word in ("It is not so", "Peregrine", "Thistledown", "no one", "%"):
        assert word not in page
    council = lives.as_("counter").get("/council/quality").text
    assert "1 person confirms." in council
    assert "/people/" not in council
    assert "Thistledown" not in council


def test_a_later_answer_takes_the_place_of_the_first(lives: Lives) -> None:
    say(lives)
    for answer in ("yes", "yes", "dont-know"):
        confirm(lives, "thea", answer)
    assert confirmed(lives) == [0]
    confirm(lives, "thea", "yes")
    assert confirmed(lives) == [1]


def test_a_new_text_asks_anew_and_an_empty_one_takes_it_back(lives: Lives) -> None:
    say(lives)
    confirm(lives, "thea", "yes")
    say(lives, says="We choose together.")
    assert confirmed(lives) == [0]
    say(lives, says="", evidence="")
    assert confirmed(lives) == []


def test_only_whom_they_support_is_asked(lives: Lives) -> None:
    say(lives)
    assert confirm(lives, "mona", "yes") == 404
    url = f"/people/{lives.people['thea'].id}/is-it-so"
    assert lives.as_("boss").get(url).status_code == 404
    assert "I choose who supports me." in lives.as_("thea").get(url).text
    assert (
        lives.as_("thea").post(f"{url}/{claim_id(lives)}", data={"answer": "7"}).status_code == 422
    )


def test_what_is_said_needs_evidence(lives: Lives) -> None:
    assert say(lives, evidence="") == 422


@pytest.mark.parametrize(
    "words",
    [
        "Thistledown is happy.",
        "Ask Abernathy’s sister",
        "Well done, SNIDELY!",
        "Oxlip",
        "we swim with thistledown",
        "aBERNATHY likes it",
    ],
)
def test_a_name_is_refused_wherever_the_council_reads(lives: Lives, words: str) -> None:
    assert say(lives, says=words) == 422
    assert say(lives, evidence=words) == 422
    for name in ("reflection", "feedback"):
        form = {"theme": "safe", name: words}
        answer = lives.as_("boss").post(place(lives, "theme"), data=form)
        assert answer.status_code == 422
        # What was typed is not lost.
        assert words[:6] in answer.text


@pytest.mark.parametrize(
    ("called", "words"),
    [
        ("مریم", "مریم خوش ہے۔"),
        ("quenby rook", "We asked Quenby twice."),
        ("Bożena Wrzos", "Byliśmy z Bożeną na basenie."),
    ],
)
def test_a_name_is_a_name_as_each_language_writes_it(lives: Lives, called: str, words: str) -> None:
    assert say(lives, says=words) == 303
    with lives.portal.app_context():
        lives.person("vic", called)
        lives.helps("boss", "vic", Part.OUTCOMES, place="small")
    assert say(lives, says=words) == 422


def test_who_works_there_and_helps_on_their_own_brings_names_too(lives: Lives) -> None:
    """In the circle without the provider beside their name."""
    assert say(lives, says="We rang Desdemona.") == 303
    with lives.portal.app_context():
        lives.helps("aide", "mona", kind=Relationship.SUPPORT_WORKER)
    assert say(lives, says="We rang Desdemona.") == 422


@pytest.mark.parametrize("who", ["thea", "sister"])
def test_the_surname_of_an_account_is_a_name_too(lives: Lives, who: str) -> None:
    """The circle calls them by a first name; whoever works there knows the whole one."""
    with lives.portal.app_context():
        lives.account("sister", "Clementine")
        lives.helps("sister", "thea", kind=Relationship.FAMILY)
    assert say(lives, says="We rang Featherby.") == 303
    with lives.portal.app_context(), db.writing():
        db.session.get_one(Account, lives.accounts[who].id).name = "Clementine Featherby"
    assert say(lives, says="We rang Featherby.") == 422


def test_a_name_that_is_an_everyday_word_needs_its_capital(lives: Lives) -> None:
    """Else nobody could write "we will" where somebody is called Will."""
    with lives.portal.app_context():
        lives.person("vic", "Will Good")
        lives.helps("boss", "vic", Part.OUTCOMES, place="small")
    assert say(lives, says="We will ask. It is a good way.") == 303
    for words in ("Ask Will.", "We do as WILL likes.", "It is for Mr Good."):
        assert say(lives, says=words) == 422, words


def test_one_theme_a_quarter_and_every_text_is_kept(lives: Lives) -> None:
    url = place(lives, "theme")
    for theme, reflection, answer in (
        ("safe", "We lock less.", 303),
        ("safe", "We lock nothing.", 303),
        ("well-led", "We lead.", 422),
        ("safe", "", 422),
    ):
        form = {"theme": theme, "reflection": reflection}
        assert lives.as_("boss").post(url, data=form).status_code == answer, reflection
    with lives.portal.app_context():
        rows = db.session.scalars(select(ThemeText).order_by(ThemeText.number)).all()
        assert [row.reflection for row in rows] == ["We lock less.", "We lock nothing."]
    page = lives.as_("counter").get("/council/quality").text
    assert "We lock nothing." in page
    assert "We lock less." not in page


def test_another_provider_is_not_ones_own(lives: Lives) -> None:
    for rest in ("theme", "lines/r-who"):
        assert lives.as_("rival").get(place(lives, rest)).status_code == 404
        assert lives.as_("rival").post(place(lives, rest), data={"says": "x"}).status_code == 404
    assert lives.as_("boss").get(place(lives, "lines/no-such-line")).status_code == 404


@pytest.mark.parametrize("who", ["boss", "cared"])
def test_good_is_counted_with_its_source(lives: Lives, who: str) -> None:
    form = {"quarter": THIS.key, "line": "paid-work", "counted": "3", "source": "people"}
    assert lives.as_(who).post("/benefits", data=form).status_code == 303
    assert lives.as_(who).post("/benefits", data={**form, "counted": "4"}).status_code == 303
    page = lives.as_("counter").get("/council/quality").text
    assert "People in paid work" in page
    assert "People told us" in page
    assert "£" not in page
    with lives.portal.app_context():
        rows = db.session.scalars(select(BenefitCount).order_by(BenefitCount.number)).all()
        assert [row.counted for row in rows] == [3, 4]


@pytest.mark.parametrize(
    "wrong",
    [
        {"counted": "-1"},
        {"counted": "£300"},
        {"counted": "100001"},
        {"counted": ""},
        {"line": "pounds-saved"},
        {"source": "a feeling"},
        {"quarter": "1999-q1"},
    ],
)
def test_a_wrong_count_is_refused(lives: Lives, wrong: dict[str, str]) -> None:
    form = {"quarter": THIS.key, "line": "clubs", "counted": "3", "source": "people", **wrong}
    assert lives.as_("boss").post("/benefits", data=form).status_code == 422


def test_answers_stay_the_persons(lives: Lives) -> None:
    say(lives)
    confirm(lives, "thea", "no")
    with lives.portal.app_context():
        row = db.session.scalars(select(ClaimAnswer)).one()
        assert (row.answer, row.said_by) == (Confirms.NO, lives.account("thea").id)
