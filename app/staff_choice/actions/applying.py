"""Applying: what somebody sends is kept once, corrected by them, and answered the same each time.

Whoever applies has no account. They write through the system; the audit names their row alone.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from sqlalchemy import func, select

from app.audit import action, record
from app.audit.actions import Actor
from app.database import clean_text, now
from app.extensions import db
from app.language import current_locale
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import send
from app.notices.models import Channel
from app.staff_choice.actions.equal_answers import count_equal_answer
from app.staff_choice.actions.own_asking import note_asking
from app.staff_choice.actions.telling import tell_of_applicant
from app.staff_choice.draft import PHOTO, SOUND, ApplicationDraft
from app.staff_choice.links import path_of
from app.staff_choice.models import (
    Applicant,
    ApplicantFile,
    ApplicantFileKind,
    InterviewAdjustment,
    Vacancy,
)
from app.storage import files

# Source: the practice guide, retention of unsuccessful applicants; requirement 46.
KEPT_FOR = timedelta(days=180)
LISTS = ("interests", "skills", "languages", "times", "cannot")
MIMES = {PHOTO: "image/jpeg", SOUND: "audio/mp4"}
LINK_SUBJECT = _l("You applied for a job")
LINK_BODY = _l("Thank you. Open the link to see what you sent. You can change it or take it back.")


@action
def apply(*, by: Actor, vacancy_id: uuid.UUID, draft: ApplicationDraft) -> None:
    """Keep what somebody sends, and send them their link.

    The same form twice is kept once. Somebody who asked for this job before gets their link again
    and nothing is added: the answer to whoever sends is the same, so that it tells nobody who
    asked for a job. The job's row is locked, so that two at the same instant come one by one.
    """
    vacancy = db.session.get_one(Vacancy, vacancy_id, with_for_update=True)
    if db.session.get(Applicant, draft.key) is not None:
        return
    known = _who_asked_before(vacancy_id, _text(draft, "email"))
    if known is not None:
        send_link(by=by, applicant=known)
        return
    applicant = _applicant(vacancy_id, draft)
    db.session.add(applicant)
    db.session.flush()
    keep_files(applicant, draft)
    say_needs(applicant, draft)
    count_equal_answer(applicant.id, draft.said)
    note_asking(applicant)
    record(
        "applicant.applied",
        by=by,
        person=vacancy.person_id,
        about=f"applicant:{applicant.id}",
        facts={"vacancy": str(vacancy_id)},
    )
    send_link(by=by, applicant=applicant)
    tell_of_applicant(by, vacancy)


def _who_asked_before(vacancy_id: uuid.UUID, email: str) -> Applicant | None:
    return db.session.scalar(
        select(Applicant).where(
            Applicant.vacancy_id == vacancy_id,
            func.lower(Applicant.email) == email.lower(),
            Applicant.erased_at.is_(None),
        )
    )


def _applicant(vacancy_id: uuid.UUID, draft: ApplicationDraft) -> Applicant:
    words = _text(draft, "words")
    return Applicant(
        id=draft.key,
        vacancy_id=vacancy_id,
        name=_text(draft, "name"),
        email=_text(draft, "email"),
        phone=_text(draft, "phone"),
        language=current_locale().code,
        words=words,
        words_language=draft.said["words_language"],
        video_link=_text(draft, "video_link"),
        delete_on=now() + KEPT_FOR,
        **{name: list(draft.said.get(name, ())) for name in LISTS},
    )


def _text(draft: ApplicationDraft, name: str) -> str:
    return clean_text(draft.said.get(name) or "").strip()


def keep_files(applicant: Applicant, draft: ApplicationDraft) -> None:
    """The photo and the sound of the draft, in place of what was there."""
    for kind, keys in draft.files.items():
        drop_file(applicant, kind)
        db.session.add(
            ApplicantFile(
                applicant_id=applicant.id,
                kind=ApplicantFileKind(kind),
                file_key=keys["file_key"],
                thumb_key=keys.get("thumb_key", ""),
                mime=MIMES[kind],
            )
        )
        db.session.flush()


def drop_file(applicant: Applicant, kind: str) -> None:
    """Take a photo or a sound away, its bytes with it."""
    for each in list(
        db.session.scalars(
            select(ApplicantFile).where(
                ApplicantFile.applicant_id == applicant.id,
                ApplicantFile.kind == ApplicantFileKind(kind),
            )
        )
    ):
        for key in filter(None, (each.file_key, each.thumb_key)):
            files().delete(key)
        db.session.delete(each)
    db.session.flush()


def say_needs(applicant: Applicant, draft: ApplicationDraft) -> None:
    """What they need for the talk: kept apart from the applicant's own row. Empty takes it away."""
    words = _text(draft, "needs")
    found = db.session.scalar(
        select(InterviewAdjustment).where(InterviewAdjustment.applicant_id == applicant.id)
    )
    if found is not None and not words:
        db.session.delete(found)
    elif words:
        found = found or InterviewAdjustment(applicant_id=applicant.id)
        found.words, found.language = words, draft.said["needs_language"]
        db.session.add(found)


@action
def send_link(
    *,
    by: Actor,
    applicant: Applicant,
    subject: LazyWords = LINK_SUBJECT,
    body: LazyWords = LINK_BODY,
) -> None:
    """Their link by email, in their language. Nothing of what they sent is in it."""
    send(
        by=by,
        address=applicant.email,
        language=applicant.language,
        channel=Channel.EMAIL,
        kind="applicant-link",
        subject=subject,
        body=body,
        path=path_of(applicant),
    )


@action
def renew_links(*, by: Actor, email: str) -> None:
    """A new link for each job that this address asked for; the older ones open nothing now.

    Nothing happens, and nothing is told, where nobody has this address.
    """
    found = db.session.scalars(
        select(Applicant)
        .where(func.lower(Applicant.email) == email.strip().lower(), Applicant.erased_at.is_(None))
        .with_for_update()
    ).all()
    for applicant in found:
        applicant.link_number += 1
        send_link(by=by, applicant=applicant)
        record("applicant.link-renewed", by=by, about=f"applicant:{applicant.id}")
