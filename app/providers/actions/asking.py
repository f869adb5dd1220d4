"""Asking a place, and its answer. The place reads what was asked, never who asked."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices import actions as notices
from app.plans.actions.said import Refused, added
from app.providers.actions.room import NOTHING, refuse_names, refuse_unless_theirs
from app.providers.models import Listing, ListingAnswer, ListingQuestion
from app.providers.queries.asking import has_moved, open_count, who_answers

__all__ = ["Refused", "answer", "ask"]
# So many may wait with one place for one account: a question is no way to pester.
MOST_WAITING = 5
# So many with all places together: nobody writes to the whole directory.
MOST_WAITING_IN_ALL = 10
# Where the asker reads the answer. It says nothing of the place: others may read their mail.
ASKERS_PAGE = "/my-list/questions"
QUESTIONS_PAGE = "/provider/questions"

CANNOT_ANSWER = _l("They cannot answer here. You can phone them.")
TOO_MANY = _l("They have not answered you yet. Please wait.")
TOO_MANY_IN_ALL = _l("You wait for 10 answers. When one comes, you can ask again.")
# L10n: register=work
MOVED = _l("Another provider has this place now. Who asked can ask them.")
OPEN_AGAIN = _l("Open this form again.")


@action
def ask(
    *, by: Account, listing: Listing, words: str, language: str, once: uuid.UUID
) -> ListingQuestion:
    """Ask a place something. The same `once` twice is one question. Raises Refused.

    Who answers is told that somebody asked; nobody there learns who.
    """
    before = db.session.scalar(select(ListingQuestion).where(ListingQuestion.once == once))
    if before is not None:
        if (before.account_id, before.listing_id) != (by.id, listing.id):
            raise Refused(OPEN_AGAIN)
        return before
    if not words:
        raise Refused(NOTHING)
    managers = who_answers(listing)
    if not managers:
        raise Refused(CANNOT_ANSWER)
    _wait_for(by)
    if open_count(by, listing) >= MOST_WAITING:
        raise Refused(TOO_MANY)
    if open_count(by) >= MOST_WAITING_IN_ALL:
        raise Refused(TOO_MANY_IN_ALL)
    made = ListingQuestion(
        listing_id=listing.id,
        provider_id=listing.service.provider_id,
        account_id=by.id,
        words=words,
        language=language,
        once=once,
    )
    if not added(made):
        # Sent twice at one instant: the other one is kept.
        return db.session.scalars(
            select(ListingQuestion).where(
                ListingQuestion.once == once, ListingQuestion.account_id == by.id
            )
        ).one()
    record("listing.asked", by=by, about=f"listing_question:{made.id}")
    for manager in managers:
        _tell(
            by,
            manager,
            "listing-question",
            # L10n: register=work
            _l("Somebody asked you a question"),
            # L10n: register=work
            _l("It is about a place of yours. You can answer it."),
            QUESTIONS_PAGE,
        )
    return made


@action
def answer(*, by: Account, question: ListingQuestion, words: str, language: str) -> ListingAnswer:
    """The place answers; a second answer stands beside the first. Raises Refused.

    The same words of the same account are one answer: sent twice, it is told once.
    """
    listing = db.session.scalars(select(Listing).where(Listing.id == question.listing_id)).one()
    if has_moved(question):
        raise Refused(MOVED)
    refuse_unless_theirs(by, listing)
    if not words:
        raise Refused(NOTHING)
    refuse_names(listing, words)
    _wait_for(by)
    own = (ListingAnswer.question_id == question.id, ListingAnswer.answered_by == by.id)
    before = db.session.scalar(select(ListingAnswer).where(*own, ListingAnswer.words == words))
    if before is not None:
        return before
    made = ListingAnswer(question_id=question.id, words=words, language=language, answered_by=by.id)
    db.session.add(made)
    db.session.flush()
    record("listing.answered", by=by, about=f"listing_answer:{made.id}")
    asker = db.session.get_one(Account, question.account_id)
    if asker.closed_at is None:
        _tell(
            by,
            asker,
            "listing-answer",
            _l("Your question has an answer"),
            _l("You asked a place that can help."),
            ASKERS_PAGE,
        )
    return made


def _wait_for(by: Account) -> None:
    """The other one of two at the same instant waits here."""
    db.session.execute(
        select(Account.id).where(Account.id == by.id).with_for_update(key_share=True)
    )


def _tell(
    by: Account, to: Account, kind: str, subject: LazyWords, body: LazyWords, path: str
) -> None:
    notices.tell(by=by, to=to, kind=kind, subject=subject, body=body, path=path)
