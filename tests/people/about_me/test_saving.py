"""Saving a part: a new row each time, two editors lose nothing, and bad input comes back whole."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from app.audit.models import AuditEvent
from app.extensions import db
from app.people.models import AboutMeEntry, SharingStop
from app.people.models.sharing import SharingDecision
from app.people.parts import Level, Part
from tests.page_tree import words_of
from tests.people.about_me.house import House

FIRST, MINE, THEIRS = "What stood first", "My new words", "Their new words"


def opened(house: House, role: str) -> dict[str, str]:
    return house.as_(role).get(house.url(Part.WELLNESS, "change")).fields("form.question")


def send(house: House, role: str, sent: dict[str, str], status: int = 303) -> object:
    return house.as_(role).post(house.url(Part.WELLNESS, "change"), sent, status=status)


def texts(house: House) -> list[str]:
    return [each.content["text"] for each in house.entries(Part.WELLNESS)]


def test_each_save_is_a_new_row_by_its_writer(either_house: House) -> None:
    house = either_house
    house.write(Part.WELLNESS, text=FIRST)
    house.write(Part.WELLNESS, text=MINE, language="pl", helped_by=str(house.members["sister"]))
    rows = house.entries(Part.WELLNESS)
    assert [(each.number, each.content) for each in rows] == [
        (1, {"text": FIRST}),
        (2, {"text": MINE}),
    ]
    assert rows[1].language == "pl" and rows[1].helped_by == [str(house.members["sister"])]
    assert {each.written_by for each in rows} == {house.accounts["owner"]}
    events = [each for each in house.rows(AuditEvent) if each.name == "about_me.saved"]
    assert [each.facts["number"] for each in events] == [1, 2]
    assert MINE not in str([each.facts for each in events])


def test_a_row_can_neither_be_changed_nor_taken_away(either_house: House) -> None:
    house = either_house
    house.write(Part.WELLNESS, text=FIRST)
    with house.portal.app_context():
        row = db.session.get_one(AboutMeEntry, house.entries(Part.WELLNESS)[0].id)
        row.language = "ur"
        with pytest.raises(DBAPIError):
            db.session.flush()


def test_the_two_lists_are_kept_apart(house: House) -> None:
    house.write(Part.PLEASE_DO, do="Knock\r\nWait", dont="Shout")
    assert house.entries(Part.PLEASE_DO)[0].content == {"do": "Knock\nWait", "dont": "Shout"}


def test_sending_twice_makes_one_row(either_house: House) -> None:
    house = either_house
    sent = {**opened(house, "owner"), "text": FIRST}
    send(house, "owner", sent)
    send(house, "owner", sent)
    assert texts(house) == [FIRST]


def test_nothing_written_makes_no_row_and_words_can_be_emptied(house: House) -> None:
    house.write(Part.WELLNESS, text="  ")
    assert texts(house) == []
    house.write(Part.WELLNESS, text=FIRST)
    house.write(Part.WELLNESS, text="")
    assert texts(house) == [FIRST, ""]
    assert "Nothing here yet." in house.as_("owner").get(house.url(Part.WELLNESS)).text


def test_words_of_the_person_stay_theirs_when_a_supporter_keeps_them_unchanged(
    house: House,
) -> None:
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    house.write(Part.WELLNESS, text=FIRST)
    house.write(Part.WELLNESS, "sister")
    assert [each.written_by for each in house.entries(Part.WELLNESS)] == [house.accounts["owner"]]


@pytest.fixture
def two_editors(either_house: House) -> tuple[House, dict[str, str]]:
    """Both opened the part; the sister saved first."""
    house = either_house
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    house.write(Part.WELLNESS, text=FIRST)
    mine, theirs = opened(house, "owner"), opened(house, "sister")
    send(house, "sister", {**theirs, "text": THEIRS})
    return house, {**mine, "text": MINE}


def test_the_later_of_two_editors_sees_both_texts(
    two_editors: tuple[House, dict[str, str]],
) -> None:
    house, mine = two_editors
    page = send(house, "owner", mine, 422)
    assert [words_of(one) for one in page.find_all("bdi.own-words")] == [MINE, THEIRS]  # type: ignore[attr-defined]
    assert page.h1 == "There are two texts now"  # type: ignore[attr-defined]
    assert texts(house) == [FIRST, THEIRS]
    # A closed tab loses nothing either: the words are there as a draft.
    assert MINE in house.as_("owner").get(house.url(Part.WELLNESS, "change")).text


@pytest.mark.parametrize(
    ("answer", "stands"),
    [("keep", MINE), ("theirs", THEIRS), ("both", f"{THEIRS}\n{MINE}")],
)
def test_one_chooses_mine_theirs_or_both(
    two_editors: tuple[House, dict[str, str]], answer: str, stands: str
) -> None:
    house, mine = two_editors
    page = send(house, "owner", mine, 422)
    send(house, "owner", {**page.fields("form.question"), "answer": answer})  # type: ignore[attr-defined]
    assert texts(house)[-1] == stands
    assert texts(house)[:2] == [FIRST, THEIRS]


def test_a_third_save_meanwhile_asks_again(two_editors: tuple[House, dict[str, str]]) -> None:
    house, mine = two_editors
    page = send(house, "owner", mine, 422)
    house.write(Part.WELLNESS, "sister", text="Later still")
    sent = {**page.fields("form.question"), "answer": "keep"}  # type: ignore[attr-defined]
    again = send(house, "owner", sent, 422)
    assert "Later still" in again.text and MINE in again.text  # type: ignore[attr-defined]


def test_the_right_to_write_is_asked_again_when_the_form_is_sent(house: House) -> None:
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    sent = {**opened(house, "sister"), "text": THEIRS}
    with house.portal.app_context():
        decision = db.session.query(SharingDecision).one()
        db.session.add(SharingStop(decision_id=decision.id, stopped_by=house.accounts["owner"]))
        db.session.commit()
    send(house, "sister", sent, 404)
    assert texts(house) == []


def test_seeing_is_not_writing(house: House) -> None:
    house.share("sister", Part.WELLNESS)
    house.as_("sister").get(house.url(Part.WELLNESS, "change"), status=404)
    send(house, "sister", {"text": THEIRS}, 404)
    assert "Write here" not in house.as_("sister").get(house.url(Part.WELLNESS)).links


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("abc\u202edef", "There is a sign in it that we cannot keep."),
        ("nul \x00 in it", "There is a sign in it that we cannot keep."),
        ("x" * 1_000_000, "That is too long."),
    ],
    ids=["right-to-left override", "nul", "1 MB"],
)
def test_bad_words_come_back_whole_and_nothing_is_written(
    either_house: House, text: str, says: str
) -> None:
    house = either_house
    page = house.write(Part.WELLNESS, status=422, text=text, valid_html=False)
    assert says in page.text and page.find("#error-summary") is not None
    # HTML can hold no NUL: it reads as the sign for "unknown".
    assert page.fields("form.question")["text"] == text.replace("\x00", "\ufffd")
    assert texts(house) == []


def test_markup_in_words_is_shown_as_words(house: House) -> None:
    attack = '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7*7 }}'
    house.write(Part.WELLNESS, text=attack)
    page = house.as_("owner").get(house.url(Part.WELLNESS))
    assert words_of(page.find("bdi.own-words")) == attack
    assert attack not in page.html
    house.as_("owner").get(house.url(Part.WELLNESS, "change"))


def test_a_foreign_language_or_number_is_refused_or_harmless(house: House) -> None:
    house.write(Part.WELLNESS, status=422, text=FIRST, language="xx-evil")
    house.write(Part.WELLNESS, text=FIRST, base_number="not a number")
    assert texts(house) == [FIRST]


def test_decomposed_letters_are_kept_composed(house: House) -> None:
    house.write(Part.WELLNESS, text="Zoe\u0308")
    assert texts(house) == ["Zo\u00eb"]
