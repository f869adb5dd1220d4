"""What everybody sees of a job: in each language, without a cookie, and without a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
import segno
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Route

from app.extensions import db
from app.language.lint.pages import page_findings
from app.notices.models import Notice
from app.people.actions.records import today
from app.people.models import Person
from app.staff_choice import saying
from app.staff_choice.actions import publishing
from app.staff_choice.models import Box, Criterion, PublicField, VacancyText
from tests.people.about_me.test_profile import pages_in
from tests.staff_choice.house import make_line
from tests.staff_choice.jobs_house import NAMES, TEXT, JobsHouse, build_jobs_house


@pytest.fixture
def house(either_portal: Flask) -> JobsHouse:
    return build_jobs_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> JobsHouse:
    return build_jobs_house(portal)


def public_urls(house: JobsHouse, number: str) -> list[str]:
    """Everything public that there is, as the routes say, for one number."""
    rules = [
        rule.rule.replace("<number>", number)
        for rule in house.portal.url_map.iter_rules()
        if rule.endpoint.startswith("support_jobs.") and "GET" in (rule.methods or ())
    ]
    assert len(rules) >= 4
    return rules


def test_no_public_page_names_anybody(home: JobsHouse) -> None:
    job = home.publish()
    home.send(job, "risk", words="Quarglebump", agree="yes")
    hidden = [*NAMES, "Quarglebump", "07700 900555", str(home.person_id), str(job)]
    hidden += [str(each) for each in home.accounts.values()]
    hidden += [f"{role}@demo.example" for role in home.accounts]
    for language in ("en", "pl", "ur"):
        for url in public_urls(home, home.number(job)):
            answer = home.as_("visitor").client.get(f"{url}?lang={language}")
            body = answer.get_data(as_text=True)
            assert answer.status_code == 200 and not answer.headers.getlist("Set-Cookie"), url
            for each in hidden:
                assert each.casefold() not in body.casefold(), (url, each)


def test_the_number_tells_nothing(home: JobsHouse) -> None:
    numbers = {home.number(home.start()) for _time in range(3)}
    assert len(numbers) == 3
    assert all(len(each) == 8 and not set(each) & set("aeiou01il") for each in numbers)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Can drive"), ("pl", "Umie prowadzić"), ("ur", "گاڑی")],
)
def test_closed_lists_speak_each_language_and_free_words_their_own(
    home: JobsHouse, language: str, words: str
) -> None:
    job = home.publish()
    html = home.as_("visitor").get(f"/support-jobs/{home.number(job)}?lang={language}").html
    assert f'<html lang="{language}"' in html
    assert '<bdi class="own-words" lang="en" dir="auto">' + TEXT in html
    assert 'lang="pl" dir="auto">Lubi się śmiać</bdi>' in html
    assert ("English</bdi>" in html.split("<main")[1]) == (language != "en")
    card = saying.card_words
    with home.portal.test_request_context(f"/?lang={language}"):
        line = db.session.get_one(Criterion, home.line_ids[1])
        assert str(card(line)) in html
        assert str(saying.sentence(line)) in html


@pytest.mark.parametrize(
    ("language", "pay"), [("en", "£13.50"), ("pl", "£13,50"), ("ur", "£13.50")]
)
def test_pay_has_the_sign_of_the_coins(home: JobsHouse, language: str, pay: str) -> None:
    job = home.publish()
    html = home.as_("visitor").get(f"/support-jobs/{home.number(job)}?lang={language}").html
    assert pay in html and "GBP" not in html


def test_what_must_be_stands_first(home: JobsHouse) -> None:

    with home.portal.app_context():
        person = db.session.get_one(Person, home.person_id)
        nice = make_line(person, Box.SKILLS, "can-cook").id
    job = home.start()
    home.send(job, "lines", lines=[str(nice), str(home.line_ids[1])])
    home.send(job, "texts", good_day=TEXT)
    home.say_yes(job)
    home.moderate(job)
    text = home.as_("visitor").get(f"/support-jobs/{home.number(job)}").text
    assert text.index("Can drive") < text.index("Can cook")
    assert text.index("You must have this.") < text.index("It is nice if you have this.")


def test_the_list_is_in_order_of_the_last_day_and_by_district(home: JobsHouse) -> None:
    later, sooner, other = home.publish(), home.publish(), home.publish()
    home.change(sooner, closes_on=today() + timedelta(days=2))
    home.change(other, district="LS8", town="Leeds")
    html = home.as_("visitor").get("/support-jobs").html
    assert html.index(home.number(sooner)) < html.index(home.number(later))
    only = home.as_("visitor").get("/support-jobs?district=LS8").html
    assert home.number(other) in only and home.number(later) not in only
    # A place without a job shows all: a link of last week is nobody's mistake.
    assert home.number(later) in home.as_("visitor").get("/support-jobs?district=ZZ1").html
    home.as_("visitor").get("/support-jobs?district=%3Cscript%3E")


def test_it_closes_by_itself_the_day_after(house: JobsHouse) -> None:
    job = house.publish()
    house.change(job, closes_on=today())
    house.as_("visitor").get(f"/support-jobs/{house.number(job)}")
    house.change(job, closes_on=today() - timedelta(days=1))
    # The worker process is down: pages close it all the same.
    page = house.as_("visitor").get(f"/support-jobs/{house.number(job)}", status=410)
    assert page.h1 == "This job is closed" and "Look at other jobs" in page.text
    assert house.number(job) not in house.as_("visitor").get("/support-jobs").html
    assert "Nobody can apply any more" in house.as_("person").get(house.url(job)).text
    assert house.stages(job)[-1] == "published"
    for _time in range(2):
        with house.portal.app_context():
            publishing.close_all_past()
    assert house.stages(job) == ["draft", "reviewed", "published", "closed"]
    told = house.rows(Notice, Notice.subject == "Your job is closed")
    assert {each.account_id for each in told} == {house.accounts["person"]}
    assert len(told) == 2


def test_one_that_fails_leaves_the_others_closed(
    home: JobsHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [home.publish(), home.publish()]
    for job in jobs:
        home.change(job, closes_on=today() - timedelta(days=1))
    really = publishing.close_past

    def fails_once(*, by: object, job: object) -> None:
        monkeypatch.setattr(publishing, "close_past", really)
        raise RuntimeError("told, and passed over")

    monkeypatch.setattr(publishing, "close_past", fails_once)
    with home.portal.app_context():
        publishing.close_all_past()
    assert sorted(home.stages(job)[-1] for job in jobs) == ["closed", "published"]


@pytest.mark.parametrize(("how", "stage"), [("close", "closed"), ("take-away", "withdrawn")])
def test_the_person_ends_it_with_two_taps(house: JobsHouse, how: str, stage: str) -> None:
    job = house.publish()
    page = house.as_("person").get(house.url(job, how))
    assert house.stages(job)[-1] == "published"
    house.as_("sister").post(house.url(job, how), status=404)
    house.as_("person").post(house.url(job, how), page.fields("form.confirm"))
    house.as_("person").post(house.url(job, how), page.fields("form.confirm"))
    assert house.stages(job) == ["draft", "reviewed", "published", stage]
    house.as_("visitor").get(f"/support-jobs/{house.number(job)}", status=410)
    fields = house.as_("person").get(house.url(job, "texts")).fields("form.question")
    page = house.as_("person").post(
        house.url(job, "texts"), {**fields, "good_day": "x"}, status=422
    )
    assert "This job is over. Write a new one." in page.text
    assert house.stages(job)[-1] == stage


def test_a_draft_cannot_be_closed_but_taken_away(home: JobsHouse) -> None:
    job = home.start()
    home.as_("person").post(home.url(job, "close"))
    assert home.stages(job) == ["draft"]
    home.as_("person").post(home.url(job, "take-away"))
    assert home.stages(job) == ["draft", "withdrawn"]
    # Nobody ever saw it: for a stranger there never was one.
    home.as_("visitor").get(f"/support-jobs/{home.number(job)}", status=404)


def test_a_number_that_never_was(home: JobsHouse) -> None:
    for url in ("zzzzzzzz", "x" * 300, "zzzzzzzz/print", "zzzzzzzz/code.svg"):
        page = home.as_("visitor").get(f"/support-jobs/{url}", status=404)
        assert page.h1 == "We do not know this job"


def test_the_sheet_of_paper_has_a_code_that_leads_there(home: JobsHouse) -> None:
    job = home.publish()
    number = home.number(job)
    page = home.as_("visitor").get(f"/support-jobs/{number}/print")
    address = f"{home.portal.config['BASE_URL']}/support-jobs/{number}"
    assert TEXT in page.html and address in page.html
    assert f'src="/support-jobs/{number}/code.svg"' in page.html
    drawn = home.as_("visitor").client.get(f"/support-jobs/{number}/code.svg")
    assert drawn.mimetype == "image/svg+xml"
    path = segno.make(address, error="m").svg_inline(scale=8, border=4, dark="#000", light="#fff")
    assert path.split(' d="')[1:] == drawn.get_data(as_text=True).rstrip().split(' d="')[1:]


def test_pages_ask_as_little_for_many_jobs_as_for_one(home: JobsHouse) -> None:
    job = home.publish()
    pages = (
        ("visitor", "/support-jobs"),
        ("visitor", f"/support-jobs/{home.number(job)}"),
        ("person", home.url()),
        ("person", home.url(job)),
        ("person", home.url(job, "write")),
        ("person", home.url("new")),
        ("person", home.url(job, "lines")),
        ("person", home.url(job, "texts")),
        ("person", home.url(job, "stranger")),
        ("moderator", "/council/jobs"),
    )

    def counts() -> list[int]:
        found = []
        for role, url in pages:
            home.as_(role).get(url)
            with home.queries() as seen:
                home.as_(role).get(url)
            found.append(len(seen))
        return found

    home.say_yes(home.write())
    one = counts()
    for _time in range(2):
        home.say_yes(home.write())
    assert counts() == one
    assert max(one) <= 10, dict(zip(pages, one, strict=True))


def test_an_emptied_text_is_not_shown(home: JobsHouse) -> None:
    job = home.publish(good_day=TEXT, together="We paint gristlefans.")
    home.send(job, "texts", together="")
    home.say_yes(job)
    home.moderate(job)
    html = home.as_("visitor").get(f"/support-jobs/{home.number(job)}").html
    assert "gristlefans" not in html and "What we do together" not in html
    assert len(home.rows(VacancyText, VacancyText.field == PublicField.TOGETHER)) == 2


def pages_on_paper(chromium: Chromium, house: JobsHouse, url: str) -> int:
    """How many sides the browser prints a page on. What it asks for the portal answers."""
    client = house.as_("visitor").client

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://portal.test")
        got = client.get(path)
        route.fulfill(
            status=got.status_code, body=got.data, headers={"Content-Type": got.content_type}
        )
        got.close()

    page = chromium.new_page()
    try:
        page.route("**/*", answer)
        page.goto(f"http://portal.test{url}")
        return pages_in(page.pdf(format="A4", prefer_css_page_size=True))
    finally:
        page.close()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_longest_job_stands_on_one_side_of_paper(
    home: JobsHouse, chromium: Chromium, language: str
) -> None:
    """Three full texts and twenty full lines, in the browser's own print."""
    full = {"en": "We like long walks by the water. ", "ur": "ہمیں پانی کے پاس چلنا پسند ہے۔ "}
    words = (full[language] * 10)[:200].strip()
    boxes = [each for each in Box for _line in range(4)]
    with home.portal.app_context():
        person = db.session.get_one(Person, home.person_id)
        lines = [
            str(make_line(person, box, "", words=words, language=language).id) for box in boxes
        ]
    job = home.start()
    home.send(job, "lines", lines=[*lines, str(home.line_ids[0])], status=422)
    home.send(job, "lines", lines=lines)
    home.send(job, "texts", good_day=words, together=words, to_know=words)
    home.say_yes(job)
    home.moderate(job)
    url = f"/support-jobs/{home.number(job)}/print?lang={language}"
    assert pages_on_paper(chromium, home, url) == 1


def test_one_asks_for_a_job_below_its_first_facts_and_at_its_end(home: JobsHouse) -> None:
    # Given a job that is out.
    job = home.publish()
    number = home.number(job)
    # When somebody opens it.
    page = home.as_("visitor").get(f"/support-jobs/{number}")
    # Then the one main button stands below the first facts, before the person's words.
    asks = [one for one in page.find_all("main a[href]") if one.get("href", "").endswith("/apply")]
    assert [one.get("class") for one in asks] == ["button go", "button plain"]
    assert page.html.index("button go") < page.html.index(TEXT) < page.html.rindex("/apply")
    assert [each.text for each in page_findings(page.html) if each.severity == "error"] == []
    # Neither on paper, nor where it is only looked at before it is out.
    assert "/apply" not in home.as_("visitor").get(f"/support-jobs/{number}/print").html
    waits = home.write()
    assert "/apply" not in home.as_("person").get(home.url(waits, "stranger")).html
    home.say_yes(waits)
    assert "/apply" not in home.as_("moderator").get(f"/council/jobs/{waits}").html
