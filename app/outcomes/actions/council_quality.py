"""Writing of quality: a provider's theme and claims, a person's answer, counted good."""

from __future__ import annotations

import uuid

from app.accounts.models import Account
from app.audit import action, record
from app.language.said_names import names
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.organisations.models import Organisation
from app.outcomes.models import (
    BenefitCount,
    BenefitLine,
    BenefitSource,
    Claim,
    ClaimAnswer,
    Confirms,
    Theme,
    ThemeText,
)
from app.outcomes.quarters import Quarter
from app.outcomes.queries import quality as queries
from app.outcomes.standards import LINES
from app.people.models import Person
from app.plans.actions.said import Refused, added

__all__ = ["Refused", "answer_claim", "count_benefit", "say", "write_theme"]
NO_NAMES = _l("Write it without names. A name of somebody around you stands in it.")
OVERTAKEN = _l("Somebody else wrote just now. Look at it again.")
ONE_THEME = _l("You chose another theme for this quarter. It stays.")
NOTHING = _l("Write something here.")
EVIDENCE_TOO = _l("Write what shows it, too.")


def _refuse_names(organisation: Organisation, *texts: str) -> None:
    """Boards and the council read it: nothing of it leads to a person or a worker."""
    around = queries.names_around(organisation.id)
    if any(found for text in texts for found in names(text, around, (), ())):
        raise Refused(NO_NAMES)


def _add(row: object, otherwise: LazyWords = OVERTAKEN) -> None:
    if not added(row):
        raise Refused(otherwise)


@action
def write_theme(
    *,
    by: Account,
    organisation: Organisation,
    quarter: Quarter,
    theme: Theme,
    reflection: str,
    feedback: str,
    language: str,
) -> ThemeText:
    """Reflection and feedback on the one theme of a quarter. Raises Refused."""
    there = queries.theme_texts(quarter, [organisation.id])
    before = there[0][0] if there else None
    if before is not None and before.theme is not theme:
        raise Refused(ONE_THEME)
    if not (reflection or feedback):
        raise Refused(NOTHING)
    _refuse_names(organisation, reflection, feedback)
    made = ThemeText(
        organisation_id=organisation.id,
        year=quarter.year,
        quarter=quarter.number,
        number=before.number + 1 if before else 1,
        theme=theme,
        reflection=reflection,
        feedback=feedback,
        language=language,
        written_by=by.id,
    )
    _add(made)
    record("quality.theme-written", by=by, about=f"theme_text:{made.id}")
    return made


@action
def say(
    *, by: Account, organisation: Organisation, line: str, says: str, evidence: str, language: str
) -> Claim:
    """What the provider says of a line; nothing takes it back. Raises Refused."""
    if line not in LINES:
        raise Refused(NOTHING)
    if says and not evidence:
        raise Refused(EVIDENCE_TOO)
    _refuse_names(organisation, says, evidence)
    made = Claim(
        organisation_id=organisation.id,
        line=line,
        number=queries.newest_number(organisation.id, line) + 1,
        says=says,
        evidence=evidence,
        language=language,
        written_by=by.id,
    )
    _add(made)
    record("quality.claimed", by=by, about=f"claim:{made.id}", facts={"line": line})
    return made


@action
def answer_claim(*, by: Account, person: Person, claim: Claim, answer: Confirms) -> ClaimAnswer:
    """What the person says of it. A later answer takes its place."""
    made = ClaimAnswer(claim_id=claim.id, person_id=person.id, answer=answer, said_by=by.id)
    _add(made)
    # What was answered is nobody's business: the audit does not hold it.
    record("quality.answered", by=by, person=person.id, about=f"claim:{claim.id}")
    return made


@action
def count_benefit(
    *,
    by: Account,
    organisation_id: uuid.UUID,
    quarter: Quarter,
    line: BenefitLine,
    counted: int,
    source: BenefitSource,
) -> BenefitCount:
    """One counted line; counting it again puts the new number in its place. Raises Refused."""
    there = queries.benefits(quarter, [organisation_id])
    before = next((row for row, _ in there if row.line is line), None)
    made = BenefitCount(
        organisation_id=organisation_id,
        year=quarter.year,
        quarter=quarter.number,
        line=line,
        number=before.number + 1 if before else 1,
        counted=counted,
        source=source,
        entered_by=by.id,
    )
    _add(made)
    record("quality.counted", by=by, about=f"benefit_count:{made.id}", facts={"line": line.value})
    return made
