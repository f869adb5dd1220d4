"""Before a decision in a person's place is written down: does it rest on what the law asks for?

The same for sharing and for staff. Source: the design's table of four bases, and the Mental
Capacity Act 2005, sections 1 to 4.
"""

from __future__ import annotations

from collections.abc import Collection

from app.accounts.models import Account
from app.database import now
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import Basis, Person
from app.people.parts import Part
from app.people.rules import PAPERS, Ground, in_scope, is_about


class Refused(Exception):
    """A decision that the rules do not allow. `words` says why, for the page."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__(words.msgid)
        self.words = words


def check_ground(
    by: Account, person: Person, receiver: str, parts: Collection[Part], ground: Ground
) -> None:
    """`receiver`: as a capacity record names it. Raises Refused, and says what is missing."""
    if ground.basis is Basis.BEST_INTERESTS:
        if ground.best_interests is None or ground.best_interests.person_id != person.id:
            raise Refused(_l("This needs a best interests decision."))
    else:
        _check_paper(by, person, parts, ground)
    if not is_about(ground.record, person.id, receiver, parts, now()):
        raise Refused(_l("This needs a capacity record for this very decision."))


def _check_paper(by: Account, person: Person, parts: Collection[Part], ground: Ground) -> None:
    """An attorney's own view is written down by somebody else, who looked at the paper."""
    paper, kinds = ground.authority, PAPERS.get(ground.basis, frozenset())
    if paper is None or paper.person_id != person.id or paper.kind not in kinds:
        raise Refused(_l("This needs a legal paper that fits."))
    if paper.member.account_id == by.id:
        raise Refused(_l("You hold the legal paper. Ask the care manager to write it down."))
    if not paper.is_in_force(now()) or paper.member.ended_at is not None:
        raise Refused(_l("The legal paper does not count today."))
    if not in_scope(paper, parts):
        raise Refused(_l("The legal paper does not cover this."))
    if ground.basis is Basis.OTHER_REPRESENTATIVE and not paper.evidence:
        raise Refused(_l("Say what paper shows this."))
