"""Mirabel chooses staff: her sheet, a job that is out, three people who want it, a yes to one.

Before it there was another job: it is closed, and who got it is in her team.

All of it goes the way that people themselves would go: through the actions. `applicants` has the
words. What happened before today is moved there afterwards, where a row may still change.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import current_app
from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.accounts.models import Account
from app.audit import SYSTEM
from app.database import now
from app.demo.applicants import (
    APPLICANTS,
    EARLIER,
    EARLIER_FACTS,
    EARLIER_MARKS,
    EARLIER_TEXTS,
    EARLIER_TOGETHER,
    FACTS,
    LEARNED,
    LINES,
    MARKS,
    PANEL,
    QUESTIONS,
    RISK,
    TEXTS,
    TOGETHER,
    Asked,
    JobFacts,
)
from app.demo.chosen import check, say_yes, spend_time, start
from app.extensions import db
from app.language import speaking
from app.language.formats import LONDON
from app.notices import actions as notices
from app.notices.models import Channel, Notice
from app.organisations.models import Organisation
from app.people.models import CircleMember, Person
from app.people.predicates import Relation
from app.staff_choice.actions import (
    applying,
    cards,
    jobs,
    learned,
    marks,
    meeting,
    panel,
    publishing,
    sheet,
    timetable,
)
from app.staff_choice.actions.telling import APPLIED, MARKS_SHOWN
from app.staff_choice.draft import ApplicationDraft
from app.staff_choice.fairness.panel import Slot
from app.staff_choice.models import (
    Applicant,
    CheckItem,
    Criterion,
    Employer,
    Interview,
    Mark,
    PublicField,
    QuestionCard,
    Vacancy,
    VacancyStage,
)
from app.staff_choice.queries.jobs import Job, read_job
from app.staff_choice.queries.paying import Payer

Accounts = dict[str, Account]
Members = dict[str, CircleMember]
# How long before today the earlier job was closed, less the days that it was out.
BEFORE = timedelta(days=140)


def load_staff(
    person: Person, accounts: Accounts, members: Members, provider: Organisation
) -> None:
    """Call inside `db.writing()`, when everybody is there and sees what Mirabel shares."""
    viewer = Relation(person, accounts["person"].id, None)
    with speaking("en"):
        lines = _sheet(viewer, accounts["person"])
        way = Way(viewer, accounts, members, provider, lines)
        _earlier(way)
        vacancy, asked, talk = _meets_people(way, FACTS, TEXTS, APPLICANTS, MARKS)
        _learns(accounts, vacancy, talk, lines)
        swimmer = asked["swimmer"]
        spend_time(accounts, vacancy, swimmer, TOGETHER)
        say_yes(accounts, vacancy, swimmer)
        # The rest waits, and the employer has not said that it is safe.
        seen = (CheckItem.IDENTITY, CheckItem.RIGHT_TO_WORK, CheckItem.FULL_HISTORY)
        check(accounts, vacancy, swimmer, *seen, days=0)
    _read(accounts)


@dataclass(frozen=True)
class Way:
    """Who goes it, and from which sheet."""

    viewer: Relation
    accounts: Accounts
    members: Members
    provider: Organisation
    lines: dict[str, Criterion]


def _meets_people(
    way: Way,
    facts: JobFacts,
    texts: dict[PublicField, str],
    applicants: tuple[Asked, ...],
    given: tuple[tuple[str, str, Mark, str], ...],
) -> tuple[Vacancy, dict[str, Applicant], Interview]:
    """A job, who wants it, the panel, and a talk with the first whom she wants to meet."""
    viewer, accounts = way.viewer, way.accounts
    vacancy = _job(way, facts, texts)
    asked = {each.key: _applies(vacancy, each) for each in applicants}
    _whom_to_meet(viewer, accounts, vacancy, applicants, asked)
    _panel(viewer, accounts, way.members, vacancy)
    wanted = {picture for _role, picture, _mark, _note in given}
    questions = _questions(accounts["person"], vacancy, way.lines, wanted)
    talk = _talks(accounts, vacancy, applicants, asked)
    _meets(accounts, vacancy, talk, questions, given)
    return vacancy, asked, talk


def _earlier(way: Way) -> None:
    """The whole way once, months ago."""
    texts, applicants = EARLIER_TEXTS, (EARLIER,)
    vacancy, asked, _talk = _meets_people(way, EARLIER_FACTS, texts, applicants, EARLIER_MARKS)
    applicant = asked[EARLIER.key]
    spend_time(way.accounts, vacancy, applicant, EARLIER_TOGETHER)
    me, job = way.accounts["person"], _now(vacancy)
    jobs.end_job(by=me, viewer=way.viewer, job=job, stage=VacancyStage.CLOSED)
    start(way.accounts, vacancy, applicant)
    for row in (vacancy, applicant):
        row.created_at -= BEFORE
    vacancy.closes_on -= BEFORE
    applicant.delete_on -= BEFORE


def _sheet(viewer: Relation, me: Account) -> dict[str, Criterion]:
    """Card, or the words of a line without one → its newest row."""
    found = {}
    for each in LINES:
        (line,) = sheet.write(
            by=me,
            viewer=viewer,
            key=uuid.uuid4(),
            box=each.box,
            cards=[each.card] if each.card else [],
            said=sheet.Words(each.words),
        )
        if each.needed:
            seen = line.number
            weighed = sheet.weigh(
                by=me, viewer=viewer, line_id=line.line_id, seen=seen, essential=True
            )
            line = weighed or line
        found[each.card or each.words] = line
    return found


def _now(vacancy: Vacancy) -> Job:
    """The job as it stands."""
    found = read_job(vacancy.id)
    assert found is not None
    return found


def _job(way: Way, said: JobFacts, words_of: dict[PublicField, str]) -> Vacancy:
    """Written, seen as a stranger would see it, read by the moderator, and out."""
    viewer, accounts, lines = way.viewer, way.accounts, way.lines
    me, pay = accounts["person"], current_app.config["MINIMUM_PAY_PENCE"]
    facts = jobs.Facts(
        payer=Payer(Employer.PROVIDER, way.provider.id, way.provider.name),
        pay_pence=pay + 60,
        closes_on=now().date() + timedelta(days=24),
        **said,
    )
    # In the order of time, as a form's key is: the newest job comes first.
    vacancy = jobs.start_job(by=me, viewer=viewer, key=uuid7(), facts=facts, language="en")
    by = {"by": me, "viewer": viewer}
    chosen = [lines[each.card].id for each in LINES if each.card]
    job = _now(vacancy)
    jobs.choose_lines(**by, job=job, seen=job.lines_mark, chosen=chosen)
    texts = {field: jobs.ShortText(words, "en") for field, words in words_of.items()}
    jobs.write_texts(**by, job=job, seen=job.texts_mark, texts=texts)
    jobs.write_risk(**by, job=job, seen=job.risk_mark, words=RISK, agrees=True)
    job = _now(vacancy)
    publishing.say_yes(**by, job=job, seen=job.whole_mark, minimum_pay=pay)
    job = _now(vacancy)
    moderator = accounts["moderator"]
    publishing.publish(by=moderator, job=job, seen=job.whole_mark, minimum_pay=pay)
    return vacancy


def _applies(vacancy: Vacancy, each: Asked) -> Applicant:
    draft = ApplicationDraft(
        vacancy.id,
        said={
            "name": each.name,
            "email": each.email,
            "phone": each.phone,
            "words": each.words,
            "words_language": "en",
            "needs": each.needs,
            "needs_language": "en",
            **each.fits,
        },
    )
    applying.apply(by=SYSTEM, vacancy_id=vacancy.id, draft=draft)
    return db.session.get_one(Applicant, draft.key)


def _whom_to_meet(
    viewer: Relation,
    accounts: Accounts,
    vacancy: Vacancy,
    applicants: tuple[Asked, ...],
    asked: dict[str, Applicant],
) -> None:
    for each in applicants:
        if each.meet is None:
            continue
        meeting.choose(
            by=accounts["person"],
            viewer=viewer,
            vacancy=vacancy,
            applicant=asked[each.key],
            said=meeting.ChoiceSaid(each.meet, each.why),
        )


def _panel(viewer: Relation, accounts: Accounts, members: Members, vacancy: Vacancy) -> None:
    """Everybody on it has read the card of how it is done."""
    for role, does in PANEL.items():
        panel.ask_in(
            by=accounts["person"],
            viewer=viewer,
            vacancy=vacancy,
            member=members[role],
            roles=does,
        )
    for role in ("person", *PANEL):
        panel.read_training(by=accounts[role], vacancy=vacancy)


def _questions(
    me: Account, vacancy: Vacancy, lines: dict[str, Criterion], wanted: set[str]
) -> dict[str, QuestionCard]:
    """Picture → its question."""
    return {
        picture: cards.add_card(
            by=me,
            vacancy=vacancy,
            key=uuid.uuid4(),
            said=cards.CardSaid(words, good, picture, lines[line].id if line else None),
        )
        for picture, words, good, line in QUESTIONS
        if picture in wanted
    }


def _talks(
    accounts: Accounts,
    vacancy: Vacancy,
    applicants: tuple[Asked, ...],
    asked: dict[str, Applicant],
) -> Interview:
    """A talk for each whom she wants to meet. The first of them was days ago."""
    made = []
    for each in applicants:
        if each.talk_in is None:
            continue
        day = now().astimezone(LONDON).date() + timedelta(days=each.talk_in)
        slot = Slot(datetime.combine(day, time(11), tzinfo=LONDON), 30, 15)
        said = timetable.TimeSaid(slot, "The small room of the library")
        made.append(
            timetable.give_time(
                by=accounts["person"], vacancy=vacancy, applicant=asked[each.key], said=said
            )
        )
    return made[0]


def _meets(
    accounts: Accounts,
    vacancy: Vacancy,
    talk: Interview,
    questions: dict[str, QuestionCard],
    given: tuple[tuple[str, str, Mark, str], ...],
) -> None:
    """They came and left, everybody gave their marks, and the last one showed them all."""
    marks.say_they_came(by=accounts["advocate"], vacancy=vacancy, interview=talk)
    marks.say_they_left(by=accounts["advocate"], vacancy=vacancy, interview=talk)
    for role, picture, mark, note in given:
        marks.give_mark(
            by=accounts[role],
            vacancy=vacancy,
            interview=talk,
            card_id=questions[picture].id,
            said=marks.MarkSaid(mark, note),
        )
    assert talk.closed_at is not None
    talk.left_at = talk.ends_at
    talk.closed_at = talk.ends_at + timedelta(minutes=10)


def _learns(
    accounts: Accounts, vacancy: Vacancy, talk: Interview, lines: dict[str, Criterion]
) -> None:
    for role, line, level, words in LEARNED:
        learned.write_down(
            by=accounts[role],
            vacancy=vacancy,
            interview=talk,
            line=lines[line],
            key=uuid.uuid4(),
            said=learned.LearnedSaid(level, fits=True, words=words),
        )


def _read(accounts: Accounts) -> None:
    """What was told on the way is read: it waits on nobody's home."""
    for me in accounts.values():
        told = select(Notice).where(
            Notice.account_id == me.id,
            Notice.channel == Channel.SCREEN,
            Notice.kind.in_(
                ("job-waits", "job-answered", "staff-trial", "team-news", APPLIED, MARKS_SHOWN)
            ),
        )
        for notice in db.session.scalars(told):
            notices.mark_read(by=me, notice=notice)
