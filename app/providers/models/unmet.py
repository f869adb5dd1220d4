"""What could not be found, so that those who buy and plan support learn of it. Nobody's name, and
never the words that were typed. Source: domain.md §4 "Unmet need", 003 ¶36–37."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l


class WhyNone(Enum):
    """Why none of what was found will do: a closed list."""

    NOTHING_FOUND = "nothing-found"
    TOO_FAR = "too-far"
    WRONG_KIND = "wrong-kind"
    NO_ROOM = "no-room"
    COSTS_TOO_MUCH = "costs-too-much"
    CANNOT_PAY_MY_WAY = "cannot-pay-my-way"
    NOT_MY_LANGUAGE = "not-my-language"
    NOT_MY_CULTURE = "not-my-culture"
    CANNOT_GET_IN = "cannot-get-in"
    WRONG_TIMES = "wrong-times"
    NOT_SURE = "not-sure"

    @property
    def words(self) -> LazyWords:
        return _WHY[self]


_WHY = {
    WhyNone.NOTHING_FOUND: _l("There was nothing"),
    WhyNone.TOO_FAR: _l("Too far away"),
    WhyNone.WRONG_KIND: _l("Not the help I want"),
    WhyNone.NO_ROOM: _l("They have no room"),
    WhyNone.COSTS_TOO_MUCH: _l("It costs too much"),
    WhyNone.CANNOT_PAY_MY_WAY: _l("I cannot pay the way I want"),
    WhyNone.NOT_MY_LANGUAGE: _l("They do not speak my language"),
    WhyNone.NOT_MY_CULTURE: _l("Not right for my culture or faith"),
    WhyNone.CANNOT_GET_IN: _l("I cannot get in or move about"),
    WhyNone.WRONG_TIMES: _l("Not at the times I need"),
    WhyNone.NOT_SURE: _l("I am not sure"),
}


@append_only
class UnmetNeed(Entity, Base):
    """One search that ended with nothing: the district, the kind of support, the language.

    Empty texts are "not said". No account, no postcode, no words that somebody typed; `created_at`
    is the first moment of the day. `by_itself`: nobody tapped, the search found nothing.
    """

    __tablename__ = "unmet_need"

    why: Mapped[WhyNone] = mapped_column(one_of(WhyNone, "why_none"))
    district: Mapped[str] = mapped_column(String(4), default="")
    # The kinds, days and languages that were chosen: "day:monday kind:home-care".
    facets: Mapped[str] = mapped_column(String(1000), default="")
    hours: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(12))
    by_itself: Mapped[bool] = mapped_column(default=False, server_default=false())
