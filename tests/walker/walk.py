"""From link to link through the portal, as one reader meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound

from tests.page_client import SeenPage

# How often one endpoint is looked at: ten places of one kind tell no more than two.
MOST_OF_A_KIND = 2
# Drawing a PDF takes seconds and has tests of its own.
NOT_WALKED = ("profile.download_profile", "passport.download_passport")
STARTS = ("/", "/my", "/settings", "/help", "/providers")


def kind_of(portal: Flask, path: str) -> str:
    """The endpoint of an address, or the address itself where there is none."""
    try:
        return str(portal.url_map.bind("localhost").match(path)[0])
    except NotFound:
        return path


def links_on(page: SeenPage) -> Iterator[str]:
    for one in page.find_all("a[href]"):
        target = urlsplit(urljoin(page.url, one.get("href", "")))
        if not target.scheme and not target.netloc and not target.path.startswith("/static/"):
            yield target._replace(fragment="").geturl()


@dataclass
class Walk:
    """Breadth first through every link from some starts, following redirects."""

    client: FlaskClient
    portal: Flask
    pages: list[SeenPage] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)

    def go(self, *starts: str) -> Walk:
        waiting, seen, kinds = [(start, "the start") for start in starts], set(), Counter[str]()
        while waiting:
            url, whence = waiting.pop(0)
            kind = kind_of(self.portal, urlsplit(url).path)
            if url in seen or kinds[kind] >= MOST_OF_A_KIND or kind in NOT_WALKED:
                continue
            seen.add(url)
            kinds[kind] += 1
            waiting += [(link, url) for link in self._look(url, whence)]
        return self

    def _look(self, url: str, whence: str) -> Iterator[str]:
        page = SeenPage(self.client.get(url), url)
        if page.status >= 400:
            self.dead.append(f"{url}: {page.status}, linked from {whence}")
        elif page.location:
            yield urljoin(url, page.location)
        elif page.answer.mimetype == "text/html":
            self.pages.append(page)
            yield from links_on(page)
