"""What an applicant does on their own page: correct it, take it back, ask afterwards."""

from __future__ import annotations

from sqlalchemy import select

from app.audit import action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import forget_address, send
from app.notices.models import Channel
from app.staff_choice.actions.applying import drop_file, keep_files, say_needs, send_link
from app.staff_choice.actions.asks import tell_of_ask
from app.staff_choice.actions.erasing import MESSAGES, erase, works_here
from app.staff_choice.actions.own_asking import used_link
from app.staff_choice.draft import ApplicationDraft
from app.staff_choice.models import Applicant, ApplicantAsk, AskKind
from app.staff_choice.queries.own_application import standing_of

NOT_NOW = _l("You can ask this when there is an answer.")
HAS_STARTED = _l("You work here now. Ask your manager.")


class Refused(Exception):
    """It cannot be done now. `words` say why."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__("refused")
        self.words = words


@action
def correct(*, by: Actor, applicant: Applicant, step: str, draft: ApplicationDraft) -> None:
    """What they say now stands in place of what they said. The audit keeps which step, no words."""
    used_link(applicant)
    said = draft.said
    if step == "needs":
        say_needs(applicant, draft)
    elif step == "show":
        applicant.video_link = said["video_link"].strip()
        keep_files(applicant, draft)
    elif step == "words":
        applicant.words = said["words"].strip()
        applicant.words_language = said["words_language"]
    else:
        for name, value in said.items():
            setattr(applicant, name, value if isinstance(value, list) else value.strip())
    record("applicant.corrected", by=by, about=f"applicant:{applicant.id}", facts={"step": step})


@action
def move_email(*, by: Actor, applicant: Applicant, before: str) -> None:
    """The address changed: a new link goes to it, the older ones die, and the old one is told.

    Else whoever wrote somebody's address there would go on with a link that they were not sent.
    What was sent to the old one is forgotten now: when all is erased, nobody knows it any more.
    """
    forget_address(by=by, address=before, kinds=MESSAGES)
    applicant.link_number += 1
    send_link(by=by, applicant=applicant)
    send(
        by=by,
        address=before,
        language=applicant.language,
        channel=Channel.EMAIL,
        kind="applicant-moved",
        subject=_l("You have another email now"),
        body=_l("We write to your new email about the job. Was it not you? Tell us."),
        path="/help",
    )


@action
def take_file_away(*, by: Actor, applicant: Applicant, kind: str) -> None:
    used_link(applicant)
    drop_file(applicant, kind)
    record("applicant.corrected", by=by, about=f"applicant:{applicant.id}", facts={"step": kind})


@action
def take_back(*, by: Actor, applicant: Applicant) -> None:
    """They do not want the job any more: all of it goes at once, and one last email says so.

    Nobody waits 180 days for what they asked for. The row stays, empty: it is counted.
    Raises Refused for somebody who works here by now.
    """
    if works_here(applicant.id):
        raise Refused(HAS_STARTED)
    used_link(applicant)
    address, language = applicant.email, applicant.language
    applicant.withdrawn_at = now()
    erase(by=by, applicant=applicant, why="taken-back")
    send(
        by=by,
        address=address,
        language=language,
        channel=Channel.EMAIL,
        kind="applicant-gone",
        subject=_l("We erased what you sent"),
        body=_l("You took it back. We keep none of your words. We wish you well."),
    )


@action
def ask(*, by: Actor, applicant: Applicant, kind: AskKind, words: str, language: str) -> None:
    """They want the reasons, or that a human looks again. Once each; somebody named answers.

    Raises Refused before there is a no.
    """
    if not standing_of(applicant).is_no:
        raise Refused(NOT_NOW)
    # Two taps at the same instant ask once.
    db.session.get_one(Applicant, applicant.id, with_for_update=True)
    known = db.session.scalar(
        select(ApplicantAsk).where(
            ApplicantAsk.applicant_id == applicant.id, ApplicantAsk.kind == kind
        )
    )
    if known is not None:
        return
    used_link(applicant)
    db.session.add(
        ApplicantAsk(applicant_id=applicant.id, kind=kind, words=words, language=language)
    )
    db.session.flush()
    tell_of_ask(by=by, applicant=applicant, kind=kind)
    record("applicant.asked", by=by, about=f"applicant:{applicant.id}", facts={"kind": kind.value})
