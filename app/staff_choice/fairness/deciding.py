"""The two locks, the checks before a first day, and a no that may be unfair. Pure rules.

Sources: Health and Social Care Act 2008 Regulations 2014, regulation 19 and Schedule 3; Equality
Act 2010, sections 13 and 39; the practice guide, C2 and C4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from enum import Enum
from uuid import UUID

from app.staff_choice.models.decisions import CheckItem, CheckStatus

# A trial longer than this in all is work: unpaid it would be against the law on minimum pay.
UNPAID_AT_MOST = timedelta(hours=8)
TRIALS_AT_MOST = 3


class Stands(Enum):
    """Where it stands with one applicant, from what is written down."""

    OPEN = "open"
    PERSON_NO = "person-no"
    EMPLOYER_NO = "employer-no"
    CHECKS = "checks"
    READY = "ready"
    STARTED = "started"


def stands(
    person: bool | None,
    employer: bool | None,
    checks: Mapping[CheckItem, CheckStatus],
    started: bool = False,
) -> Stands:
    """`person`, `employer`: yes, no, or nothing said yet. A no of either ends it at once."""
    if started:
        return Stands.STARTED
    if person is False:
        return Stands.PERSON_NO
    if employer is False:
        return Stands.EMPLOYER_NO
    if not (person and employer):
        return Stands.OPEN
    return Stands.READY if all_done(checks) else Stands.CHECKS


def all_done(checks: Mapping[CheckItem, CheckStatus]) -> bool:
    """Every check is done: none waits, none is "not all right", none is missing."""
    return all(checks.get(item) is CheckStatus.DONE for item in CheckItem)


# Of one check, the oldest first: who said how it stands.
Said = Sequence[tuple[UUID, CheckStatus]]


def lifts_a_stop(said: Said, by: UUID) -> bool:
    """Does whoever says something else now lift a "not all right" of somebody before them?

    Saying "not all right" oneself as well makes it nobody's own: both stand.
    """
    stopped: set[UUID] = set()
    for who, status in said:
        stopped = stopped | {who} if status is CheckStatus.STOP else set()
    return bool(stopped - {by})


def was_lifted(said: Said) -> bool:
    """Did somebody change a "not all right" of another to what stands now?"""
    lifted = False
    for number, (who, status) in enumerate(said):
        if status is CheckStatus.STOP:
            lifted = False
        elif lifts_a_stop(said[:number], who):
            lifted = True
    return lifted


def must_be_paid(lengths: Iterable[timedelta]) -> bool:
    """Must a trial be paid, with these lengths of all trials of one applicant?"""
    return sum(lengths, timedelta()) > UNPAID_AT_MOST


def waits_for_a_human(grounds: Iterable[bool]) -> bool:
    """Does a no wait for a named human?

    `grounds`: for each reason that is written down, whether it names a protected characteristic
    without a recorded requirement. One of them is enough: an honest line or a check beside it
    does not wash it clean.
    """
    return any(grounds)
