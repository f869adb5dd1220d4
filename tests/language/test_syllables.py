import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.syllables import count_sentences, count_syllables, reading_ease

COUNTED = """
    table:2 tables:2 make:1 makes:1 asked:1 wanted:2 station:2 social:2 decision:3 safeguarding:3
    advocate:3 attorney:3 capacity:4 information:4 organisation:5 community:4 choices:2 houses:2
    language:2 careful:2 statement:2 idea:3 radio:3 hospital:3 reasonable:4 library:3 anybody:4
    comfortable:4 closed:1 changed:1 picture:2 provider:3 disability:5 quiet:2 society:4 serious:3
    people:2 little:2 money:2 authority:4 automatically:6 immediately:5 accessibility:6 friend:1
    experience:4 museum:3 the:1 eye:1 employee:3 electrician:4 client:2 enthusiasm:5
"""


@pytest.mark.parametrize("pair", COUNTED.split())
def test_syllables(pair: str) -> None:
    word, count = pair.split(":")
    assert count_syllables(word) == int(count)


def test_reading_ease_follows_the_published_formula() -> None:
    assert reading_ease("The cat sat.") == pytest.approx(206.835 - 1.015 * 3 - 84.6)
    assert reading_ease("") == 100
    assert reading_ease("You can stop. You can go.") > 90
    assert reading_ease("Organisational responsibilities necessitate accountability.") < 0


def test_line_ends_end_sentences() -> None:
    assert count_sentences("One\nTwo. Three?") == 3


@given(st.text(max_size=100))
def test_any_text_has_a_reading_ease(text: str) -> None:
    assert count_syllables(text) >= 1
    assert isinstance(reading_ease(text), float)
