"""Rules on how a message is built: its length, its parts, its marks (ER01, 02, 04 to 07, 10)."""

import re
from collections.abc import Iterator

from app.language.lint.message import Finding, Kind, Message
from app.language.lint.text import plain, sentences, words
from app.language.lint.vocabulary import (
    BE,
    IRREGULAR_PARTICIPLES,
    JOINING_WORDS,
    NEGATIVES,
    STATES,
)

# Words in a sentence of each kind: over the first an error, over the second a warning.
LENGTHS: dict[Kind, tuple[int, int]] = {
    "body": (15, 12),
    "error": (12, 10),
    "heading": (8, 6),
    "label": (8, 6),
    "button": (6, 3),
}
MOST_COMMAS = 1
MOST_JOINING_WORDS = 2
MOST_SENTENCES = 3

_ADVERBS = frozenset(
    ("all", "already", "also", "always", "being", "both", "just", "never", "not", "now", "often")
    + ("only", "then")
)
_CONTRACTION = re.compile(
    r"\b(?:\w+n['’]t|\w+['’](?:re|ve|ll|d|m)"
    r"|(?:it|that|there|here|what|who|where|how|he|she|let)['’]s)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"[;()\[\]—–&…]|\.\.\.|\s-\s")
_CLAUSE = re.compile(r"[,:;]|\b(?:and|or|but|so)\b", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:no|yes)\b(?=[,.:!]|$)", re.IGNORECASE)
_TWO_IN_ONE = re.compile(r"\bnot\s+(?:un\w{4,}|impossible|without)\b", re.IGNORECASE)


def long_sentence(message: Message) -> Iterator[Finding]:
    """ER01: words in a sentence, by kind."""
    error_over, warn_over = LENGTHS[message.kind]
    for form in message.forms:
        for sentence in sentences(form):
            count = len(words(sentence))
            if count > warn_over:
                severe = count > error_over
                limit = error_over if severe else warn_over
                said = f"{count} words in a {message.kind}, {limit} is the most: “{sentence}”"
                yield Finding("ER01", "error" if severe else "warning", said, str(count))


def many_ideas(message: Message) -> Iterator[Finding]:
    """ER02: more than one comma, or more than two joining words, is more than one idea."""
    for form in message.forms:
        for sentence in sentences(form):
            commas = len(re.findall(r",(?!\d)", sentence))
            joins = [word for word in words(sentence.lower()) if word in JOINING_WORDS]
            if commas > MOST_COMMAS or len(joins) > MOST_JOINING_WORDS:
                yield Finding("ER02", "warning", f"more than one idea: “{sentence}”")


def passive(message: Message) -> Iterator[Finding]:
    """ER04: "is sent" and its like: say who does it."""
    for form in message.forms:
        for sentence in sentences(form):
            yield from (
                Finding("ER04", "warning", f"passive “{pair}”: say who does it", pair)
                for pair in _passives(words(sentence.lower()))
            )


def _passives(spoken: tuple[str, ...]) -> Iterator[str]:
    for at, word in enumerate(spoken):
        if word not in BE:
            continue
        after = at + 1
        while after < len(spoken) and (spoken[after] in _ADVERBS or spoken[after].endswith("ly")):
            after += 1
        if after < len(spoken) and _is_participle(spoken[after]):
            yield " ".join(spoken[at : after + 1])


def _is_participle(word: str) -> bool:
    if word in STATES:
        return False
    return word in IRREGULAR_PARTICIPLES or (word.endswith("ed") and len(word) > 4)


def two_negatives(message: Message) -> Iterator[Finding]:
    """ER05: two negatives in one part of a sentence."""
    for form in message.forms:
        for sentence in sentences(form):
            for clause in _CLAUSE.split(_ANSWER.sub("", sentence)):
                spoken = words(clause.lower().replace("’", "'"))
                count = sum(word in NEGATIVES or word.endswith("n't") for word in spoken)
                if count > 1 or _TWO_IN_ONE.search(clause):
                    yield Finding("ER05", "error", f"two negatives: “{clause.strip()}”")


def many_sentences(message: Message) -> Iterator[Finding]:
    """ER06: more than three sentences in a message."""
    count = max(len(sentences(form)) for form in message.forms)
    if count > MOST_SENTENCES:
        said = f"{count} sentences, {MOST_SENTENCES} is the most: make two messages"
        yield Finding("ER06", "error", said, str(count))


def contraction(message: Message) -> Iterator[Finding]:
    """ER07: contractions."""
    for form in message.forms:
        for match in _CONTRACTION.finditer(plain(form)):
            yield Finding("ER07", "warning", f"write “{match.group()}” in full", match.group())


def hard_marks(message: Message) -> Iterator[Finding]:
    """ER10: semicolon, brackets, dash, ampersand, ellipsis."""
    for form in message.forms:
        for match in _MARK.finditer(plain(form)):
            mark = match.group().strip()
            yield Finding("ER10", "warning", f"do without “{mark}”", mark)
