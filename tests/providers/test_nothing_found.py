"""A search that found nothing counts by itself: once, without a name, without the words."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.audit.models import AuditEvent
from app.database import Base, now
from app.extensions import db
from app.outcomes.quarters import LONDON, quarter_of
from app.providers import nothing_found
from app.providers.facets import FACETS
from app.providers.models import UnmetNeed, WhyNone
from app.providers.nothing_found import COOKIE
from app.providers.queries.unmet import missing_in
from tests.conftest import make_portal
from tests.providers.makers import bring_in, entry
from tests.providers.test_unmet import form

BY_HAND = {
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-User": "?1",
}
BY_HTMX = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "HX-Request": "true"}
NOTHING = "/providers?what=zebra+secretword&where=LS8+4OV&kind=advocacy&day=monday&culture=muslim"


@pytest.fixture
def places(either_portal: Flask) -> Flask:
    with either_portal.app_context():
        bring_in([entry("Hazel Reading Room", facets=("language:polish",))])
    return either_portal


def counted(portal: Flask) -> list[UnmetNeed]:
    with portal.app_context():
        return list(db.session.scalars(select(UnmetNeed)))


def everything_in(portal: Flask) -> str:
    with portal.app_context():
        rows = (db.session.execute(table.select()) for table in Base.metadata.sorted_tables)
        return " ".join(str(tuple(row)) for found in rows for row in found)


@pytest.mark.parametrize("signs", [BY_HAND, BY_HTMX])
def test_many_reloads_count_once_and_keep_the_day_alone(
    places: Flask,
    signs: dict[str, str],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    client = places.test_client()
    caplog.set_level(logging.DEBUG)
    first = client.get(NOTHING, headers=signs)
    assert first.status_code == 200
    for _time in range(5):
        again = client.get(NOTHING, headers=signs)
        assert "Set-Cookie" not in again.headers
    (row,) = counted(places)
    assert (row.why, row.by_itself, row.district) == (WhyNone.NOTHING_FOUND, True, "LS8")
    assert (row.facets, row.language, row.hours) == ("day:monday kind:advocacy", "en", None)
    at = row.created_at.astimezone(LONDON)
    assert (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)
    assert row.id.version == 4
    with places.app_context():
        assert db.session.query(AuditEvent).filter(AuditEvent.name.like("unmet%")).count() == 0
    heard = "".join(capfd.readouterr()) + caplog.text
    for words in ("secretword", "LS8 4OV", "muslim"):
        assert words not in everything_in(places) and words not in heard
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None and cookie.value == at.date().isoformat()
    assert cookie.http_only and cookie.expires is None and cookie.max_age is None


def test_the_next_day_and_the_next_browser_count_again(places: Flask) -> None:
    client = places.test_client()
    client.get(NOTHING, headers=BY_HAND)
    places.test_client().get(NOTHING, headers=BY_HAND)
    assert len(counted(places)) == 2
    with time_machine.travel(now() + timedelta(days=1)):
        client.get(NOTHING, headers=BY_HAND)
    assert len(counted(places)) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-User": ""},
        {"Sec-Fetch-Mode": "no-cors"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"Sec-GPC": "1"},
    ],
)
def test_without_the_signs_of_a_person_nothing_counts(
    places: Flask, changed: dict[str, str]
) -> None:
    client = places.test_client()
    headers = {name: value for name, value in {**BY_HAND, **changed}.items() if value}
    assert "Set-Cookie" not in client.get(NOTHING, headers=headers).headers
    assert client.head(NOTHING, headers=BY_HAND).status_code == 200
    assert counted(places) == []


@pytest.mark.parametrize(
    "question",
    [
        "what=hazel&where=M33",
        "what=hazel",
        "what=zebra",
        "what=zebra&where=QQ1+1QQ",
        "what=!!!&where=LS8",
        "what=zebra&where=LS8&page=2",
        "what=zebra&culture=muslim",
        "",
    ],
)
def test_what_tells_the_council_nothing_is_not_counted(places: Flask, question: str) -> None:
    answer = places.test_client().get(f"/providers?{question}", headers=BY_HAND)
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
    assert counted(places) == []


def test_nobody_floods_it(tmp_path: Path) -> None:
    portal = make_portal(f"sqlite:///{tmp_path}/limits.sqlite3", tmp_path, RATE_LIMITS="1")
    with portal.app_context():
        bring_in([entry("Hazel Reading Room")])
    for _time in range(33):
        answer = portal.test_client().get(NOTHING, headers=BY_HAND)
        assert answer.status_code == 200
    assert len(counted(portal)) == 30


def test_a_search_stands_when_its_count_fails(
    places: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_given: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("locked"))

    monkeypatch.setattr(nothing_found, "count_nothing_found", fails)
    answer = places.test_client().get(NOTHING, headers=BY_HAND)
    assert answer.status_code == 200 and "secretword" in answer.text
    assert counted(places) == []


def test_the_council_reads_it_apart_from_taps_and_never_in_small_groups(
    either_portal: Flask,
) -> None:
    over = quarter_of(now()).before
    with either_portal.app_context():
        with db.writing():
            for by_itself, count in ((True, 7), (False, 6)):
                for _each in range(count):
                    db.session.add(
                        UnmetNeed(
                            why=WhyNone.NOTHING_FOUND,
                            by_itself=by_itself,
                            district="LS8",
                            facets="kind:advocacy",
                            language="ur",
                            created_at=over.begins + timedelta(days=9),
                        )
                    )
        lines = {each.by_itself: each.count for each in missing_in(over).missing.lines}
        assert lines == {True: 7, False: 6}


def test_a_form_of_every_facet_breaks_nothing(places: Flask) -> None:
    answer = places.test_client().post("/none-of-these", data=form(facets=" ".join(FACETS)))
    assert answer.status_code == 303
    (row,) = counted(places)
    assert {each.partition(":")[0] for each in row.facets.split()} == {"kind", "day", "language"}
