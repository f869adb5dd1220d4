"""The check of public words: measured by the texts that were there before it, and by its rules.

`python -m pytest tests/staff_choice/test_public_words.py -s -k yardstick` lists what it misses.
Whoever wrote the rules knew those texts, so they measure less than they seem to: the tables below
hold other names, numbers and sentences.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app.staff_choice.fairness.public_words import Circle, Finding, Kind, findings, plain
from app.staff_choice.fairness.said_numbers import is_nhs_number
from app.staff_choice.models.vacancy import PUBLIC_CHARACTERS

DATA: dict[str, Any] = json.loads(
    Path(__file__).with_name("public_texts.json").read_text(encoding="utf-8")
)
LEAST_CAUGHT, MOST_FLAGGED = 38, 2


def seeded_circle(other_scripts: bool) -> Circle:
    told = DATA["circle"]
    own = [told["called"], told["full_name"]]
    others = [member["name"] for member in told["members"]]
    if other_scripts:
        for name, written in told["names_other_scripts"].items():
            (own if name in own else others).extend(written)
    return Circle(
        tuple(own),
        tuple(others),
        (told["provider"],),
        tuple(told["phones"]),
        tuple(told["emails"]),
    )


@pytest.mark.parametrize("other_scripts", [True, False])
def test_yardstick(other_scripts: bool) -> None:
    """Also where nobody ever wrote the names in Urdu letters."""
    circle = seeded_circle(other_scripts)
    found = {text["id"]: findings(text["text"], circle) for text in DATA["texts"]}
    missed = [each for each in DATA["texts"] if each["leaks"] and not found[each["id"]]]
    flagged = [each for each in DATA["texts"] if not each["leaks"] and found[each["id"]]]
    told = [f"missed: {each['id']} {each['how']}\n" for each in missed]
    told += [f"flagged: {each['id']} {each['how']}\n" for each in flagged]
    sys.stdout.writelines(told or ["missed: none, flagged: none\n"])
    assert 40 - len(missed) >= LEAST_CAUGHT
    assert len(flagged) <= MOST_FLAGGED


# Another circle than that of the yardstick.
OURS = Circle(
    own=("Tilda", "Mathilda Wrensworth"),
    others=("Grace Obi", "Rose Kowalska", "May Lindqvist", "Tomasz Zieliński", "Farida Chaudhry"),
    places=("Oakenshaw Care Services", "Small Supports"),
    phones=("07700 900456",),
    emails=("bluewhistle.tilda@example.org",),
)

LEAKS = [
    (Kind.NAME, "Tilda likes trains."),
    (Kind.NAME, "We call TILDA when it is late."),
    (Kind.NAME, "It is tilda's house."),
    (Kind.NAME, "It is Tilda’s house."),
    (Kind.NAME, "Ask for T-i-l-d-a."),
    (Kind.NAME, "Ask for T i l d a."),
    (Kind.NAME, "My name? T1lda, of course."),
    (Kind.NAME, "Тilda with a Cyrillic letter"),
    (Kind.NAME, "Til\u200bda with a joiner inside"),
    (Kind.NAME, "Say hello to Matilda Wrensworth."),
    (Kind.NAME, "Come and see Mathlida."),
    (Kind.NAME, "The Wrensworths are a loud lot."),
    (Kind.NAME, "On Mondays I see Grace."),
    (Kind.NAME, "We bake with Rose on Mondays."),
    (Kind.NAME, "Call Mr Lindqvist."),
    (Kind.NAME, "Idziemy z Tildą do kina."),
    (Kind.NAME, "Nasza Tildusia śpiewa."),
    (Kind.NAME, "Byliśmy u Kowalskiej."),
    (Kind.NAME, "Gram w szachy z Tomaszem."),
    (Kind.NAME, "Dałam to Tomaszowi."),
    (Kind.NAME, "ہم فریدہ کے ساتھ جاتے ہیں۔"),
    (Kind.NAME, "Oakenshaw pays you."),
    (Kind.NAME, "You work for Small Supports."),
    (Kind.PHONE, "Ring 0161 496 0777."),
    (Kind.PHONE, "Ring 0161-496-0777 today"),
    (Kind.PHONE, "Call +44 (0)161 496 0777"),
    (Kind.PHONE, "Call 0044 161 4960777"),
    (Kind.PHONE, "zero seven seven zero zero nine zero zero one two three"),
    (Kind.PHONE, "Dzwoń: zero siedem siedem zero zero dziewięć zero"),
    (Kind.PHONE, "Call 07700 and then 900 and then 456."),
    (Kind.PHONE, "０７７００ ９００４５６"),
    (Kind.PHONE, "0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣4️⃣5️⃣6️⃣"),
    (Kind.PHONE, "Telefon 48 601 123 456"),
    (Kind.EMAIL, "Write to someone@mail.example.org"),
    (Kind.EMAIL, "Write to someone (at) mail (dot) org"),
    (Kind.EMAIL, "someone at mailbox dot co dot uk"),
    (Kind.EMAIL, "I am b l u e w h i s t l e . t i l d a at the usual place"),
    (Kind.LINK, "See http://example.org/x"),
    (Kind.LINK, "See example.co.uk/me"),
    (Kind.LINK, "Go to teapots dot com"),
    (Kind.LINK, "The map says apple.table.river"),
    (Kind.HANDLE, "Follow @teapot_lady"),
    (Kind.HANDLE, "I am on Instagram: teapot lady"),
    (Kind.HANDLE, "Szukaj mnie na Facebooku: czajnik"),
    (Kind.POSTCODE, "We live at LS8 4AB."),
    (Kind.POSTCODE, "sw1a1aa is not ours"),
    (Kind.POSTCODE, "LS8-4AB"),
    (Kind.ADDRESS, "It is 4a Larkmead Close."),
    (Kind.ADDRESS, "Near Larkmead Avenue, the last house"),
    (Kind.ADDRESS, "Mieszkam przy ul. Kwiatowej 5."),
    (Kind.ADDRESS, "ہمارا مکان نمبر ۱۲ ہے۔"),
    (Kind.BIRTHDAY, "Born on 1 April 1990."),
    (Kind.BIRTHDAY, "My birthday is the third of May."),
    (Kind.BIRTHDAY, "12.05.1988"),
    (Kind.BIRTHDAY, "Urodziny mam piątego maja."),
    (Kind.BIRTHDAY, "میری سالگرہ 5 مارچ کو ہے۔"),
    (Kind.NHS_NUMBER, "943 476 5919"),
    (Kind.NHS_NUMBER, "My NHS number is 123 456 7890."),
    (Kind.LONG_NUMBER, "Account 20 12 34 12345678"),
    (Kind.LONG_NUMBER, "QQ 12 34 56 C"),
    (Kind.CAR, "Look for AB12 CDE outside."),
    (Kind.CAR, "my car is ab12cde"),
]

HARMLESS = [
    "We say grace. The rose in the garden is red. In May we sow peas.",
    "Rose petals smell good. May I say something?",
    "Mustard and tildes and children: I like them all.",
    "We walk 5 miles and have 2 teas at 3.15, then 1 cake at 4.30.",
    "I watch Coronation Street and Sesame Street.",
    "The bus is the 192. I catch it at 9.05 or 9.35.",
    "From 9.00 to 12.30, 13.00 to 17.30 on Mondays and Tuesdays.",
    "I like small cakes. You get supports like a lift home.",
    "The care is good. Services on Sunday are short.",
    "I love films from 1990 to 1999 and 2005.",
    "I watch YouTube and dance.",
    "It pays £13.50, and £20.25 on bank holidays.",
    "On the second floor there is a lift. Bring 3rd helpings.",
    "Lubię koty, róże i długie spacery od 9.00 do 14.30.",
    "Idziemy do kina w maju albo w czerwcu.",
    "والد اور والدہ کے ساتھ باغ میں جاتے ہیں۔",
    "میرے گھر میں دو بلیاں ہیں اور تین پودے۔",
    "The job is in LS8. I am 35.",
    "One, two, three, dance! Four, five, six, jump!",
    "Help me at home. I like tea with milk... and toast!",
    "",
]


@pytest.mark.parametrize(("kind", "text"), LEAKS, ids=lambda value: str(value)[:40])
def test_what_gives_somebody_away_is_found(kind: Kind, text: str) -> None:
    assert kind in {each.kind for each in findings(text, OURS)}, findings(text, OURS)


@pytest.mark.parametrize("text", HARMLESS, ids=lambda value: str(value)[:40])
def test_what_gives_nobody_away_may_stand(text: str) -> None:
    assert findings(text, OURS) == []


def test_the_same_text_gives_the_same_findings() -> None:
    text = "Tilda: 07700 900456, LS8 4AB"
    assert findings(text, OURS) == findings(text, OURS)
    assert findings(text, OURS) == [
        Finding(Kind.POSTCODE, "LS8 4AB"),
        Finding(Kind.PHONE, "07700 900456"),
        Finding(Kind.NAME, "Tilda"),
    ]


def test_without_a_circle_ways_to_reach_somebody_are_found() -> None:
    assert findings("Tilda likes trains.", Circle()) == []
    assert findings("Ring 07700 900456.", Circle()) != []


def test_it_is_read_as_one_reads_it() -> None:
    assert plain("Т\u200bi’s ۰۷") == "Ti's 07"


@pytest.mark.parametrize(
    ("number", "is_one"), [("9434765919", True), ("9434765918", False), ("9994738267", True)]
)
def test_a_number_of_the_nhs_has_its_check_digit(number: str, is_one: bool) -> None:
    assert is_nhs_number(number) is is_one


def test_odd_texts_are_read_in_time() -> None:
    """As long as a field lets it be, of one sign, of digits, of dots: no error, no waiting."""
    for text in ("a" * 5000, "1 " * 2500, ". " * 2500, "at dot " * 700, "A B " * 1200, "🎉" * 5000):
        findings(text[:PUBLIC_CHARACTERS], OURS)
