"""Agreement: an answer that somebody gave about one version, for a section or the whole.

No row is no answer. Silence is never agreement, and nobody gives another's.
"""

from __future__ import annotations

import uuid
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import SaidHow
from app.people.parts import Part


class AgreementAnswer(Enum):
    """The three answers. Source: the practice guide, A3."""

    YES = "yes"
    CHANGE = "change"
    NOT_SURE = "not-sure"

    @property
    def words(self) -> LazyWords:
        return _ANSWERS[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _ANSWER_PICTURES[self]


_ANSWERS = {
    AgreementAnswer.YES: _l("Yes"),
    AgreementAnswer.CHANGE: _l("Change this"),
    AgreementAnswer.NOT_SURE: _l("Not sure yet"),
}
_ANSWER_PICTURES = {
    AgreementAnswer.YES: "thumb_up",
    AgreementAnswer.CHANGE: "write",
    AgreementAnswer.NOT_SURE: "thumb_middle",
}


class Whose(Enum):
    """Whose answer it is: the person's, a member's own view, or a representative's for them."""

    PERSON = "person"
    MEMBER = "member"
    REPRESENTATIVE = "representative"


@append_only
class Agreement(Entity, Base):
    """One answer about a version: `section` and its `text_id`, or the whole where both are empty.

    The person's own answer comes from their own account, or was seen by two witnesses who each
    confirmed it (`witnessed`). The newest answer of somebody about a text counts.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        Index(None, "person_id", "version_id"),
        Index(None, "text_id"),
        CheckConstraint("(section IS NULL) = (text_id IS NULL)", name="section_has_text"),
        CheckConstraint(
            "whose <> 'representative' OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL)",
            name="representative_has_records",
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_version.id"))
    section: Mapped[Part | None] = mapped_column(one_of(Part, "part"))
    text_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("section_text.id"))
    whose: Mapped[Whose] = mapped_column(one_of(Whose, "whose"))
    answer: Mapped[AgreementAnswer] = mapped_column(one_of(AgreementAnswer, "answer"))
    # What to change, or what is not sure.
    words: Mapped[str] = mapped_column(Words(1000), default="")
    # How it was shown: words, pictures, read-aloud, talked, signs.
    shown_how: Mapped[list[Any]] = mapped_column(JSON, default=list)
    shown_in: Mapped[str] = mapped_column(String(12), default="en")
    # Who explained it, where no native speaker has checked the language of the page.
    interpreter: Mapped[str] = mapped_column(Words(200), default="")
    # Ids of circle members who helped; for a witnessed answer a name in `helper` may stand.
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)
    helper: Mapped[str] = mapped_column(Words(200), default="")
    said_how: Mapped[SaidHow] = mapped_column(one_of(SaidHow, "said_how"), default=SaidHow.TAPPED)
    # "We could tell because …"
    evidence: Mapped[str] = mapped_column(Words(1000), default="")
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    witnessed: Mapped[bool] = mapped_column(default=False)
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("legal_authority.id"))
    capacity_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("capacity_record.id"))

    witnesses: Mapped[list[AgreementWitness]] = relationship(
        back_populates="agreement", lazy="selectin"
    )


@append_only
class AgreementWitness(Entity, Base):
    """Somebody named as having seen the answer. Counts once they confirmed it themselves."""

    __tablename__ = "agreement_witness"
    __table_args__ = (UniqueConstraint("agreement_id", "account_id"), Index(None, "account_id"))

    agreement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agreement.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))

    agreement: Mapped[Agreement] = relationship(back_populates="witnesses")
    account: Mapped[Account] = relationship(lazy="joined")
    answer: Mapped[AgreementWitnessAnswer | None] = relationship(
        lazy="joined", back_populates="witness"
    )


@append_only
class AgreementWitnessAnswer(Entity, Base):
    """A witness's own answer: I was there and saw it, or I was not."""

    __tablename__ = "agreement_witness_answer"
    __table_args__ = (UniqueConstraint("witness_id"),)

    witness_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agreement_witness.id"))
    was_there: Mapped[bool]

    witness: Mapped[AgreementWitness] = relationship(back_populates="answer")
