"""A browser for tests that checks every page it fetches.

    page = browser.sign_in("person").get("about_me.show_list", person_id=…)
    assert page.h1 == "About me"

Each check can be left out by name: `get(…, valid_html=False)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from app.language.locales import KNOWN
from tests.page_tree import (
    Tree,
    inline_code,
    unlabelled,
    words_of,
    wrong_heading,
    wrong_ids,
    wrong_language,
)

# Addresses that are answered before Flask, or lead out of the portal.
_NOT_OURS = ("/static/",)
_DIRECTIONS = {code: locale.dir for code, locale in KNOWN.items()}


class WrongPage(AssertionError):
    """A fetched page breaks a rule that holds for every page."""


@dataclass
class SeenPage:
    """What came back, and what it says."""

    answer: TestResponse
    url: str

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def html(self) -> str:
        return self.answer.get_data(as_text=True)

    @cached_property
    def tree(self) -> Tree:
        return Tree(self.html)

    @property
    def text(self) -> str:
        """The words of the main part (of the whole page where it has none)."""
        return words_of((self.find_all("main") or self.find_all("body"))[0])

    @property
    def h1(self) -> str:
        return words_of(self.find("h1"))

    @property
    def links(self) -> dict[str, str]:
        """Words → address, of the links in the main part."""
        return {words_of(one): one.get("href", "") for one in self.find_all("main a[href]")}

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.answer.headers.get("Location", "")

    def find(self, css: str) -> Element:
        """The one element for a short selector (see `Tree.find_all`)."""
        found = self.find_all(css)
        assert len(found) == 1, f"{len(found)} of “{css}” on {self.url}"
        return found[0]

    def find_all(self, css: str) -> list[Element]:
        return self.tree.find_all(css)

    def fields(self, css: str = "main form") -> dict[str, str]:
        """What the first such form would send, as it stands: names and values."""
        return fields_of(self.find_all(css)[0])


def fields_of(form: Element) -> dict[str, str]:
    """What a form would send, as it stands: names and values, without its buttons."""
    sent = {}
    for one in form.iter("input"):
        kind = one.get("type", "text")
        if one.get("name") and (kind not in ("radio", "checkbox") or "checked" in one.attrib):
            sent[one.get("name", "")] = one.get("value", "")
    for one in form.iter("textarea"):
        sent[one.get("name", "")] = (one.text or "").removeprefix("\n")
    for one in form.iter("select"):
        chosen = [each for each in one.iter("option") if "selected" in each.attrib]
        options = chosen or list(one.iter("option"))[:1]
        sent[one.get("name", "")] = options[0].get("value", "") if options else ""
    return sent


@dataclass
class Browser:
    """One browser with its own cookies, on one portal."""

    portal: Flask
    headers: Mapping[str, str] = field(
        default_factory=lambda: {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
    )

    def __post_init__(self) -> None:
        self.client = self.portal.test_client()

    def sign_in(self, role: str) -> Browser:
        """By one tap on the demo's page; the account must be there."""
        answer = self.client.post("/demo", data={"email": f"{role}@demo.example"})
        assert answer.status_code == 303, f"{role}: {answer.status_code}"
        return self

    def address(self, where: str, **values: Any) -> str:
        """The address of an endpoint; an address stays what it is."""
        if where.startswith("/"):
            return where
        with self.portal.test_request_context("/"):
            return self.portal.url_for(where, **values)

    def get(self, where: str, *, status: int = 200, **given: Any) -> SeenPage:
        """Fetch a page, by endpoint or address, and check it. `given`: values of the address, and
        the names of checks (see `problems`) to leave out: `valid_html=False`."""
        return self._open("GET", where, None, status, given)

    def post(
        self, where: str, form: Mapping[str, Any] | None = None, *, status: int = 303, **given: Any
    ) -> SeenPage:
        """Send a form; a page that comes back is checked like any other."""
        return self._open("POST", where, form or {}, status, given)

    def follow(self, page: SeenPage) -> SeenPage:
        """Go where a redirect leads."""
        return self.get(urljoin(page.url, page.location))

    def _open(
        self,
        method: str,
        where: str,
        form: Mapping[str, Any] | None,
        status: int,
        given: dict[str, Any],
    ) -> SeenPage:
        left_out = {name for name in CHECKS if given.pop(name, True) is False}
        url = self.address(where, **given)
        answer = self.client.open(url, method=method, data=form, headers=dict(self.headers))
        page = SeenPage(answer, url)
        assert page.status == status, f"{method} {url}: {page.status}, not {status}"
        if answer.mimetype == "text/html" and not page.location:
            wrong = problems(page, self.portal, left_out)
            if wrong:
                raise WrongPage(f"{method} {url}:\n" + "\n".join(wrong))
        return page


CHECKS = ("valid_html", "heading", "ids", "labels", "language", "inline", "actions", "links")


def problems(page: SeenPage, portal: Flask, left_out: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    """What is wrong with a page, each with the name of the check that says so."""
    tree = page.tree
    found: dict[str, Iterator[str]] = {
        "valid_html": iter(tree.errors),
        "heading": wrong_heading(tree),
        "ids": wrong_ids(tree),
        "labels": unlabelled(tree),
        "language": wrong_language(tree, _DIRECTIONS),
        "inline": inline_code(tree),
        "actions": wrong_actions(page, portal),
        "links": wrong_links(page, portal),
    }
    return [f"{name}: {words}" for name in CHECKS if name not in left_out for words in found[name]]


def wrong_actions(page: SeenPage, portal: Flask) -> Iterator[str]:
    """Every form leads to an address that takes its method; `hx-…` lead to the same address."""
    for form in page.find_all("form"):
        method = form.get("method", "get").upper()
        places = [form.get("action") or page.url]
        places += [
            one.get("formaction", "") for one in form.iter() if one.get("formaction") is not None
        ]
        for place in places:
            if not _leads(portal, urljoin(page.url, place), method):
                yield f"<form method={method} action=“{place}”> leads nowhere"
        for name in ("hx-get", "hx-post"):
            if form.get(name) and form.get(name) != form.get("action"):
                yield f"{name}=“{form.get(name)}” is not its action “{form.get('action')}”"


def wrong_links(page: SeenPage, portal: Flask) -> Iterator[str]:
    """Every link of ours leads to a page."""
    ids = {one.get("id") for one in page.tree.elements()}
    for one in page.find_all("a[href]"):
        href = one.get("href", "")
        if href.startswith("#"):
            if href[1:] not in ids:
                yield f"<a href=“{href}”> leads nowhere on this page"
        elif not urlsplit(href).scheme and not urlsplit(href).netloc:
            target = urljoin(page.url, href)
            if not target.startswith(_NOT_OURS) and not _leads(portal, target, "GET"):
                yield f"<a href=“{href}”> leads nowhere"


def _leads(portal: Flask, url: str, method: str) -> bool:
    try:
        portal.url_map.bind("localhost").match(urlsplit(url).path, method=method)
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
