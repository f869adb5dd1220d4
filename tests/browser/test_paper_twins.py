"""The browser's own print of each paper twin stays on one side of A4; of a whole section on two."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app.people.parts import Part
from app.statics import BUILD
from tests.people.about_me.test_profile import pages_in
from tests.plans.house import build_plan_house
from tests.plans.looking import follow

ONE_SIDE = (
    "plan/answer/paper",
    "plan/plan-wants/answer/paper",
    "plan/review/view/paper",
    *(f"about-me/{part.value}/paper" for part in (Part.COMMUNICATION, Part.PLEASE_DO)),
)
TWO_SIDES = ("plan/plan-decisions/paper",)


@pytest.mark.parametrize("lang", ["en", "pl", "ur"])
def test_each_question_fits(portal: Flask, chromium: Browser, lang: str) -> None:
    house = follow(build_plan_house(portal))
    css = (Path(BUILD) / portal.config["STATIC_MANIFEST"]["css/print.css"]).read_text()
    page = chromium.new_page()
    try:
        for where in (*ONE_SIDE, *TWO_SIDES):
            html = house.as_("person").get(f"/people/{house.person_id}/{where}?lang={lang}").html
            page.set_content(
                re.sub(r'<link rel="stylesheet"[^>]*>', lambda _f: f"<style>{css}</style>", html)
            )
            sides = pages_in(page.pdf(prefer_css_page_size=True))
            assert sides <= (1 if where in ONE_SIDE else 2), where
    finally:
        page.close()
