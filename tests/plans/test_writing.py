"""Changing a section: who decides keeps it, others suggest it, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest

from app.audit.models import AccessEvent, AuditEvent
from app.people.models import Draft
from app.people.parts import Level, Part
from app.plans.models import SectionText, Suggestion, SuggestionAnswer
from tests.page_client import SeenPage
from tests.page_tree import words_of
from tests.plans.house import PlanHouse

WANTS, HEALTH, HOME = Part.PLAN_WANTS, Part.PLAN_HEALTH, Part.PLAN_HOME
MINE, THEIRS = "I want a dog of my own", "She wants two cats at least"


def opened(house: PlanHouse, part: Part = WANTS, role: str = "person") -> dict[str, str]:
    return house.as_(role).get(house.url(part, "change")).fields("form.question")


def send(
    house: PlanHouse,
    sent: dict[str, str],
    part: Part = WANTS,
    role: str = "person",
    status: int = 303,
) -> SeenPage:
    return house.as_(role).post(house.url(part, "change"), sent, status=status)


def change(
    house: PlanHouse, part: Part = WANTS, role: str = "person", status: int = 303, **given: Any
) -> SeenPage:
    """Fill in the form of a page opened just now, and send it."""
    lines = {name.replace("_", "-"): given.pop(name) for name in list(given) if name[:5] == "lines"}
    return send(house, {**opened(house, part, role), **lines, **given}, part, role, status)


def texts(house: PlanHouse, part: Part = WANTS) -> list[SectionText]:
    return house.rows(SectionText, SectionText.section == part)


def test_the_persons_own_words_are_suggested_and_taken_in_one_step(plan_house: PlanHouse) -> None:
    house = plan_house
    change(house, text=MINE)
    (text,) = texts(house)
    assert text.content == {"text": MINE} and text.number == 1
    assert text.written_by == text.decided_by == house.accounts["person"]
    (answer,) = house.rows(SuggestionAnswer)
    assert answer.suggestion_id == text.suggestion_id == house.rows(Suggestion)[0].id
    assert MINE not in str([each.facts for each in house.rows(AuditEvent)])
    assert ("plan-wants", "screen") in {(e.part, e.how) for e in house.rows(AccessEvent)}


def test_whoever_may_write_suggests_and_changes_nothing(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, MINE)
    page = house.as_("sister").get(house.url(WANTS, "change"))
    assert "Suggest this" in page.text and "Keep this" not in page.text
    answer = change(house, role="sister", text=THEIRS, answer="suggest")
    assert [each.content["text"] for each in texts(house)] == [MINE]
    suggestion = house.rows(Suggestion)[-1]
    assert suggestion.content == {"text": THEIRS} and suggestion.base_id == texts(house)[0].id
    assert answer.location.endswith(f"/suggestions/{suggestion.id}")


def test_keeping_is_refused_to_whoever_only_writes_and_the_words_stay(
    plan_house: PlanHouse,
) -> None:
    """The button is for who decides; a forged form does not help."""
    page = change(plan_house, role="sister", text=THEIRS, answer="keep", status=422)
    assert "You cannot decide about this part now." in page.text
    assert page.fields("form.question")["text"] == THEIRS and "Suggest this" in page.text
    assert texts(plan_house) == [] and plan_house.rows(Suggestion) == []
    assert plan_house.rows(Draft)[0].content["text"] == THEIRS


def test_a_suggestion_without_a_change_is_no_suggestion(plan_home: PlanHouse) -> None:
    plan_home.write(WANTS, MINE)
    page = change(plan_home, role="sister", answer="suggest", status=422)
    assert "You changed nothing yet." in page.text
    assert len(plan_home.rows(Suggestion)) == 1


def test_nothing_written_keeps_nothing(plan_home: PlanHouse) -> None:
    change(plan_home, text="  ")
    assert texts(plan_home) == []


def test_the_same_form_twice_is_kept_once(plan_house: PlanHouse) -> None:
    house = plan_house
    sent = {**opened(house), "text": MINE}
    send(house, sent)
    send(house, sent)
    assert len(texts(house)) == 1 == len(house.rows(Suggestion))
    sent = {**opened(house, role="sister"), "text": THEIRS, "answer": "suggest"}
    send(house, sent, role="sister")
    send(house, sent, role="sister")
    assert len(house.rows(Suggestion)) == 2


def test_nobody_answers_with_the_key_of_another(plan_house: PlanHouse) -> None:
    sent = {**opened(plan_house), "text": MINE}
    send(plan_house, sent)
    stolen = {**opened(plan_house, role="sister"), "key": sent["key"], "text": THEIRS}
    page = send(plan_house, {**stolen, "answer": "suggest"}, role="sister", status=422)
    assert "Open this form again." in page.text
    assert [each.content["text"] for each in plan_house.rows(Suggestion)] == [MINE]


def test_further_fields_days_and_choices_are_kept(plan_house: PlanHouse) -> None:
    change(plan_house, HOME, text="A door", place="Near the bus", tenancy="mine", court="no")
    change(plan_house, HEALTH, check_on="2027-01-15", allergies="Nuts")
    assert texts(plan_house, HOME)[0].content == {
        "text": "A door",
        "place": "Near the bus",
        "tenancy": "mine",
        "court": "no",
    }
    assert texts(plan_house, HEALTH)[0].content == {"check_on": "2027-01-15", "allergies": "Nuts"}
    # The form brings them back, and a choice can be taken back too.
    assert opened(plan_house, HOME)["tenancy"] == "mine"
    assert opened(plan_house, HEALTH)["check_on"] == "2027-01-15"
    change(plan_house, HOME, tenancy="")
    assert "tenancy" not in texts(plan_house, HOME)[-1].content


def test_a_line_is_added_by_its_button_with_everything_typed_kept(plan_home: PlanHouse) -> None:
    house = plan_home
    page = change(
        house, text=MINE, lines_0_what="Go to the shop", answer="add", status=200, language="pl"
    )
    sent = page.fields("form.question")
    assert sent["text"] == MINE and sent["lines-0-what"] == "Go to the shop"
    assert sent["lines-1-what"] == "" and sent["language"] == "pl"
    assert texts(house) == []
    send(house, {**sent, "lines-1-who": "Odette", "answer": "keep"})
    assert texts(house)[0].content["lines"] == [{"what": "Go to the shop"}, {"who": "Odette"}]
    assert house.rows(Draft) == []


def test_an_emptied_line_goes_and_there_is_an_end_to_lines(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, lines=[{"what": f"Thing {number}"} for number in range(12)])
    page = house.as_("person").get(house.url(WANTS, "change"))
    assert "Add another" not in page.text
    sent = page.fields("form.question")
    send(house, {**sent, "lines-3-what": " ", "lines-12-what": "One too many"})
    kept = [line["what"] for line in texts(house)[-1].content["lines"]]
    assert kept == [f"Thing {number}" for number in range(12) if number != 3]


def test_who_helped_in_which_language_and_on_which_paper(plan_house: PlanHouse) -> None:
    house = plan_house
    sister = str(house.members["sister"])
    change(house, text=MINE, helped_by=sister, language="pl", on_paper_on="2026-01-02")
    suggestion = house.rows(Suggestion)[0]
    assert suggestion.helped_by == [sister] and suggestion.language == "pl"
    assert suggestion.on_paper_on.isoformat() == "2026-01-02"
    assert opened(house)["helped_by"] == sister
    # A member says of nobody else that they helped.
    page = change(
        house, role="sister", text=THEIRS, answer="suggest", helped_by=str(house.members["friend"])
    )
    assert house.rows(Suggestion)[-1].helped_by == [] and page.status == 303


@pytest.mark.parametrize(
    ("part", "wrong", "says"),
    [
        (WANTS, {"text": "abc\u202edef"}, "There is a sign in it that we cannot keep."),
        (WANTS, {"text": "nul \x00 in it"}, "There is a sign in it that we cannot keep."),
        (WANTS, {"text": "x" * 5_001}, "That is too long."),
        (WANTS, {"lines-0-what": "x" * 301}, "That is too long."),
        (HOME, {"tenancy": "the-kings"}, "Choose one from the list."),
        (HEALTH, {"check_on": "31.02.2027"}, "Write a real date."),
        (WANTS, {"on_paper_on": "2999-01-01"}, "That day is still to come."),
        (WANTS, {"on_paper_on": "soon"}, "Write a real date."),
        (WANTS, {"language": "xx-evil"}, "Choose one from the list."),
        (WANTS, {"key": "no key"}, "Open this form again."),
    ],
)
def test_bad_input_comes_back_whole(
    plan_house: PlanHouse, part: Part, wrong: dict[str, str], says: str
) -> None:
    house = plan_house
    ours = {"text": "Good words stay", **wrong}
    sent = {**opened(house, part), **ours}
    page = house.as_("person").post(house.url(part, "change"), sent, status=422, valid_html=False)
    assert says in page.text and page.find("#error-summary") is not None
    back = page.fields("form.question")
    for name, text in ours.items():
        if name not in ("tenancy", "language"):
            assert back[name] == text.replace("\x00", "\ufffd")
    assert texts(house, part) == []
    assert house.rows(Draft)[0].content["text"].startswith(ours["text"][:3])


def test_a_dose_needs_its_paper(plan_house: PlanHouse) -> None:
    dose = {"lines_0_medicine": "Blue inhaler", "lines_0_dose": "Two puffs"}
    page = change(plan_house, HEALTH, status=422, **dose)
    assert "Write who says so. A dose needs its paper." in page.text
    assert page.fields("form.question")["lines-0-dose"] == "Two puffs"
    change(plan_house, HEALTH, **dose, lines_0_source="Letter of 3 March")
    assert len(texts(plan_house, HEALTH)) == 1


def test_markup_in_words_is_shown_as_words(plan_home: PlanHouse) -> None:
    attack = '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7*7 }}'
    change(plan_home, text=attack, lines_0_what=attack[:300])
    page = plan_home.as_("person").get(plan_home.url(WANTS, "change"))
    assert page.fields("form.question")["text"] == attack and attack not in page.html


def test_rules_by_law_say_what_to_mind(plan_home: PlanHouse) -> None:
    page = plan_home.as_("person").get(plan_home.url(Part.PLAN_RULES, "change"))
    assert "Write nothing about other people." in page.text


@pytest.mark.parametrize("part", [Part.PLAN_COUNCIL, Part.WELLNESS, Part.CIRCLE])
def test_only_sections_of_the_plan_are_changed_here(plan_home: PlanHouse, part: Part) -> None:
    for where in ("change", "photo", "sound", "paper"):
        plan_home.as_("person").get(plan_home.url(part, where), status=404)
    for where in ("change", "draft", "draft/throw-away", "photo", "sound"):
        plan_home.as_("person").post(plan_home.url(part, where), {}, status=404)


@pytest.mark.parametrize("role", ["sister", "friend", "stranger"])
def test_seeing_is_not_writing(plan_house: PlanHouse, role: str) -> None:
    if role == "sister":
        plan_house.share("sister", HOME, level=Level.COMMENT)
    plan_house.as_(role).get(plan_house.url(HOME, "change"), status=404)
    plan_house.as_(role).post(plan_house.url(HOME, "change"), {"text": THEIRS}, status=404)
    assert texts(plan_house, HOME) == [] and plan_house.rows(Draft) == []


def two_editors(house: PlanHouse) -> dict[str, str]:
    """The person opened a section of which another text was taken meanwhile."""
    house.write(WANTS, "What stood first", lines=[{"what": "Old thing"}])
    mine = opened(house)
    house.write(WANTS, THEIRS, lines=[{"what": "Their thing"}])
    return {**mine, "text": MINE, "lines-0-what": "My thing"}


def test_two_at_once_are_both_shown(plan_house: PlanHouse) -> None:
    house = plan_house
    page = send(house, two_editors(house), status=422)
    assert page.h1 == "There are two texts now"
    shown = [words_of(one) for one in page.find_all("bdi.own-words")]
    assert {MINE, THEIRS, "My thing", "Their thing"} <= set(shown)
    assert len(texts(house)) == 2
    # A closed tab loses nothing either: the words are there as a draft.
    assert MINE in house.as_("person").get(house.url(WANTS, "change")).text


def test_one_keeps_ones_own_words(plan_house: PlanHouse) -> None:
    house = plan_house
    page = send(house, two_editors(house), status=422)
    send(house, {**page.fields("form.question"), "answer": "keep"})
    assert texts(house)[-1].content == {"text": MINE, "lines": [{"what": "My thing"}]}


def test_one_keeps_the_other_words(plan_house: PlanHouse) -> None:
    house = plan_house
    page = send(house, two_editors(house), status=422)
    send(house, {**page.fields("form.question"), "answer": "theirs"})
    assert texts(house)[-1].content["text"] == THEIRS and house.rows(Draft) == []


def test_one_puts_both_together_and_looks_them_over(plan_house: PlanHouse) -> None:
    house = plan_house
    page = send(house, two_editors(house), status=422)
    both = send(house, {**page.fields("form.question"), "answer": "both"}, status=200)
    assert len(texts(house)) == 2
    send(house, {**both.fields("form.question"), "answer": "keep"})
    assert texts(house)[-1].content == {
        "text": f"{THEIRS}\n{MINE}",
        "lines": [{"what": "Their thing"}, {"what": "My thing"}],
    }


def test_a_third_text_meanwhile_asks_again(plan_house: PlanHouse) -> None:
    house = plan_house
    page = send(house, two_editors(house), status=422)
    house.write(WANTS, "Later still")
    again = send(house, {**page.fields("form.question"), "answer": "keep"}, status=422)
    assert "Later still" in again.text and MINE in again.text


def test_a_forged_base_is_a_question_not_a_way_in(plan_house: PlanHouse) -> None:
    for base in ("nonsense", "00000000-0000-0000-0000-000000000000"):
        house_page = change(
            plan_house, text=MINE, base_id=base, status=303 if base == "nonsense" else 422
        )
        assert house_page.status in (303, 422)
    assert len(texts(plan_house)) == 1
