"""Rules on which words and signs are used (ER03, ER08, ER09, ER11 to ER19)."""

import re
from collections.abc import Iterator

from app.language.glossary import GLOSSARY, glossary_tokens
from app.language.lint.message import Finding, Message
from app.language.lint.phrases import found_phrases
from app.language.lint.text import TAG, plain, sentences, words
from app.language.lint.vocabulary import (
    BANNED,
    EVERYDAY_INITIALS,
    HARD_JOINERS,
    KNOWN_INITIALS,
    OTHER_WORDS,
    VAGUE_LINKS,
)
from app.language.syllables import count_syllables

HARD_SYLLABLES = 4
SHOUTED_LETTERS = 4

_QUESTION_WORD = re.compile(r"(?<!^)\b(?:which|whose)\b", re.IGNORECASE)
_LATIN = re.compile(r"\b(?:e\.\s?g\b\.?|i\.\s?e\b\.?|etc\b\.?|eg\b|ie\b|via\b)", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?:s)?(?![\w-])")
_FIGURES = (
    ("a percent sign", re.compile(r"\d\s?%|%(?!\w)")),
    ("a date in figures", re.compile(r"\b\d{1,2}([/.])\d{1,2}\1\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")),
    ("figures with a slash", re.compile(r"\b\d{1,2}/\d{1,2}\b(?!/)")),
    ("a 24-hour clock", re.compile(r"\b\d{1,2}:\d{2}\b(?!\s?[ap]\.?m)", re.IGNORECASE)),
)
_STYLED = frozenset(("i", "em", "u", "sup", "sub", "cite", "dfn"))
_LINK = re.compile(r"<a\b[^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_EXPLAINS = re.compile(r"^(?:this|that|it|they|these|he or she)\b", re.IGNORECASE)


def hard_joiner(message: Message) -> Iterator[Finding]:
    """ER03: hard joining words; "which" and "whose" may only open a question."""
    for form in message.forms:
        for joiner in found_phrases(plain(form), HARD_JOINERS):
            yield Finding("ER03", "error", f"hard joining word “{joiner}”", joiner)
        for sentence in sentences(form):
            for match in _QUESTION_WORD.finditer(sentence):
                word = match.group().lower()
                yield Finding("ER03", "error", f"“{word}” inside a sentence: make two", word)


def initials(message: Message) -> Iterator[Finding]:
    """ER08: initials that not everybody knows and nothing on the page explains."""
    explained = _initials_of(message.explained)
    for form in message.forms:
        for match in _CAPITALS.finditer(plain(form)):
            letters = match.group().rstrip("s")
            if letters in EVERYDAY_INITIALS or letters in explained:
                continue
            if len(letters) < SHOUTED_LETTERS or letters in KNOWN_INITIALS:
                yield Finding("ER08", "error", f"initials “{letters}”: write them out", letters)


def _initials_of(slugs: frozenset[str]) -> set[str]:
    return {form for slug in slugs if slug in GLOSSARY for form in GLOSSARY[slug].initials}


def latin(message: Message) -> Iterator[Finding]:
    """ER09: e.g., i.e., etc., via."""
    for form in message.forms:
        for match in _LATIN.finditer(plain(form)):
            said = f"“{match.group()}”: write “for example”, “that is” or “by”"
            yield Finding("ER09", "error", said, match.group().lower())


def banned_word(message: Message) -> Iterator[Finding]:
    """ER11: words we do not use, with what to write."""
    for form in message.forms:
        for word in found_phrases(plain(form), BANNED):
            yield Finding("ER11", "error", f"“{word}” → {BANNED[word]}", word)


def long_word(message: Message) -> Iterator[Finding]:
    """ER12: four syllables or more, and not in the glossary. Names in capitals are let be."""
    for form in message.forms:
        for sentence in sentences(form):
            for at, word in enumerate(words(sentence)):
                if word.lower() in glossary_tokens() or (at and word[0].isupper()):
                    continue
                part = max(re.split(r"[-.]", word), key=count_syllables)
                if count_syllables(part) >= HARD_SYLLABLES:
                    said = f"“{word}” is a long word: use an easier one, or the glossary"
                    yield Finding("ER12", "warning", said, word.lower())


def figures(message: Message) -> Iterator[Finding]:
    """ER14: %, 12/03/26 and 17:30 are for machines."""
    for form in message.forms:
        for name, pattern in _FIGURES:
            for match in pattern.finditer(plain(form)):
                said = f"{name} “{match.group()}”: write 12 March 2026, 5:30 pm, half"
                yield Finding("ER14", "error", said, match.group())


def styled(message: Message) -> Iterator[Finding]:
    """ER15: italics, underline, superscript."""
    for form in message.forms:
        for match in TAG.finditer(form):
            name = match.group(1).lower()
            if name in _STYLED and not match.group().startswith("</"):
                yield Finding("ER15", "error", f"<{name}> makes words hard to read", name)


def shouted(message: Message) -> Iterator[Finding]:
    """ER16: a word in capitals of four letters or more."""
    explained = _initials_of(message.explained)
    for form in message.forms:
        for match in _CAPITALS.finditer(plain(form)):
            word = match.group()
            known = KNOWN_INITIALS | EVERYDAY_INITIALS | explained
            if len(word.rstrip("s")) >= SHOUTED_LETTERS and word.rstrip("s") not in known:
                yield Finding("ER16", "error", f"“{word}” in capitals: use small letters", word)


def vague_link(message: Message) -> Iterator[Finding]:
    """ER17: a link that does not say where it leads."""
    for form in message.forms:
        for text in (form, *_LINK.findall(form)):
            said = " ".join(words(plain(text).lower()))
            if said in VAGUE_LINKS:
                yield Finding("ER17", "error", f"“{said}” does not say where it leads", said)


def unexplained_word(message: Message) -> Iterator[Finding]:
    """ER18: a hard word needs its glossary link on the page, or the next sentence explains it."""
    for slug, entry in GLOSSARY.items():
        if not entry.explain or slug in message.explained:
            continue
        for form in message.forms:
            if found_phrases(plain(form), entry.forms) and not _explains(form, entry.forms):
                said = f"“{entry.forms[0]}” is a hard word: show its explanation on the page"
                yield Finding("ER18", "error", said, slug)
                break


def _explains(form: str, hard: tuple[str, ...]) -> bool:
    """Whether the message tells what the word means: in its own or in the next sentence."""
    spoken = sentences(form)
    for at, sentence in enumerate(spoken):
        found = found_phrases(sentence, hard)
        if not found:
            continue
        means = rf"{re.escape(found[0])}\s+(?:is|are|means)\s+(?:an?|the|when|what|some)\b"
        if re.search(means, sentence, re.IGNORECASE):
            return True
        after = spoken[at + 1] if at + 1 < len(spoken) else ""
        if _EXPLAINS.search(after) or found_phrases(after, hard):
            return True
    return False


def other_word(message: Message) -> Iterator[Finding]:
    """ER19: two words for one thing; screens for work keep some that the person's do not."""
    for form in message.forms:
        for word in found_phrases(plain(form), OTHER_WORDS):
            ours, everywhere = OTHER_WORDS[word]
            if everywhere or message.register == "person":
                yield Finding("ER19", "error", f"“{word}” → our word is “{ours}”", word)
