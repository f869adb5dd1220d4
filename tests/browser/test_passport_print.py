"""The browser's own print of the passport stays on two sides of A4, however long the words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app.statics import BUILD
from tests.people.about_me.test_profile import LONG, pages_in
from tests.plans.house import build_plan_house
from tests.plans.test_passport import address
from tests.plans.test_passport_print import fill


@pytest.mark.parametrize("name", ["a little", "some", "all that fits", "Urdu"])
def test_the_printed_passport_has_at_most_two_pages(
    portal: Flask, chromium: Browser, name: str
) -> None:
    house = build_plan_house(portal)
    text, language = LONG[name]
    fill(house, text, language)
    html = house.as_("person").get(address(house, "passport/print"), valid_html=False).html
    css = (Path(BUILD) / portal.config["STATIC_MANIFEST"]["css/print.css"]).read_text()
    html = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _found: f"<style>{css}</style>", html)
    page = chromium.new_page()
    try:
        page.set_content(html)
        assert pages_in(page.pdf(prefer_css_page_size=True)) <= 2
    finally:
        page.close()
