"""A fetched page as a tree: find by a short selector, read its words, ask what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

# What html5lib calls an error although HTML allows it.
ALLOWED_ERRORS: frozenset[str] = frozenset()
_UNLABELLED = frozenset({"hidden", "submit", "button", "image", "reset"})
_STEP = re.compile(
    r"(?P<tag>[a-z][a-z0-9]*)?(?P<rest>(?:#[\w-]+|\.[\w-]+|\[[\w-]+(?:[\^*]?=[^\]]*)?\])*)$"
)
_PART = re.compile(r"#([\w-]+)|\.([\w-]+)|\[([\w-]+)(?:([\^*]?)=\"?([^\]\"]*)\"?)?\]")


class Tree:
    """One document. `errors` are html5lib's, beyond the few that are allowed."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(
            tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False
        )
        self.root: Element = parser.parse(html)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.errors = [
            f"line {place[0]}: {code} {given or ''}".strip()
            for place, code, given in parser.errors
            if code not in ALLOWED_ERRORS
        ]

    def find_all(self, css: str) -> list[Element]:
        """Elements for `tag`, `#id`, `.class`, `[name]`, `[name=value]`, `[name^=…]`, `[name*=…]`,
        together and with spaces for "inside". Raises ValueError for anything else."""
        found = [self.root]
        for step in css.split():
            inside = [one for start in found for one in start.iter() if _matches(one, step)]
            found = [one for one in dict.fromkeys(inside) if one not in found]
        return found

    def above(self, element: Element) -> Iterator[Element]:
        while element in self.parents:
            element = self.parents[element]
            yield element

    def elements(self) -> Iterator[Element]:
        return (one for one in self.root.iter() if isinstance(one.tag, str))


def words_of(element: Element) -> str:
    """The words of an element, with single spaces, whether or not they are shown.

    A name in `<bdi>` stands in the middle of its sentence: "my friend" and "?" are not parted.
    """
    if element.tag in ("script", "style", "template"):
        return ""
    text = element.text or ""
    for child in element:
        words = words_of(child) if isinstance(child.tag, str) else ""
        edge = "" if child.tag == "bdi" else " "
        text += f"{edge}{words}{edge}{child.tail or ''}"
    return " ".join(text.split())


def _matches(element: Element, step: str) -> bool:
    if not isinstance(element.tag, str):
        return False
    read = _STEP.match(step)
    if read is None:
        raise ValueError(f"not a selector this finder knows: {step}")
    if read["tag"] and element.tag != read["tag"]:
        return False
    return all(_has(element, *part) for part in _PART.findall(read["rest"]))


def _has(element: Element, id_: str, class_: str, name: str, how: str, value: str) -> bool:
    if id_:
        return element.get("id") == id_
    if class_:
        return class_ in element.get("class", "").split()
    there = element.get(name)
    if there is None or not (how or value):
        return there is not None
    return {"": there == value, "^": there.startswith(value), "*": value in there}[how]


def wrong_heading(tree: Tree) -> Iterator[str]:
    """One h1 with words, and a title that starts with it."""
    headings = [words_of(one) for one in tree.find_all("h1")]
    titles = [words_of(one) for one in tree.find_all("head title")]
    if len(headings) != 1 or not headings[0]:
        yield f"{len(headings)} h1: {headings}"
    elif not titles or not titles[0].startswith(headings[0]):
        yield f"title {titles} does not start with the h1 “{headings[0]}”"


def wrong_ids(tree: Tree) -> Iterator[str]:
    """Ids are unique, and whatever is named by `for` or `aria-…` is there."""
    ids = [one.get("id", "") for one in tree.elements() if one.get("id") is not None]
    for id_ in {one for one in ids if ids.count(one) > 1}:
        yield f"id “{id_}” stands {ids.count(id_)} times"
    for one in tree.elements():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form"):
            for id_ in one.get(name, "").split():
                if id_ not in ids:
                    yield f"{name}=“{id_}” on <{one.tag}> leads nowhere"


def unlabelled(tree: Tree) -> Iterator[str]:
    """Every field has a label with words; every button and link has words."""
    labelled = {one.get("for") for one in tree.find_all("label") if words_of(one)}
    for one in tree.elements():
        if one.tag not in ("input", "select", "textarea") or one.get("type") in _UNLABELLED:
            continue
        # What is carried along unseen is a hidden field that may hold line ends.
        if one.get("hidden") is not None:
            continue
        around = any(up.tag == "label" and words_of(up) for up in tree.above(one))
        said = one.get("aria-label") or one.get("aria-labelledby")
        if not (around or said or (one.get("id") and one.get("id") in labelled)):
            yield f"no label for <{one.tag} name=“{one.get('name')}”>"
    for one in (*tree.find_all("button"), *tree.find_all("a")):
        pictures = [img.get("alt") for img in one.iter("img")]
        if not (words_of(one) or one.get("aria-label") or any(pictures)):
            yield f"no words on <{one.tag} {one.get('href') or one.get('name') or ''}>"


def wrong_language(tree: Tree, directions: dict[str, str]) -> Iterator[str]:
    """`lang` is a language on offer, and `dir` is its direction."""
    lang, direction = tree.root.get("lang", ""), tree.root.get("dir", "")
    if directions.get(lang) != direction:
        yield f"lang “{lang}” with dir “{direction}”"


def inline_code(tree: Tree) -> Iterator[str]:
    """No style, no handler, no script of its own: the content security policy refuses them."""
    for one in tree.elements():
        for name in one.keys():  # noqa: SIM118 - an Element is not a mapping
            if name == "style" or re.match(r"on[a-z]", name):
                yield f"{name}=“{one.get(name)}” on <{one.tag}>"
        if one.tag == "style" or (one.tag == "script" and not one.get("src")):
            yield f"<{one.tag}> inside the page"
