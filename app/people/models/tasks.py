"""What waits for the care manager of a person: a kind and a person, never any words."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models.person import Person


class TaskKind(Enum):
    """Why the care manager is asked to look."""

    TEAM_LOST_SIGHT = "team-lost-sight"
    REVIEW_OVERRIDE = "review-override"

    @property
    def words(self) -> LazyWords:
        return _WORDS[self]


_WORDS = {
    # L10n: register=work
    TaskKind.TEAM_LOST_SIGHT: _l("The team no longer sees how to give support. Ask the person."),
    # L10n: register=work
    TaskKind.REVIEW_OVERRIDE: _l("A safeguarding override ended. Write down what it was for."),
}


class Task(Entity, Base):
    """One thing to do for a person. Open until somebody did it; one open task of a kind."""

    __tablename__ = "task"
    __table_args__ = (
        Index(
            "uq_task_open",
            "person_id",
            "kind",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[TaskKind] = mapped_column(one_of(TaskKind, "kind"))
    made_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    done_at: Mapped[datetime | None]
    done_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    person: Mapped[Person] = relationship()
