"""Publishing the tables of a quarter: once, in its turn, and without any small group."""

from __future__ import annotations

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.outcomes.models import PublishedCell, PublishedQuarter
from app.outcomes.quarters import Quarter
from app.outcomes.queries.published import counts_of, next_to_publish, published_cells
from app.outcomes.suppression import suppressed
from app.plans.actions.said import Refused, added

__all__ = ["Refused", "publish"]
# L10n: register=work
NOT_IN_TURN = _l("Only the next quarter can be published, when it is over.")


@action
def publish(*, by: Account, quarter: Quarter) -> PublishedQuarter:
    """Put the tables of a quarter out for everybody. Raises Refused."""
    if next_to_publish(now()) != quarter:
        raise Refused(NOT_IN_TURN)
    made = PublishedQuarter(year=quarter.year, quarter=quarter.number, published_by=by.id)
    if not added(made):
        # Somebody else published it in this moment.
        raise Refused(NOT_IN_TURN)
    for (_, sheet, cell), kept in suppressed(
        quarter, counts_of(quarter), published_cells()
    ).items():
        db.session.add(
            PublishedCell(
                quarter_id=made.id, sheet=sheet, cell=cell, counted=kept.counted, few=kept.few
            )
        )
    db.session.flush()
    record("figures.published", by=by, about=f"published_quarter:{made.id}")
    return made
