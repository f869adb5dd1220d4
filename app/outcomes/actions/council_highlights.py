"""Keeping the report for the board: each time a version, the newest stands."""

from __future__ import annotations

from app.accounts.models import Account
from app.audit import action, record
from app.language.words import lazy as _l
from app.outcomes.models import HighlightText
from app.outcomes.quarters import Quarter
from app.outcomes.queries.council_highlights import Fact, newest_report
from app.plans.actions.said import Refused, added

__all__ = ["Refused", "keep_report"]
OVERTAKEN = _l("Somebody else wrote in the report just now. Look at both.")


@action
def keep_report(
    *, by: Account, quarter: Quarter, facts: list[Fact], seen: int, language: str
) -> HighlightText:
    """A new version, beside the older ones. `seen`: what the writer saw. Raises Refused."""
    before = newest_report(quarter)
    number = before.number if before else 0
    made = HighlightText(
        year=quarter.year,
        quarter=quarter.number,
        number=number + 1,
        content=facts,
        language=language,
        written_by=by.id,
    )
    if number != seen or not added(made):
        raise Refused(OVERTAKEN)
    record("highlights.kept", by=by, about=f"highlight_text:{made.id}")
    return made
