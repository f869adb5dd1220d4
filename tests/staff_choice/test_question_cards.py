"""Question cards: written, changed under a new number, put in order, brought in, never unfair."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.people.models import Person
from app.staff_choice.actions.cards import MOST_CARDS, CardSaid, add_card
from app.staff_choice.models import Box, QuestionCard
from tests.staff_choice.house import make_line
from tests.staff_choice.panel_house import PanelHouse

GOOD = "Would you swim with me?"
BAD = "Do you have any health problems?"


def words(house: PanelHouse) -> list[str]:
    return [card.words for card in house.cards()]


def test_a_card_is_written_by_who_may(panel_house: PanelHouse) -> None:
    sister = panel_house.as_("sister")
    page = sister.get(panel_house.at("questions", "new"))
    form = {**page.fields("form.question"), "words": GOOD, "good_answer": "Yes, gladly."}
    form["line"] = page.find_all("input[name=line]")[1].get("value", "")
    form["picture"] = "day"
    for _twice in range(2):
        sister.post(page.url, form)
    (card,) = panel_house.cards()
    assert (card.words, card.concept, str(card.criterion_id)) == (GOOD, "day", form["line"])
    shown = panel_house.as_("advocate").get(panel_house.at("questions"))
    assert GOOD in shown.text
    assert "This is about: Swimming" in shown.text
    assert "Change it" not in shown.text


def test_a_card_names_its_line_in_the_words_it_was_written_about(panel_home: PanelHouse) -> None:
    """A card without a line names none."""
    with panel_home.portal.app_context():
        person = db.session.get_one(Person, panel_home.person_id)
        line = make_line(person, Box.KIND, "", words="Lubi się śmiać", language="pl").id
    panel_home.ask("Would you swim with me?", "Do you drive?")
    with panel_home.leading("person") as given:
        said = CardSaid("What makes you laugh?", criterion_id=line)
        add_card(**given, key=uuid.uuid4(), said=said)
    page = panel_home.as_("person").get(panel_home.at("questions"))
    assert page.text.count("This is about:") == 1
    assert '<bdi lang="pl" dir="auto">Lubi się śmiać</bdi>' in page.html


@pytest.mark.parametrize("text", [BAD, "Czy ma pani dzieci?", "آپ کی عمر کیا ہے؟"])
def test_an_unfair_question_comes_back_with_why(panel_house: PanelHouse, text: str) -> None:
    person = panel_house.as_("person")
    page = person.get(panel_house.at("questions", "new"))
    form = {**page.fields("form.question"), "words": text, "good_answer": "Pelargonium"}
    refused = person.post(page.url, form, status=422)
    assert "This asks" in refused.text
    assert "What can we ask?" in refused.text
    assert text in refused.html
    assert "Pelargonium" in refused.html
    assert panel_house.rows(QuestionCard) == []


def test_no_card_becomes_unfair_by_a_change(panel_house: PanelHouse) -> None:
    panel_house.ask(GOOD)
    person = panel_house.as_("person")
    page = person.get(panel_house.at("questions", panel_house.cards()[0].card_id))
    person.post(page.url, {**page.fields("form.question"), "words": BAD}, status=422)
    assert words(panel_house) == [GOOD]


def test_we_look_for_what_they_say_not_who_they_are(panel_house: PanelHouse) -> None:
    person = panel_house.as_("person")
    page = person.get(panel_house.at("questions", "new"))
    form = {**page.fields("form.question"), "words": GOOD, "good_answer": "She is a young woman."}
    assert "Not for who they are." in person.post(page.url, form, status=422).text


def test_a_change_is_a_new_number(panel_house: PanelHouse) -> None:
    panel_house.ask(GOOD)
    (card,) = panel_house.cards()
    person = panel_house.as_("person")
    page = person.get(panel_house.at("questions", card.card_id))
    form = {**page.fields("form.question"), "words": "Would you cook with me?"}
    person.post(page.url, form)
    assert [each.number for each in panel_house.rows(QuestionCard)] == [1, 2]
    assert words(panel_house) == ["Would you cook with me?"]
    late = person.post(page.url, {**form, "words": "Would you sing with me?"}, status=422)
    assert "Somebody else changed this." in late.text
    assert "Would you sing with me?" in late.html
    # Kept on purpose once both were looked at.
    person.post(page.url, {**late.fields("form.question"), "words": "Would you sing with me?"})
    assert words(panel_house) == ["Would you sing with me?"]


def test_a_card_is_never_changed_itself(panel_house: PanelHouse) -> None:
    panel_house.ask(GOOD)
    for statement in (
        QuestionCard.__table__.update().values(words="Other"),
        QuestionCard.__table__.delete(),
    ):
        with panel_house.portal.app_context(), pytest.raises(DBAPIError):
            db.session.execute(statement)


def test_order_by_tap(panel_house: PanelHouse) -> None:
    panel_house.ask("First?", "Second?", "Third?")
    person = panel_house.as_("person")
    person.post(panel_house.at("questions", panel_house.cards()[2].card_id, "up"))
    assert words(panel_house) == ["First?", "Third?", "Second?"]
    person.post(panel_house.at("questions", panel_house.cards()[0].card_id, "up"))
    assert words(panel_house) == ["First?", "Third?", "Second?"]
    person.post(panel_house.at("questions", panel_house.cards()[0].card_id, "take-out"))
    person.post(panel_house.at("questions", panel_house.cards()[1].card_id, "up"))
    assert words(panel_house) == ["Second?", "Third?"]
    person.post(panel_house.at("questions", uuid.uuid4(), "up"), status=404)


def test_many_come_in_from_a_plain_text(panel_house: PanelHouse) -> None:
    sister = panel_house.as_("sister")
    url = panel_house.at("questions", "bring-in")
    text = f"Do you drive?\r\n\r\n  {GOOD}  \nDo you drive?\n"
    for _twice in range(2):
        sister.post(url, {"texts": text})
    assert words(panel_house) == ["Do you drive?", GOOD]


def test_one_unfair_line_keeps_all_out_and_is_named(panel_house: PanelHouse) -> None:
    url = panel_house.at("questions", "bring-in")
    text = f"{GOOD}\n{BAD}\nAre you married?"
    page = panel_house.as_("sister").post(url, {"texts": text}, status=422)
    assert "Line 2: This asks about their health." in page.text
    assert "Line 3: This asks if they are married." in page.text
    assert BAD in page.html
    assert panel_house.cards() == []


@pytest.mark.parametrize("text", ["", "\n \n", "x" * 301, "a\u202eb"])
def test_a_bad_text_brings_nothing_in(panel_home: PanelHouse, text: str) -> None:
    url = panel_home.at("questions", "bring-in")
    panel_home.as_("person").post(url, {"texts": text}, status=422)
    assert panel_home.cards() == []


@pytest.mark.parametrize("text", ["", "  ", "x" * 301, "a\u202eb"])
def test_a_bad_question_is_not_kept(panel_home: PanelHouse, text: str) -> None:
    person = panel_home.as_("person")
    page = person.get(panel_home.at("questions", "new"))
    person.post(page.url, {**page.fields("form.question"), "words": text}, status=422)
    assert panel_home.cards() == []


def test_there_is_an_end_of_questions(panel_house: PanelHouse) -> None:
    panel_house.ask(*(f"Do you like number {n}?" for n in range(MOST_CARDS)))
    person = panel_house.as_("person")
    page = person.get(panel_house.at("questions", "new"))
    form = {**page.fields("form.question"), "words": GOOD}
    assert "There are 12 questions already." in person.post(page.url, form, status=422).text
    person.post(panel_house.at("questions", "bring-in"), {"texts": GOOD}, status=422)
    assert len(panel_house.cards()) == MOST_CARDS


def test_html_is_words(panel_home: PanelHouse) -> None:
    panel_home.ask("<b>Would you</b> <script>swim</script>?")
    page = panel_home.as_("person").get(panel_home.at("questions"))
    assert "<b>Would you</b>" in page.text
