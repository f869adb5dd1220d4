"""After 180 days all goes but the count. Late is told; who works here is not touched."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditEvent
from app.database import Base, now
from app.extensions import db
from app.notices.jobs import jobs
from app.notices.models import Channel, Notice
from app.people.models import (
    Basis,
    BestInterestsDecision,
    CapacityRecord,
    Conclusion,
    SaidHow,
    StoredPhoto,
    StoredSound,
)
from app.people.parts import Part
from app.staff_choice.actions import erasing
from app.staff_choice.actions.equal_answers import count_equal_answer
from app.staff_choice.fairness import VERSION
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    ApplicantFile,
    ApplicantFileKind,
    ApplicantNote,
    AskKind,
    CheckItem,
    CheckStatus,
    EqualAnswer,
    Evidence,
    EvidenceLevel,
    FirstDay,
    HumanAnswer,
    Interview,
    InterviewAdjustment,
    Mark,
    MeetAnswer,
    MeetChoice,
    MeetChoiceHow,
    PanelMember,
    ReasonRecorded,
    RiskGiven,
    SafeCheck,
    SafetyAnswer,
    Score,
    StaffDecision,
    StaffDecisionBasis,
    StaffDecisionWitness,
    StaffDecisionWitnessAnswer,
    Trial,
    TrialNote,
)
from app.staff_choice.models.kept import UNTIL_ERASED
from app.storage import NoSuchFile, files
from app.team.models import TeamMember, Worker
from tests.staff_choice.house import make_applicant, make_line, make_vacancy

KEYS = (
    "pictures/face.jpg",
    "pictures/face-small.jpg",
    "sounds/voice.m4a",
    "pictures/trial.jpg",
    "sounds/trial.m4a",
)


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def full(days_ago: int = 0, **given: Any) -> Applicant:
    """An applicant about whom there is a row of every kind, whose day was `days_ago`."""
    vacancy = make_vacancy()
    line = make_line(vacancy.person)
    by = vacancy.made_by
    found = make_applicant(
        vacancy,
        phone="07700 900123",
        video_link="https://video.example/a",
        interests=["swimming"],
        delete_on=now() - timedelta(days=days_ago, minutes=1),
        **given,
    )
    mine = {"applicant_id": found.id}
    ruled = {"rule_version": VERSION}
    _of_applying(mine, by)
    interview = _add(Interview(vacancy_id=vacancy.id, starts_at=now(), **mine))
    member = _add(PanelMember(vacancy_id=vacancy.id, account_id=by, roles=["scorer"], added_by=by))
    _add(
        Score(
            interview_id=interview.id,
            card_id=uuid.uuid4(),
            panel_member_id=member.id,
            mark=Mark.YES,
            note="Kind eyes.",
        )
    )
    _add(
        Evidence(
            criterion_id=line.id,
            level=EvidenceLevel.SAYS,
            fits=True,
            words="Swims.",
            written_by=by,
            **mine,
        )
    )
    _of_the_trial(mine, vacancy.person_id, by)
    _add(SafeCheck(item=CheckItem.DBS, status=CheckStatus.WAITING, checked_by=by, **mine))
    _add(SafetyAnswer(says_yes=False, item=CheckItem.DBS, given_by=by, **mine, **ruled))
    decision = _add(
        StaffDecision(says_yes=False, given_by=by, said_how=SaidHow.SIGNS, **mine, **ruled)
    )
    witness = _add(StaffDecisionWitness(decision_id=decision.id, account_id=by))
    _add(StaffDecisionWitnessAnswer(witness_id=witness.id, was_there=True))
    _rests_on_records(decision, vacancy.person_id, by)
    reason = _add(ReasonRecorded(words="Because.", waits=True, recorded_by=by, **mine))
    _add(HumanAnswer(reason_id=reason.id, goes_on=True, words="Fair.", given_by=by))
    count_equal_answer(found.id, {"sex": "man"})
    db.session.commit()
    return found


def _rests_on_records(decision: StaffDecision, person_id: uuid.UUID, by: uuid.UUID) -> None:
    capacity = _add(
        CapacityRecord(
            person_id=person_id,
            decision="Who supports me",
            why_in_doubt="Asked twice.",
            help_given="Pictures.",
            understands=True,
            retains=True,
            weighs=False,
            communicates=True,
            because_of="Asked twice.",
            conclusion=Conclusion.CANNOT_DECIDE_NOW,
            assessed_by=by,
            assessed_on=now().date(),
            review_on=now().date() + timedelta(days=30),
        )
    )
    best = _add(
        BestInterestsDecision(
            person_id=person_id,
            capacity_id=capacity.id,
            wishes="Company.",
            consulted="Her sister.",
            options="Yes or no.",
            least_restrictive="A trial first.",
            decided="Yes.",
            decided_by=by,
            decided_on=now().date(),
        )
    )
    _add(
        StaffDecisionBasis(
            decision_id=decision.id, basis=Basis.BEST_INTERESTS, best_interests_id=best.id
        )
    )


def _of_applying(mine: dict[str, Any], by: uuid.UUID) -> None:
    for key in KEYS:
        files().put(key, b"x", "image/jpeg")
    photo, sound = ApplicantFileKind.PHOTO, ApplicantFileKind.SOUND
    _add(ApplicantFile(kind=photo, file_key=KEYS[0], thumb_key=KEYS[1], mime="image/jpeg", **mine))
    _add(ApplicantFile(kind=sound, file_key=KEYS[2], mime="audio/mp4", **mine))
    _add(InterviewAdjustment(words="A quiet room.", **mine))
    how = MeetChoiceHow(on_phone_of=by)
    meets = {"counts": True, "answer": MeetAnswer.YES, "how": how, "rule_version": VERSION}
    _add(MeetChoice(said_by=by, **meets, **mine))
    _add(RiskGiven(given_by=by, words="Walk on her left.", **mine))
    _add(ApplicantAsk(kind=AskKind.REASONS, words="Why?", **mine))


def _of_the_trial(mine: dict[str, Any], person_id: uuid.UUID, by: uuid.UUID) -> None:
    photo = _add(
        StoredPhoto(
            person_id=person_id,
            part=Part.STAFF,
            file_key=KEYS[3],
            thumb_key="",
            width=1,
            height=1,
            alt="In the garden",
            added_by=by,
        )
    )
    sound = _add(
        StoredSound(
            person_id=person_id,
            part=Part.STAFF,
            file_key=KEYS[4],
            seconds=2,
            language="en",
            added_by=by,
        )
    )
    files_of_it = {"photo_id": photo.id, "sound_id": sound.id}
    trial = _add(Trial(starts_at=now(), minutes=60, paid=False, made_by=by, **mine))
    _add(TrialNote(trial_id=trial.id, said_by=by, by_person=True, **files_of_it))
    _add(ApplicantNote(trial_id=trial.id, words="We laughed at the pond."))


def _left(portal: Flask) -> dict[str, int]:
    """How many rows of each kind about an applicant are left."""
    about = [*UNTIL_ERASED, "applicant_ask", "applicant_file", "interview_adjustment", "trial"]
    about += ["interview", "applicant_note"]
    with portal.app_context():
        found = {}
        for name in about:
            table = Base.metadata.tables[name]
            found[name] = db.session.scalar(select(func.count()).select_from(table)) or 0
        return found


def _events(portal: Flask, name: str) -> list[AuditEvent]:
    with portal.app_context():
        return list(db.session.scalars(select(AuditEvent).where(AuditEvent.name == name)))


def test_the_house_has_a_row_of_every_kind(portal: Flask) -> None:
    """Else a new kind of row about an applicant would be kept for ever, and nobody would see."""
    with portal.app_context():
        full()
    assert all(_left(portal).values()), _left(portal)
    leads_to_applicant = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in ("applicant", "interview", "trial")
    }
    assert leads_to_applicant - {"first_day"} <= set(_left(portal))


def test_on_its_day_all_goes_but_the_count(either_portal: Flask) -> None:
    with either_portal.app_context():
        applicant_id = full(email="thistle@applicant.example").id
        db.session.add(
            Notice(
                channel=Channel.EMAIL,
                address="thistle@applicant.example",
                kind="applicant-link",
                language="en",
                subject="x",
                body="x",
                reference="r" * 32,
                due_at=now(),
                sent_at=now(),
            )
        )
        db.session.commit()
    with either_portal.app_context():
        erasing.erase_due()
    assert not any(_left(either_portal).values()), _left(either_portal)
    with either_portal.app_context():
        row = db.session.get_one(Applicant, applicant_id)
        assert row.erased_at is not None
        assert not any((row.name, row.email, row.phone, row.words, row.video_link))
        assert not any((row.interests, row.skills, row.languages, row.times, row.cannot))
        assert [each.key for each in db.session.scalars(select(EqualAnswer))] == [None]
        assert db.session.scalars(select(Notice)).all() == []
        for key in KEYS:
            with pytest.raises(NoSuchFile):
                files().get(key)
    (event,) = _events(either_portal, "applicant.erased")
    assert event.about == f"applicant:{applicant_id}"
    assert event.facts == {"why": "time-is-over", "days-late": 0}


def test_not_a_moment_before_its_day(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with portal.app_context():
        vacancy = make_vacancy()
        day = now() + timedelta(days=180)
        make_applicant(vacancy, delete_on=day)
    for at, gone in ((day - timedelta(seconds=1), False), (day + timedelta(seconds=1), True)):
        _at(monkeypatch, at)
        with portal.app_context():
            erasing.erase_due()
        with portal.app_context():
            row = db.session.scalars(select(Applicant)).one()
            assert (row.erased_at is not None) == gone


def _at(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr("app.staff_choice.actions.erasing.now", lambda: at)


def test_a_worker_that_was_down_erases_on_its_return_and_says_how_late(portal: Flask) -> None:
    with portal.app_context():
        full(days_ago=12)
    with portal.app_context():
        job = next(each for each in jobs() if each.name == "erase-applicants")
        job.run()
    (event,) = _events(portal, "applicant.erased")
    assert event.facts["days-late"] == 12
    assert not any(_left(portal).values())


def test_more_than_one_batch_goes_in_one_run(
    portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "BATCH", 2)
    with portal.app_context():
        vacancy = make_vacancy()
        for _each in range(5):
            make_applicant(vacancy, delete_on=now() - timedelta(days=1))
    with portal.app_context():
        erasing.erase_due()
    with portal.app_context():
        left = db.session.scalars(select(Applicant).where(Applicant.erased_at.is_(None))).all()
        assert left == []


def test_one_that_fails_keeps_nobody_else(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with portal.app_context():
        bad = make_applicant(make_vacancy(), delete_on=now() - timedelta(days=2)).id
        good = make_applicant(make_vacancy(), delete_on=now() - timedelta(days=1)).id
    really = erasing.erase

    def breaks(**given: Any) -> None:
        if given["applicant"].id == bad:
            raise RuntimeError
        really(**given)

    monkeypatch.setattr(erasing, "erase", breaks)
    with portal.app_context():
        erasing.erase_due()
    with portal.app_context():
        assert db.session.get_one(Applicant, good).erased_at is not None
        assert db.session.get_one(Applicant, bad).erased_at is None
    monkeypatch.setattr(erasing, "erase", really)
    with portal.app_context():
        erasing.erase_due()
    with portal.app_context():
        assert db.session.get_one(Applicant, bad).erased_at is not None


def test_twice_is_once(portal: Flask) -> None:
    with portal.app_context():
        full()
    for _each in range(2):
        with portal.app_context():
            erasing.erase_due()
    assert len(_events(portal, "applicant.erased")) == 1


def _starts(applicant: Applicant) -> TeamMember:
    """Every check done, both locks say yes, and they are in the team."""
    by = applicant.vacancy.made_by
    mine = {"applicant_id": applicant.id}
    for item in CheckItem:
        _add(
            SafeCheck(
                item=item,
                status=CheckStatus.DONE,
                seen_on=date(2026, 11, 2),
                checked_by=by,
                **mine,
            )
        )
    _add(SafetyAnswer(says_yes=True, given_by=by, rule_version=VERSION, **mine))
    _add(
        StaffDecision(
            says_yes=True, given_by=by, said_how=SaidHow.TAPPED, rule_version=VERSION, **mine
        )
    )
    _add(FirstDay(starts_on=date(2026, 12, 1), said_by=by, **mine))
    worker = _add(Worker(name="Thistle"))
    team = _add(
        TeamMember(
            person_id=applicant.vacancy.person_id,
            worker_id=worker.id,
            since=date(2026, 12, 1),
            chosen_by_person=True,
            added_by=by,
            **mine,
        )
    )
    db.session.commit()
    return team  # type: ignore[no-any-return]


def test_who_works_here_is_not_erased_until_they_leave(either_portal: Flask) -> None:
    with either_portal.app_context():
        made = make_applicant(make_vacancy(), delete_on=now() - timedelta(days=30))
        applicant_id, team_id = made.id, _starts(made).id
    with either_portal.app_context():
        erasing.erase_due()
        assert db.session.get_one(Applicant, applicant_id).erased_at is None
        team = db.session.get_one(TeamMember, team_id)
        team.ended_at, team.ended_on = now(), date(2027, 1, 5)
        db.session.commit()
    with either_portal.app_context():
        erasing.erase_due()
    with either_portal.app_context():
        assert db.session.get_one(Applicant, applicant_id).erased_at is not None
        assert db.session.scalars(select(SafeCheck)).all() == []
        # That they started is kept: it names nobody.
        assert len(db.session.scalars(select(FirstDay)).all()) == 1


def test_who_started_and_is_in_no_team_yet_is_not_erased(portal: Flask) -> None:
    with portal.app_context():
        made = make_applicant(make_vacancy(), delete_on=now() - timedelta(days=1))
        team = _starts(made)
        db.session.delete(team)
        db.session.commit()
    with portal.app_context():
        erasing.erase_due()
        assert db.session.scalars(select(Applicant)).one().erased_at is None
