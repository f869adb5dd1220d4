"""Pictures of the main journey: `make tour` writes them to the ignored folder `tour/`.

Each step is drawn whole, at 320 and 1280 pixels, in English and Urdu: `01-front-320-en.png`.
`--look contrast` or `--look dark` draws another look (its name comes last), `--only NAME` one step.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright

from tools.demo_server import CHROMIUM_ARGUMENTS, chromium_path, demo_server, make_demo

OUT = ROOT / "tour"
WIDTHS = (320, 1280)
HEIGHT = 720
LANGUAGES = ("en", "ur")
LOOKS = ("light", "dark", "contrast")
POSTCODE = "M33 7ZF"
NEW_WORDS = {"en": "Feeding the ducks with Odette", "ur": "اوڈیٹ کے ساتھ بطخوں کو دانہ ڈالنا"}


def follow(ending: str) -> Callable[[Page], None]:
    """Tap the first link in the main part whose address ends so."""

    def tap(page: Page) -> None:
        page.locator(f'main a[href$="{ending}"]').first.click()
        page.wait_for_url(f"**{ending}")

    return tap


def go(path: str) -> Callable[[Page], None]:
    def move(page: Page) -> None:
        page.goto("/".join(page.url.split("/")[:3]) + path)

    return move


def sign_in(page: Page) -> None:
    page.locator('button[value="person@demo.example"]').click()
    page.wait_for_url("**/my")


def write_words(page: Page) -> None:
    lang = page.locator("html").get_attribute("lang") or "en"
    page.locator("main textarea").first.fill(NEW_WORDS[lang])


def send(page: Page) -> None:
    """Press the main button of the page."""
    page.locator("main button.go").click()
    page.wait_for_load_state()


def choose_friend(page: Page) -> None:
    """What a member of the circle can see: the third card is the friend's."""
    page.locator('main section a[href*="/sharing/member/"]:not([href$="/stop"])').nth(2).click()
    page.wait_for_load_state()


def tick_two_parts(page: Page) -> None:
    for part in ("most-important", "wellness"):
        page.locator(f'input[value="{part}"]').check()


def see_only(page: Page) -> None:
    send(page)
    page.locator('input[value="see"]').check()


def open_likes(page: Page) -> None:
    page.locator("details.likes > summary").click()


def choose(value: str) -> Callable[[Page], None]:
    """Choose in "How I like it", which is open."""

    def tap(page: Page) -> None:
        page.locator(f'details.likes button[value="{value}"]').click()
        page.wait_for_load_state()

    return tap


def back_to_normal(page: Page) -> None:
    open_likes(page)
    choose("normal")(page)
    go("/providers")(page)


def search(page: Page) -> None:
    page.locator("#what").fill("library")
    page.locator("#where").fill(POSTCODE)
    page.locator("#search").click()
    page.wait_for_url("**where=M33*")
    page.locator(".result").first.wait_for()


def first_result(page: Page) -> None:
    page.locator(".result a").first.click()
    page.wait_for_load_state()


# A lazy picture far down the page is asked for only now, and is drawn once it is here.
ALL_PICTURES = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""

STEPS: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("front", go("/")),
    ("sign-in", go("/sign-in")),
    ("demo", go("/demo")),
    ("home", sign_in),
    ("about-me", follow("/about-me")),
    ("part", follow("/most-important")),
    ("change", follow("/change")),
    ("written", write_words),
    ("kept", send),
    ("one-page", lambda page: page.goto(page.url.replace("about-me/most-important", "profile"))),
    ("circle", lambda page: page.goto(page.url.replace("profile", "circle"))),
    ("sharing", follow("/sharing")),
    ("friend", choose_friend),
    ("parts", follow("/about-me")),
    ("two-parts", tick_two_parts),
    ("see-only", see_only),
    ("shared", send),
    ("stop", lambda page: page.locator('main a[href$="/stop"]').first.click()),
    ("who-looked", lambda page: page.goto(page.url.partition("/sharing")[0] + "/who-looked")),
    ("how-i-like-it", open_likes),
    ("biggest", choose("biggest")),
    ("find", back_to_normal),
    ("found", search),
    ("place", first_result),
    ("help", go("/help")),
    ("settings", go("/settings")),
    ("leave", go("/leave")),
)


def draw(page: Page, file: Path) -> None:
    """The whole page. The window is made as tall, so that the bar at its foot covers nothing."""
    width = page.evaluate("innerWidth")
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(tall, HEIGHT)})
    page.evaluate(ALL_PICTURES)
    page.screenshot(path=file, full_page=True)
    page.set_viewport_size({"width": width, "height": HEIGHT})


def walk(browser: Browser, home: str, width: int, lang: str, look: str, only: str) -> list[Path]:
    """One walk through every step; the pictures it wrote."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, locale=lang, reduced_motion="reduce"
    )
    likes = f"look={look}&language={lang}"
    context.add_cookies([{"name": "likes", "value": likes, "url": home}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(home)
    written = []
    for number, (name, act) in enumerate(STEPS, 1):
        act(page)
        page.wait_for_load_state()
        if name == "home" and look != "light":
            # Signed in, the account's likes count.
            open_likes(page)
            choose(look)(page)
        if only in ("", name):
            last = "" if look == "light" else f"-{look}"
            written.append(OUT / f"{number:02}-{name}-{width}-{lang}{last}.png")
            draw(page, written[-1])
    context.close()
    return written


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--look", choices=LOOKS, default="light")
    given.add_argument("--only", default="", choices=("", *(name for name, _ in STEPS)))
    asked = given.parse_args()
    path = chromium_path()
    if path is None:
        print("This machine has no Chromium. `make system` installs one.", file=sys.stderr)
        return 1
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = Path(folder) / "made.sqlite3"
        make_demo(f"sqlite:///{made}", Path(folder) / "files")
        browser = playwright.chromium.launch(
            executable_path=path, args=[*CHROMIUM_ARGUMENTS, "--headless"]
        )
        for lang in LANGUAGES:
            for width in WIDTHS:
                # Each walk has a demo of its own: what one changes no other shows.
                with demo_server(Path(folder) / f"{width}-{lang}", made) as server:
                    written = walk(browser, server.url, width, lang, asked.look, asked.only)
                print(f"{len(written)} pictures at {width} pixels in {lang}")
        browser.close()
    print(f"They are in {OUT.relative_to(ROOT)}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
