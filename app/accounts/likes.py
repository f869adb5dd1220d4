"""How I like it, one topic a page: each choice in words, with its picture where it has one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from app.language.locales import KNOWN
from app.language.words import LazyWords
from app.language.words import lazy as _l


@dataclass(frozen=True)
class Topic:
    """One thing to choose. `what` is the field of Likes; `picture` a concept."""

    what: str
    title: LazyWords
    picture: str
    choices: tuple[tuple[str, LazyWords], ...] = ()

    @property
    def address(self) -> str:
        return "/settings/language" if self.what == "language" else "/settings/like"

    def options(self) -> list[tuple[str, LazyWords | str]]:
        """Value and words of each choice; languages are named in themselves."""
        if self.what == "language":
            return [(code, KNOWN[code].name) for code in current_app.config["LANGUAGES"]]
        return list(self.choices)

    def words_of(self, value: str) -> LazyWords | str:
        """The words of what is chosen now."""
        return dict(self.options()).get(value, "")


TOPICS = (
    Topic(
        "size",
        _l("Size of words"),
        "letters",
        (("normal", _l("Normal")), ("bigger", _l("Bigger")), ("biggest", _l("Biggest"))),
    ),
    Topic(
        "look",
        _l("Colours"),
        "settings",
        (
            ("auto", _l("As on my phone")),
            ("light", _l("Light")),
            ("dark", _l("Dark")),
            ("contrast", _l("High contrast")),
        ),
    ),
    Topic(
        "show",
        _l("Show me"),
        "photo",
        (("both", _l("Both")), ("words", _l("Words")), ("pictures", _l("Pictures"))),
    ),
    Topic("language", _l("Language"), "languages"),
    Topic(
        "letters",
        _l("Urdu letters"),
        "write",
        (("device", _l("As on my phone")), ("urdu", _l("Use the Urdu letters"))),
    ),
)


def topic_of(what: str) -> Topic | None:
    return next((topic for topic in TOPICS if topic.what == what), None)
