"""What somebody typed, as the words to look for: forgiving of endings, spelling and spaces.

First the words as they were typed, with their endings taken off ("swimming" also finds "swims").
Only where that finds nothing are words mended that nobody uses in the directory: put together or
taken apart, a Polish ending taken off, or spelt as the nearest words of the directory are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from os.path import commonprefix

from rapidfuzz import process
from rapidfuzz.distance import OSA
from snowballstemmer import stemmer

from app.providers.folding import looked_for

_ENGLISH = stemmer("english")
_POLISH = stemmer("polish")
# The beginning of a word this short would find too much.
_SHORTEST_BEGINNING = 3
_SHORTEST_STEM = 4
# How many letters may be wrong, by the length of the word.
_WRONG = ((3, 0), (6, 1), (40, 2))
_NEAREST_WORDS = 6


@dataclass(frozen=True)
class Term:
    """One word of a search: listings hold a word that begins so, or one of the whole words."""

    typed: str
    beginnings: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()


def terms_of(text: str) -> list[Term]:
    """The words of a search, folded, without "the" and its like; at most 8."""
    return [_term(word) for word in looked_for(text)]


def _term(word: str) -> Term:
    if len(word) < _SHORTEST_BEGINNING:
        return Term(word, wholes=(word,))
    stem = _ENGLISH.stemWord(word)
    # "activities" → "activ"; where the stem is spelt otherwise ("advocaci"), what both share.
    begins = commonprefix((stem, word))
    if len(begins) >= _SHORTEST_STEM:
        return Term(word, beginnings=(begins,))
    return Term(word, beginnings=(word,), wholes=(stem,) if stem != word else ())


def mended(terms: Sequence[Term], missing: Collection[Term], vocabulary: list[str]) -> list[Term]:
    """The terms with those mended that no listing holds; a word without a mend is left out.

    `vocabulary`: every word of the directory, in order.
    """
    known = frozenset(vocabulary)
    better: list[Term] = []
    at = 0
    while at < len(terms):
        term = terms[at]
        following = terms[at + 1] if at + 1 < len(terms) else None
        joined = term.typed + following.typed if following else ""
        if joined in known and (term in missing or following in missing):
            better.append(Term(joined, wholes=(joined,)))
            at += 2
            continue
        better += [term] if term not in missing else _mends(term.typed, vocabulary, known)
        at += 1
    return better


def _mends(word: str, vocabulary: list[str], known: frozenset[str]) -> list[Term]:
    apart = [
        (word[:cut], word[cut:])
        for cut in range(_SHORTEST_BEGINNING, len(word) - _SHORTEST_BEGINNING + 1)
        if word[:cut] in known and word[cut:] in known
    ]
    if apart:
        return [Term(half, wholes=(half,)) for half in apart[0]]
    stem = _POLISH.stemWord(word)
    if len(stem) >= _SHORTEST_STEM and any(each.startswith(stem) for each in vocabulary):
        return [Term(word, beginnings=(stem,))]
    nearest = _nearest(word, vocabulary)
    return [Term(word, wholes=nearest)] if nearest else []


def _nearest(word: str, vocabulary: list[str]) -> tuple[str, ...]:
    """The words with the fewest wrong letters; two letters that changed places are one."""
    wrong = next(most for length, most in _WRONG if len(word) <= length)
    found = process.extract(
        word, vocabulary, scorer=OSA.distance, score_cutoff=wrong, limit=_NEAREST_WORDS
    )
    if not found or not wrong:
        return ()
    least = found[0][1]
    return tuple(each for each, distance, _ in found if distance == least)
