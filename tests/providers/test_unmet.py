"""What could not be found: kept without a name, counted without small groups."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import combinations, product
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from uuid_utils.compat import uuid7

from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.language.lint.pages import page_findings
from app.organisations.models import OrganisationKind, Role
from app.outcomes.quarters import LONDON, quarter_of
from app.outcomes.suppression import is_few
from app.people.actions.records import today
from app.providers.models import UnmetNeed, WhyNone
from app.providers.queries import unmet
from app.providers.queries.unmet import missing_in
from tests.conftest import make_portal
from tests.makers import make_account, make_organisation, make_role
from tests.providers.makers import bring_in, entry

OVER = quarter_of(now()).before


@pytest.fixture
def commissioner(portal: Flask, client: FlaskClient) -> FlaskClient:
    with portal.app_context():
        account = make_account("Cosima", "person@demo.example")
        make_role(make_organisation(OrganisationKind.COUNCIL), account, Role.COMMISSIONER)
    client.post("/demo", data={"email": "person@demo.example"})
    return client


def told(portal: Flask) -> list[UnmetNeed]:
    with portal.app_context():
        return db.session.query(UnmetNeed).all()


def form(**given: str) -> dict[str, str]:
    return {
        "key": str(uuid7()),
        "district": "M33",
        "facets": "kind:home-care day:monday no:such",
        "why": "too-far",
        **given,
    }


def test_one_tap_is_one_row_without_a_name_or_words(portal: Flask, client: FlaskClient) -> None:
    own = "culture:muslim for:dementia pay:free"
    sent = form(hours="7,5", what="my secret words", facets=f"kind:home-care {own} day:monday x:y")
    for _time in range(2):
        answer = client.post("/none-of-these", data=sent)
        assert answer.status_code == 303 and "Set-Cookie" not in answer.headers
    (row,) = told(portal)
    assert (row.why, row.district, row.hours, row.language) == (WhyNone.TOO_FAR, "M33", 8, "en")
    # Never for whom, which faith or which money; and neither its time nor its key tells the moment.
    assert row.facets == "day:monday kind:home-care"
    at = row.created_at.astimezone(LONDON)
    assert (at.date(), at.hour, at.minute, at.second, at.microsecond) == (today(), 0, 0, 0, 0)
    assert row.id.version == 5
    with portal.app_context():
        (event,) = db.session.query(AuditEvent).filter_by(name="unmet-need.told")
        assert event.actor_id is None and not event.about and not event.facts


@pytest.mark.parametrize(
    "wrong",
    [{"why": "other"}, {"why": ""}, {"hours": "many"}, {"hours": "-3"}, {"key": "x"}],
)
def test_what_is_not_on_the_list_is_refused(
    portal: Flask, client: FlaskClient, wrong: dict[str, str]
) -> None:
    assert client.post("/none-of-these", data=form(**wrong)).status_code == 422
    assert told(portal) == []


def test_a_whole_postcode_is_never_kept(portal: Flask, client: FlaskClient) -> None:
    for district in ("M33 7ZF", "M337ZF", "nowhere", "QQ99", "LS8 " * 90):
        client.post("/none-of-these", data=form(district=district))
    assert {row.district for row in told(portal)} <= {"M33", "", "LS8"}


def test_another_site_tells_nothing(portal: Flask, client: FlaskClient) -> None:
    answer = client.post("/none-of-these", data=form(), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400 and told(portal) == []


def test_the_way_from_the_results_brings_the_district_and_never_words(
    portal: Flask, client: FlaskClient
) -> None:
    with portal.app_context():
        bring_in([entry("Hazel Reading Room")])
    body = client.get("/providers?what=hazel&where=M33+7ZF").text
    assert 'href="/none-of-these?district=M33"' in body
    page = client.get("/none-of-these?district=M33&kind=home-care&kind=no-such")
    assert 'value="M33"' in page.text and 'value="kind:home-care"' in page.text
    assert "Set-Cookie" not in page.headers
    assert [each for each in page_findings(page.text) if each.severity == "error"] == []
    nothing = client.get("/providers?what=zzqqxx&where=M33+7ZF").text
    assert "Tell the council that this is missing" in nothing
    assert 'value="nothing-found"' in nothing and told(portal) == []


def test_nobody_floods_it(tmp_path: Path) -> None:
    portal = make_portal(f"sqlite:///{tmp_path}/limits.sqlite3", tmp_path, RATE_LIMITS="1")
    client = portal.test_client()
    answers = [client.post("/none-of-these", data=form()).status_code for _time in range(31)]
    assert answers[:30] == [303] * 30 and answers[30] == 429


def _put(count: int, why: WhyNone, district: str = "M33", facets: str = "kind:home-care") -> None:
    with db.writing():
        for _each in range(count):
            db.session.add(
                UnmetNeed(
                    why=why,
                    district=district,
                    facets=facets,
                    language="en",
                    created_at=OVER.begins + timedelta(days=9),
                )
            )


def test_small_groups_are_hidden_and_cannot_be_taken_from_a_sum(either_portal: Flask) -> None:
    with either_portal.app_context():
        _put(9, WhyNone.TOO_FAR)
        _put(6, WhyNone.NO_ROOM)
        _put(2, WhyNone.NOT_SURE)
        table = missing_in(OVER).missing
        assert [(each.why, each.count) for each in table.lines] == [(WhyNone.TOO_FAR, 9)]
        # Six hides two: the sum of what is hidden tells neither.
        assert table.others == 8
        assert missing_in(quarter_of(now())).missing.lines == []


def test_where_all_is_few_nothing_is_told(either_portal: Flask) -> None:
    with either_portal.app_context():
        _put(2, WhyNone.TOO_FAR)
        _put(2, WhyNone.NO_ROOM, "LS8")
        tables = missing_in(OVER)
        for table in (tables.missing, tables.languages, tables.days):
            assert (table.lines, table.others, table.hides) == ([], None, True)


URDU, POLISH = "language:urdu", "language:polish"


def test_the_council_reads_which_languages_and_days_were_asked_for(
    portal: Flask, commissioner: FlaskClient
) -> None:
    # given a quarter in which some asked for languages and days, few of them for both
    with portal.app_context():
        _put(6, WhyNone.TOO_FAR, facets=f"day:monday day:sunday kind:home-care {URDU}")
        _put(7, WhyNone.TOO_FAR, facets="kind:home-care")
        _put(8, WhyNone.TOO_FAR, facets=f"kind:home-care {POLISH}")
        _put(1, WhyNone.TOO_FAR, facets=f"kind:home-care {POLISH} {URDU}")
        tables = missing_in(OVER)
    # then each stands once in each table, and what is few goes with the next that is small
    assert [(each.count) for each in tables.missing.lines] == [22]
    assert {each.keys: each.count for each in tables.languages.lines} == {(POLISH,): 8, (): 7}
    assert tables.languages.others == 7
    days = {("day:monday", "day:sunday"): 6, (): 16}
    assert {each.keys: each.count for each in tables.days.lines} == days
    # and both are on the page and in the file
    page = commissioner.get(f"/council/unmet-need?quarter={OVER.key}").text
    for said in ("Monday, Sunday", "Polish", "7 more, in groups that are not shown."):
        assert said in page
    # and a column is called by one word, for its table's heading says the rest
    for word in ("Language", "Days"):
        assert f'<th scope="col" role="columnheader">{word}</th>' in page
    assert [each for each in page_findings(page) if each.severity == "error"] == []
    file = commissioner.get(f"/council/unmet-need/{OVER.key}.csv").text.splitlines()
    assert f"{OVER.key},languages,,{POLISH},,8" in file
    assert f"{OVER.key},languages,not-shown,not-shown,not-shown,7" in file
    assert not any(URDU in line for line in file)


def test_no_table_tells_what_another_hides(portal: Flask) -> None:
    """Where one may not tell how many there are in all, none does: six different lines of one
    each stay unknown though all six asked for Urdu."""
    with portal.app_context():
        for district in ("M33", "LS8", "OL15", "BL1", "SK1", "M1"):
            _put(1, WhyNone.TOO_FAR, district, f"kind:home-care {URDU}")
        tables = missing_in(OVER)
    for table in (tables.missing, tables.languages, tables.days):
        assert (table.lines, table.others) == ([], None)


@pytest.mark.parametrize("seed", range(12))
def test_tables_side_by_side_pin_no_small_number(
    portal: Flask, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a line here and a line there, how many are in both is told only where that is no few."""
    chance = random.Random(seed)
    needs = [
        UnmetNeed(
            why=chance.choice((WhyNone.TOO_FAR, WhyNone.NO_ROOM)),
            district=chance.choice(("M33", "M33", "LS8")),
            facets=" ".join(
                ("kind:home-care", *chance.choice(((), (), (URDU,), (POLISH,), (POLISH, URDU))))
                + chance.choice(((), (), ("day:monday",), ("day:sunday",)))
            ),
            by_itself=False,
        )
        for _each in range(chance.randrange(4, 60))
    ]
    monkeypatch.setattr(unmet, "_of", lambda quarter: needs)
    tables = missing_in(OVER)
    three = (tables.missing, tables.languages, tables.days)
    if any(each.others is None for each in three):
        assert [each.lines for each in three] == [[], [], []]
        return
    cells = [
        [*(line.count for line in each.lines), *([each.others] if each.others else [])]
        for each in three
    ]
    everybody = len(needs)
    assert [sum(each) for each in cells] == [everybody] * 3
    assert min(min(each) for each in cells) >= 5
    for one, other in combinations(cells, 2):
        for here, there in product(one, other):
            least, most = max(0, here + there - everybody), min(here, there)
            assert least != most or not is_few(least)
