"""The measuring itself, on small pages with one breach each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_rules import measured

PLAIN = """<!doctype html><html lang="en" dir="ltr"><head><title>t</title><style>
body { font: 19px/1.55 sans-serif; margin: 16px } p { max-width: 30rem }
a { display: block; padding: 12px; margin: 8px; min-height: 48px; min-width: 48px }
%s</style></head><body><main><h1>Hello</h1><p>My own words stand here.</p>
<a href="/one">One</a><a href="/two">Two</a>%s</main></body></html>"""


@pytest.fixture(scope="module")
def browser_page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_a_plain_page_has_no_breach(browser_page: Page) -> None:
    browser_page.set_content(PLAIN % ("", ""))
    assert measured(browser_page) == []


@pytest.mark.parametrize(
    ("css", "more", "said"),
    [
        ("p { font-size: 16px }", "", "EP01: 16.00px"),
        ("p { line-height: 1.2 }", "", "EP01: line height 1.20"),
        ("p { text-align: justify }", "", "EP02: justified"),
        ("p { font-style: italic }", "", "EP02: italics"),
        ("p { text-decoration: underline }", "", "EP02: underline"),
        ("", '<button style="width:30px;height:30px">Go</button>', "EP09: 30 × 30"),
        ("a { margin: 2px; padding: 0 }", "", "EP09: 2px between"),
        ("@keyframes k { to { opacity: 0 } } p { animation: k 9s infinite }", "", "EP10: moves"),
        ("", '<video autoplay src="data:,"></video>', "EP10: plays"),
    ],
)
def test_each_breach_is_measured(browser_page: Page, css: str, more: str, said: str) -> None:
    browser_page.set_content(PLAIN % (css, more))
    assert any(one.startswith(said) for one in measured(browser_page)), measured(browser_page)


def test_long_lines_are_measured(browser_page: Page) -> None:
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    browser_page.set_content(PLAIN % ("p { max-width: none }", f"<p>{'word ' * 120}</p>"))
    assert any("characters a line" in one for one in measured(browser_page))
    browser_page.set_viewport_size({"width": 390, "height": 800})
