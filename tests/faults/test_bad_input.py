"""A megabyte, NUL, an override of direction and HTML, in every field of every form one can meet."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.addresses import example
from tests.page_client import Browser, SeenPage, fields_of, problems
from tests.rules.world import World
from tests.walker.walk import STARTS, Walk

ROLES = ("visitor", "person", "family", "caremanager", "manager", "admin")
TYPED_IN = ("text", "email", "search", "tel", "password", "url")
HTML = '<script>alert("Quuxley")</script>'
BAD = {
    "a megabyte": "x" * 1_000_000,
    "nul": "a\x00b",
    "override": "a\u202eb",
    "html": HTML,
}
# What an address of the web can hold at most, so a search by GET is asked with less.
LONGEST_IN_ADDRESS = 60_000


@dataclass(frozen=True)
class Field:
    """One field of one form that somebody types into."""

    page: SeenPage
    form: int
    name: str
    kind: str

    @property
    def element(self) -> Element:
        return self.page.find_all("form")[self.form]

    @property
    def method(self) -> str:
        return self.element.get("method", "get").upper()

    @property
    def url(self) -> str:
        return urljoin(self.page.url, self.element.get("action") or self.page.url)

    def filled(self, value: str) -> dict[str, str]:
        """The form as it stands, with this field filled so, and a choice made where one must."""
        sent = fields_of(self.element)
        for one in self.element.iter("input"):
            if one.get("type") == "radio":
                sent.setdefault(one.get("name", ""), one.get("value", ""))
        return {**sent, self.name: value}


def fields_on(page: SeenPage) -> Iterator[Field]:
    for number, form in enumerate(page.find_all("form")):
        for one in form.iter():
            typed = one.tag == "textarea" or (
                one.tag == "input" and one.get("type", "text") in TYPED_IN
            )
            if typed and one.get("name") and one.get("hidden") is None:
                yield Field(page, number, one.get("name", ""), one.get("type", "text"))


def fields_met(pages: list[SeenPage]) -> list[Field]:
    """Each field of each address once."""
    found = {}
    for page in pages:
        for field in fields_on(page):
            found.setdefault((field.method, urlsplit(field.url).path, field.name), field)
    return list(found.values())


@pytest.mark.parametrize("role", ROLES)
def test_bad_text_in_every_field(world: World, role: str) -> None:
    with world.signed_in(role) as client:
        fields = fields_met(Walk(client, world.portal).go(*STARTS).pages)
    assert fields
    wrong = []
    for field in fields:
        for name, value in BAD.items():
            with world.signed_in(role) as client:
                answer = ask(client, field, value)
                page = SeenPage(answer, field.url)
                wrong += [
                    f"{field.method} {field.url} {field.name}, {name}: {words}"
                    for words in said_against(page, field, name, value, world.portal)
                ]
    assert not wrong, "\n".join(wrong)


def ask(client: FlaskClient, field: Field, value: str) -> TestResponse:
    """Send the form. Another site could not: the browser says that the form is ours."""
    if field.method == "GET":
        return client.get(field.url, query_string=field.filled(value[:LONGEST_IN_ADDRESS]))
    return client.post(
        field.url,
        data=field.filled(value),
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )


def said_against(
    page: SeenPage, field: Field, name: str, value: str, portal: Flask
) -> Iterator[str]:
    """What the answer does wrong: breaks, loses what was typed, shows HTML as HTML, takes it."""
    if page.status >= 500 or page.status in (400, 403, 404, 405):
        yield str(page.status)
        return
    if HTML in page.html:
        yield "the page runs what was typed"
    if name != "html" and field.method == "POST" and page.status != 422:
        yield f"taken: {page.status}"
    if page.answer.mimetype == "text/html":
        # HTML can hold no NUL: the browser shows the sign for "unknown" in its place.
        left_out = {"valid_html"} if name == "nul" else set()
        yield from problems(page, portal, left_out)
    if page.status == 422 and field.kind != "password" and not is_kept(page, field, value):
        yield "what was typed is lost"


def is_kept(page: SeenPage, field: Field, value: str) -> bool:
    """Whether the words stand in a field of the page."""
    wanted = value.replace("\x00", "\ufffd")
    for one in page.tree.elements():
        if one.get("name") == field.name and wanted in (one.get("value"), (one.text or "").strip()):
            return True
    return html.escape(wanted) in page.html and len(wanted) < 100


def test_a_post_without_its_token_is_refused_everywhere(real_portal: Flask) -> None:
    """Every address that takes a form wants its token, but the few that need none by design."""
    browser = Browser(real_portal)
    exempt = {"accounts.leave_fast", "accounts.choose_like", "accounts.choose_language"}
    exempt |= {"accounts.show_send_again", "my_list.change_list", "unmet.tell_none"}
    taken = []
    for rule in real_portal.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or rule.endpoint in exempt:
            continue
        with real_portal.test_request_context("/"):
            values = {name: example(rule._converters[name]) for name in rule.arguments}
            url = real_portal.url_for(rule.endpoint, **values)
        answer = browser.client.post(url, data={"text": "words"})
        if answer.status_code != 400:
            taken.append(f"{rule.endpoint}: {answer.status_code}")
    assert not taken, "\n".join(taken)
