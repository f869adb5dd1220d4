"""The matching sheet as a viewer may read it, and what of it a job may ask for."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.parts import Part
from app.people.predicates import Relation
from app.staff_choice.cards import Card, card
from app.staff_choice.fairness.protected import named
from app.staff_choice.models import Box, Characteristic, Criterion, OccupationalRequirement


class Standing(Enum):
    """May a job ask for a line? Only a line that names what somebody is must wait for a yes."""

    FREE = "free"
    WAITS = "waits"
    YES = "yes"
    NO = "no"

    @property
    def words(self) -> LazyWords:
        return _STANDINGS[self]


_STANDINGS = {
    Standing.FREE: _l("A job can ask for this."),
    Standing.WAITS: _l("The council looks at it. No job asks for it yet."),
    Standing.YES: _l("The council said yes. A job can ask for it."),
    Standing.NO: _l("The council said no. No job asks for it."),
}


@dataclass(frozen=True)
class Line:
    """One line of the sheet as it stands, with what the council was asked about these words."""

    text: Criterion
    requirements: tuple[OccupationalRequirement, ...] = ()

    @property
    def id(self) -> uuid.UUID:
        return self.text.line_id

    @property
    def card(self) -> Card | None:
        return card(self.text.box, self.text.concept)

    @cached_property
    def names(self) -> frozenset[Characteristic]:
        """What it names: by the rule under which it was written, and by the rule of today."""
        return frozenset(map(Characteristic, self.text.characteristics)) | set(
            named(self.text.words)
        )

    @property
    def standing(self) -> Standing:
        answers = {each.characteristic: each.approved for each in self.requirements}
        said = [answers.get(each) for each in self.names]
        if not said:
            return Standing.FREE
        if False in said:
            return Standing.NO
        return Standing.YES if all(said) else Standing.WAITS

    @property
    def counts(self) -> bool:
        """May a job ask for it?"""
        return self.standing in (Standing.FREE, Standing.YES)


def standing(person_id: uuid.UUID, *conditions: ColumnElement[bool]) -> list[Criterion]:
    """The lines that stand: of each the newest number, unless it is taken out. One query."""
    newer = aliased(Criterion)
    return list(
        db.session.scalars(
            select(Criterion)
            .outerjoin(
                newer, (newer.line_id == Criterion.line_id) & (newer.number > Criterion.number)
            )
            .where(
                Criterion.person_id == person_id,
                newer.id.is_(None),
                Criterion.taken_out.is_(False),
                *conditions,
            )
            .order_by(Criterion.line_id)
        )
    )


def _with_requirements(texts: Iterable[Criterion]) -> list[Line]:
    texts = list(texts)
    # What the council was asked is looked for only where a line could need it.
    asked = [text.id for text in texts if Line(text).names]
    found: defaultdict[uuid.UUID, list[OccupationalRequirement]] = defaultdict(list)
    if asked:
        for each in db.session.scalars(
            select(OccupationalRequirement)
            .where(OccupationalRequirement.criterion_id.in_(asked))
            .order_by(OccupationalRequirement.id)
        ):
            found[each.criterion_id].append(each)
    return [Line(text, tuple(found[text.id])) for text in texts]


def lines_for_job(person_id: uuid.UUID) -> list[Criterion]:
    """What a job may ask for: the lines that stand, in the order of the boxes.

    One that names a protected characteristic is among them only with the council's yes to each
    that it names, in these very words. At most two queries. Whoever calls it asks who may read.
    """
    order = list(Box)
    lines = [line.text for line in _with_requirements(standing(person_id)) if line.counts]
    return sorted(lines, key=lambda text: order.index(text.box))


def sheet_for(viewer: Relation, box: Box | None = None) -> list[Line]:
    """The lines that this viewer may read, of one box or of all; none without live sharing."""
    if not viewer.shares(Part.STAFF):
        return []
    conditions = [] if box is None else [Criterion.box == box]
    return _with_requirements(standing(viewer.person.id, *conditions))


def line_for(viewer: Relation, line_id: uuid.UUID) -> Line | None:
    """One line that stands and that this viewer may read."""
    if not viewer.shares(Part.STAFF):
        return None
    return next(
        iter(_with_requirements(standing(viewer.person.id, Criterion.line_id == line_id))), None
    )


def earlier_for(viewer: Relation, line_id: uuid.UUID | None = None) -> Sequence[Criterion]:
    """How lines were said before, the newest first: for the person alone, who said it all.

    Of one line, or of all. What was taken out before somebody was let in was never theirs to read.
    """
    if not viewer.is_person:
        return []
    now_there = {text.id for text in standing(viewer.person.id)}
    conditions = [Criterion.person_id == viewer.person.id]
    if line_id is not None:
        conditions.append(Criterion.line_id == line_id)
    rows = db.session.scalars(
        select(Criterion)
        .where(*conditions)
        .order_by(Criterion.created_at.desc(), Criterion.id.desc())
    )
    return [row for row in rows if row.id not in now_there]


def credit_for(viewer: Relation, line: Line) -> Criterion:
    """The row in which the words of a line were said: who wrote them, and who helped.

    Whoever says later how much it matters did not write the words.
    """
    said = line.text
    if said.number == 1 or not viewer.shares(Part.STAFF):
        return said
    rows = db.session.scalars(
        select(Criterion)
        .where(Criterion.line_id == line.id, Criterion.person_id == viewer.person.id)
        .order_by(Criterion.number.desc())
    )
    for row in rows:
        if row.words != said.words:
            break
        said = row
    return said
