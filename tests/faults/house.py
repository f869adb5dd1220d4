"""One part of About me, seen by the person it is about: what the tests of faults write and read."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.people.models import AboutMeEntry, Person
from app.people.parts import Part
from tests.page_client import Browser, SeenPage

PART = Part.WELLNESS
TYPED = "On a good day I feed the ducks & <b>sing</b>"


class House:
    """The person's browser and their page. Forms carry their tokens, as in life."""

    def __init__(self, portal: Flask) -> None:
        self.portal = portal
        self.browser = Browser(portal)
        page = self.browser.get("/demo")
        self.browser.post("/demo", {**page.fields(), "email": "person@demo.example", "next": "/my"})
        with portal.app_context():
            self.person_id = db.session.scalars(
                select(Person.id).where(Person.called == "Mirabel")
            ).one()
        self.where = f"/people/{self.person_id}/about-me/{PART.value}"

    def form(self, text: str = TYPED) -> dict[str, str]:
        """The form of the part, open in the browser, with other words typed into it."""
        page = self.browser.get(f"{self.where}/change")
        return {**page.fields("form.question"), "text": text, "answer": "keep"}

    def keep(self, form: dict[str, str], status: int) -> SeenPage:
        return self.browser.post(f"{self.where}/change", form, status=status)

    def rows(self) -> int:
        """How many times the part was saved."""
        with self.portal.app_context():
            found = db.session.scalar(
                select(func.count()).where(
                    AboutMeEntry.person_id == self.person_id, AboutMeEntry.part == PART
                )
            )
        return found or 0


def offered_again(page: SeenPage, where: str) -> dict[str, str]:
    """The fields that an error page sends once more to `where`, with a token of its own."""
    form = next(
        one
        for one in page.find_all("form")
        if re.search(rf"{re.escape(where)}(\?|$)", one.get("action", ""))
    )
    return {one.get("name", ""): one.get("value", "") for one in form.iter("input")}
