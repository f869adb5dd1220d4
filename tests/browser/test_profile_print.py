"""The browser's own print of the profile stays on one side of A4, however long the words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app.statics import BUILD
from tests.people.about_me.house import build_house
from tests.people.about_me.test_profile import LONG, address, fill, pages_in


@pytest.mark.parametrize("name", ["a little", "some", "all that fits", "a line a word", "Urdu"])
def test_the_printed_profile_has_one_page(portal: Flask, chromium: Browser, name: str) -> None:
    house = build_house(portal)
    text, language = LONG[name]
    fill(house, text.strip()[:5_000], language)
    html = house.as_("owner").get(address(house, "profile/print"), valid_html=False).html
    css = (Path(BUILD) / portal.config["STATIC_MANIFEST"]["css/print.css"]).read_text()
    html = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _found: f"<style>{css}</style>", html)
    page = chromium.new_page()
    try:
        page.set_content(html)
        assert pages_in(page.pdf(prefer_css_page_size=True)) == 1
    finally:
        page.close()
