"""Names in a text: as they are, bent as in Polish, spelled out, misspelled, in Urdu letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from app.language.name_words import ALSO_WORDS, ALWAYS_CAPITAL, OF_ANY_PLACE
from app.language.urdu_letters import urdu_pattern

SHORTEST = 3
SHORTEST_BENT = 4
SHORTEST_MISSPELLED = 5
# How Polish bends names, without its marks; the longest first.
_ENDS = (
    "iego iemu owie owi iem ami ach ego emu ych ymi imi iej iom ow om em ie ze zie cie dzie rze le "
    "ej ym im ia iu io a e y i o u"
).split()
# Names for somebody one likes: Basia, Basiunia, Tomek, Tomuś.
_DEAR = (
    "usia unia ulka uchna eczka enka inka isia ula uska ka cia sia nia us ek ik cio "
    "sio uniek eczek unio ulek ie y ey "
).split()
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:'[^\W\d_]+)?")
_SPELLED = re.compile(r"(?<!\w)(?:[^\W\d_][.\-\s_*·•|/]{1,2}){2,}[^\W\d_](?!\w)")
_LETTERS_FOR = str.maketrans("013457", "oieast")
_MARKS = str.maketrans("łŁøØđĐ", "lLoOdD")


def fold(word: str) -> str:
    """A word without marks and capitals, so that Bożena is bozena; Urdu without its vowel signs."""
    apart = unicodedata.normalize("NFKD", word.translate(_MARKS))
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return kept.casefold().replace("ß", "ss")


def single(word: str) -> str:
    """The same with each doubled letter once: Vellda is Velda."""
    return re.sub(r"(.)\1+", r"\1", word)


def names(
    text: str, own: Sequence[str], others: Sequence[str], places: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of "name" and the words that name somebody."""
    wanted = set(_parts(own)) | set(_parts(others))
    wanted |= {part for part in _parts(places) if part not in OF_ANY_PLACE | ALSO_WORDS}
    for start, word in _words(text):
        if any(_names(word, name, _is_named(text, start, word)) for name in wanted):
            yield "name", word
    yield from (("name", piece) for piece in _spelled(text, wanted))
    yield from (("name", piece) for piece in _whole(text, (*own, *others, *places)))
    yield from (("name", piece) for piece in _in_urdu(text, wanted))


def _parts(listed: Iterable[str]) -> Iterator[str]:
    """The names that a full name is made of, folded; short ones and initials are none."""
    for name in listed:
        for part in re.split(r"[\s\-.,]+", name):
            folded = fold(part.strip("'()\"„”"))
            if len(folded) >= SHORTEST:
                yield folded


def _words(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _WORD.finditer(text))


def _is_named(text: str, start: int, word: str) -> bool:
    """Is it written as a name: with a capital, and not only because a sentence begins?"""
    before = text[:start].rstrip(" \"'„“(")
    begins = not before or before[-1] in ".!?:\n۔"
    return word[0].isupper() and not begins and not text.isupper()


def _names(word: str, name: str, named: bool) -> bool:
    said = fold(re.sub(r"'(?:s|S)?$|'s$", "", word)).replace("'", "")
    if any(letter.isdecimal() for letter in said):
        said = said.translate(_LETTERS_FOR)
    plural = said.removesuffix("s") if len(said) > SHORTEST_BENT else said
    if name in (said, plural):
        if name in ALWAYS_CAPITAL:
            return False
        return named or name not in ALSO_WORDS
    if said in ALSO_WORDS or name in ALSO_WORDS or not said.isascii():
        return False
    if len(said) >= SHORTEST_BENT and single(said) == single(name) and said[0] == name[0]:
        return True
    if said in bent(name):
        # "marine" is no Marina: in small letters it counts where no English word ends so.
        return named or not said.endswith(("e", "i", "ie"))
    return named and _is_misspelled(said, name)


@lru_cache(maxsize=512)
def bent(name: str) -> frozenset[str]:
    """What Polish makes of a folded name: Veldą, Veldzie, Veldusia, Kasimirem, Kasimirowi."""
    stem = name[:-1] if name[-1] in "aeoyi" else name
    if len(stem) < SHORTEST_BENT or not name.isascii():
        return frozenset()
    stems = {stem}
    for hard, soft in (("d", "dz"), ("t", "c"), ("r", "rz"), ("k", "c"), ("g", "dz"), ("ch", "sz")):
        if stem.endswith(hard):
            stems.add(stem.removesuffix(hard) + soft)
    # Adjectives that are surnames: Kowalski, Kowalskiego, Kowalska.
    made = {each + end for each in stems for end in _ENDS}
    for dear in _DEAR:
        root = stem + dear
        made.add(root)
        bare = root[:-1] if root[-1] == "a" else root
        made |= {bare + end for end in _ENDS}
    return frozenset(made - {name, stem})


def _is_misspelled(said: str, name: str) -> bool:
    """One letter wrong, missing, too many, or two changed about, in a name long enough to tell."""
    if len(name) < SHORTEST_MISSPELLED or abs(len(said) - len(name)) > 1 or said[0] != name[0]:
        return False
    if len(said) == len(name):
        wrong = [at for at, letter in enumerate(name) if said[at] != letter]
        if len(wrong) == 1:
            return True
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and said[wrong[0]] == name[wrong[1]]
            and said[wrong[1]] == name[wrong[0]]
        )
    longer, shorter = (said, name) if len(said) > len(name) else (name, said)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _spelled(text: str, wanted: set[str]) -> Iterator[str]:
    """Letter by letter, with dots, lines or gaps between."""
    for found in _SPELLED.finditer(text):
        said = fold("".join(letter for letter in found[0] if letter.isalpha()))
        if any(name in said for name in wanted if len(name) >= SHORTEST):
            yield found[0]


def _whole(text: str, listed: Iterable[str]) -> Iterator[str]:
    """A whole name of two words or more, also where each word alone could be any word."""
    said = " ".join(fold(word) for _start, word in _words(text))
    for name in listed:
        folded = " ".join(fold(word) for _start, word in _words(name))
        if " " in folded and f" {folded} " in f" {said} ":
            yield name


_URDU_WORD = re.compile(r"[\u0600-\u06ff]+")


def _in_urdu(text: str, wanted: set[str]) -> Iterator[str]:
    patterns = [found for name in wanted if (found := urdu_pattern(name)) is not None]
    for word in _URDU_WORD.finditer(text):
        folded = fold(word[0])
        if any(pattern.fullmatch(folded) for pattern in patterns):
            yield word[0]
