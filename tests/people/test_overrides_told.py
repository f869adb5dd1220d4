"""What the person learns of an override: nothing before it is safe, everything afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app.audit.models import AccessEvent
from app.database import now
from app.extensions import db
from app.language.lint.pages import page_findings
from app.notices.models import Notice
from app.people.jobs import look_after_overrides
from app.people.let_in import role_of_look
from app.people.models import (
    CircleMember,
    OverrideReview,
    Person,
    SafeguardingOverride,
    Task,
)
from app.people.parts import Part
from app.people.queries import looked
from tests.makers import share
from tests.people.overrides_house import REASON, House, make_house

NURSE = "Corvin Tranter"
OPENED_BY_IT = ("wellness", "how-to-support")


@pytest.fixture
def house(either_portal: Flask) -> Iterator[House]:
    yield make_house(either_portal)


def without_dates(text: str) -> str:
    """A page as the person reads it, without what changes at each visit."""
    return text[text.index("<main") : text.index("</main>")]


def mine(house: House, path: str) -> str:
    answer = house.get("owner", path)
    assert answer.status_code == 200
    return without_dates(answer.text)


PAGES = ("/who-looked", "/sharing", "/overrides", "/circle", "/sharing/rules", "/about-me")


def test_before_it_is_safe_no_page_of_the_person_changes(house: House) -> None:
    for path in PAGES:
        mine(house, path)
    before = {path: mine(house, path) for path in PAGES}
    made = house.opened()
    for part in OPENED_BY_IT:
        assert house.reads("nurse", part)
    house.get("nurse", "/about-me")
    house.get("nurse", "/profile")
    house.get("nurse", "/profile/print")
    after = {path: mine(house, path) for path in PAGES}
    # The person's own looks are on that page; nobody else's came to it.
    assert NURSE not in after["/who-looked"] and "Nobody else looked here." in after["/who-looked"]
    for path in PAGES[1:]:
        assert after[path] == before[path], path
    house.run_out(made)
    assert NURSE not in mine(house, "/who-looked")
    owner = house.account("owner").id
    assert [each for each in house.rows(Notice) if each.account_id == owner] == []
    home = house.as_("owner").get("/my").text
    assert "Read 1 new message" not in home


def test_the_reads_are_in_the_log_under_the_override(house: House) -> None:
    made = house.opened()
    house.reads("nurse")
    roles = {each.actor_role for each in house.rows(AccessEvent)}
    assert f"override:{made}" in roles


def test_after_the_review_the_person_reads_all_of_it(house: House) -> None:
    made = house.opened()
    house.reads("nurse")
    house.run_out(made)
    assert house.review(made) == 303
    looks = mine(house, "/who-looked")
    assert NURSE in looks and "To keep you safe" in looks and "My wellness" in looks
    told = mine(house, "/overrides")
    for words in (NURSE, REASON, "My wellness", "Wilmot Ashgrove", "The bed was broken."):
        assert words in told
    assert 'href="/help"' in told and "advocate" in told
    owner = house.account("owner").id
    messages = [each for each in house.rows(Notice) if each.account_id == owner]
    assert sorted(each.channel.value for each in messages) == ["email", "screen"]
    assert {each.path for each in messages} == {f"/people/{house.person_id}/overrides"}


def test_where_it_is_safe_at_once_the_person_sees_it_while_it_lasts(house: House) -> None:
    house.opened(tell="yes")
    house.reads("nurse")
    assert NURSE in mine(house, "/who-looked")
    assert "They can see this now." in mine(house, "/overrides")


def test_a_look_by_sharing_is_told_as_ever_beside_a_secret_override(house: House) -> None:
    with house.portal.app_context():
        person = db.session.get_one(Person, house.person_id)
        share(person, db.session.get_one(CircleMember, house.members["nurse"]), Part.LIKED)
    house.opened()
    house.reads("nurse", "liked-about-me")
    house.reads("nurse", "wellness")
    looks = mine(house, "/who-looked")
    assert NURSE in looks and "What people like about me" in looks
    assert "My wellness" not in looks and "To keep you safe" not in looks


def test_one_shown_and_one_secret_tell_of_the_first_only(house: House) -> None:
    house.opened(parts=["wellness"], tell="yes")
    house.opened(parts=["how-to-support"])
    for part in OPENED_BY_IT:
        assert house.reads("nurse", part)
    looks = mine(house, "/who-looked")
    assert "My wellness" in looks and "support me" not in looks
    assert mine(house, "/overrides").count(NURSE) == 1


def test_a_look_at_what_nobody_thought_of_counts_as_the_overrides() -> None:
    """The person's own picture opens with any part of About me: its line must not tell."""
    made = uuid.uuid4()
    opened = {Part.WELLNESS: made}
    for label in ("wellness", "own-picture", "something-new"):
        assert role_of_look(label, opened) == f"override:{made}"
    for label in ("records", "decisions", "plan-review", "circle"):
        assert role_of_look(label, opened) is None
    assert role_of_look("circle", {Part.CIRCLE: made}) == f"override:{made}"
    assert role_of_look("wellness", {}) is None


def test_secret_looks_leave_no_gap_between_pages(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looked, "ROWS", 3)
    with house.portal.app_context():
        person = db.session.get_one(Person, house.person_id)
        share(person, db.session.get_one(CircleMember, house.members["sister"]), Part.LIKED)
    house.reads("sister", "liked-about-me")
    house.opened()
    for _each in range(6):
        house.reads("nurse")
    page = mine(house, "/who-looked")
    assert "Saskia Oastler" in page and "Show earlier ones" not in page


@pytest.mark.parametrize("path", ["/who-looked", "/sharing", "/overrides"])
@pytest.mark.parametrize("who", ["sister", "nurse", "manager", "boss", "approver", "aunt"])
def test_the_persons_pages_are_the_persons_alone(house: House, who: str, path: str) -> None:
    house.opened(tell="yes")
    assert house.get(who, path).status_code == 404


@pytest.mark.parametrize("who", ["sister", "boss"])
def test_members_of_the_circle_never_hear_of_it(house: House, who: str) -> None:
    made = house.opened(tell="yes")
    assert house.get(who, f"/council/overrides/{made}").status_code == 403
    assert REASON not in house.get(who, "/circle").text
    told = house.account(who).id
    assert [each for each in house.rows(Notice) if each.account_id == told] == []


def test_a_professional_reads_of_their_own_only(house: House) -> None:
    made = house.opened(email=house.emails["social"])
    assert str(made) not in house.get("nurse", "/overrides/asked").text
    assert house.get("nurse", f"/council/overrides/{made}").status_code == 403
    assert str(made) in house.get("manager", "/overrides/asked").text


def test_not_safe_yet_needs_its_reason_and_tells_nobody(house: House) -> None:
    made = house.opened()
    house.run_out(made)
    assert house.review(made, tell="no") == 422
    assert house.review(made, tell="no", why_not_shown="   ") == 422
    assert house.review(made, tell="no", why_not_shown="He reads her messages.") == 303
    assert REASON not in mine(house, "/overrides")
    assert house.override(made).shown_from is None


def test_asked_again_after_28_days_until_the_person_is_told(house: House) -> None:
    made = house.opened()
    house.run_out(made, ago=timedelta(days=40))
    assert house.review(made, tell="no", why_not_shown="He reads her messages.") == 303

    def waiting() -> int:
        with house.portal.app_context():
            look_after_overrides()
        return sum(each.done_at is None for each in house.rows(Task))

    assert waiting() == 0
    assert "Tobermory" not in house.get("approver", "/council/overrides").text
    later = now() + timedelta(days=29)
    with time_machine.travel(later):
        assert waiting() == 1
    assert house.review(made) == 303
    assert waiting() == 0
    told = mine(house, "/overrides")
    # What spoke against telling was for the council.
    assert REASON in told and "He reads her messages." not in told


def test_without_a_review_it_stays_in_the_approvers_sight(house: House) -> None:
    made = house.opened()
    house.run_out(made, ago=timedelta(days=60))
    assert str(made) in house.get("approver", "/council/overrides").text
    assert house.review(made, "approver") == 303
    assert str(made) not in house.get("approver", "/council/overrides").text


def test_a_review_sent_twice_is_kept_once(house: House) -> None:
    made = house.opened()
    house.run_out(made)
    key = "01a20000-0000-7000-8000-000000000001"
    assert house.review(made, key=key) == house.review(made, key=key) == 303
    assert len(house.rows(OverrideReview)) == 1
    assert house.review(made, "approver", key=key) == 422


def test_a_person_without_an_account_is_told_by_people_and_nothing_breaks(house: House) -> None:
    house.change(Person, house.person_id, account_id=None)
    made = house.opened(tell="yes")
    assert house.override(made).shown_from is not None


def test_the_persons_page_is_easy(house: House) -> None:
    assert [e for e in page_findings(mine_whole(house)) if e.severity == "error"] == []
    for _each in range(3):
        house.opened(tell="yes")
    page = mine_whole(house)
    assert [e for e in page_findings(page) if e.severity == "error"] == []
    assert "What was before" in page


def mine_whole(house: House) -> str:
    return house.get("owner", "/overrides").text


def test_a_row_that_tells_too_early_is_impossible(house: House) -> None:
    """`shown_from` later than now tells nothing before it."""
    made = house.opened()
    house.reads("nurse")
    house.change(SafeguardingOverride, made, shown_from=now() + timedelta(days=1))
    assert NURSE not in mine(house, "/who-looked")
    assert NURSE not in mine(house, "/overrides")
