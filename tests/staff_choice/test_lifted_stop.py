"""A check that somebody ended with "not all right": who follows changes it with a reason, told."""

from __future__ import annotations

import uuid

import pytest

from app.audit.models import AuditEvent
from app.database import now
from app.notices.models import Channel, Notice
from app.people.models import Area, SpokenFor
from app.staff_choice.actions import deciding
from app.staff_choice.actions.telling import STOP_LIFTED
from app.staff_choice.fairness.deciding import lifts_a_stop, was_lifted
from app.staff_choice.models import CheckItem, CheckStatus, SafeCheck
from tests.staff_choice.panel_house import PanelHouse
from tests.staff_choice.test_naming_lock import Employing
from tests.staff_choice.test_telling import told

WAITING, DONE, STOP = CheckStatus.WAITING, CheckStatus.DONE, CheckStatus.STOP
ANN, BEN = uuid.uuid4(), uuid.uuid4()
SAW = "A caution that has nothing to do with her."
DBS = CheckItem.DBS


@pytest.fixture
def it(panel_house: PanelHouse) -> Employing:
    return Employing(panel_house)


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Employing:
    return Employing(panel_home)


@pytest.mark.parametrize(
    ("said", "lifts"),
    [
        ([], False),
        ([(ANN, WAITING)], False),
        ([(ANN, STOP)], True),
        ([(BEN, STOP)], False),
        # Saying it oneself as well, or looking away in between, makes it nobody's own.
        ([(ANN, STOP), (BEN, STOP)], True),
        ([(BEN, STOP), (ANN, STOP)], True),
        ([(ANN, STOP), (ANN, DONE)], False),
        ([(ANN, STOP), (BEN, WAITING)], False),
        ([(ANN, STOP), (BEN, WAITING), (BEN, STOP)], False),
    ],
)
def test_whose_stop_is_lifted(said: list[tuple[uuid.UUID, CheckStatus]], lifts: bool) -> None:
    assert lifts_a_stop(said, BEN) is lifts


@pytest.mark.parametrize(
    ("said", "lifted"),
    [
        ([(ANN, STOP)], False),
        ([(ANN, STOP), (ANN, DONE)], False),
        ([(ANN, STOP), (BEN, WAITING)], True),
        ([(ANN, STOP), (BEN, WAITING), (BEN, DONE)], True),
        ([(ANN, STOP), (BEN, DONE), (BEN, STOP)], False),
    ],
)
def test_what_shows_as_lifted(said: list[tuple[uuid.UUID, CheckStatus]], lifted: bool) -> None:
    assert was_lifted(said) is lifted


def stopped_and_left(it: Employing) -> None:
    """The one before ended the police check with "not all right", and left: another follows."""
    it.do("caremanager", deciding.check, item=DBS, status=STOP, content=SAW)
    it.end_place()
    it.name("service")


def says_done(it: Employing, role: str = "service", content: str = "", **given: object) -> None:
    said = {"status": DONE, "seen_on": now().date(), **given}
    it.do(role, deciding.check, item=DBS, content=content, **said)


def test_who_follows_says_why_and_the_person_is_told(it: Employing) -> None:
    house = it.house
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["advocate"], area=Area.STAFF)
    )
    # Given a stop of somebody who left. When who follows says "done" without a word.
    stopped_and_left(it)
    day = now().date()
    for status in (DONE, WAITING):
        asked = {"item": DBS, "status": status, "seen_on": day, "content": "  "}
        # Then it is refused, and nothing is kept.
        assert it.refused("service", deciding.check, **asked) is deciding.SAY_WHY
    assert len(house.rows(SafeCheck)) == 1 and told(house, STOP_LIFTED) == []
    # With a reason it is kept, noted, and told to the person and who decides for them: once.
    says_done(it, content="The new paper is clean.")
    says_done(it, content="")
    kept = house.rows(SafeCheck)[1]
    assert (kept.status, kept.content) == (DONE, "The new paper is clean.")
    assert told(house, STOP_LIFTED) == ["advocate", "person"]
    assert told(house, STOP_LIFTED, Channel.EMAIL) == ["advocate", "person"]
    (noted,) = house.rows(AuditEvent, AuditEvent.name == "staff.stop-lifted")
    assert noted.actor_id == house.accounts["service"]
    assert noted.facts == {"item": "dbs", "status": "done"}


def test_repeating_the_stop_first_is_no_way_round(it: Employing) -> None:
    stopped_and_left(it)
    it.do("service", deciding.check, item=DBS, status=STOP)
    asked = {"item": DBS, "status": DONE, "seen_on": now().date()}
    assert it.refused("service", deciding.check, **asked) is deciding.SAY_WHY
    assert told(it.house, STOP_LIFTED) == []


def test_ones_own_stop_and_another_check_need_no_reason(it: Employing) -> None:
    it.do("caremanager", deciding.check, item=DBS, status=STOP)
    says_done(it, "caremanager")
    it.do("caremanager", deciding.check, item=CheckItem.HEALTH, status=STOP)
    it.end_place()
    it.name("service")
    says_done(it)
    assert told(it.house, STOP_LIFTED) == []


def test_the_pages_say_what_was_and_tell_nobody_why(at_home: Employing) -> None:
    home = at_home.house
    stopped_and_left(at_home)
    url, decision = (
        home.at("applicants", home.applicant_id, *then)
        for then in (("checks", "dbs"), ("decision",))
    )
    # Given who follows: they read what the one before saw, and are asked why.
    service = home.as_("service")
    page = service.get(url)
    assert "Somebody else said that it is not all right." in page.text and SAW in page.text
    form = page.fields("form.question")
    assert form["content"] == ""
    sent = {**form, "status": "done", "seen_on": now().date().isoformat()}
    again = service.post(url, sent, status=422)
    assert "Say why you change it." in again.text and SAW in again.text
    service.post(url, {**sent, "content": "The new paper is clean."}, status=303)
    # Then the message leads the person to what changed, without a word of what stands in papers.
    (notice,) = home.rows(Notice, Notice.kind == STOP_LIFTED, Notice.channel == Channel.SCREEN)
    assert notice.path == decision
    for role in ("person", "sister"):
        shown = home.as_(role).get(decision)
        assert shown.text.count("It was not all right before.") == 1
        for words in (SAW, "new paper", "Carewell", "Helpington"):
            assert words not in shown.html
    assert "Somebody else said" not in service.get(url).text
