"""A rendered page as a tree that rules can ask: whose words, which part, what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import html5lib

SILENT = frozenset(("script", "style", "template", "noscript", "svg", "head"))
_BLOCK_NAMES = """
    address article aside blockquote button caption dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header input label legend li main nav ol option p
    section select summary table tbody td th thead tr ul
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())


class Page:
    """A page, from HTML or from the tree that html5lib made of it, without namespaces.

    `main` is its main part, or its body where it has none.
    """

    def __init__(self, html: str | Element) -> None:
        self.root: Element = (
            html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
            if isinstance(html, str)
            else html
        )
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        parts = (next(self.root.iter(name), None) for name in ("main", "body"))
        self.main: Element = next((part for part in parts if part is not None), self.root)

    def above(self, element: Element) -> Iterator[Element]:
        """The elements around this one, the nearest first."""
        while element in self.parents:
            element = self.parents[element]
            yield element

    def inside(self, element: Element, test: Callable[[Element], bool]) -> bool:
        """Whether this element or one around it is so."""
        return test(element) or any(test(one) for one in self.above(element))

    def all(self, *names: str, within: Element | None = None) -> Iterator[Element]:
        """Every element with one of these names, in document order."""
        start = self.root if within is None else within
        return (one for one in start.iter() if one.tag in names)


def classes(element: Element) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def is_own_words(element: Element) -> bool:
    """People's own words and names: never linted, never counted."""
    return element.tag == "bdi"


def is_unseen(element: Element) -> bool:
    """What is not on the screen, or is drawn for the eye beside the same words."""
    if not isinstance(element.tag, str) or element.tag in SILENT or "unseen" in classes(element):
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def is_shut(element: Element) -> bool:
    """A closed `<details>`: its summary is one choice, the rest is one tap away."""
    return element.tag == "details" and element.get("open") is None


def is_listing(element: Element) -> bool:
    """A table, or a list of results or people: one choice, however long."""
    if element.tag == "table" or element.get("data-listing") is not None:
        return True
    return any("result" in classes(child) for child in element)


def is_furniture(element: Element) -> bool:
    """What stands on every page: ways through the house, not matter of this one."""
    if element.tag == "nav" or element.get("data-furniture") is not None:
        return True
    return element.tag == "a" and element.get("href", "").startswith("/demo")


def text_of(
    element: Element, skip: Callable[[Element], bool] = is_unseen, folded: bool = True
) -> str:
    """The words of an element, a line end between blocks, without the parts to skip.

    Without `folded`, a closed `<details>` gives its summary alone.
    """
    return "".join(_pieces(element, skip, folded)).strip()


def _pieces(element: Element, skip: Callable[[Element], bool], folded: bool) -> Iterator[str]:
    if not isinstance(element.tag, str) or skip(element):
        return
    edge = "\n" if element.tag in BLOCKS or element.tag == "br" else ""
    if is_shut(element) and not folded:
        for summary in element.findall("summary"):
            yield from _pieces(summary, skip, folded)
        return
    yield edge + (element.text or "")
    for child in element:
        yield from _pieces(child, skip, folded)
        yield child.tail or ""
    yield edge
