"""Who may see and say what about outcomes. What sharing opens is asked of the relation.

"How it is going" opens outcomes and what people said of them: to see; to say one's own view; to
think of outcomes and steps too. What the person says about staff is a part of its own, and never
opens to whoever works for a provider.
"""

from __future__ import annotations

import uuid

from app.accounts.models import Account
from app.outcomes.queries.check_ins import told_any
from app.people.parts import Level, Part
from app.people.predicates import is_care_manager_of, relation
from app.people.rules import works_for_a_provider
from app.plans.models import DecidedBy
from app.plans.predicates import Deciding, deciding
from app.security.guard import Scope


def _shares(account: Account, scope: Scope, level: Level) -> bool:
    found = relation(account, scope["person_id"])
    return found is not None and not found.is_person and found.shares(Part.OUTCOMES, level)


def is_shared_outcomes(account: Account, scope: Scope) -> bool:
    return _shares(account, scope, Level.SEE)


def is_shared_to_say_a_view(account: Account, scope: Scope) -> bool:
    return _shares(account, scope, Level.COMMENT)


def is_shared_to_think_of_outcomes(account: Account, scope: Scope) -> bool:
    return _shares(account, scope, Level.WRITE)


def is_let_in_outcomes(account: Account, scope: Scope) -> bool:
    """The council lets this account see it for some days, to keep the person safe."""
    found = relation(account, scope["person_id"])
    return found is not None and Part.OUTCOMES in found.overridden


def is_shared_about_staff(account: Account, scope: Scope) -> bool:
    """May read what the person says about staff."""
    found = relation(account, scope["person_id"])
    return found is not None and not found.is_person and found.shares(Part.ABOUT_STAFF)


def is_told_about_staff(account: Account, scope: Scope) -> bool:
    """Runs a provider, and the person said yes to one of their answers about its staff."""
    found = relation(account, scope["person_id"])
    return found is not None and not found.is_person and told_any(found)


def is_tagger(account: Account, scope: Scope) -> bool:
    """The care manager, while "How it is going" is shared with them.

    Never the person: tags are behind the scenes, for the council's figures.
    """
    found = relation(account, scope["person_id"])
    if found is None or found.is_person or not found.shares(Part.OUTCOMES):
        return False
    return is_care_manager_of(account, scope)


# Each rests on a record that somebody else wrote or verified.
BY_RECORDS = frozenset(
    {DecidedBy.ATTORNEY_OR_DEPUTY, DecidedBy.OTHER_REPRESENTATIVE, DecidedBy.BEST_INTERESTS}
)


def deciding_by_records(account: Account, person_id: uuid.UUID) -> Deciding | None:
    """How this account decides what a person without an account wants; None when it may not.

    As for the plan's "What I want", and only on records: what somebody wrote down stays proposed.
    """
    found = relation(account, person_id)
    if found is None or found.person.account_id is not None or not found.shares(Part.OUTCOMES):
        return None
    how = deciding(account, person_id, Part.PLAN_WANTS)
    return how if how is not None and how.basis in BY_RECORDS else None


def is_deciding_by_records(account: Account, scope: Scope) -> bool:
    return deciding_by_records(account, scope["person_id"]) is not None


def is_shared_monthly(account: Account, scope: Scope) -> bool:
    """In the steering group, and the person's live sharing opens the page of the month."""
    found = relation(account, scope["person_id"])
    return found is not None and not found.is_person and found.shares(Part.MONTHLY)


def reads_monthly_together(account: Account, scope: Scope) -> bool:
    """Reads the page with a person who has no account: sees how it is going by live sharing.

    Nobody who works for a provider: the page tells how their own work goes. Nor whom it opens to:
    who saw that the person read it is never who gets it by that.
    """
    found = relation(account, scope["person_id"])
    return (
        found is not None
        and found.person.account_id is None
        and found.member is not None
        and found.shares(Part.OUTCOMES)
        and not found.shares(Part.MONTHLY)
        and not works_for_a_provider(found.member)
    )
