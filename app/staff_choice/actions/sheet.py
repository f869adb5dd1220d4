"""Writing the sheet: a line, its words anew, how much it matters, taking it out.

A line is said anew, never changed: each change is a row with the next number, also the last one.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import Account
from app.audit import action, record
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added
from app.staff_choice.cards import CARDS, card
from app.staff_choice.fairness.protected import named
from app.staff_choice.models import Box, Characteristic, Criterion
from app.staff_choice.models.sheet import NEVER_ESSENTIAL
from app.staff_choice.predicates import is_deciding_staff
from app.staff_choice.queries.sheet import Line, line_for, sheet_for

__all__ = ["NOT_YOURS", "Named", "Refused", "Words"]
NOTHING_SAID = _l("Choose a picture, or write something.")
ONLY_NICE = _l("Things you both like are nice to have. They are never a must.")
# L10n: the person reads it when a line names, say, a woman.
NAMES_SOMETHING = _l("A job cannot ask for this. It would be unfair by law.")


class Named(Refused):
    """The words name what nobody may ask for, as long as the council did not say yes."""

    def __init__(self, characteristics: Sequence[Characteristic]) -> None:
        super().__init__(NAMES_SOMETHING)
        self.characteristics = tuple(characteristics)


@dataclass(frozen=True)
class Words:
    """What somebody says of a line: cleaned words, their language, ids of members who helped."""

    words: str = ""
    language: str = "en"
    helped_by: tuple[str, ...] = ()


def may_write(by: Account, viewer: Relation) -> bool:
    """The rule of the guard, asked again where it is written."""
    return viewer.shares(Part.STAFF, Level.WRITE) or is_deciding_staff(
        by, {"person_id": viewer.person.id}
    )


@action
def write(
    *,
    by: Account,
    viewer: Relation,
    key: uuid.UUID,
    box: Box,
    cards: Sequence[str],
    said: Words,
) -> list[Criterion]:
    """New lines: one for each card, and one for the words. All nice to have at first.

    `key` makes their ids: a form sent twice is kept once. A card that stands already is left out.
    Raises Named, and Refused.
    """
    if not may_write(by, viewer):
        raise Refused(NOT_YOURS)
    if not (cards or said.words) or any(card(box, each) is None for each in cards):
        raise Refused(NOTHING_SAID)
    if found := named(said.words):
        raise Named(found)
    there = {line.text.concept for line in sheet_for(viewer, box) if not line.text.words}
    made = [
        _first(by, viewer, _line_id(key, place), box, Words("", "en", said.helped_by), each.value)
        for place, each in enumerate(CARDS[box], start=1)
        if each.value in cards and each.value not in there
    ]
    if said.words:
        made.append(_first(by, viewer, _line_id(key, 0), box, said))
    return made


def _line_id(key: uuid.UUID, place: int) -> uuid.UUID:
    """The same for the same form, and in order: lines stand as they came, cards as they are."""
    return uuid.UUID(int=key.int >> 8 << 8 | place)


def _first(
    by: Account,
    viewer: Relation,
    line_id: uuid.UUID,
    box: Box,
    said: Words,
    concept: str = "",
) -> Criterion:
    line = Criterion(
        person_id=viewer.person.id,
        line_id=line_id,
        number=0,
        box=box,
        concept=concept,
        essential=False,
    )
    return added_line(by, line, said) or _own(by, viewer, line_id)


def _own(by: Account, viewer: Relation, line_id: uuid.UUID) -> Criterion:
    """The line that the same form made before. Raises Refused where somebody else has this id."""
    there = line_for(viewer, line_id)
    if there is None or there.text.written_by != by.id:
        raise Refused(OPEN_AGAIN)
    return there.text


def added_line(
    by: Account,
    before: Criterion,
    said: Words,
    names: Sequence[Characteristic] = (),
    **other: bool,
) -> Criterion | None:
    """The next number of a line; None when somebody else was first. Call inside an action."""
    made = Criterion(
        person_id=before.person_id,
        line_id=before.line_id,
        number=before.number + 1,
        box=before.box,
        concept=before.concept,
        words=said.words,
        language=said.language,
        essential=other.get("essential", before.essential),
        characteristics=[each.value for each in names],
        taken_out=other.get("taken_out", False),
        written_by=by.id,
        helped_by=list(said.helped_by),
    )
    if not added(made):
        return None
    record(
        "sheet.written",
        by=by,
        person=made.person_id,
        about=f"line:{made.line_id}",
        facts={"number": made.number, "box": made.box.value, "taken_out": made.taken_out},
    )
    return made


@action
def reword(
    *, by: Account, viewer: Relation, line_id: uuid.UUID, seen: int, said: Words
) -> Criterion | None:
    """A line in other words. None when somebody wrote since, or took it out. Raises Refused."""
    line = _writable(by, viewer, line_id)
    if line is None or line.text.number != seen:
        return None
    if not (said.words or line.text.concept):
        raise Refused(NOTHING_SAID)
    if found := named(said.words):
        raise Named(found)
    return added_line(by, line.text, said)


def _writable(by: Account, viewer: Relation, line_id: uuid.UUID) -> Line | None:
    if not may_write(by, viewer):
        raise Refused(NOT_YOURS)
    return line_for(viewer, line_id)


@action
def weigh(
    *, by: Account, viewer: Relation, line_id: uuid.UUID, seen: int, essential: bool
) -> Criterion | None:
    """Needed, or nice to have. None as above. What both like is never needed: Refused."""
    line = _writable(by, viewer, line_id)
    if line is None or line.text.number != seen:
        return None
    if essential and line.text.box in NEVER_ESSENTIAL:
        raise Refused(ONLY_NICE)
    if line.names:
        # The council says yes to what a job must have; it is asked about anew, not weighed.
        raise Named(tuple(line.names))
    if line.text.essential == essential:
        return line.text
    return added_line(by, line.text, same_words(line), essential=essential)


@action
def take_out(*, by: Account, viewer: Relation, line_id: uuid.UUID, seen: int) -> bool:
    """The line stands no more; all that was said stays. False when somebody wrote since."""
    line = _writable(by, viewer, line_id)
    if line is None:
        return True
    if line.text.number != seen:
        return False
    names = [Characteristic(each) for each in line.text.characteristics]
    return added_line(by, line.text, same_words(line), names, taken_out=True) is not None


def same_words(line: Line) -> Words:
    """The words as they stand, for a row that changes something else."""
    return Words(line.text.words, line.text.language, tuple(line.text.helped_by))


def only_nice(box: Box) -> LazyWords | None:
    """Why lines of this box are never needed; None where they can be."""
    return ONLY_NICE if box in NEVER_ESSENTIAL else None
