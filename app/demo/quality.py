"""What stands beside the year: talks about quality, pages of the month, tables, a report.

All of it goes the way that people themselves would go: through the actions. `talks` has the words.
"""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.demo.talks import CLAIMS, COUNTS, FOR_THE_BOARD, THEMES
from app.extensions import db
from app.language import speaking
from app.notices import actions as notices
from app.notices.models import Channel, Notice
from app.organisations.models import Organisation, OrganisationMember
from app.outcomes.actions.council_highlights import keep_report
from app.outcomes.actions.council_quality import answer_claim, count_benefit, say, write_theme
from app.outcomes.actions.monthly import make_page, say_read
from app.outcomes.actions.published import publish
from app.outcomes.quarters import Month, month_of, quarter_of
from app.outcomes.queries.council_highlights import draft
from app.outcomes.queries.monthly import pages_of
from app.people.models import Person
from app.people.predicates import Relation

Accounts = dict[str, Account]
Places = dict[uuid.UUID, Organisation]


def load_quality(person: Person, accounts: Accounts) -> None:
    """Call inside `db.writing()`, when everybody and their year are there."""
    places = _places()
    _talks(person, accounts, places)
    _counts(accounts, places)
    _months(person, accounts)
    over, board = quarter_of(now()).before, accounts["commissioner"]
    publish(by=board, quarter=over)
    with speaking("en"):
        facts = draft(over, now().date())
        facts[-1]["words"] = FOR_THE_BOARD
        keep_report(by=board, quarter=over, facts=facts, seen=0, language="en")


def _places() -> Places:
    """Account → where it works."""
    rows = db.session.execute(
        select(OrganisationMember.account_id, Organisation).join(
            Organisation, Organisation.id == OrganisationMember.organisation_id
        )
    )
    return {row[0]: row[1] for row in rows}


def _talks(person: Person, accounts: Accounts, places: Places) -> None:
    for each in THEMES:
        by = accounts[each.by]
        write_theme(
            by=by,
            organisation=places[by.id],
            quarter=quarter_of(now()),
            theme=each.theme,
            reflection=each.reflection,
            feedback=each.feedback,
            language="en",
        )
    for said in CLAIMS:
        by = accounts[said.by]
        claim = say(
            by=by,
            organisation=places[by.id],
            line=said.line,
            says=said.says,
            evidence=said.evidence,
            language="en",
        )
        if said.answer is not None:
            answer_claim(by=accounts["person"], person=person, claim=claim, answer=said.answer)


def _counts(accounts: Accounts, places: Places) -> None:
    this = quarter_of(now())
    for each in COUNTS:
        by = accounts[each.by]
        count_benefit(
            by=by,
            organisation_id=places[by.id].id,
            quarter=this.before if each.quarters else this,
            line=each.line,
            counted=each.counted,
            source=each.source,
        )


def _months(person: Person, accounts: Accounts) -> None:
    """One page that Mirabel has read, and the next, which waits for her. The last is to be made."""
    me, by = accounts["person"], accounts["caremanager"]
    waiting = month_of(now()).before.before
    make_page(by=by, person_id=person.id, month=waiting.before)
    _read(person, me, waiting.before)
    make_page(by=by, person_id=person.id, month=waiting)


def _read(person: Person, me: Account, month: Month) -> None:
    shown = pages_of(person.id, month)[0]
    say_read(by=me, viewer=Relation(person, me.id, None), shown=shown)
    told = select(Notice).where(Notice.account_id == me.id, Notice.channel == Channel.SCREEN)
    for notice in db.session.scalars(told.where(Notice.path.endswith(month.key))):
        notices.mark_read(by=me, notice=notice)
