"""The records on which somebody may answer in the person's place: about one applicant, one job."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from app.database import now
from app.people.models import Basis
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.records import authorities, records_seen
from app.people.rules import PAPERS, Ground, holds
from app.staff_choice.queries.deciding import decided_key


@dataclass(frozen=True)
class Named:
    """A ground and what it is called: the best interests decision, or the paper and its holder."""

    ground: Ground
    words: str


def grounds_for(viewer: Relation, applicant_id: uuid.UUID) -> dict[str, Named]:
    """Those about "shall they support the person?"."""
    return grounds_about(viewer, decided_key(applicant_id))


def grounds_about(viewer: Relation, about: str) -> dict[str, Named]:
    """Those that hold now, of the records that this viewer may read. At most two queries.

    `about`: as a capacity record names the decision. Best interests first, the newest first.
    """
    capacities, decisions = records_seen(viewer)
    papers = authorities(viewer)
    found = {
        f"best:{made.id}": Named(Ground(Basis.BEST_INTERESTS, best_interests=made), made.decided)
        for made in decisions
    }
    for capacity in capacities:
        for paper in papers:
            for basis in PAPERS:
                found[f"{basis.value}:{paper.id}:{capacity.id}"] = Named(
                    Ground(basis, capacity, authority=paper),
                    f"{paper.member.name}: {paper.kind.words}",
                )
    at = now()
    return {
        key: each
        for key, each in found.items()
        if holds(each.ground, viewer.person.id, about, (Part.STAFF,), at)
    }
