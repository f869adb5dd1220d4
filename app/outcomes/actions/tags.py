"""Tags behind an outcome, for figures. The person never sees them, and they say nothing of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.outcomes.framework import framework_in_use
from app.outcomes.models import OutcomeTag
from app.outcomes.predicates import is_tagger
from app.outcomes.queries.outcomes import Shown
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused, added

__all__ = ["Refused", "set_tags"]


@action
def set_tags(*, by: Account, viewer: Relation, shown: Shown, tags: Iterable[str]) -> None:
    """Exactly these tags of the framework in use. Older tags of another framework stay.

    Raises Refused.
    """
    if not is_tagger(by, {"person_id": viewer.person.id}):
        raise Refused(NOT_YOURS)
    known = framework_in_use().tags
    wanted = {tag for tag in tags if tag in known}
    rows = db.session.scalars(select(OutcomeTag).where(OutcomeTag.outcome_id == shown.id)).all()
    held = {row.tag: row for row in rows}
    for tag, row in held.items():
        if tag in known and tag not in wanted:
            db.session.delete(row)
    for tag in sorted(wanted - held.keys()):
        # Another request may have set it in this moment: then it is set.
        added(OutcomeTag(outcome_id=shown.id, tag=tag, set_by=by.id))
    db.session.flush()
    record(
        "outcome.tagged",
        by=by,
        person=viewer.person.id,
        about=f"outcome:{shown.id}",
        facts={"count": len(wanted)},
    )
