"""Quality as a conversation: themes, what a provider says and people confirm, counted good.

Nothing here is a grade, a score or a rank. Source: domain §2 (quality themes, social benefit),
practice B1 (Small Supports, REACH).
"""

from __future__ import annotations

import uuid
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l


class Theme(Enum):
    """The five themes of quality; a provider takes one each quarter."""

    WELL_LED = "well-led"
    PERFORMANCE = "performance"
    SAFE = "safe"
    EFFECTIVE = "effective"
    INVOLVEMENT = "client-involvement"

    @property
    def words(self) -> LazyWords:
        return _THEMES[self]


_THEMES = {
    # L10n: register=work
    Theme.WELL_LED: _l("Well-led"),
    # L10n: register=work
    Theme.PERFORMANCE: _l("Performance"),
    # L10n: register=work
    Theme.SAFE: _l("Safe"),
    # L10n: register=work
    Theme.EFFECTIVE: _l("Effective"),
    # L10n: register=work
    Theme.INVOLVEMENT: _l("Involvement of people"),
}


@append_only
class ThemeText(Entity, Base):
    """What a manager wrote on the theme of a quarter. The highest number stands."""

    __tablename__ = "theme_text"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year", "quarter", "number", name="uq_theme_text"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("reflection <> '' OR feedback <> ''", name="says_something"),
    )

    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    number: Mapped[int]
    theme: Mapped[Theme] = mapped_column(one_of(Theme, "theme"))
    reflection: Mapped[str] = mapped_column(Words(4000), default="")
    # What people, families and others told the provider.
    feedback: Mapped[str] = mapped_column(Words(4000), default="")
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class Claim(Entity, Base):
    """What a provider says of one line, with its evidence. The highest number stands.

    Empty words: the provider says nothing of it any more. `line`: a key of the standards.
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("organisation_id", "line", "number", name="uq_claim"),
        CheckConstraint("says = '' OR evidence <> ''", name="evidence"),
    )

    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    line: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    says: Mapped[str] = mapped_column(Words(1000), default="")
    evidence: Mapped[str] = mapped_column(Words(1000), default="")
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


class Confirms(Enum):
    """What a person says of a line. Only the yes is counted, and nobody is told the others."""

    YES = "yes"
    NO = "no"
    DO_NOT_KNOW = "dont-know"
    WILL_NOT_SAY = "wont-say"

    @property
    def words(self) -> LazyWords:
        return _CONFIRMS[self]


_CONFIRMS = {
    Confirms.YES: _l("It is so"),
    Confirms.NO: _l("It is not so"),
    Confirms.DO_NOT_KNOW: _l("I do not know"),
    Confirms.WILL_NOT_SAY: _l("I will not say"),
}


@append_only
class ClaimAnswer(Entity, Base):
    """What one person says of one claim. Their newest stands; a new claim asks anew."""

    __tablename__ = "claim_answer"
    __table_args__ = (Index(None, "claim_id"), Index(None, "person_id"))

    claim_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("claim.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[Confirms] = mapped_column(one_of(Confirms, "confirms"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


class BenefitKind(Enum):
    """What good came of it beyond the support. Source: seed 001, 4.4.6."""

    CONTRIBUTION = "contribution"
    EMERGENCIES = "emergencies"
    FAMILY_LIFE = "family-life"

    @property
    def words(self) -> LazyWords:
        return _KINDS[self]


_KINDS = {
    # L10n: register=work
    BenefitKind.CONTRIBUTION: _l("What people give to others"),
    # L10n: register=work
    BenefitKind.EMERGENCIES: _l("Emergencies"),
    # L10n: register=work
    BenefitKind.FAMILY_LIFE: _l("Family life"),
}


class BenefitLine(Enum):
    """What is counted: a fixed list, so that no line can hold a name or invented pounds."""

    PAID_WORK = "paid-work"
    VOLUNTEERING = "volunteering"
    CLUBS = "clubs"
    EMERGENCY_CALLS = "emergency-calls"
    HOSPITAL_NIGHTS = "hospital-nights"
    POLICE = "police"
    FAMILY_VISITS = "family-visits"
    FAMILY_REST = "family-rest"

    @property
    def words(self) -> LazyWords:
        return _LINES[self][1]

    @property
    def kind(self) -> BenefitKind:
        return _LINES[self][0]


_LINES = {
    BenefitLine.PAID_WORK: (
        BenefitKind.CONTRIBUTION,
        # L10n: register=work
        _l("People in paid work"),
    ),
    BenefitLine.VOLUNTEERING: (
        BenefitKind.CONTRIBUTION,
        # L10n: register=work
        _l("People who volunteer"),
    ),
    BenefitLine.CLUBS: (
        BenefitKind.CONTRIBUTION,
        # L10n: register=work
        _l("People in a club or group"),
    ),
    BenefitLine.EMERGENCY_CALLS: (
        BenefitKind.EMERGENCIES,
        # L10n: register=work
        _l("Calls for an ambulance"),
    ),
    BenefitLine.HOSPITAL_NIGHTS: (
        BenefitKind.EMERGENCIES,
        # L10n: register=work
        _l("Nights in hospital that nobody planned"),
    ),
    BenefitLine.POLICE: (
        BenefitKind.EMERGENCIES,
        # L10n: register=work
        _l("Times the police came"),
    ),
    BenefitLine.FAMILY_VISITS: (
        BenefitKind.FAMILY_LIFE,
        # L10n: register=work
        _l("Visits to family, or from family"),
    ),
    BenefitLine.FAMILY_REST: (
        BenefitKind.FAMILY_LIFE,
        # L10n: register=work
        _l("Families who say that they can rest"),
    ),
}


class BenefitSource(Enum):
    """Where a count comes from. A fixed list too."""

    OWN_RECORDS = "own-records"
    PEOPLE = "people"
    FAMILIES = "families"
    HEALTH = "health"

    @property
    def words(self) -> LazyWords:
        return _SOURCES[self]


_SOURCES = {
    # L10n: register=work
    BenefitSource.OWN_RECORDS: _l("Our own daily records"),
    # L10n: register=work
    BenefitSource.PEOPLE: _l("People told us"),
    # L10n: register=work
    BenefitSource.FAMILIES: _l("Families told us"),
    # L10n: register=work
    BenefitSource.HEALTH: _l("The NHS or the police told us"),
}


@append_only
class BenefitCount(Entity, Base):
    """One counted line of one quarter, by one organisation. The highest number stands."""

    __tablename__ = "benefit_count"
    __table_args__ = (
        UniqueConstraint(
            "organisation_id", "year", "quarter", "line", "number", name="uq_benefit_count"
        ),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("counted BETWEEN 0 AND 100000", name="counted"),
    )

    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    line: Mapped[BenefitLine] = mapped_column(one_of(BenefitLine, "line"))
    number: Mapped[int]
    counted: Mapped[int]
    source: Mapped[BenefitSource] = mapped_column(one_of(BenefitSource, "source"))
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
