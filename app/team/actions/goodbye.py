"""A thank-you to somebody who leaves: from the person's own account, added, never changed."""

from __future__ import annotations

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.people.predicates import Relation
from app.team.actions.members import NOT_YOURS, tell_worker
from app.team.models import TeamMember, ThankYou
from app.team.rules import Refused


@action
def thank(
    *, by: Account, viewer: Relation, member: TeamMember, picture: str, words: str, language: str
) -> ThankYou:
    """Sent twice it is kept once. Raises Refused."""
    if not viewer.is_person or member.person_id != viewer.person.id or member.ended_at is None:
        raise Refused(NOT_YOURS)
    same = (
        db.session.query(ThankYou)
        .filter_by(team_member_id=member.id, picture=picture, words=words)
        .first()
    )
    if same is not None:
        return same
    made = ThankYou(
        team_member_id=member.id, said_by=by.id, picture=picture, words=words, language=language
    )
    db.session.add(made)
    db.session.flush()
    record("team.thanked", by=by, person=member.person_id, about=f"thank_you:{made.id}")
    tell_worker(by, member.worker, _l("Somebody says thank you"), _l("Open your page to read it."))
    return made
