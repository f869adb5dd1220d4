"""Bytes over the wire, as Chromium counts them on a phone: heads and bodies, compressed."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools.demo_server import CHROMIUM_ARGUMENTS, Server, chromium_path, demo_server
from tools.measuring import Line, not_measured

FIRST_PAGE = 100_000
LATER_PAGE = 25_000
FRAGMENT = 6_000
LANGUAGES = ("en", "pl", "ur")
PHONE = {"width": 390, "height": 844}


@dataclass
class Count:
    """What one page took: bytes by address."""

    page: Page
    bytes: dict[str, int] = field(default_factory=dict)
    encodings: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._urls: dict[str, str] = {}
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._note)
        session.on("Network.loadingFinished", self._add)

    def _note(self, event: dict) -> None:  # type: ignore[type-arg]
        answer = event["response"]
        self._urls[event["requestId"]] = answer["url"]
        if answer["mimeType"] == "text/html":
            self.encodings.add(answer["headers"].get("Content-Encoding", "none"))

    def _add(self, event: dict) -> None:  # type: ignore[type-arg]
        url = self._urls.get(event["requestId"], "")
        self.bytes[url] = self.bytes.get(url, 0) + int(event["encodedDataLength"])

    def of(self, url: str) -> int:
        """The bytes of a page and all that it brought, seen to its end. Errors weigh nothing."""
        self.bytes.clear()
        answer = self.page.goto(url, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{url}: {answer and answer.status}")
        # Pictures further down are fetched when one comes near them.
        for _ in range(8):
            self.page.mouse.wheel(0, 700)
            self.page.wait_for_timeout(60)
        self.page.wait_for_load_state("networkidle")
        return sum(size for url, size in self.bytes.items() if not url.startswith("data:"))


# The pages of the person after the first; what begins without a slash is below the person.
LATER = (
    "/my",
    *("about-me", "about-me/wellness", "about-me/wellness/change"),
    *("circle", "sharing", "who-looked", "profile"),
    "/providers?what=library&where=M33",
    "/settings",
    "/help",
)


@contextmanager
def phone(folder: Path, made: Path, chromium: str) -> Iterator[tuple[Browser, Server]]:
    """A browser, and a running portal with the database that is `made`."""
    with demo_server(folder, made) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*CHROMIUM_ARGUMENTS, "--headless"]
        )
        yield browser, server
        browser.close()


def measure(folder: Path, made: Path) -> list[Line]:
    """First pages in each language, later pages, and a fragment of the search."""
    path = chromium_path()
    if path is None:
        why = "this machine has no Chromium"
        return [not_measured("first page", f"{FIRST_PAGE // 1000} kB", why)]
    with phone(folder / "wire", made, path) as (browser, server):
        lines = [_first(browser, server, lang) for lang in LANGUAGES]
        sizes = later(browser, server, "person", LATER)
        lines.append(later_line("later pages, without photos", sizes))
        lines.append(_fragment(server))
    return lines


def _first(browser: Browser, server: Server, lang: str) -> Line:
    context = browser.new_context(viewport=PHONE, locale=lang, device_scale_factor=3)
    count = Count(context.new_page())
    size = count.of(server.url + "/")
    encodings = " and ".join(sorted(count.encodings))
    context.close()
    return Line(
        f"first page on a phone, {lang}",
        f"at most {FIRST_PAGE // 1000} kB",
        f"{size / 1000:.1f} kB in {len(count.bytes)} answers ({encodings})",
        size <= FIRST_PAGE,
    )


def later(
    browser: Browser, server: Server, role: str, paths: Sequence[str], lang: str = "en"
) -> dict[str, int]:
    """The bytes of each page after the first, as a phone that has seen the ones before.

    `paths`: as `LATER` has them; the person is the first whose About me stands on /my.
    """
    context = browser.new_context(viewport=PHONE, locale=lang, device_scale_factor=3)
    count = Count(context.new_page())
    count.of(server.url + "/")
    count.of(server.url + "/demo")
    count.page.locator(f'button[value="{role}@demo.example"]').click()
    count.page.wait_for_url("**/my")
    found = count.page.locator('main a[href*="/about-me"]').first.get_attribute("href")
    person = server.url + str(found).removesuffix("/about-me")
    sizes = {}
    for path in paths:
        whole = path.startswith("/")
        sizes[path] = count.of(server.url + path if whole else f"{person}/{path}")
    context.close()
    return sizes


def later_line(what: str, sizes: Mapping[str, int]) -> Line:
    worst = max(sizes, key=lambda path: sizes[path])
    named = worst if worst.startswith("/") else f"/people/…/{worst}"
    return Line(
        what,
        f"at most {LATER_PAGE // 1000} kB",
        f"{sizes[worst] / 1000:.1f} kB at most ({named}), of {len(sizes)} pages",
        sizes[worst] <= LATER_PAGE,
    )


def _fragment(server: Server) -> Line:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/providers?what=library&where=M33&miles=10",
        headers={"HX-Request": "true", "Accept-Encoding": "br"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        size = len(answer.read()) + len(str(answer.headers))
    return Line(
        "a fragment (ten results of a search)",
        f"at most {FRAGMENT // 1000} kB",
        f"{size / 1000:.1f} kB",
        size <= FRAGMENT,
    )
