"""Page rules that the HTML itself can answer (EP02 to EP07, EP11); see `page_findings`.

Sizes, contrast, targets and movement need a browser (EP01, EP08, EP09, EP10).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.language.lint.document import (
    Page,
    classes,
    is_furniture,
    is_listing,
    is_own_words,
    is_shut,
    is_unseen,
    text_of,
)
from app.language.lint.message import Finding, Register
from app.language.lint.text import sentences, words
from app.language.locales import KNOWN
from app.language.syllables import reading_ease

MOST_MAIN_ACTIONS = 1
MOST_CHOICES = 7
MOST_WORDS = 120
MOST_ITEM_SENTENCES = 2
LEAST_EASE = 80
LONG_PAGE_WORDS = 100
NAME_WORDS = 5

ITEMS = frozenset(("row", "choice", "door", "next-row", "result"))
MAIN_ACTIONS = frozenset(("go", "next-row"))
_STYLED = ("i", "em", "u", "cite", "dfn", "sup", "sub")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}\b")
_STEP = re.compile(r"\bStep \d+ of \d+\b")


def _ours(element: Element) -> bool:
    """What the count of words leaves out: unseen, people's own words, listings, furniture."""
    return (
        is_unseen(element) or is_own_words(element) or is_listing(element) or is_furniture(element)
    )


def _error(rule: str, text: str, about: str = "") -> Finding:
    return Finding(rule, "error", text, about)


def plain_type(page: Page) -> Iterator[Finding]:
    """EP02: no italics, no underline but on links, nothing justified."""
    for element in page.all(*_STYLED, within=page.main):
        # An empty <i> is a mark that the stylesheet draws, not a word.
        if text_of(element):
            yield _error("EP02", f"<{element.tag}> “{text_of(element)}”", str(element.tag))
    for element in page.root.iter():
        if re.search(r"justify|italic|underline", element.get("style", "")):
            yield _error("EP02", f"style “{element.get('style')}”", "style")
        if element.get("align") == "justify":
            yield _error("EP02", "justified text", "align")


def _pictures(element: Element) -> list[Element]:
    return [one for one in element.iter() if one.tag == "img"]


def items(page: Page) -> Iterator[Finding]:
    """EP03: each item has one picture and at most two sentences of ours."""
    for element in page.main.iter():
        if not ITEMS & classes(element):
            continue
        said = text_of(element, _ours)
        count = sum(len(sentences(line)) for line in said.splitlines())
        pictures = len(_pictures(element))
        title = said.splitlines()[0] if said else "(no words)"
        if pictures > 1:
            yield _error("EP03", f"{pictures} pictures in “{title}”", "pictures")
        elif not pictures and "bare" not in classes(element):
            yield _error("EP03", f"no picture in “{title}”", "pictures")
        # The title is no sentence unless it is all there is.
        if count > MOST_ITEM_SENTENCES + 1:
            yield _error("EP03", f"{count - 1} sentences in “{title}”", "sentences")


def pictures_with_words(page: Page) -> Iterator[Finding]:
    """EP04: a picture is never the only label, and says itself or is silent by `alt`."""
    for element in page.all("img"):
        if element.get("alt") is None:
            yield _error("EP04", f"no alt on {element.get('src', 'a picture')}", "alt")
    for element in page.all("a", "button", "label", "summary"):
        drawn = any(one.tag in ("img", "svg") for one in element.iter())
        if drawn and not is_unseen(element) and not text_of(element):
            yield _error("EP04", f"only a picture in a <{element.tag}>", str(element.tag))


def one_step(page: Page) -> Iterator[Finding]:
    """EP05: one main action, at most seven choices, at most 120 words in the main part."""
    actions = [one for one in page.main.iter() if MAIN_ACTIONS & classes(one)]
    if len(actions) > MOST_MAIN_ACTIONS:
        said = " / ".join(text_of(one) for one in actions)
        yield _error("EP05", f"{len(actions)} main actions: {said}", "actions")
    choices = count_choices(page)
    if choices > MOST_CHOICES:
        yield _error("EP05", f"{choices} choices, {MOST_CHOICES} is the most", "choices")
    count = len(words(text_of(page.main, _ours, folded=False)))
    if count > MOST_WORDS:
        yield _error("EP05", f"{count} words, {MOST_WORDS} is the most", "words")


def count_choices(page: Page) -> int:
    """What one may choose in the main part, beside its main action.

    A link, a button, a radio, a box, a list to choose from; a shut `<details>`, a table and a list
    of results are one each. What is folded away or furniture is none.
    """
    return sum(_is_choice(page, element) for element in page.main.iter())


def _is_choice(page: Page, element: Element) -> bool:
    around = list(page.above(element))
    if page.inside(element, lambda one: is_furniture(one) or is_unseen(one)):
        return False
    if any(is_shut(one) or is_listing(one) for one in around):
        return False
    if is_listing(element):
        return any(True for _ in page.all("a", "button", "td", within=element))
    if MAIN_ACTIONS & classes(element) or any(MAIN_ACTIONS & classes(one) for one in around):
        return False
    if element.tag == "input":
        return element.get("type") in ("radio", "checkbox", "submit", "file")
    return element.tag in ("button", "select", "details") or (
        element.tag == "a" and element.get("href") is not None
    )


def same_places(page: Page) -> Iterator[Finding]:
    """EP06: one h1 with words, help before the main part, the ways just before it, steps told."""
    headings = [text_of(one) for one in page.all("h1")]
    if len(headings) != 1 or not headings[0]:
        yield _error("EP06", f"{len(headings)} h1, one with words is wanted", "h1")
    before = _before_main(page)
    if not any(one.tag == "a" and one.get("href") == "/help" for one in before):
        yield _error("EP06", "no way to /help before the main part", "help")
    if not any("ways" in classes(one) for one in before):
        yield _error("EP06", "no ways (back, listen) before the main part", "ways")
    in_english = page.root.get("lang") == "en"
    has_steps = any("steps" in classes(one) for one in page.main.iter())
    if in_english and has_steps and not _STEP.search(text_of(page.main, lambda one: False)):
        yield _error("EP06", "steps without “Step 1 of 3” in words", "steps")


def _before_main(page: Page) -> list[Element]:
    before = []
    for element in page.root.iter():
        if element is page.main:
            break
        before.append(element)
    return before


def easy_reading(page: Page) -> Iterator[Finding]:
    """EP07: Flesch reading ease of at least 80 where an English page has 100 words or more."""
    if page.root.get("lang") != "en":
        return
    said = text_of(page.main, _ours)
    if len(words(said)) >= LONG_PAGE_WORDS and reading_ease(said) < LEAST_EASE:
        yield _error("EP07", f"reading ease {reading_ease(said):.0f}, {LEAST_EASE} is the least")


def right_language(page: Page) -> Iterator[Finding]:
    """EP11: `lang` and `dir`; dates in `<time>`; own words and telephone numbers in `<bdi>`."""
    lang = page.root.get("lang", "")
    if lang not in KNOWN or page.root.get("dir", "ltr") != KNOWN[lang].dir:
        yield _error("EP11", f"lang “{lang}” with dir “{page.root.get('dir')}”", "lang")
    for element in page.all("time"):
        if not element.get("datetime"):
            yield _error("EP11", f"<time> without datetime: “{text_of(element)}”", "time")
    # A box to write in holds people's own words.
    theirs = ("time", "bdi", "option", "textarea")
    outside = text_of(page.main, lambda one: is_unseen(one) or one.tag in theirs)
    for match in _DATE.finditer(outside):
        yield _error("EP11", f"date outside <time>: {match.group()}", "time")
    for element in page.all("a"):
        if element.get("href", "").startswith("tel:") and not _keeps_order(element):
            yield _error("EP11", f"telephone number without bdi: “{text_of(element)}”", "tel")
    for element in page.all("bdi"):
        if len(words(text_of(element))) > NAME_WORDS and not element.get("lang"):
            said = f"own words without lang: “{text_of(element)[:40]}”"
            yield Finding("EP11", "warning", said, "bdi")


def _keeps_order(link: Element) -> bool:
    """Whether the digits of a telephone link stand in a left-to-right part, or it has none."""
    inside = [one for one in link.iter() if one.tag == "bdi" and one.get("dir") == "ltr"]
    return bool(inside) or not re.search(r"\d[\d ]{4,}", text_of(link))


@dataclass(frozen=True)
class PageRule:
    """A rule of the page table. `work`: also for the screens of people at work."""

    id: str
    check: Callable[[Page], Iterable[Finding]]
    work: bool = False


PAGE_RULES = (
    PageRule("EP02", plain_type, work=True),
    PageRule("EP03", items),
    PageRule("EP04", pictures_with_words, work=True),
    PageRule("EP05", one_step),
    PageRule("EP06", same_places, work=True),
    PageRule("EP07", easy_reading),
    PageRule("EP11", right_language, work=True),
)


def page_findings(html: str | Element, register: Register = "person") -> list[Finding]:
    """What the page rules say about one rendered page (a whole document, not a fragment)."""
    page = Page(html)
    return [
        finding
        for rule in PAGE_RULES
        if rule.work or register == "person"
        for finding in rule.check(page)
    ]
