import pytest

from app.language.glossary import GLOSSARY, Word, find_word, glossary_tokens
from app.language.lint import Message, message_findings
from app.language.lint.text import sentences
from app.language.pictures import concepts

ENTRIES = [pytest.param(word, id=slug) for slug, word in GLOSSARY.items()]


def test_there_are_enough_words_in_order() -> None:
    assert len(GLOSSARY) >= 40
    assert list(GLOSSARY) == sorted(GLOSSARY)


@pytest.mark.parametrize("word", ENTRIES)
def test_each_explanation_is_easy(word: Word) -> None:
    text = word.explanation.msgid
    assert len(sentences(text)) <= 2
    explained = frozenset((word.slug,))
    assert message_findings(Message(text, explained=explained)) == []
    assert message_findings(Message(word.title.msgid, "label", explained=explained)) == []


@pytest.mark.parametrize("word", ENTRIES)
def test_each_picture_is_registered(word: Word) -> None:
    assert word.picture in {picture.concept for picture in concepts()}


def test_plurals_and_single_words_are_known() -> None:
    assert {"advocate", "advocates", "advocacy"} <= set(find_word("advocate").forms)
    assert "deputies" in find_word("deputy").forms
    assert "passkeys" in find_word("passkey").forms
    assert "safeguarding" in glossary_tokens()
    with pytest.raises(KeyError):
        find_word("nothing")
