"""What an applicant needs for the talk reaches no scorer; risk is told from "meet" on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.accounts.models import Account
from app.audit.models import AccessEvent, AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.people.models import CircleMember, Person, SharingDecision, SharingStop
from app.staff_choice.fairness import VERSION
from app.staff_choice.links import path_of
from app.staff_choice.models import (
    Applicant,
    InterviewAdjustment,
    MeetAnswer,
    MeetChoice,
    PanelMember,
    RiskGiven,
    Vacancy,
)
from app.staff_choice.queries.for_second_lock import has_read_needs
from tests.page_client import Browser
from tests.rules.rooms.staff_choice import make

NEEDS = "Quillfeather light, please."
RISK = "Walk on her left side near roads."
ROLES = ("person", "family", "advocate", "worker", "manager", "caremanager", "approver", "admin")


@dataclass
class Scene:
    """Mirabel's job and who asks for it; the manager of its provider holds the second lock."""

    portal: Flask
    browser: Browser
    accounts: dict[str, uuid.UUID]
    person: uuid.UUID
    vacancy: uuid.UUID
    applicant: uuid.UUID

    def path(self, room: str) -> str:
        below = f"/people/{self.person}/staff/jobs/{self.vacancy}"
        return f"{below}/applicants/{self.applicant}/{room}"

    def as_(self, role: str) -> Browser:
        return Browser(self.portal).sign_in(role)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self.portal.app_context():
            yield
            db.session.commit()

    def meets(self, answer: MeetAnswer, counts: bool = True) -> None:
        with self.writing():
            db.session.add(
                MeetChoice(
                    applicant_id=self.applicant,
                    said_by=self.accounts["person"],
                    counts=counts,
                    answer=answer,
                    rule_version=VERSION,
                )
            )

    def agrees(self, by: str | None = "person") -> None:
        with self.writing():
            job = db.session.get_one(Vacancy, self.vacancy)
            job.risk_text = RISK
            job.risk_agreed_by = self.accounts[by] if by else None

    def given(self) -> int:
        with self.portal.app_context():
            return db.session.scalar(select(func.count()).select_from(RiskGiven)) or 0


@pytest.fixture
def scene(portal: Flask, demo_browser: Browser) -> Scene:
    with portal.app_context():
        found = {
            each.email.partition("@")[0]: each
            for each in db.session.scalars(select(Account))
            if each.email.endswith("@demo.example")
        }
        person = db.session.scalars(
            select(Person.id).where(Person.account_id == found["person"].id)
        ).one()
        made = make(person, found, {})
        db.session.add(InterviewAdjustment(applicant_id=made["applicant"], words=NEEDS))
        db.session.commit()
        ids = {role: each.id for role, each in found.items()}
        return Scene(portal, demo_browser, ids, person, made["vacancy"], made["applicant"])


def _scores(scene: Scene, role: str) -> None:
    with scene.writing():
        db.session.add(
            PanelMember(
                vacancy_id=scene.vacancy,
                account_id=scene.accounts[role],
                roles=["scorer"],
                added_by=scene.accounts["person"],
            )
        )


def test_who_checks_that_it_is_safe_reads_it_and_it_is_written_down(scene: Scene) -> None:
    page = scene.as_("manager").get(scene.path("adjustments"))
    assert NEEDS in page.text
    with scene.portal.app_context():
        looks = db.session.scalars(
            select(AccessEvent.part).where(AccessEvent.actor_id == scene.accounts["manager"])
        ).all()
        assert "staff" in [str(each) for each in looks]
        event = db.session.scalars(
            select(AuditEvent).where(AuditEvent.name == "applicant.adjustments-read")
        ).one()
        assert event.about == f"applicant:{scene.applicant}"


def test_whoever_read_it_is_known_to_the_panel(scene: Scene) -> None:
    """So that nobody reads it first and is named for giving marks afterwards."""
    manager = scene.accounts["manager"]
    for read in (False, True):
        with scene.portal.app_context():
            assert has_read_needs(manager, scene.vacancy) is read
            assert not has_read_needs(scene.accounts["family"], scene.vacancy)
            assert not has_read_needs(manager, uuid.uuid4())
        scene.as_("manager").get(scene.path("adjustments"))


def test_who_read_it_is_never_named_for_giving_marks(scene: Scene) -> None:
    """Reading first and giving marks afterwards is no way round, nor a change of roles."""
    manager, person = scene.as_("manager"), scene.as_("person")
    manager.get(scene.path("adjustments"))
    panel = f"/people/{scene.person}/staff/jobs/{scene.vacancy}/panel"
    with scene.portal.app_context():
        member = db.session.scalars(
            select(CircleMember.id).where(
                CircleMember.account_id == scene.accounts["manager"],
                CircleMember.person_id == scene.person,
            )
        ).one()
    refused = person.post(f"{panel}/add/{member}", {"roles": ["scorer"]}, status=422)
    assert "They cannot give marks." in refused.text
    person.post(f"{panel}/add/{member}", {"roles": ["greeter"]})
    with scene.portal.app_context():
        place = db.session.scalars(
            select(PanelMember.id).where(PanelMember.account_id == scene.accounts["manager"])
        ).one()
    person.post(f"{panel}/{place}", {"roles": ["greeter", "scorer"]}, status=422)
    with scene.portal.app_context():
        assert db.session.get_one(PanelMember, place).roles == ["greeter"]


@pytest.mark.parametrize("role", ROLES)
def test_no_scorer_reads_it_whoever_they_are(scene: Scene, role: str) -> None:
    _scores(scene, role)
    assert NEEDS not in scene.as_(role).get(scene.path("adjustments"), status=404).html


def test_nobody_else_reads_it(scene: Scene) -> None:
    for role in (each for each in ROLES if each != "manager"):
        scene.as_(role).get(scene.path("adjustments"), status=404)


def test_without_the_persons_sharing_nobody_reads_it(scene: Scene) -> None:
    manager = scene.as_("manager")
    with scene.writing():
        for decision in db.session.scalars(select(SharingDecision)):
            db.session.add(
                SharingStop(decision_id=decision.id, stopped_by=scene.accounts["person"])
            )
    manager.get(scene.path("adjustments"), status=404)


@pytest.mark.parametrize("swap", ["vacancy", "applicant"])
def test_another_jobs_applicant_is_not_there(scene: Scene, swap: str) -> None:
    from tests.staff_choice.house import make_applicant, make_vacancy

    with scene.portal.app_context():
        other = make_vacancy()
        wrong = {"vacancy": other.id, "applicant": make_applicant(other).id}[swap]
    setattr(scene, swap, wrong)
    scene.as_("manager").get(scene.path("adjustments"), status=404)
    scene.as_("manager").get(scene.path("risk"), status=404)


def test_risk_is_given_once_after_a_yes_to_meet(scene: Scene) -> None:
    manager = scene.as_("manager")
    scene.agrees()
    scene.meets(MeetAnswer.YES)
    assert RISK in manager.get(scene.path("risk")).text
    for _tap in range(2):
        manager.post(scene.path("risk"))
    assert scene.given() == 1
    with scene.portal.app_context():
        row = db.session.scalars(select(RiskGiven)).one()
        assert (row.words, row.given_by) == (RISK, scene.accounts["manager"])
        theirs = db.session.get_one(Applicant, scene.applicant).email
        sent = select(Notice).where(Notice.kind == "applicant-link", Notice.address == theirs)
        mails = db.session.scalars(sent).all()
        assert len(mails) == 1
        assert RISK not in mails[0].body + mails[0].subject
        events = select(AuditEvent).where(AuditEvent.name == "applicant.risk-given")
        assert len(db.session.scalars(events).all()) == 1
        path = path_of(db.session.get_one(Applicant, scene.applicant))
    assert RISK in Browser(scene.portal).get(path).text


@pytest.mark.parametrize(
    "why",
    ["not met", "others think so", "no after yes", "not agreed", "no text", "erased"],
)
def test_risk_is_never_given_sooner(scene: Scene, why: str) -> None:
    manager = scene.as_("manager")
    if why not in ("not agreed", "no text"):
        scene.agrees()
    elif why == "not agreed":
        scene.agrees(by=None)
    if why == "others think so":
        scene.meets(MeetAnswer.YES, counts=False)
    elif why != "not met":
        scene.meets(MeetAnswer.YES)
    if why == "no after yes":
        scene.meets(MeetAnswer.NO)
    if why == "erased":
        _change(scene, erased_at=now())
        manager.post(scene.path("risk"), status=404)
    else:
        assert RISK not in manager.get(scene.path("risk")).text
        manager.post(scene.path("risk"))
    assert scene.given() == 0


def _change(scene: Scene, **values: Any) -> None:
    with scene.writing():
        db.session.execute(
            update(Applicant).where(Applicant.id == scene.applicant).values(**values)
        )


def test_only_the_second_lock_gives_it(scene: Scene) -> None:
    scene.agrees()
    scene.meets(MeetAnswer.YES)
    for role in (each for each in ROLES if each != "manager"):
        scene.as_(role).post(scene.path("risk"), status=404)
    assert scene.given() == 0
