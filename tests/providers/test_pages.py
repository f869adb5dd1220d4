"""The public pages of the directory."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.providers.makers import bring_in, entry

HOSTILE = '<script>alert("x")</script>'


@pytest.fixture
def places(portal: Flask) -> Flask:
    with portal.app_context():
        bring_in(
            [
                entry(
                    "Hazel Reading Room",
                    description="Books & tea",
                    address="1 Road, Sale",
                    phone="0161 496 0123",
                    email="a@hazel.example",
                    website="https://hazel.example/a",
                    provider="Hazel Trust",
                ),
                entry(HOSTILE, description=HOSTILE, address=HOSTILE, website="javascript:x"),
            ]
        )
    return portal


def words_of(body: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def test_the_search_page_opens_without_a_cookie(places: Flask, client: FlaskClient) -> None:
    for address in (
        "/providers",
        "/providers?what=book&where=m337zf",
        "/providers/hazel-reading-room",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert "csrf_token" not in answer.text


def test_results_tell_distance_and_that_nobody_checked(places: Flask, client: FlaskClient) -> None:
    said = words_of(client.get("/providers?what=book&where=M33").text)
    assert "1 place within 5 miles" in said
    assert "Less than 1 mile away" in said
    assert "Not checked yet" in said


def test_a_place_tells_what_its_source_told(places: Flask, client: FlaskClient) -> None:
    body = client.get("/providers/hazel-reading-room?what=book&where=M33+7&miles=1").text
    said = words_of(body)
    for words in ("Books & tea", "1 Road, Sale", "M33 7ZF", "Hazel Trust", "Less than 1 mile away"):
        assert words in said
    assert 'href="tel:01614960123"' in body
    assert 'href="https://hazel.example/a" rel="noopener noreferrer nofollow"' in body
    assert (
        "Contains public sector information licensed under the Open Government Licence v3.0" in said
    )
    assert 'href="/providers?what=book&amp;where=M33+7&amp;miles=1"' in body


def test_what_a_source_did_not_say_is_not_said(places: Flask, client: FlaskClient) -> None:
    said = words_of(client.get("/providers/script-alert-x-script").text)
    assert said.count("Not said") == 3


@pytest.mark.parametrize("address", ["/providers", "/providers/script-alert-x-script"])
def test_html_in_names_is_shown_as_text(places: Flask, client: FlaskClient, address: str) -> None:
    body = client.get(address).text
    assert HOSTILE not in body
    assert html.escape(HOSTILE, quote=False)[:14] in body
    assert "javascript:" not in body


@pytest.mark.parametrize("slug", ["nobody", "hazel-reading-room%00", "..%2f", "x" * 3000])
def test_an_unknown_place_is_404(places: Flask, client: FlaskClient, slug: str) -> None:
    assert client.get(f"/providers/{slug}").status_code == 404


def test_a_postcode_that_does_not_exist_is_said_beside_its_field(
    places: Flask, client: FlaskClient
) -> None:
    answer = client.get("/providers?what=tea+time&where=ZZ1+1ZZ&miles=10")
    assert answer.status_code == 200
    assert "We do not know this postcode." in answer.text
    assert 'value="ZZ1 1ZZ"' in answer.text
    assert 'value="tea time"' in answer.text
    assert '<option selected value="10">' in answer.text
    assert 'id="found"' not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "miles=0&where=M33",
        "miles=1e9&where=M33",
        "miles=nan",
        "page=1000000000000000000000",
        "page=-1",
        "page=x",
        "what=" + "x" * 2000,
        "what=%00",
        "what=%E2%80%AEabc",
        "what=%22+OR+NEAR(",
        "what='%3A*+%26+!",
        "what=%F0%9F%8F%8A",
        "what=%D8%AA%DB%8C%D8%B1%D8%A7%DA%A9%DB%8C",
        "where=BT7",
        "where=" + "M" * 5000,
        "facet=none&what[]=x",
        "what=%FF%FE",
    ],
)
def test_bad_input_gets_a_page(places: Flask, client: FlaskClient, query: str) -> None:
    answer = client.get(f"/providers?{query}")
    assert answer.status_code == 200
    assert "<h1>" in answer.text


def test_nothing_near_names_the_nearest(places: Flask, client: FlaskClient) -> None:
    said = words_of(client.get("/providers?what=book&where=LS8&miles=5").text)
    assert "Nothing within 5 miles" in said
    assert re.search(r"The nearest place is 4\d miles away\.", said)
    assert "Hazel Reading Room" in said
    said = words_of(client.get("/providers?what=xyzzy").text)
    assert "We found nothing for these words" in said


def test_htmx_gets_the_part_and_the_words_to_say(places: Flask, client: FlaskClient) -> None:
    answer = client.get("/providers?what=book", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<div id="results"')
    assert "HX-Request" in answer.headers["Vary"]
    assert "1 place" in answer.headers["HX-Trigger-After-Settle"]
    wrong = client.get("/providers?where=ZZ1", headers={"HX-Request": "true"})
    assert 'id="error-summary"' in wrong.text
