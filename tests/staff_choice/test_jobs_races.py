"""Two at the same moment, on a real database each: nobody overwrites, nothing unread comes out."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.staff_choice.models import Vacancy, VacancyText
from tests.conftest import make_portal
from tests.staff_choice.jobs_house import TEXT, JobsHouse, build_jobs_house

Send = tuple[str, str, dict[str, str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def real_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[JobsHouse]:
    """A house whose requests each have a connection of their own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/race.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path / "files")
    house = build_jobs_house(portal)
    for role in ("person", "sister", "moderator"):
        house.as_(role)
    yield house
    portal.extensions["db_engine"].dispose()


def at_once(house: JobsHouse, sends: list[Send]) -> list[int]:
    """Send each (role, address, form) in the same moment, each from a browser of its own."""
    gate = Barrier(len(sends))

    def send(one: Send) -> int:
        role, url, form = one
        with house.portal.test_client() as client:
            for cookie in house.as_(role).client._cookies.values():
                client.set_cookie(cookie.key, cookie.value)
            gate.wait()
            answer = client.post(url, data=form, headers={"Sec-Fetch-Site": "same-origin"})
            return answer.status_code

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(send, sends))


def opened(house: JobsHouse, job: uuid.UUID, part: str, role: str) -> dict[str, str]:
    return house.as_(role).get(house.url(job, part)).fields("form.question")


def test_two_editors_in_the_same_moment(real_house: JobsHouse) -> None:
    job = real_house.start()
    sends = [
        (role, real_house.url(job, "texts"), {**opened(real_house, job, "texts", role), **said})
        for role, said in (("person", {"good_day": "Mine."}), ("sister", {"good_day": "Theirs."}))
    ]
    assert sorted(at_once(real_house, sends)) == [303, 422]
    assert len(real_house.rows(VacancyText)) == 1


def test_a_new_job_sent_twice_in_the_same_moment(real_house: JobsHouse) -> None:
    url = real_house.url("new")
    form = {
        **real_house.as_("person").get(url).fields("form.question"),
        **real_house.facts(),
    }
    assert at_once(real_house, [("person", url, form)] * 2) == [303, 303]
    assert len(real_house.rows(Vacancy)) == 1


def test_a_change_while_the_moderator_lets_it_out(real_house: JobsHouse) -> None:
    """Whoever is first: new words never come out unread."""
    job = real_house.write()
    real_house.say_yes(job)
    read = real_house.as_("moderator").get(f"/council/jobs/{job}").fields("form.question")["seen"]
    form = {**opened(real_house, job, "texts", "person"), "good_day": "Something else."}
    answers = at_once(
        real_house,
        [
            ("moderator", f"/council/jobs/{job}/publish", {"seen": read}),
            ("person", real_house.url(job, "texts"), form),
        ],
    )
    assert answers[1] == 303 and answers[0] in (303, 404, 422)
    assert real_house.stages(job)[-1] == "draft"
    assert [each.words for each in real_house.rows(VacancyText)] == [TEXT, "Something else."]
    real_house.as_("visitor").get(f"/support-jobs/{real_house.number(job)}", status=404)


def test_two_yeses_in_the_same_moment(real_house: JobsHouse) -> None:
    job = real_house.write()
    form = opened(real_house, job, "stranger", "person")
    assert at_once(real_house, [("person", real_house.url(job, "stranger"), form)] * 2) == [303] * 2
    assert real_house.stages(job) == ["draft", "reviewed"]
