"""A phone in a test's hands: tap, type, look. Each page is held to what only a browser can see."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Locator, Page, Route, TimeoutError

from app.language.locales import speaking
from app.language.words import gettext
from tests.browser_rules import measured
from tools.demo_server import ELSEWHERE

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_RUN_AXE = """([tags, without]) => axe.run(document, {
  runOnly: tags, resultTypes: ["violations"],
  rules: Object.fromEntries(without.map((rule) => [rule, {enabled: false}])),
})"""
# What axe looks at, without the words themselves: tags, attributes, and where there are words. What
# tells one row from another (its id, its address) is left out.
_SKELETON = """() => {
  const same = (text) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "*");
  const words = new Set(["alt", "title", "aria-label", "placeholder", "content", "value", "href",
    "src", "action", "nonce", "datetime"]);
  const of = (node) => node.nodeName
    + [...node.attributes].map((each) => " " + each.name + "="
      + (words.has(each.name) ? Boolean(each.value.trim()) : same(each.value))).sort().join("")
    + "(" + [...node.childNodes].map((child) => child.nodeType === 1 ? of(child)
      : child.nodeType === 3 && child.textContent.trim() ? "w" : "").join("") + ")";
  const colours = ["dark", "more"].map((kind) => matchMedia(
    kind === "dark" ? "(prefers-color-scheme: dark)" : "(prefers-contrast: more)").matches);
  return of(document.documentElement) + colours + innerWidth;
}"""
_ELSEWHERE_PAGE = "<!DOCTYPE html><html lang=en><title>Weather</title><h1>Weather</h1>"
# How long anything may take to come, in milliseconds, on a machine with much to do.
PATIENCE = 30_000
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


# Pages in which axe found nothing: it takes half a second each time.
_sound: set[int] = set()


@cache
def _axe() -> str:
    return AXE.read_text()


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return _UUID.sub("*", parts.path) + (f"?{parts.query}" if parts.query else "")


class Phone:
    """One browser context with one page. `say` gives our words in the phone's language."""

    def __init__(self, context: BrowserContext, home: str, lang: str, scripts: bool) -> None:
        self.home = home
        self.lang = lang
        self.scripts = scripts
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.without: tuple[str, ...] = ()
        """Rules of axe that cannot be asked on this phone."""
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(f"script: {error}"))
        self.page.on("console", self._note)
        # Nothing leaves this machine: the page one leaves to is played by the test.
        context.route(f"{ELSEWHERE}*", _play_elsewhere)

    def _note(self, message: Any) -> None:
        # The status of an answer is the test's matter; a refused script or style is a fault.
        if message.type == "error" and "status of" not in message.text:
            self.errors.append(f"console: {message.text}")

    def say(self, words: str, /, **values: object) -> str:
        """One of our texts in the language of the phone."""
        with speaking(self.lang):
            return gettext(words, **values)

    # --- doing ---

    def open(self, path: str) -> Phone:
        self.page.goto(self.home + path)
        return self

    def tap(self, words: str, /, within: str = "main", **values: object) -> Phone:
        """Tap the first link, button or card that says this in the phone's language."""
        self.button(self.say(words, **values), within).click()
        return self.settle()

    def settle(self) -> Phone:
        """Wait until the page that is here has all that it asks for: words come before their looks.

        Asked again and again from outside: without scripts a page cannot say so by itself.
        """
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline:
            with suppress(Error):  # the page went away while it was asked
                if self.page.evaluate("document.readyState") == "complete":
                    break
            self.page.wait_for_timeout(20)
        return self

    def button(self, said: str, within: str = "main") -> Locator:
        """The first link, button, card or fold that begins with these words."""
        begins = re.compile(rf"^\s*{re.escape(said)}(?!\w)")
        return (
            self.page.locator(within)
            .locator("a, button, label.choice, summary")
            .filter(has_text=begins)
            .first
        )

    def write(self, label: str, text: str) -> Phone:
        self.page.get_by_label(self.say(label), exact=False).first.fill(text)
        return self

    def sign_in(self, role: str = "person") -> Phone:
        """One tap on the demo's page."""
        self.open("/demo")
        self.page.locator(f'button[value="{role}@demo.example"]').click()
        self.at("/my")
        return self

    # --- looking ---

    @property
    def path(self) -> str:
        """Where the phone is, with the ids of people and things as `*`."""
        return _path_of(self.page.url)

    @property
    def text(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def at(self, path: str) -> Phone:
        """Assert where the phone is or soon will be, then hold the page to the rules."""
        with suppress(TimeoutError):
            self.page.wait_for_url(lambda url: _path_of(url) == path)
        self.settle()
        assert self.path == path, f"at {self.path}, not at {path}\n{self.text[:300]}"
        return self.check()

    def check(self) -> Phone:
        """Axe, measured page rules, no sideways scroll, no script error; else AssertionError."""
        self.settle()
        wrong = [*self.errors, *self.sideways(), *measured(self.page)]
        if self.scripts:
            wrong += self.axe()
        assert not wrong, f"{self.path} in {self.lang}:\n" + "\n".join(wrong)
        return self

    def sideways(self) -> list[str]:
        """Whether one must scroll sideways to read (WCAG 1.4.10)."""
        wide, room = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        return [f"{wide} px wide in {room} px of room"] if wide > room else []

    def axe(self) -> list[str]:
        """Violations, each as rule, help and the first places. Needs scripts: axe hangs without.

        A page that is built like one without violations is not looked at again.
        """
        built = hash((self.page.evaluate(_SKELETON), self.without))
        if built in _sound:
            return []
        self.page.evaluate(_axe())
        found = self.page.evaluate(_RUN_AXE, [list(AXE_TAGS), list(self.without)])
        if not found["violations"]:
            _sound.add(built)
        return [
            f"axe {each['id']}: {each['help']} at "
            + ", ".join(str(node["target"]) for node in each["nodes"][:3])
            for each in found["violations"]
        ]


def _play_elsewhere(route: Route) -> None:
    route.fulfill(content_type="text/html", body=_ELSEWHERE_PAGE)
